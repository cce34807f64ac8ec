package counterfoil.mailbox;

/** The server will never take this mail; the message holds its words. */
public final class SmtpRefusedException extends Exception {

  SmtpRefusedException(String words, Throwable cause) {
    super(words, cause);
  }
}
