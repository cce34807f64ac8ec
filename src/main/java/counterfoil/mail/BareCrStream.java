package counterfoil.mail;

import java.io.InputStream;

/** Bytes whose line ends are bare CR, with CRLF instead. */
final class BareCrStream extends InputStream {

  private final byte[] raw;
  private int at;
  private boolean owesLineFeed;

  /**
   * @param from the first byte of interest
   */
  BareCrStream(byte[] raw, int from) {
    this.raw = raw;
    this.at = from;
  }

  @Override
  public int read() {
    if (owesLineFeed) {
      owesLineFeed = false;
      return '\n';
    }
    if (at == raw.length) {
      return -1;
    }
    int next = raw[at++] & 0xff;
    if (next == '\r') {
      owesLineFeed = true;
      at += at < raw.length && raw[at] == '\n' ? 1 : 0;
    }
    return next;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    int count = 0;
    while (count < length) {
      int next = read();
      if (next < 0) {
        return count == 0 ? -1 : count;
      }
      into[offset + count++] = (byte) next;
    }
    return count;
  }
}
