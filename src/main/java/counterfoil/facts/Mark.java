package counterfoil.facts;

/**
 * A sign found in a sentence.
 *
 * @param from its first token
 * @param to after its last token
 * @param negated whether the clause turns it around
 */
record Mark(Sign sign, int from, int to, boolean negated) {

  /** Whether it tells of something that does not do what it should. */
  boolean isTrouble() {
    return switch (sign) {
      case FAILS, DOWN, WRONG, COSMETIC, OCCURS -> !negated;
      case WORKS, DOES, ANSWERS -> negated;
      default -> false;
    };
  }

  /** Whether it tells of something that is in order. */
  boolean isFine() {
    return switch (sign) {
      case FAILS, DOWN, WRONG, COSMETIC, OCCURS -> negated;
      case WORKS -> !negated;
      default -> false;
    };
  }
}
