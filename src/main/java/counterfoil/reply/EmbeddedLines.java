package counterfoil.reply;

/**
 * Walks down the lines of a mail that is passed on. Where its header stands behind quote signs, as
 * Apple Mail writes it, as many are taken from every line.
 */
final class EmbeddedLines {

  /** No line of a header is longer than this; the rest of it does not count. */
  private static final int LONGEST = 2_000;

  private final String text;
  private int depth;
  private int start;
  private int end;

  EmbeddedLines(String text) {
    this.text = text;
    goTo(0);
  }

  /** Sets the line that begins at this character. */
  void goTo(int place) {
    start = place;
    int newline = text.indexOf('\n', place);
    end = newline < 0 ? text.length() : newline;
  }

  boolean isAtEnd() {
    return start >= text.length();
  }

  void next() {
    goTo(Math.min(end + 1, text.length()));
  }

  /** First character of this line. */
  int start() {
    return start;
  }

  /** From here on the quote signs of this line belong to no line. */
  void unquoteAsHere() {
    depth = Integer.MAX_VALUE;
    int at = unquoted(start, end);
    depth = (int) text.substring(start, at).chars().filter(c -> c == '>').count();
  }

  /** From here on one quote sign is taken from every line. */
  void unquoteOnce() {
    depth = 1;
  }

  /** This line without its quote signs, its indentation kept. */
  String raw() {
    return text.substring(unquoted(start, end), Math.min(end, start + LONGEST));
  }

  /** This line, beginning and end bare of white space and of the stars of bold words. */
  String line() {
    return bare(raw());
  }

  boolean isBlank() {
    return line().isEmpty();
  }

  /** All lines from this one on, without their quote signs. */
  String rest() {
    if (depth == 0) {
      return text.substring(Math.min(start, text.length()));
    }
    StringBuilder out = new StringBuilder(text.length() - start);
    for (int from = start; from < text.length(); ) {
      int newline = text.indexOf('\n', from);
      int to = newline < 0 ? text.length() : newline;
      out.append(text, unquoted(from, to), to).append('\n');
      from = to + 1;
    }
    return out.toString();
  }

  /** Where a line begins behind so many quote signs, and the space after them. */
  private int unquoted(int from, int to) {
    int at = from;
    int signs = 0;
    for (int i = from; i < to && signs < depth; i++) {
      if (text.charAt(i) == '>') {
        signs++;
        at = i + 1;
      } else if (text.charAt(i) != ' ') {
        break;
      }
    }
    return at > from && at < to && text.charAt(at) == ' ' ? at + 1 : at;
  }

  /** Without white space, invisible marks of direction and stars at the edges. */
  static String bare(String words) {
    int from = 0;
    int to = words.length();
    while (from < to && isEdge(words.charAt(from))) {
      from++;
    }
    while (to > from && isEdge(words.charAt(to - 1))) {
      to--;
    }
    return words.substring(from, to);
  }

  private static boolean isEdge(char c) {
    return c <= ' '
        || c == '*'
        || c >= 0x80
            && (Character.isSpaceChar(c)
                || Character.getType(c) == Character.FORMAT
                || c == '\ufeff');
  }
}
