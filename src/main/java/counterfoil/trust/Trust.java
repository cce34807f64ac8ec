package counterfoil.trust;

/**
 * How far the author of a mail can be trusted (rule 18).
 *
 * @param reason one sentence for people
 * @param provenBy the header field or check that proved it; empty for none
 */
public record Trust(Level level, String reason, String provenBy) {

  /** How far. */
  public enum Level {
    /** A check that is aligned with the author's domain passed. */
    A,
    /** Nothing says so, and nothing speaks against it. */
    B,
    /** The author's domain says that the mail is not from it. */
    C
  }

  /** Nothing is known about the author. */
  public static Trust unknown(String reason) {
    return new Trust(Level.B, reason, "");
  }
}
