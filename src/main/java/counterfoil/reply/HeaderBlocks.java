package counterfoil.reply;

import counterfoil.reply.QuotePatterns.Label;
import counterfoil.reply.TextLines.Line;
import java.util.EnumSet;
import java.util.Set;

/**
 * Knows the header of an earlier mail that stands in the text: From, date and a third field in
 * lines below each other, in any order and language. Outlook writes it above what it quotes.
 */
final class HeaderBlocks {

  private static final QuotePatterns PATTERNS = QuotePatterns.STANDARD;
  private static final int MOST_LINES = 14;
  private static final int STRANGE_LINES = 2;
  private static final int DIGITS_OF_A_DATE = 3;
  private static final int WORDS_OF_A_LABEL = 3;

  private final TextLines text;

  HeaderBlocks(TextLines text) {
    this.text = text;
  }

  /** Whether such a header begins in this line. */
  boolean startsAt(int from) {
    String first = text.line(from).normal();
    if (PATTERNS.labels(first).isEmpty()) {
      return false;
    }
    return new Block(hasRuleAbove(from)).read(from) || isFoldedIntoOne(first);
  }

  /** The first line of what belongs to it: the rule of underscores or dashes above it, or it. */
  int withRule(int from) {
    int above = writtenAbove(from);
    return above >= 0 && text.isNew(above) && TextLines.isRule(text.line(above).text())
        ? above
        : from;
  }

  private boolean hasRuleAbove(int from) {
    int above = writtenAbove(from);
    return above >= 0 && TextLines.isRule(text.line(above).text());
  }

  private int writtenAbove(int from) {
    int i = from - 1;
    // More than a few blank lines part what stands below them.
    while (i >= 0 && from - i <= 4 && text.line(i).isBlank()) {
      i--;
    }
    return i;
  }

  /** Programs that lose line ends write {@code From: Mei Sent: Monday To: Nadia Subject: Calls}. */
  private static boolean isFoldedIntoOne(String line) {
    EnumSet<Label> found = EnumSet.noneOf(Label.class);
    for (int colon = line.indexOf(':'); colon >= 0; colon = line.indexOf(':', colon + 1)) {
      take(labelsBefore(line, colon), found);
    }
    return found.contains(Label.FROM)
        && found.contains(Label.DATE)
        && found.size() >= 4
        && TextLines.digits(line) >= DIGITS_OF_A_DATE;
  }

  /** What the last one to three words before a colon may mean as a label. */
  private static Set<Label> labelsBefore(String line, int colon) {
    int start = colon;
    for (int words = 0; words < WORDS_OF_A_LABEL && start > 0; words++) {
      start = line.lastIndexOf(' ', start - 1);
      Set<Label> labels = PATTERNS.label(line.substring(start + 1, colon).replace("*", ""));
      if (!labels.isEmpty() || start < 0) {
        return labels;
      }
    }
    return Set.of();
  }

  /** A label may mean several fields ("A:" is to or from): the first that is still missing. */
  private static void take(Set<Label> labels, EnumSet<Label> found) {
    labels.stream()
        .filter(label -> label != Label.OTHER && !found.contains(label))
        .findFirst()
        .ifPresent(found::add);
  }

  /** One block being read. */
  private final class Block {

    private final boolean hasRuleAbove;
    private final EnumSet<Label> found = EnumSet.noneOf(Label.class);
    private boolean hasAddress;
    private boolean hasDigits;

    Block(boolean hasRuleAbove) {
      this.hasRuleAbove = hasRuleAbove;
    }

    boolean read(int from) {
      int strange = 0;
      for (int i = from; i < Math.min(from + MOST_LINES, text.size()); i++) {
        Line line = text.line(i);
        Set<Label> labels = PATTERNS.labels(line.normal());
        if (line.isBlank() && isWhole()) {
          break;
        } else if (labels.isEmpty()) {
          strange++;
        } else {
          strange = 0;
          note(line, labels);
        }
        if (strange > STRANGE_LINES) {
          break;
        }
      }
      return isWhole();
    }

    private void note(Line line, Set<Label> labels) {
      hasAddress |= labels.contains(Label.FROM) && line.text().indexOf('@') > 0;
      hasDigits |= labels.contains(Label.DATE) && TextLines.digits(line.text()) >= DIGITS_OF_A_DATE;
      take(labels, found);
    }

    /** A rule above says as much as a third field. */
    private boolean isWhole() {
      int fields = found.size() + (hasRuleAbove ? 1 : 0);
      return found.contains(Label.FROM)
          && fields >= 3
          && (hasDigits || hasAddress && found.contains(Label.SUBJECT));
    }
  }
}
