package counterfoil.mail;

import counterfoil.text.Defects;

/**
 * One way of reading a mail. When it fails, whatever the reason, the next one is tried, which needs
 * less: all of it, the plain text, the header, nothing but the bytes.
 */
interface Rung {

  ParsedMail read(byte[] raw, Defects defects);
}
