package counterfoil.mail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/**
 * The bytes behind base64 as mails bring it (RFC 2045 section 6.8): what does not belong to the
 * alphabet is passed over, and the first padding ends it. Reads in blocks, for files are most of
 * what a mailbox holds; says what is broken and goes on.
 */
final class Base64Stream extends InputStream {

  private static final int BLOCK = 8 * 1024;
  private static final byte LINE_BREAK_OR_SPACE = -1;
  private static final byte FOREIGN = -2;
  private static final byte PADDING = -3;
  private static final byte LETTER = 0;

  /** What a byte is, whatever its value. */
  private static final byte[] KINDS = kinds();

  private static byte[] kinds() {
    byte[] kinds = new byte[256];
    Arrays.fill(kinds, FOREIGN);
    for (char c = '0'; c <= 'z'; c++) {
      kinds[c] = Character.isLetterOrDigit(c) ? LETTER : FOREIGN;
    }
    kinds['+'] = LETTER;
    kinds['/'] = LETTER;
    kinds['='] = PADDING;
    kinds['\r'] = LINE_BREAK_OR_SPACE;
    kinds['\n'] = LINE_BREAK_OR_SPACE;
    kinds[' '] = LINE_BREAK_OR_SPACE;
    return kinds;
  }

  private final InputStream in;
  private final Runnable broken;
  private final byte[] encoded = new byte[BLOCK];
  private final byte[] letters = new byte[BLOCK + 3];

  private int letterCount;
  private boolean ended;
  private ByteBuffer decoded = ByteBuffer.allocate(0);

  /**
   * @param broken told when something had to be passed over, each time
   */
  Base64Stream(InputStream in, Runnable broken) {
    this.in = in;
    this.broken = broken;
  }

  @Override
  public int read() throws IOException {
    return fill() ? decoded.get() & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, decoded.remaining());
    decoded.get(into, offset, count);
    return count;
  }

  /** False at the end. */
  private boolean fill() throws IOException {
    while (!decoded.hasRemaining() && !ended) {
      int count = in.read(encoded, 0, BLOCK);
      ended = count < 0;
      for (int i = 0; i < count && !ended; i++) {
        byte kind = KINDS[encoded[i] & 0xff];
        if (kind == LETTER) {
          letters[letterCount++] = encoded[i];
        } else if (kind != LINE_BREAK_OR_SPACE) {
          ended = kind == PADDING;
          if (!ended || letterCount % 4 < 2) {
            broken.run();
          }
        }
      }
      decode(count < 0);
    }
    return decoded.hasRemaining();
  }

  /**
   * Decodes whole groups of four letters, and keeps those of an open group for the next block.
   *
   * @param cutOff whether the input ended without padding, so that an open group is lost
   */
  private void decode(boolean cutOff) {
    int open = letterCount % 4;
    int whole = letterCount - open;
    if (open > 0 && cutOff) {
      broken.run();
    }
    // The last group may be short: two letters are one byte, three are two.
    int taken = ended && !cutOff && open > 1 ? letterCount : whole;
    decoded = Base64.getDecoder().decode(ByteBuffer.wrap(letters, 0, taken));
    System.arraycopy(letters, whole, letters, 0, open);
    letterCount = open;
  }
}
