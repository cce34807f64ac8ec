package counterfoil.trust;

import counterfoil.mail.ParsedMail;

/** Says how far the author of a mail can be trusted. Safe for many threads. */
public interface TrustReader {

  /**
   * Never throws.
   *
   * @param raw the bytes that the mail was read from
   */
  Trust read(ParsedMail mail, byte[] raw);
}
