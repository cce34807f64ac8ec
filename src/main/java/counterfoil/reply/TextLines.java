package counterfoil.reply;

import counterfoil.reply.MailText.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The lines of a text, and whose words each of them holds so far: at first all are new. Counts how
 * often a line is looked at, which is what splitting costs: each look is of bounded length.
 */
final class TextLines {

  private final String text;
  private final List<Line> lines = new ArrayList<>();
  private final Part[] parts;
  private final int[] nextWritten;
  private int firstNew;
  private long looks;

  TextLines(String text) {
    this.text = text;
    cut();
    parts = new Part[lines.size()];
    Arrays.fill(parts, Part.NEW);
    nextWritten = new int[lines.size() + 1];
    nextWritten[lines.size()] = lines.size();
    for (int i = lines.size() - 1; i >= 0; i--) {
      nextWritten[i] = lines.get(i).isBlank() ? nextWritten[i + 1] : i;
    }
  }

  /**
   * @param start first character
   * @param end after its line end
   * @param text without white space at the edges
   * @param normal as patterns see it
   */
  record Line(int start, int end, String text, String normal) {
    boolean isBlank() {
      return text.isEmpty();
    }

    boolean isQuoted() {
      return text.startsWith(">");
    }
  }

  private void cut() {
    int start = 0;
    while (start < text.length()) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline + 1;
      String content = stripped(start, end);
      lines.add(new Line(start, end, content, withoutBold(NormalLine.of(content))));
      start = end;
    }
  }

  /** No-break spaces are white space here: editors put them on lines that look empty. */
  private String stripped(int from, int to) {
    int start = from;
    int end = to;
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isSpace(char c) {
    return c <= ' ' || c >= 0x80 && (Character.isSpaceChar(c) || c == '\u200b' || c == '\ufeff');
  }

  /** Plain forms of HTML mails write bold words between stars. */
  private static String withoutBold(String line) {
    int start = 0;
    int end = line.length();
    while (start < end && line.charAt(start) == '*') {
      start++;
    }
    while (end > start && line.charAt(end - 1) == '*') {
      end--;
    }
    return line.substring(start, end).strip();
  }

  int size() {
    return lines.size();
  }

  Line line(int number) {
    looks++;
    return lines.get(number);
  }

  /** How often a line was looked at since the beginning. */
  long looks() {
    return looks;
  }

  /** Whether a line begins with "-- " (RFC 3676 section 4.3), its space included. */
  boolean hasStandardDelimiter(int line) {
    return text.startsWith("-- ", lines.get(line).start());
  }

  /** By line; may be written to. */
  Part[] parts() {
    return parts;
  }

  boolean isNew(int line) {
    return parts[line] == Part.NEW;
  }

  /** Whether a line begins with ">", or is history by what is known so far. */
  boolean isQuotedOrMarked(int line) {
    return line(line).isQuoted() || parts[line] == Part.QUOTED;
  }

  /** The first line from this one on that is not blank; the number of lines when all are. */
  int nextWritten(int from) {
    return nextWritten[Math.min(from, lines.size())];
  }

  /** Lines only ever stop being new, so the first new one is found once, going down. */
  boolean hasNewAbove(int line) {
    while (firstNew < parts.length
        && (parts[firstNew] != Part.NEW || lines.get(firstNew).isBlank())) {
      firstNew++;
    }
    return firstNew < line;
  }

  /** Nothing but signs, or words between dashes: {@code ---- some words ----}. */
  static boolean isRule(String text) {
    boolean isTitle = text.startsWith("---") && text.endsWith("---") && text.length() < 80;
    return isTitle || (text.length() >= 4 && isSigns(text));
  }

  /** Nothing but dashes, underscores, equal signs or stars. */
  static boolean isSigns(String text) {
    return text.chars().allMatch(c -> "_-=*\u2010\u2013\u2014\u2015\u2500".indexOf(c) >= 0);
  }

  static int digits(String text) {
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      digits += Character.isDigit(text.charAt(i)) ? 1 : 0;
    }
    return digits;
  }
}
