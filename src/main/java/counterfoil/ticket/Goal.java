package counterfoil.ticket;

/** What a desk promises about a ticket, each with a clock of its own (rule 40). */
public enum Goal {
  /** The first public answer of an engineer. */
  FIRST_RESPONSE("first response"),
  /** The ticket is Resolved. */
  RESOLUTION("resolution");

  private final String words;

  Goal(String words) {
    this.words = words;
  }

  /** As pages and letters name it, such as {@code first response}. */
  public String words() {
    return words;
  }
}
