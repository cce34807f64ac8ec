package counterfoil.reply;

/**
 * The line above and below what a letter of ours asks to fill in: dashes, and between them the
 * number of the ticket in brackets, {@code - - - - [CF-1042] - - - -}. It is the same in all
 * languages, so that a letter in a new one needs no Java, and the number says whose letter it is.
 *
 * @param number of the ticket
 * @param depth how many quote signs a mail program put before it
 */
record TearLine(String number, int depth) {

  /** No tear line, and so no ticket. */
  static final TearLine NONE = new TearLine("", 0);

  /** No line that is longer is one; with quote signs and spaces ours are half of it. */
  static final int LONGEST = 200;

  private static final int LONGEST_PREFIX = 10;
  private static final int LONGEST_NUMBER = 19;
  private static final int FEWEST_DASHES = 3;

  /** Reads a line, quoted or not; {@link #NONE} when it is none. */
  static TearLine of(String line) {
    int open = line.length() > LONGEST ? -1 : line.indexOf('[');
    int close = line.indexOf(']', open + 1);
    if (open < 0 || close < 0) {
      return NONE;
    }
    int depth = 0;
    int start = 0;
    while (start < open && isQuoting(line.charAt(start))) {
      depth += line.charAt(start++) == '>' ? 1 : 0;
    }
    String number = line.substring(open + 1, close);
    return isDashes(line, start, open)
            && isDashes(line, close + 1, line.length())
            && isNumber(number)
        ? new TearLine(number, depth)
        : NONE;
  }

  boolean isNone() {
    return number.isEmpty();
  }

  private static boolean isQuoting(char c) {
    return c == '>' || isSpace(c);
  }

  /** Stars are left where bold type became text. */
  private static boolean isDashes(String line, int from, int to) {
    int dashes = 0;
    for (int i = from; i < to; i++) {
      char c = line.charAt(i);
      if (c == '-' || c >= '\u2010' && c <= '\u2015' || c == '\u2212') {
        dashes++;
      } else if (c != '*' && !isSpace(c)) {
        return false;
      }
    }
    return dashes >= FEWEST_DASHES;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\u00a0';
  }

  /** As the settings allow it: capital letters, a dash, digits. */
  private static boolean isNumber(String text) {
    int dash = text.indexOf('-');
    return dash > 0
        && dash <= LONGEST_PREFIX
        && dash + 1 < text.length()
        && text.length() - dash <= LONGEST_NUMBER
        && text.chars().limit(dash).allMatch(c -> c >= 'A' && c <= 'Z')
        && text.chars().skip(dash + 1L).allMatch(c -> c >= '0' && c <= '9');
  }
}
