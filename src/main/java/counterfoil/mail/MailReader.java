package counterfoil.mail;

/** Turns the raw bytes of a mail into a {@link ParsedMail}. Reading never fails; it reports. */
public final class MailReader {

  /**
   * Reads a mail, whatever its bytes are: never throws, never returns null.
   *
   * @param raw the mail as it was delivered, RFC 5322; may be empty
   */
  public ParsedMail read(byte[] raw) {
    throw new UnsupportedOperationException("to be written");
  }
}
