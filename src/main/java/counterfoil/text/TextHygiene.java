package counterfoil.text;

import java.text.Normalizer;

/**
 * Keeps what no store, page or log can hold out of every string that is read from a mail: NUL and
 * other controls, lone surrogates; and from what stands in one line also bidi overrides and
 * invisible characters, which serve disguise.
 */
public final class TextHygiene {

  /**
   * As many combining marks may follow each other (Unicode Standard Annex #15, section 13); to put
   * a longer run into its canonical order takes quadratic time.
   */
  private static final int MARKS = 30;

  private TextHygiene() {}

  /**
   * A text of many lines: line ends become {@code \n}, controls go, no-break spaces become spaces.
   */
  public static String text(String text) {
    int clean = cleanPrefix(text);
    if (clean == text.length()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    out.append(text, 0, clean);
    int length = text.length();
    for (int i = clean; i < length; i++) {
      char c = text.charAt(i);
      if (c == '\r') {
        // CR LF and CR CR LF are one line end, CRs alone are one each.
        int next = i + 1;
        while (next < length && text.charAt(next) == '\r') {
          next++;
        }
        boolean hasLineFeed = next < length && text.charAt(next) == '\n';
        out.append("\n".repeat(hasLineFeed ? 1 : next - i));
        i = hasLineFeed ? next : next - 1;
      } else if (c == '\u2028' || c == '\u2029' || c == '\u000b' || c == '\f' || c == '\u0085') {
        out.append('\n');
      } else if (c == '\u00a0' || c == '\u202f' || c == '\u2007') {
        out.append(' ');
      } else if (Character.isSurrogate(c)) {
        i = appendSurrogate(text, i, out);
      } else if (!isControl(c) && c != '\ufeff' && c != '\u200b' && c != '\u00ad') {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static int cleanPrefix(String text) {
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if ((c < ' ' && c != '\n' && c != '\t') || c >= 0x7f && isSuspect(c)) {
        return i;
      }
      i++;
    }
    return i;
  }

  private static boolean isSuspect(char c) {
    return c <= 0xad || (c >= '\u2007' && c <= '\u202f') || c >= '\ud800';
  }

  /** A text of one line, such as a subject or a name: every run of white space is one space. */
  public static String oneLine(String text) {
    String line = exactLine(text);
    return isAscii(line) ? line : Normalizer.normalize(line, Normalizer.Form.NFC);
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }

  /**
   * A text of one line whose characters stay those that they are: an address. The composed form
   * (NFC) makes a K of the sign of Kelvin, and so another address.
   */
  public static String exactLine(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int marks = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x300 && isMark(text.codePointAt(i))) {
        if (marks++ < MARKS) {
          out.appendCodePoint(text.codePointAt(i));
        }
        i += Character.isSurrogate(c) ? 1 : 0;
        continue;
      }
      int length = out.length();
      if (c == ' ' || c == '\t' || c == '\r' || c == '\n' || Character.isSpaceChar(c)) {
        if (out.length() > 0 && out.charAt(out.length() - 1) != ' ') {
          out.append(' ');
        }
      } else if (Character.isSurrogate(c)) {
        i = appendSurrogate(text, i, out);
      } else if (!isControl(c) && !isInvisible(c)) {
        out.append(c);
      }
      // What is left out does not part the marks around it.
      marks = out.length() > length ? 0 : marks;
    }
    int end = out.length();
    if (end > 0 && out.charAt(end - 1) == ' ') {
      out.setLength(end - 1);
    }
    return out.toString();
  }

  /** No more than so many characters, and no half of one. */
  public static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }

  private static int appendSurrogate(String text, int at, StringBuilder out) {
    char c = text.charAt(at);
    if (Character.isHighSurrogate(c)
        && at + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(at + 1))) {
      out.append(c).append(text.charAt(at + 1));
      return at + 1;
    }
    out.append('\ufffd');
    return at;
  }

  /** Whether a field holds what {@link #oneLine} leaves out; folding is none of it. */
  public static boolean isDisguised(String field) {
    return field
        .chars()
        .anyMatch(
            c -> c != '\r' && (isControl((char) c) || c >= '\u202a' && isInvisible((char) c)));
  }

  private static boolean isControl(char c) {
    return (c < ' ' && c != '\n' && c != '\t') || (c >= 0x7f && c <= 0x9f);
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK;
  }

  /** Bidi controls and zero-width characters; the joiner of emoji stays. */
  private static boolean isInvisible(char c) {
    return c == '\u200b'
        || c == '\u200c'
        || c == '\u200e'
        || c == '\u200f'
        || c == '\u061c'
        || (c >= '\u202a' && c <= '\u202e')
        || (c >= '\u2060' && c <= '\u206f')
        || c == '\ufeff'
        || c == '\u00ad'
        || c == '\u180e';
  }
}
