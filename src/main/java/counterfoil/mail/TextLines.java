package counterfoil.mail;

import counterfoil.mail.MailText.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The lines of a text, and whose words each of them holds so far: at first all are new. */
final class TextLines {

  private final String text;
  private final List<Line> lines = new ArrayList<>();
  private final Part[] parts;
  private int firstNew;

  TextLines(String text) {
    this.text = text;
    cut();
    parts = new Part[lines.size()];
    Arrays.fill(parts, Part.NEW);
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
      String content = text.substring(start, end).strip();
      lines.add(new Line(start, end, content, withoutBold(QuotePatterns.normal(content))));
      start = end;
    }
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
    return line.substring(start, end);
  }

  List<Line> lines() {
    return lines;
  }

  /** Whether a line begins with "-- " (RFC 3676 section 4.3), its space included. */
  boolean hasStandardDelimiter(int line) {
    return text.startsWith("-- ", lines.get(line).start());
  }

  /** By line; may be written to. */
  Part[] parts() {
    return parts;
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
    return isTitle
        || (text.length() >= 4
            && text.chars().allMatch(c -> c == '_' || c == '-' || c == '=' || c == '*'));
  }

  static int digits(String text) {
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      digits += Character.isDigit(text.charAt(i)) ? 1 : 0;
    }
    return digits;
  }
}
