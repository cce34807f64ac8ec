package counterfoil.reply;

import counterfoil.reply.QuotePatterns.Kind;
import counterfoil.reply.QuotePatterns.Label;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the header at the top of a mail that is passed on. It stands first, below nothing but a
 * title, rules and blank lines; what stands further down is the business of an older mail.
 */
final class EmbeddedHeaderReading {

  private static final QuotePatterns PATTERNS = QuotePatterns.STANDARD;

  /** Titles and rules, blank lines not counted. */
  private static final int LINES_ABOVE = 6;

  /** A mail to many people names all of them. */
  private static final int MOST_LINES = 200;

  private static final int BLANK_LINES = 3;
  private static final int STRANGE_LINES = 2;
  private static final int LONGEST_VALUE = 4_000;

  /** Programs fold plain text at 72 to 78 characters; shorter lines end where their author says. */
  private static final int FOLDED_AT = 60;

  private static final int LONGEST_LABEL = 30;

  private static final int DIGITS_OF_A_DATE = 3;

  private static final Set<Label> FIELDS =
      EnumSet.of(Label.FROM, Label.DATE, Label.TO, Label.SUBJECT, Label.CC);

  private final EmbeddedLines lines;
  private final Map<Label, StringBuilder> values = new EnumMap<>(Label.class);
  private final List<String> otherSenders = new ArrayList<>();
  private boolean hasTitle;
  private boolean isUnlabelled;

  private Label field = Label.OTHER;
  private String lineBefore = "";

  EmbeddedHeaderReading(String passedOn) {
    this.lines = new EmbeddedLines(passedOn);
  }

  /** The header; empty when none stands at the top. */
  Optional<EmbeddedHeader> read() {
    skipTitle();
    if (lines.isAtEnd()) {
      return Optional.empty();
    }
    lines.unquoteAsHere();
    String first = lines.line();
    Map<Label, String> inOneLine = FoldedHeader.of(first);
    if (!inOneLine.isEmpty()) {
      inOneLine.forEach((label, value) -> values.put(label, new StringBuilder(value)));
      lines.next();
      return found();
    }
    if (labels(first).isEmpty() && !takeUnlabelled()) {
      return Optional.empty();
    }
    readFields();
    return found();
  }

  private Optional<EmbeddedHeader> found() {
    boolean isHeader =
        values.containsKey(Label.FROM)
            && (hasTitle
                || values.containsKey(Label.DATE)
                || values.containsKey(Label.SUBJECT)
                || values.containsKey(Label.TO));
    if (!isHeader) {
      return Optional.empty();
    }
    List<String> from = new ArrayList<>(List.of(value(Label.FROM)));
    from.addAll(otherSenders);
    return Optional.of(
        new EmbeddedHeader(
            List.copyOf(from), value(Label.DATE), value(Label.SUBJECT), lines.rest().strip()));
  }

  private String value(Label label) {
    return EmbeddedLines.bare(values.getOrDefault(label, new StringBuilder()).toString());
  }

  private void skipTitle() {
    int above = 0;
    boolean isTitleOpen = false;
    for (; !lines.isAtEnd() && above <= LINES_ABOVE; lines.next()) {
      String line = lines.line();
      String words = line.startsWith(">") ? EmbeddedLines.bare(line.replace(">", "")) : line;
      if (words.isEmpty()) {
        continue;
      }
      String normal = NormalLine.of(words);
      boolean isTitle = PATTERNS.isForward(normal) || PATTERNS.isTitle(Kind.ORIGINAL, normal);
      // Lotus Notes folds a title that names the forwarder.
      boolean closesTitle = isTitleOpen && words.endsWith("--");
      if (!isTitle && !closesTitle && !TextLines.isRule(words)) {
        return;
      }
      hasTitle |= isTitle;
      isTitleOpen = isTitle && !words.endsWith("-") && words.startsWith("-");
      above++;
    }
  }

  /** Lotus Notes: a sender and, in the next line, a date, both without labels. */
  private boolean takeUnlabelled() {
    String sender = lines.line();
    int place = lines.start();
    if (!hasTitle || sender.indexOf('@') < 0 || sender.endsWith(":")) {
      return false;
    }
    lines.next();
    String date = lines.line();
    boolean isDate = TextLines.digits(date) >= DIGITS_OF_A_DATE && labels(date).isEmpty();
    if (!isDate) {
      lines.goTo(place);
      return false;
    }
    isUnlabelled = true;
    values.put(Label.FROM, new StringBuilder(sender));
    values.put(Label.DATE, new StringBuilder(date));
    field = Label.DATE;
    lines.next();
    return true;
  }

  private void readFields() {
    int strange = 0;
    int end = lines.start();
    for (int i = 0; i < MOST_LINES && !lines.isAtEnd(); i++) {
      if (lines.isBlank()) {
        int blank = lines.start();
        end = blank;
        if (!goesOnBelowBlank()) {
          lines.goTo(blank);
          return;
        }
      }
      String line = lines.line();
      Set<Label> labels = labels(line);
      if (!labels.isEmpty()) {
        if (beginsBody(labels)) {
          break;
        }
        boolean isMain = take(labels, line);
        strange = 0;
        lineBefore = lines.raw();
        lines.next();
        // Importance and the like belong to the header when a field or a blank line follows.
        end = isMain ? lines.start() : end;
      } else if (continues(line)) {
        append(line);
        lineBefore = lines.raw();
        lines.next();
        end = FIELDS.contains(field) ? lines.start() : end;
      } else if (isEnough() || ++strange > STRANGE_LINES) {
        break;
      } else {
        field = Label.OTHER;
        lines.next();
      }
    }
    lines.goTo(end);
  }

  /** A body may begin right below the header, and with a label: the header has no use for it. */
  private boolean beginsBody(Set<Label> labels) {
    return isWhole()
        && !labels.contains(Label.TO)
        && !labels.contains(Label.CC)
        && !labels.contains(Label.OTHER);
  }

  private boolean isWhole() {
    return values.keySet().containsAll(EnumSet.of(Label.FROM, Label.DATE, Label.SUBJECT));
  }

  /**
   * Some programs put each field into a paragraph. Below a blank line only what is still missing
   * belongs to the header; the body may begin with labels of its own.
   */
  private boolean goesOnBelowBlank() {
    for (int i = 0; i < BLANK_LINES && !lines.isAtEnd() && lines.isBlank(); i++) {
      lines.next();
    }
    if (isWhole() || lines.isAtEnd()) {
      return false;
    }
    return labels(lines.line()).stream()
        .anyMatch(label -> FIELDS.contains(label) && !values.containsKey(label));
  }

  private boolean isEnough() {
    return values.containsKey(Label.FROM) && values.size() >= 2;
  }

  private Set<Label> labels(String line) {
    String normal = NormalLine.of(line);
    Set<Label> labels = PATTERNS.labels(normal);
    return labels.isEmpty() && isUnlabelled ? PATTERNS.label(normal) : labels;
  }

  /** Takes a field; false when it is none of those that make a header, or is there already. */
  private boolean take(Set<Label> labels, String line) {
    Optional<Label> missing =
        labels.stream()
            .filter(label -> FIELDS.contains(label) && !values.containsKey(label))
            .findFirst();
    String value = valueOf(line);
    if (missing.isPresent()) {
      field = missing.get();
      Map<Label, String> inLine = field == Label.TO ? FoldedHeader.fields(line) : Map.of();
      if (inLine.containsKey(Label.SUBJECT) && !values.containsKey(Label.SUBJECT)) {
        // Phones write the last two fields into one line.
        values.put(Label.TO, new StringBuilder(cut(inLine.getOrDefault(Label.TO, ""))));
        field = Label.SUBJECT;
        value = inLine.get(Label.SUBJECT);
      }
      values.put(field, new StringBuilder(cut(value)));
      return true;
    }
    field = Label.OTHER;
    if (labels.contains(Label.FROM)) {
      otherSenders.add(cut(value));
      return true;
    }
    return false;
  }

  private void append(String line) {
    StringBuilder value = values.get(field);
    if (value != null && value.length() + line.length() < LONGEST_VALUE) {
      value.append(value.isEmpty() ? "" : " ").append(line);
    }
  }

  /** Whether a line without a label is the rest of the field above it. */
  private boolean continues(String line) {
    String before = lineBefore.strip();
    boolean isIndented = Character.isWhitespace(lines.raw().charAt(0));
    boolean isAddress = line.startsWith("<") || line.startsWith("[");
    boolean isOpen =
        before.endsWith(",")
            || before.endsWith(";")
            || before.lastIndexOf('<') > before.lastIndexOf('>');
    boolean isEmpty = values.getOrDefault(field, new StringBuilder(".")).isEmpty();
    return switch (field) {
      case FROM, TO, CC ->
          isEmpty || isIndented || isAddress || isOpen || isFolded(before) && !isLabelled(line);
      case DATE -> isEmpty || isIndented;
      case SUBJECT -> isIndented || isFolded(before);
      case OTHER -> isIndented && !before.isEmpty();
    };
  }

  /** Whether a line begins as with a label, be it one that is not known. */
  private static boolean isLabelled(String line) {
    int colon = colon(line, 0);
    return colon > 0 && colon <= LONGEST_LABEL && line.lastIndexOf('@', colon) < 0;
  }

  private static boolean isFolded(String before) {
    return before.length() >= FOLDED_AT;
  }

  private static String cut(String value) {
    return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE);
  }

  /** What stands behind the label. */
  private static String valueOf(String line) {
    int colon = colon(line, 0);
    int bar = line.indexOf(" | ");
    boolean isTable = bar >= 0 && (colon < 0 || bar < colon);
    int from = isTable ? bar + 3 : colon < 0 ? line.length() : colon + 1;
    String value = EmbeddedLines.bare(line.substring(from));
    return value.startsWith("|") ? EmbeddedLines.bare(value.substring(1)) : value;
  }

  /** The next colon, be it one of East Asia; -1 when there is none. */
  static int colon(String line, int from) {
    for (int i = from; i < line.length(); i++) {
      if (line.charAt(i) == ':' || line.charAt(i) == '\uff1a') {
        return i;
      }
    }
    return -1;
  }
}
