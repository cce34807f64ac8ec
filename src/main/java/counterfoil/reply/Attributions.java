package counterfoil.reply;

import counterfoil.reply.QuotePatterns.Kind;
import counterfoil.reply.TextLines.Line;

/**
 * Knows the lines by which mail programs introduce a quote, such as "On Monday, Mei wrote:", in one
 * piece or folded over up to five lines.
 */
final class Attributions {

  private static final QuotePatterns PATTERNS = QuotePatterns.STANDARD;
  private static final int MOST_LINES = 5;
  private static final int LONGEST = 400;

  /** A day and a year have as many; a time alone has four. */
  private static final int DIGITS_OF_A_DATE = 5;

  private final TextLines text;

  Attributions(TextLines text) {
    this.text = text;
  }

  /** The line behind the lines that introduce a quote; the same line when none do. */
  int behind(int from) {
    StringBuilder joined = new StringBuilder();
    boolean isOpen = false;
    for (int i = from; i < Math.min(from + MOST_LINES, text.size()); i++) {
      Line line = text.line(i);
      // An address in brackets may be broken over lines, even with blank ones between.
      boolean isBracketNext = line.isBlank() && i > from && opensBracket(text.nextWritten(i));
      boolean ends = line.isBlank() && !isBracketNext || line.isQuoted();
      if (!isOpen && ends || !text.isNew(i)) {
        return from;
      }
      joined.append(i > from ? " " : "").append(line.normal());
      String all = joined.toString();
      if (all.length() > LONGEST) {
        return from;
      }
      isOpen = count(all, '<') > count(all, '>');
      if (!isOpen && !line.isBlank() && introduces(all, text.nextWritten(i + 1))) {
        return beginsLater(from, i) ? from : i + 1;
      }
    }
    return from;
  }

  private boolean opensBracket(int line) {
    return line < text.size() && text.line(line).text().startsWith("<");
  }

  /**
   * Whether an introduction that ends in a line begins below another: then that one is the
   * author's, written right above it. The dated part is the introduction, where there is one.
   */
  private boolean beginsLater(int from, int last) {
    String joined = "";
    boolean isFound = false;
    for (int i = last; i > from; i--) {
      joined = text.line(i).normal() + (joined.isEmpty() ? "" : " " + joined);
      boolean isTail = count(joined, '>') > count(joined, '<');
      if (!isTail && introduces(joined, text.nextWritten(last + 1))) {
        isFound = true;
        if (TextLines.digits(withoutAddresses(joined)) >= DIGITS_OF_A_DATE
            && joined.indexOf('@') > 0) {
          return true;
        }
      }
    }
    return isFound && !needsFirst(text.line(from).normal(), joined);
  }

  /** Whether the first line holds what every introduction has: the person, or half of the date. */
  private static boolean needsFirst(String first, String rest) {
    boolean isKnown = PATTERNS.is(Kind.ATTRIBUTION, first + " " + rest);
    boolean endsSentence = first.endsWith(".") || first.endsWith("!") || first.endsWith("?");
    boolean namesPerson = first.indexOf('@') > first.indexOf('<') && rest.indexOf('@') < 0;
    if (namesPerson) {
      return isKnown || !endsSentence;
    }
    int digits = TextLines.digits(withoutAddresses(first));
    return isKnown
        && !endsSentence
        && digits > 0
        && digits + TextLines.digits(withoutAddresses(rest)) >= DIGITS_OF_A_DATE;
  }

  private boolean introduces(String line, int next) {
    int digits = TextLines.digits(line);
    boolean hasPerson = line.indexOf('@') > 0;
    if (digits < 2 && !hasPerson) {
      return false;
    }
    boolean endsWithColon = line.endsWith(":");
    if (next < text.size() && text.isQuotedOrMarked(next)) {
      // Directly above a quote any language will do.
      return endsWithColon && (digits >= 4 || hasPerson)
          || hasPerson && digits >= 4 && line.length() < 200
          || PATTERNS.is(Kind.ATTRIBUTION, bare(line));
    }
    // Elsewhere known words are asked for, or all of date, time and address.
    boolean hasTime = hasTime(line);
    boolean isDated = TextLines.digits(withoutAddresses(line)) >= 7 && hasTime;
    return digits >= 4 && (hasPerson || hasTime) && PATTERNS.is(Kind.ATTRIBUTION, bare(line))
        || endsWithColon && hasPerson && isDated && line.indexOf('<') > 0;
  }

  /** Zoho and others put dashes around it. */
  private static String bare(String line) {
    String title = NormalLine.title(line);
    return title.isEmpty() ? line : title;
  }

  /** Addresses have digits, too. */
  private static String withoutAddresses(String line) {
    if (line.indexOf('@') < 0) {
      return line;
    }
    StringBuilder out = new StringBuilder(line.length());
    for (String word : line.split(" ")) {
      out.append(word.indexOf('@') < 0 ? word : "").append(' ');
    }
    return out.toString();
  }

  private static int count(String text, char wanted) {
    return (int) text.chars().filter(c -> c == wanted).count();
  }

  /** Two numbers with a colon or the like between them, such as {@code 14:05} or {@code 14h05}. */
  private static boolean hasTime(String line) {
    for (int i = 1; i + 1 < line.length(); i++) {
      char c = line.charAt(i);
      boolean isBetween = c == ':' || c == '.' || c == 'h' || c == '時' || c == '时' || c == '시';
      if (isBetween && Character.isDigit(line.charAt(i - 1))) {
        int next = line.charAt(i + 1) == ' ' ? i + 2 : i + 1;
        if (next + 1 < line.length()
            && Character.isDigit(line.charAt(next))
            && (Character.isDigit(line.charAt(next + 1)) || c > 'h')) {
          return true;
        }
      }
    }
    return false;
  }
}
