package counterfoil.facts;

/**
 * A value behind a label, not yet understood.
 *
 * @param field the index of the field the label belongs to
 * @param line the line of the label
 * @param labelStart where the label begins
 * @param start where the value begins on the line of the label; the same as {@code end} when it
 *     stands below
 * @param end where it ends on that line
 * @param exact whether the label is nothing but the label
 * @param lesser whether the label names something like the field, and not the field itself
 */
record Labelled(
    int field, int line, int labelStart, int start, int end, boolean exact, boolean lesser) {

  boolean isEmpty() {
    return start >= end;
  }
}
