package counterfoil.reply;

import counterfoil.reply.QuotePatterns.Label;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * A header whose fields all stand in one line, because a program lost the line ends: {@code From:
 * Mei Sent: Monday To: Nadia Subject: Calls}.
 */
final class FoldedHeader {

  private static final QuotePatterns PATTERNS = QuotePatterns.STANDARD;
  private static final int WORDS_OF_A_LABEL = 3;
  private static final int FIELDS = 4;

  private FoldedHeader() {}

  /** The fields of such a line; none when it is not one. */
  static Map<Label, String> of(String line) {
    Map<Label, String> values = fields(line);
    boolean isHeader =
        values.size() >= FIELDS && values.containsKey(Label.FROM) && values.containsKey(Label.DATE);
    return isHeader ? values : Map.of();
  }

  /** All fields in a line, each with what stands before the label of the next one. */
  static Map<Label, String> fields(String line) {
    Map<Label, String> values = new EnumMap<>(Label.class);
    Label open = Label.OTHER;
    int from = 0;
    for (int colon = EmbeddedHeaderReading.colon(line, 0);
        colon >= 0;
        colon = EmbeddedHeaderReading.colon(line, colon + 1)) {
      int start = labelStart(line, from, colon);
      if (start < 0) {
        continue;
      }
      close(values, open, line.substring(Math.min(from, start), start));
      open = missing(values, labels(line, start, colon));
      from = colon + 1;
    }
    close(values, open, line.substring(from));
    return values;
  }

  private static void close(Map<Label, String> values, Label label, String value) {
    if (label != Label.OTHER) {
      values.putIfAbsent(label, EmbeddedLines.bare(value));
    }
  }

  private static Label missing(Map<Label, String> values, Set<Label> labels) {
    return labels.stream()
        .filter(label -> !values.containsKey(label))
        .findFirst()
        .orElse(Label.OTHER);
  }

  /** Where the words of the label before a colon begin; -1 when none stand there. */
  private static int labelStart(String line, int from, int colon) {
    int start = colon;
    // "De :" has its colon apart.
    while (start > from && line.charAt(start - 1) == ' ') {
      start--;
    }
    for (int words = 0; words < WORDS_OF_A_LABEL && start > from; words++) {
      start = Math.max(from, line.lastIndexOf(' ', start - 1) + 1);
      if (!labels(line, start, colon).isEmpty()) {
        return start;
      }
      start--;
    }
    return -1;
  }

  private static Set<Label> labels(String line, int start, int colon) {
    return PATTERNS.label(NormalLine.of(line.substring(start, colon).replace("*", "")));
  }
}
