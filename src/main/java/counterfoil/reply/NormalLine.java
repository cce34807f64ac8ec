package counterfoil.reply;

import java.text.Normalizer;

/**
 * A line as the patterns see it: in lower case, white space folded, one kind of dash and of
 * apostrophe, no space before a colon, no longer than {@value #LONGEST} characters.
 */
final class NormalLine {

  /** Lines that mean something are shorter; so each costs no more than this. */
  static final int LONGEST = 400;

  private static final int TITLE_SIGNS = 2;

  /** The right side may be lost in folding; then the left one must be plain to see. */
  private static final int LEFT_SIGNS_ALONE = 5;

  private NormalLine() {}

  /** The line, or its beginning. */
  static String of(String line) {
    String composed = hasMarks(line) ? Normalizer.normalize(line, Normalizer.Form.NFC) : line;
    int most = Math.min(composed.length(), LONGEST);
    StringBuilder out = new StringBuilder(most);
    boolean hasSpace = false;
    for (int i = 0; i < most; i++) {
      char c = composed.charAt(i);
      if (c == ' ' || c == '\t' || c == '\n' || c >= 0x80 && isSpace(c)) {
        hasSpace = out.length() > 0;
      } else if (c < 0x80 || !isInvisible(c)) {
        char plain = plain(c);
        if (hasSpace && plain != ':') {
          out.append(' ');
        }
        hasSpace = false;
        out.append(plain);
      }
    }
    String normal = out.toString();
    return normal.indexOf("e-mail") < 0 ? normal : normal.replace("e-mail", "email");
  }

  /** Letters and their accents apart, as Apple's file names and some of its mails have them. */
  private static boolean hasMarks(String line) {
    if (line.length() > LONGEST) {
      return false;
    }
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c >= '\u0300' && c <= '\u036f' || c == '\u3099' || c == '\u309a') {
        return true;
      }
    }
    return false;
  }

  private static boolean isSpace(char c) {
    return c == '\u00a0' || c == '\u3000' || c == '\u202f' || c >= '\u2000' && c <= '\u200a';
  }

  /** Marks of writing direction and joiners. */
  private static boolean isInvisible(char c) {
    return c >= '\u200b' && c <= '\u200f'
        || c >= '\u202a' && c <= '\u202e'
        || c >= '\u2060' && c <= '\u2069'
        || c == '\ufeff'
        || c == '\u00ad';
  }

  private static char plain(char c) {
    if (c < 0x80) {
      return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }
    if (c >= '\u2010' && c <= '\u2015' || c == '\u2212' || c == '\u2500') {
      return '-';
    }
    if (c == '\u2018' || c == '\u2019' || c == '\u02bc') {
      return '\'';
    }
    return c == '\uff1a' ? ':' : Character.toLowerCase(c);
  }

  /** The words between dashes or other signs; empty when there are no such signs. */
  static String title(String normal) {
    int start = 0;
    int end = normal.length();
    int left = 0;
    int right = 0;
    while (start < end && isSign(normal.charAt(start))) {
      left += normal.charAt(start++) == ' ' ? 0 : 1;
    }
    while (end > start && isSign(normal.charAt(end - 1))) {
      right += normal.charAt(--end) == ' ' ? 0 : 1;
    }
    boolean isTitle = left >= TITLE_SIGNS && (right >= TITLE_SIGNS || left >= LEFT_SIGNS_ALONE);
    return isTitle ? normal.substring(start, end) : "";
  }

  private static boolean isSign(char c) {
    return c == '-' || c == '_' || c == '=' || c == '#' || c == '*' || c == '~' || c == ' ';
  }
}
