package counterfoil.facts;

/** Where a value stands, in the order in which values count (behaviours, rule 33). */
public enum Rank {
  /** Behind a label, in a row of a table or in a block of a form. */
  LABEL("a label"),
  /** In the subject. */
  SUBJECT("the subject"),
  /** In a sentence. */
  PROSE("a sentence"),
  /** In a link. */
  LINK("a link"),
  /** Nobody wrote it: it follows from what was written. */
  INFERENCE("an inference");

  private final String words;

  Rank(String words) {
    this.words = words;
  }

  /** In words, such as "a label". */
  public String words() {
    return words;
  }
}
