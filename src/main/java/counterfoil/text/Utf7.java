package counterfoil.text;

import java.nio.charset.StandardCharsets;

/** UTF-7 (RFC 2152), which the Java platform does not know; old mail programs still send it. */
final class Utf7 {

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private Utf7() {}

  static String decode(byte[] bytes) {
    String in = new String(bytes, StandardCharsets.ISO_8859_1);
    StringBuilder out = new StringBuilder(in.length());
    int at = 0;
    while (at < in.length()) {
      char c = in.charAt(at++);
      if (c != '+') {
        out.append(c);
      } else if (at < in.length() && in.charAt(at) == '-') {
        out.append('+');
        at++;
      } else {
        at = shifted(in, at, out);
      }
    }
    return out.toString();
  }

  private static int shifted(String in, int from, StringBuilder out) {
    int at = from;
    int bits = 0;
    int held = 0;
    while (at < in.length()) {
      int sextet = ALPHABET.indexOf(in.charAt(at));
      if (sextet < 0) {
        return in.charAt(at) == '-' ? at + 1 : at;
      }
      held = (held << 6 | sextet) & 0x3fffff;
      bits += 6;
      if (bits >= 16) {
        bits -= 16;
        out.append((char) (held >> bits & 0xffff));
      }
      at++;
    }
    return at;
  }
}
