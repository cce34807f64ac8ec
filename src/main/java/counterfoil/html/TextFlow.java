package counterfoil.html;

import java.util.function.IntConsumer;

/**
 * Plain text as it is written from HTML: white space folded, and line breaks, quote signs, indents
 * and separators put before a word only when a word comes.
 */
final class TextFlow {

  private static final int MOST_BREAKS = 3;
  private static final int MOST_QUOTE_SIGNS = 10;
  private static final int MOST_INDENT = 24;
  private static final String RULE = "----------";

  private final StringBuilder out = new StringBuilder();
  private final IntConsumer lineStarts;

  private int breaks;
  private boolean hasSpace;
  private boolean isBlankLine;
  private boolean hasRule;
  private int breaksAboveRule;
  private int foldedFrom = Integer.MAX_VALUE;
  private int quotes;
  private int indent;
  private String bullet = "";
  private String joint = "";

  /**
   * @param lineStarts told where each line begins, before its quote signs
   */
  TextFlow(IntConsumer lineStarts) {
    this.lineStarts = lineStarts;
  }

  StringBuilder text() {
    return out;
  }

  int length() {
    return out.length();
  }

  /** Lets the next word begin a line; behind a bullet it stays on that line. */
  void breakLine(boolean isSpaced) {
    if (!bullet.isEmpty()) {
      return;
    }
    breaks = Math.max(breaks, isSpaced ? 2 : 1);
    if (isBlankLine) {
      breaks = Math.max(breaks, 2);
    }
    isBlankLine = false;
    hasSpace = false;
  }

  /** One more line, as {@code <br>} asks for. */
  void addBreak() {
    breaks = Math.min(breaks + 1, MOST_BREAKS);
    isBlankLine = false;
    hasSpace = false;
  }

  /** A line that holds nothing but blanks which do not fold. */
  void blank() {
    isBlankLine |= breaks > 0;
    hasSpace = true;
  }

  /** A line across, unless nothing follows it. */
  void rule() {
    breakLine(false);
    breaksAboveRule = hasRule ? breaksAboveRule : breaks;
    hasRule = true;
  }

  /** Takes back the line across that was written last. */
  void dropRule() {
    hasRule = false;
  }

  /** Text to be written before the next word instead of a line break. */
  void join(String separator, boolean isAdded) {
    breaks = 0;
    hasSpace = false;
    isBlankLine = false;
    joint = isAdded ? joint + separator : separator;
  }

  /** Forgets what {@link #join} asked for; the next word follows a blank. */
  void unjoin() {
    joint = "";
    breaks = 0;
    hasSpace = true;
  }

  boolean isJoining() {
    return !joint.isEmpty();
  }

  /** From the next word on line breaks become blanks, as in a row of a table. */
  void fold() {
    foldedFrom = out.length();
  }

  void unfold() {
    foldedFrom = Integer.MAX_VALUE;
  }

  /** Something follows right behind the last word: it belongs to it. */
  void attach(String sign) {
    out.append(sign);
    breaks = 0;
    hasSpace = true;
  }

  /** Begins an item; {@code bullet} stands before its first word. */
  void item(String bullet) {
    breaks = Math.max(breaks, 1);
    hasSpace = false;
    this.bullet = bullet;
  }

  boolean hasBullet() {
    return !bullet.isEmpty();
  }

  void dropBullet() {
    bullet = "";
  }

  void indent(int columns) {
    indent += columns;
  }

  void quote(int levels) {
    quotes += levels;
  }

  /** Writes text with the white space of HTML folded. */
  void write(String text) {
    int at = 0;
    int length = text.length();
    while (at < length) {
      int start = at;
      while (at < length && !isSpace(text.charAt(at))) {
        at++;
      }
      if (at > start) {
        writeWord(text, start, at);
      }
      if (at < length) {
        hasSpace = true;
        at++;
      }
    }
  }

  /** Writes text with its own blanks and line breaks. */
  void writePre(String text) {
    int start = 0;
    while (start <= text.length()) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline;
      if (end > start) {
        writeWord(text, start, end);
      }
      if (newline < 0) {
        return;
      }
      breaks++;
      start = newline + 1;
    }
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
  }

  private void writeWord(String text, int start, int end) {
    if (!isInvisible(text, start, end)) {
      settle();
      out.append(text, start, end);
    }
  }

  /** Joiners that hold nothing together fill up the preview of a mail. */
  private static boolean isInvisible(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      boolean isJoiner = c == '\u034f' || c == '\u2060' || c >= '\u200b' && c <= '\u200f';
      if (!isJoiner) {
        return false;
      }
    }
    return true;
  }

  /** What is due before the next word. */
  private void settle() {
    boolean isFirst = out.length() == 0;
    boolean isFolded = out.length() > foldedFrom;
    if (isFirst || (breaks > 0 || !bullet.isEmpty()) && !isFolded) {
      startLine(isFirst);
    } else if (!joint.isEmpty()) {
      out.append(joint);
    } else if ((hasSpace || breaks > 0) && out.charAt(out.length() - 1) != ' ') {
      out.append(' ');
    }
    joint = "";
    bullet = "";
    breaks = 0;
    hasSpace = false;
    isBlankLine = false;
  }

  private void startLine(boolean isFirst) {
    if (!isFirst) {
      if (hasRule) {
        newLine("\n".repeat(Math.max(breaksAboveRule, 1)));
        out.append(RULE);
        breaks = Math.max(breaks, 1);
      }
      newLine("\n".repeat(Math.max(breaks, 1)));
    } else {
      newLine("");
    }
    hasRule = false;
    int columns = Math.min(indent, MOST_INDENT);
    out.append(" ".repeat(Math.max(0, columns - bullet.length()))).append(bullet);
  }

  private void newLine(String lineEnds) {
    out.append(lineEnds);
    lineStarts.accept(out.length());
    out.append(quotes > 0 ? ">".repeat(Math.min(quotes, MOST_QUOTE_SIGNS)) + " " : "");
  }
}
