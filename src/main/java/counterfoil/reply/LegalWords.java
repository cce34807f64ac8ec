package counterfoil.reply;

import counterfoil.reply.MailText.Part;
import counterfoil.reply.QuotePatterns.Kind;
import java.util.Arrays;

/**
 * Finds what companies, gateways and mailing lists add to every mail, in one run of new lines:
 * legal words, warnings of mails from outside, how to leave the list.
 */
final class LegalWords {

  private static final QuotePatterns PATTERNS = QuotePatterns.STANDARD;
  private static final int LINES_OF_BANNER = 6;
  private static final int MOST_LINES = 40;
  private static final int MOST_LINES_OF_FOOTER = 6;
  private static final int SHORTEST_RULE_OF_FOOTER = 20;

  private final TextLines text;
  private final Part[] parts;
  private final int start;
  private final int end;

  /**
   * @param start the first line of the run
   * @param end the line behind it
   */
  LegalWords(TextLines text, int start, int end) {
    this.text = text;
    this.parts = text.parts();
    this.start = start;
    this.end = end;
  }

  /** What stands at the very top: a gateway's warning, another desk's "write above this line". */
  void findBanners() {
    for (int i = start; i < Math.min(end, start + LINES_OF_BANNER); i++) {
      String line = text.line(i).normal();
      if (PATTERNS.is(Kind.BANNER, line)) {
        i = toEndOfParagraph(i) - 1;
      } else if (i == text.nextWritten(0) && PATTERNS.isTitle(Kind.MARKER, line)) {
        parts[i] = Part.DISCLAIMER;
      }
    }
  }

  /** Whether legal words begin here, below words of the author. */
  boolean isDisclaimer(int line) {
    return PATTERNS.is(Kind.DISCLAIMER, text.line(line).normal()) && text.hasNewAbove(line);
  }

  /** Marks the legal words that begin here; returns the line behind them. */
  int mark(int from) {
    if (isLastText(from)) {
      Arrays.fill(parts, from, end, Part.DISCLAIMER);
      return end;
    }
    return toEndOfParagraph(from);
  }

  private int toEndOfParagraph(int from) {
    int i = from;
    while (i < end && !text.line(i).isBlank()) {
      parts[i++] = Part.DISCLAIMER;
    }
    return i;
  }

  /** The legal words end the mail: no question and no labelled line behind them. */
  private boolean isLastText(int from) {
    int written = 0;
    for (int i = text.nextWritten(from); i < end; i = text.nextWritten(i + 1)) {
      String line = text.line(i).text();
      if (++written > MOST_LINES
          || i > from && (line.endsWith("?") || NameLines.isLabelled(line))) {
        return false;
      }
    }
    return true;
  }

  /** A rule, and behind it the few lines that a mailing list adds to every mail. */
  boolean isListFooter(int from) {
    String rule = text.line(from).text();
    if (rule.length() < SHORTEST_RULE_OF_FOOTER
        || rule.charAt(0) != '_'
        || !TextLines.isSigns(rule)) {
      return false;
    }
    int written = 0;
    boolean hasLink = false;
    for (int i = text.nextWritten(from + 1); i < end; i = text.nextWritten(i + 1)) {
      String line = text.line(i).text();
      hasLink |= line.indexOf('@') > 0 || line.contains("http");
      if (++written > MOST_LINES_OF_FOOTER) {
        return false;
      }
    }
    return hasLink;
  }

  /** Legal words below the name are no part of the signature. */
  void findInSignatures() {
    for (int i = start; i < end; i++) {
      if (parts[i] == Part.SIGNATURE && PATTERNS.is(Kind.DISCLAIMER, text.line(i).normal())) {
        while (i < end && parts[i] == Part.SIGNATURE) {
          parts[i++] = Part.DISCLAIMER;
        }
      }
    }
  }
}
