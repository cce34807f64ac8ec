package counterfoil.mailbox;

/** The route did not keep what was fetched, and not because the database is away. */
final class NotKeptException extends Exception {

  private static final long serialVersionUID = 1;

  NotKeptException(String sentence) {
    super(sentence);
  }

  NotKeptException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
