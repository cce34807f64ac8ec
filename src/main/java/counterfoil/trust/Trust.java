package counterfoil.trust;

/**
 * How far the author of a mail can be trusted (rule 18).
 *
 * @param level what follows from it
 * @param reason one sentence for people
 * @param provenBy the field or the check that proved it; empty when nothing did
 */
public record Trust(Level level, String reason, String provenBy) {

  /** What was found out about the author. */
  public enum Level {
    /** The domain of the author stands for the mail. */
    A,
    /** Nobody says. */
    B,
    /** The domain of the author says that such a mail is not its own. */
    C
  }

  /** Nothing is known of the author, for this reason. */
  public static Trust unknown(String reason) {
    return new Trust(Level.B, reason, "");
  }
}
