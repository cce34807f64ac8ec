package counterfoil.ticket;

/** How a ticket is linked to another one. */
public enum Relation {
  /** The other one was resolved too long ago to be reopened. */
  FOLLOW_UP_OF("follow-up of", "followed up by"),
  /** A mail of somebody who does not belong to the other one named it. */
  MENTIONS("mentions", "mentioned by"),
  /** Its entries stood on the other one before. */
  SPLIT_FROM("split from", "split into"),
  /** Its entries stand on the other one now. */
  MERGED_INTO("merged into", "took in");

  private final String words;
  private final String back;

  Relation(String words, String back) {
    this.words = words;
    this.back = back;
  }

  /** As the one ticket tells it, before the number of the other. */
  public String words() {
    return words;
  }

  /** As the other one tells it. */
  public String back() {
    return back;
  }
}
