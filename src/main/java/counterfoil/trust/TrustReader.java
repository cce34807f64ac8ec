package counterfoil.trust;

import counterfoil.mail.ParsedMail;

/** Finds out how far the author of a mail can be trusted. Safe for use by several threads. */
public interface TrustReader {

  /**
   * Never throws, and waits for the DNS no longer than the settings allow.
   *
   * @param mail what was read of these bytes
   * @param raw the mail as it was delivered
   */
  Trust read(ParsedMail mail, byte[] raw);
}
