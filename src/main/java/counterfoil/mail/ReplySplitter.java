package counterfoil.mail;

import counterfoil.mail.MailText.Part;
import counterfoil.mail.MailText.Span;
import counterfoil.mail.QuotePatterns.Label;
import counterfoil.mail.TextLines.Line;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Tells what the author wrote from what the mail only carries along. Looks at whole lines, from the
 * top; when in doubt a line is new: a quote too much is a nuisance, a lost word of the author is a
 * fault.
 */
final class ReplySplitter {

  private static final QuotePatterns PATTERNS = QuotePatterns.STANDARD;
  private static final int LONGEST_ATTRIBUTION = 400;

  private final MarkedText marked;
  private final boolean isForward;
  private final boolean isReply;
  private final Set<String> names;

  private final TextLines text;
  private final List<Line> lines;
  private final Part[] parts;

  private ReplySplitter(MarkedText marked, boolean isForward, boolean isReply, Set<String> names) {
    this.names = names;
    this.marked = marked;
    this.isForward = isForward;
    this.isReply = isReply;
    this.text = new TextLines(marked.text());
    this.lines = text.lines();
    this.parts = text.parts();
  }

  /**
   * Splits a text; linear in its length.
   *
   * @param isForward whether the subject says that a mail is passed on
   * @param isReply whether subject or header say that this is an answer
   * @param names the words of the author's name, in lower case; a last line of these is a signature
   */
  static MailText split(MarkedText marked, boolean isForward, boolean isReply, Set<String> names) {
    if (marked.text().isEmpty()) {
      return MailText.allNew("");
    }
    return new ReplySplitter(marked, isForward, isReply, names).split();
  }

  private MailText split() {
    takeMarks();
    findHistory();
    findQuoteBlocks();
    findSignatures();
    return new MailText(marked.text(), spans());
  }

  private void takeMarks() {
    int line = 0;
    for (MarkedText.Mark mark : marked.marks()) {
      while (line < lines.size() && lines.get(line).start() < mark.start()) {
        line++;
      }
      switch (mark.kind()) {
        case QUOTE -> fill(line, mark.end(), Part.QUOTED);
        case FORWARD -> fill(line, mark.end(), Part.FORWARDED);
        case SIGNATURE -> fill(line, mark.end(), Part.SIGNATURE);
        case HISTORY_BELOW -> historyBelow(line);
      }
    }
    boolean isAllMarked = true;
    for (int i = 0; i < parts.length; i++) {
      isAllMarked &= lines.get(i).isBlank() || parts[i] == Part.SIGNATURE;
    }
    if (isAllMarked) {
      // Some programs let people type inside the block of their signature.
      Arrays.fill(parts, Part.NEW);
    }
  }

  private void fill(int from, int end, Part part) {
    for (int i = from; i < lines.size() && lines.get(i).start() < end; i++) {
      if (parts[i] == Part.NEW || part == Part.FORWARDED) {
        parts[i] = part;
      }
    }
  }

  private void historyBelow(int from) {
    int line = from;
    while (line < lines.size() && lines.get(line).isBlank()) {
      line++;
    }
    if (line < lines.size() && parts[line] == Part.NEW) {
      restIs(line, passedOnOrHistory());
    }
  }

  /** The header of another mail in one that answers nothing means that it is passed on. */
  private Part passedOnOrHistory() {
    return isForward || !isReply ? Part.FORWARDED : Part.QUOTED;
  }

  private void restIs(int from, Part part) {
    Arrays.fill(parts, from, parts.length, part);
  }

  /** From the top: the first line behind which all is history or a mail passed on. */
  private void findHistory() {
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      if (line.isBlank() || line.isQuoted() || !isNewOrFirstQuoted(i)) {
        continue;
      }
      if (PATTERNS.is("forward", line.normal())) {
        restIs(i, Part.FORWARDED);
        return;
      }
      if (parts[i] != Part.NEW) {
        continue;
      }
      if (PATTERNS.is("original", line.normal()) || isHeaderBlock(i)) {
        restIs(aboveRule(i), passedOnOrHistory());
        return;
      }
      int behind = behindAttribution(i);
      if (behind > i) {
        Arrays.fill(parts, i, behind, isForward ? Part.FORWARDED : Part.QUOTED);
        int next = nextWritten(behind);
        if (isForward || (next < lines.size() && !isQuotedOrMarked(next) && text.hasNewAbove(i))) {
          restIs(i, isForward ? Part.FORWARDED : Part.QUOTED);
          return;
        }
        i = behind - 1;
      }
    }
  }

  /** Some programs wrap a mail passed on like a quote: its first line tells. */
  private boolean isNewOrFirstQuoted(int line) {
    boolean isFirst = line == 0 || parts[line - 1] != Part.QUOTED;
    return parts[line] == Part.NEW || (parts[line] == Part.QUOTED && isFirst);
  }

  /** The rule of underscores or dashes above a header block belongs to it. */
  private int aboveRule(int from) {
    int i = from - 1;
    while (i >= 0 && lines.get(i).isBlank()) {
      i--;
    }
    return i >= 0 && parts[i] == Part.NEW && TextLines.isRule(lines.get(i).text()) ? i : from;
  }

  /** From, date and a third field in lines below each other: the header of an earlier mail. */
  private boolean isHeaderBlock(int from) {
    if (PATTERNS.labels(lines.get(from).normal()).isEmpty()) {
      return false;
    }
    EnumSet<Label> found = EnumSet.noneOf(Label.class);
    boolean hasAddress = false;
    boolean hasDigits = false;
    int strange = 0;
    for (int i = from; i < Math.min(from + 14, lines.size()); i++) {
      Line line = lines.get(i);
      Set<Label> labels = PATTERNS.labels(line.normal());
      if (line.isBlank() && found.size() < 3) {
        strange++;
      } else if (line.isBlank()) {
        break;
      } else if (labels.isEmpty()) {
        strange++;
      } else {
        strange = 0;
        hasAddress |= labels.contains(Label.FROM) && line.text().indexOf('@') > 0;
        hasDigits |= labels.contains(Label.DATE) && TextLines.digits(line.text()) >= 3;
        labels.stream().filter(label -> !found.contains(label)).findFirst().ifPresent(found::add);
      }
      if (strange > 2) {
        break;
      }
    }
    boolean isHeader = found.contains(Label.FROM) && found.size() >= 3;
    return isHeader && (hasDigits || hasAddress && found.contains(Label.SUBJECT));
  }

  /** A day and a year have as many; a time alone has four. */
  private static final int DIGITS_OF_A_DATE = 5;

  private static int count(String text, char wanted) {
    return (int) text.chars().filter(c -> c == wanted).count();
  }

  /** The line behind the one to five lines that introduce a quote; the same line when none do. */
  private int behindAttribution(int from) {
    StringBuilder joined = new StringBuilder();
    boolean isOpen = false;
    for (int i = from; i < Math.min(from + 5, lines.size()); i++) {
      Line line = lines.get(i);
      // An address in brackets may be broken over lines, even with blank ones between.
      if (!isOpen && (line.isBlank() || line.isQuoted()) || parts[i] != Part.NEW) {
        return from;
      }
      joined.append(i > from ? " " : "").append(line.normal());
      String all = joined.toString();
      if (all.length() > LONGEST_ATTRIBUTION) {
        return from;
      }
      isOpen = count(all, '<') > count(all, '>');
      if (!line.isBlank() && isAttribution(all, nextWritten(i + 1))) {
        return beginsLater(from, i) ? from : i + 1;
      }
    }
    return from;
  }

  /**
   * Whether an introduction that ends in a line begins below another: then that one is the
   * author's, written right above it. The dated part is the introduction, where there is one.
   */
  private boolean beginsLater(int from, int last) {
    String joined = "";
    boolean isFound = false;
    for (int i = last; i > from; i--) {
      joined = lines.get(i).normal() + (joined.isEmpty() ? "" : " " + joined);
      if (isAttribution(joined, nextWritten(last + 1))) {
        isFound = true;
        if (TextLines.digits(joined) >= DIGITS_OF_A_DATE) {
          return true;
        }
      }
    }
    String first = lines.get(from).normal();
    boolean endsSentence = first.endsWith(".") || first.endsWith("!") || first.endsWith("?");
    boolean isDatedOnlyFromHere =
        !endsSentence
            && TextLines.digits(first) > 0
            && TextLines.digits(first) + TextLines.digits(joined) >= DIGITS_OF_A_DATE
            && PATTERNS.is("attribution", first + " " + joined);
    return isFound && !isDatedOnlyFromHere;
  }

  private boolean isAttribution(String line, int next) {
    int digits = TextLines.digits(line);
    boolean hasPerson = line.indexOf('@') > 0;
    if (digits < 2 && !hasPerson) {
      return false;
    }
    boolean endsWithColon = line.endsWith(":") || line.endsWith("：");
    if (next < lines.size() && isQuotedOrMarked(next)) {
      // Directly above a quote any language will do.
      return endsWithColon && (digits >= 4 || hasPerson)
          || hasPerson && digits >= 4 && line.length() < 200
          || PATTERNS.is("attribution", line);
    }
    // Elsewhere known words are asked for, or all of date, time and address.
    boolean isDated = digits >= 7 && hasTime(line);
    return digits >= 4 && PATTERNS.is("attribution", line)
        || endsWithColon && hasPerson && isDated && line.indexOf('<') > 0;
  }

  /** Two numbers with a colon or dot between them, such as {@code 14:05}. */
  private static boolean hasTime(String line) {
    for (int i = 1; i + 2 < line.length(); i++) {
      char c = line.charAt(i);
      if ((c == ':' || c == '.')
          && Character.isDigit(line.charAt(i - 1))
          && Character.isDigit(line.charAt(i + 1))
          && Character.isDigit(line.charAt(i + 2))) {
        return true;
      }
    }
    return false;
  }

  private int nextWritten(int from) {
    int i = from;
    while (i < lines.size() && lines.get(i).isBlank()) {
      i++;
    }
    return i;
  }

  private boolean isQuotedOrMarked(int line) {
    return lines.get(line).isQuoted() || parts[line] == Part.QUOTED;
  }

  /**
   * Lines that begin with ">" are history in an answer, or when nothing but a signature follows
   * them; elsewhere the author cites something.
   */
  private void findQuoteBlocks() {
    boolean hasHistory = isReply;
    for (int i = 0; i < parts.length; i++) {
      hasHistory |= parts[i] == Part.QUOTED;
    }
    int lastNew = -1;
    for (int i = 0; i < parts.length; i++) {
      if (parts[i] == Part.NEW && !lines.get(i).isBlank() && !lines.get(i).isQuoted()) {
        lastNew = i;
      }
    }
    for (int i = 0; i < parts.length; i++) {
      if (parts[i] == Part.NEW && lines.get(i).isQuoted() && (hasHistory || i > lastNew)) {
        parts[i] = isForward ? Part.FORWARDED : Part.QUOTED;
      }
    }
  }

  private void findSignatures() {
    int start = 0;
    while (start < parts.length) {
      int end = start;
      while (end < parts.length && parts[end] == Part.NEW) {
        end++;
      }
      if (end > start) {
        new Signatures(text, names, start, end).find();
      }
      start = end + 1;
    }
  }

  private List<Span> spans() {
    List<Span> spans = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= parts.length; i++) {
      // Blank lines belong to what stands before them.
      if (i < parts.length && lines.get(i).isBlank()) {
        parts[i] = parts[i - 1];
      }
      if (i == parts.length || parts[i] != parts[from]) {
        spans.add(new Span(parts[from], lines.get(from).start(), lines.get(i - 1).end()));
        from = i;
      }
    }
    return spans;
  }
}
