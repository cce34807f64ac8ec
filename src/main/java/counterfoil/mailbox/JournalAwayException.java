package counterfoil.mailbox;

/** Nothing can be kept now, so nothing is fetched (rule 10). */
final class JournalAwayException extends Exception {

  private static final long serialVersionUID = 1;

  JournalAwayException(RuntimeException cause) {
    super("the database is away; mail stays in the mailbox until it is back", cause);
  }
}
