package counterfoil.trust;

import java.security.MessageDigest;

/**
 * The body of a mail as it is signed (RFC 6376 section 3.4), in one pass. Lines end in CRLF there;
 * a LF that came alone is taken for one, for a store may have changed it.
 */
final class CanonicalBody {

  private final MessageDigest digest;
  private final byte[] buffer = new byte[8_192];
  private int length;
  private boolean isEmpty = true;

  private CanonicalBody(MessageDigest digest) {
    this.digest = digest;
  }

  /** The SHA-256 of the body that begins here. */
  static byte[] hash(byte[] raw, int start, boolean relaxed) {
    CanonicalBody body = new CanonicalBody(Sha256.digest());
    body.read(raw, start, relaxed);
    body.digest.update(body.buffer, 0, body.length);
    return body.digest.digest();
  }

  private void read(byte[] raw, int start, boolean relaxed) {
    // Empty lines and blanks are written when something comes behind them, and else left out.
    int lineEnds = 0;
    boolean hasBlank = false;
    for (int i = start; i < raw.length; i++) {
      byte b = raw[i];
      boolean isCrLf = b == '\r' && i + 1 < raw.length && raw[i + 1] == '\n';
      if (isCrLf || b == '\n') {
        i += isCrLf ? 1 : 0;
        lineEnds++;
        hasBlank = false;
      } else if (relaxed && (b == ' ' || b == '\t')) {
        hasBlank = true;
      } else {
        for (; lineEnds > 0; lineEnds--) {
          writeLineEnd();
        }
        if (hasBlank) {
          write((byte) ' ');
          hasBlank = false;
        }
        write(b);
      }
    }
    // An empty body is a line end in the simple form, and nothing in the relaxed one.
    if (!isEmpty || !relaxed) {
      writeLineEnd();
    }
  }

  private void writeLineEnd() {
    write((byte) '\r');
    write((byte) '\n');
  }

  private void write(byte b) {
    isEmpty = false;
    if (length == buffer.length) {
      digest.update(buffer, 0, length);
      length = 0;
    }
    buffer[length++] = b;
  }
}
