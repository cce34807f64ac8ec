package counterfoil.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/**
 * Encoded words in header text (RFC 2047), read with repair: neighbours of one charset are joined
 * before they are decoded, because many programs cut characters in two; spaces inside a word are
 * borne.
 */
public final class EncodedWords {

  private final String in;
  private final StringBuilder out;

  private final ByteArrayOutputStream held = new ByteArrayOutputStream();
  private String heldCharset = "";

  private EncodedWords(String in) {
    this.in = in;
    this.out = new StringBuilder(in.length());
  }

  /** Header text with its encoded words read. */
  public static String decode(String text) {
    return text.contains("=?") ? new EncodedWords(text).decoded() : text;
  }

  private String decoded() {
    int at = 0;
    while (at < in.length()) {
      int open = in.indexOf("=?", at);
      if (open < 0) {
        break;
      }
      int next = word(open, at);
      if (next < 0) {
        flush();
        out.append(in, at, open + 2);
        at = open + 2;
      } else {
        at = next;
      }
    }
    flush();
    return out.append(in, at, in.length()).toString();
  }

  /** Reads the word that opens here; returns the place behind it, or -1 when it is none. */
  private int word(int open, int textBefore) {
    int charsetEnd = in.indexOf('?', open + 2);
    if (charsetEnd < 0 || charsetEnd - open > 80 || charsetEnd + 3 > in.length()) {
      return -1;
    }
    char encoding = Character.toLowerCase(in.charAt(charsetEnd + 1));
    if (in.charAt(charsetEnd + 2) != '?' || (encoding != 'q' && encoding != 'b')) {
      return -1;
    }
    int start = charsetEnd + 3;
    int end = in.indexOf("?=", start);
    if (end < 0) {
      return -1;
    }
    String charset = in.substring(open + 2, charsetEnd).toLowerCase(Locale.ROOT);
    int language = charset.indexOf('*');
    if (language >= 0) {
      charset = charset.substring(0, language);
    }
    if (charset.isEmpty() || charset.indexOf(' ') >= 0) {
      return -1;
    }
    String between = in.substring(textBefore, open);
    if (held.size() == 0 || !between.isBlank() || !charset.equals(heldCharset)) {
      boolean isNeighbour = held.size() > 0 && between.isBlank();
      flush();
      if (!isNeighbour) {
        out.append(between);
      }
      heldCharset = charset;
    }
    if (encoding == 'q') {
      quoted(start, end);
    } else {
      held.writeBytes(base64(in.substring(start, end)));
    }
    if (held.size() == 0) {
      heldCharset = "";
    }
    return end + 2;
  }

  private void flush() {
    if (held.size() > 0) {
      out.append(Charsets.decode(held.toByteArray(), heldCharset).text());
      held.reset();
    }
  }

  private void quoted(int start, int end) {
    for (int i = start; i < end; i++) {
      char c = in.charAt(i);
      int high = c == '=' && i + 2 < end ? Character.digit(in.charAt(i + 1), 16) : -1;
      int low = high >= 0 ? Character.digit(in.charAt(i + 2), 16) : -1;
      if (c == '_') {
        held.write(' ');
      } else if (low >= 0) {
        held.write(high << 4 | low);
        i += 2;
      } else if (c < 0x80) {
        held.write(c);
      } else {
        held.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  /** Base64 with all that is not of its alphabet left out, and an unfinished end dropped. */
  private static byte[] base64(String text) {
    byte[] clean = new byte[text.length()];
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '=' && length % 4 > 1) {
        break;
      }
      if ((c >= 'A' && c <= 'Z')
          || (c >= 'a' && c <= 'z')
          || (c >= '0' && c <= '9')
          || c == '+'
          || c == '/') {
        clean[length++] = (byte) c;
      }
    }
    if (length % 4 == 1) {
      length--;
    }
    return Base64.getDecoder().decode(java.util.Arrays.copyOf(clean, length));
  }
}
