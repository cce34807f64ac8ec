package counterfoil.desk;

/** Somebody else was faster: nothing was written, and the mails are to be looked at again. */
public final class ClaimLostException extends RuntimeException {

  /** With the sentence that says what had changed. */
  public ClaimLostException(String message) {
    super(message);
  }
}
