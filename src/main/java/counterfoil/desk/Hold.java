package counterfoil.desk;

/** Why a mail waits for a person. */
public enum Hold {
  /** The author's domain says that the mail is not from it. */
  SPOOF("spoof"),
  /** Its author has opened too many tickets. */
  FLOOD("flood"),
  /**
   * Its author belongs to no organisation that is known, and the settings say to hold such mail.
   */
  UNKNOWN_ORGANISATION("unknown organisation");

  private final String words;

  Hold(String words) {
    this.words = words;
  }

  /** As people read it. */
  public String words() {
    return words;
  }
}
