package counterfoil.reply;

import counterfoil.reply.QuotePatterns.Kind;
import java.util.OptionalInt;

/**
 * Knows the line above which people are asked to answer. Our own letters begin with it, and so do
 * those of other desks.
 */
final class ReplyMarker {

  private static final QuotePatterns PATTERNS = QuotePatterns.STANDARD;

  private ReplyMarker() {}

  /** The first line that is one, and is not the first of the text; quoted or not. */
  static OptionalInt in(TextLines text) {
    int first = text.nextWritten(0);
    for (int i = first + 1; i < text.size(); i++) {
      String line = text.line(i).normal();
      if (PATTERNS.isTitle(Kind.MARKER, withoutQuoteSigns(line))) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  private static String withoutQuoteSigns(String line) {
    int start = 0;
    while (start < line.length() && (line.charAt(start) == '>' || line.charAt(start) == ' ')) {
      start++;
    }
    return start == 0 ? line : line.substring(start);
  }
}
