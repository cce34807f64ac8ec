package counterfoil.reply;

import counterfoil.reply.MailText.Part;
import counterfoil.reply.MailText.Span;
import counterfoil.reply.QuotePatterns.Kind;
import counterfoil.reply.TextLines.Line;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Tells what the author wrote from what the mail only carries along. Looks at whole lines, from the
 * top; when in doubt a line is new: a quote too much is a nuisance, a lost word of the author is a
 * fault.
 */
public final class ReplySplitter {

  private static final QuotePatterns PATTERNS = QuotePatterns.STANDARD;

  /** Mail programs fold at 72 to 78 characters, quote signs included. */
  private static final int WRAPPED_AT = 65;

  private static final int LONGEST_REMNANT = 24;

  private final MarkedText marked;
  private final boolean isForward;
  private final boolean isReply;
  private final Set<String> names;

  private final TextLines text;
  private final Part[] parts;
  private final HeaderBlocks headers;
  private final Attributions attributions;

  private ReplySplitter(
      MarkedText marked, TextLines text, boolean isForward, boolean isReply, Set<String> names) {
    this.names = names;
    this.marked = marked;
    this.isForward = isForward;
    this.isReply = isReply;
    this.text = text;
    this.parts = text.parts();
    this.headers = new HeaderBlocks(text);
    this.attributions = new Attributions(text);
  }

  /**
   * Splits a text; linear in its length.
   *
   * @param isForward whether the subject says that a mail is passed on
   * @param isReply whether subject or header say that this is an answer
   * @param names the words of the author's name, in lower case; a last line of these is a signature
   */
  public static MailText split(
      MarkedText marked, boolean isForward, boolean isReply, Set<String> names) {
    return split(marked, new TextLines(marked.text()), isForward, isReply, names);
  }

  /** The same, with the lines at hand: they count what it costs. */
  static MailText split(
      MarkedText marked, TextLines lines, boolean isForward, boolean isReply, Set<String> names) {
    if (marked.text().isEmpty()) {
      return MailText.allNew("");
    }
    return new ReplySplitter(marked, lines, isForward, isReply, names).split();
  }

  private MailText split() {
    boolean hasMarker = findMarker();
    takeMarks();
    findHistory();
    findQuoteBlocks(hasMarker);
    findTearLines(hasMarker);
    findSignatures();
    return new MailText(marked.text(), spans());
  }

  /**
   * Our own line comes first of all: what stands below it was written by us. Where the program put
   * quote signs before our lines they say it better, because people answer between them.
   */
  private boolean findMarker() {
    OptionalInt marker = ReplyMarker.in(text);
    if (marker.isEmpty()) {
      return false;
    }
    int line = marker.getAsInt();
    if (text.line(line).isQuoted()) {
      parts[line] = Part.QUOTED;
    } else {
      restIs(line, Part.QUOTED);
    }
    return true;
  }

  private void takeMarks() {
    int line = 0;
    for (MarkedText.Mark mark : marked.marks()) {
      while (line < text.size() && text.line(line).start() < mark.start()) {
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
      isAllMarked &= text.line(i).isBlank() || parts[i] == Part.SIGNATURE;
    }
    if (isAllMarked) {
      // Some programs let people type inside the block of their signature.
      Arrays.fill(parts, Part.NEW);
    }
  }

  private void fill(int from, int end, Part part) {
    for (int i = from; i < text.size() && text.line(i).start() < end; i++) {
      if (parts[i] == Part.NEW || part == Part.FORWARDED) {
        parts[i] = part;
      }
    }
  }

  private void historyBelow(int from) {
    int line = text.nextWritten(from);
    if (line < text.size() && parts[line] == Part.NEW) {
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
    for (int i = 0; i < text.size(); i++) {
      Line line = text.line(i);
      if (line.isBlank() || line.isQuoted() || !isNewOrFirstQuoted(i)) {
        continue;
      }
      if (PATTERNS.isForward(line.normal())) {
        restIs(i, Part.FORWARDED);
        return;
      }
      if (parts[i] != Part.NEW) {
        continue;
      }
      if (PATTERNS.isTitle(Kind.ORIGINAL, line.normal()) || headers.startsAt(i)) {
        restIs(headers.withRule(i), passedOnOrHistory());
        return;
      }
      int behind = attributions.behind(i);
      if (behind > i) {
        Arrays.fill(parts, i, behind, isForward ? Part.FORWARDED : Part.QUOTED);
        int next = text.nextWritten(behind);
        boolean isUnmarked = next < text.size() && !text.isQuotedOrMarked(next);
        if (isForward || (isUnmarked && text.hasNewAbove(i))) {
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

  /** Lines that begin with ">" are history in an answer; elsewhere the author cites something. */
  private void findQuoteBlocks(boolean hasMarker) {
    boolean hasHistory = isReply || hasMarker || Arrays.asList(parts).contains(Part.QUOTED);
    for (int i = 0; hasHistory && i < parts.length; i++) {
      if (parts[i] == Part.NEW && (text.line(i).isQuoted() || isWrappedQuote(i))) {
        parts[i] = isForward ? Part.FORWARDED : Part.QUOTED;
      }
    }
  }

  /**
   * The last words of a quoted line that a program folded without a quote sign: a short line in
   * small letters between quoted ones, the upper of them long and no sentence's end.
   */
  private boolean isWrappedQuote(int i) {
    if (i == 0 || i + 1 == parts.length || text.line(i).isBlank()) {
      return false;
    }
    String above = text.line(i - 1).text();
    String here = text.line(i).text();
    return text.line(i - 1).isQuoted()
        && text.line(i + 1).isQuoted()
        && above.length() >= WRAPPED_AT
        && Character.isLetter(above.charAt(above.length() - 1))
        && here.length() <= LONGEST_REMNANT
        && Character.isLowerCase(here.charAt(0));
  }

  /** Who copies what we ask for above our marker copies the lines around it; those are ours. */
  private void findTearLines(boolean hasMarker) {
    for (int i = 0; (isReply || hasMarker) && i < parts.length; i++) {
      if (parts[i] == Part.NEW && !TearLine.of(text.line(i).text()).isNone()) {
        parts[i] = Part.QUOTED;
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
      if (i < parts.length && text.line(i).isBlank()) {
        parts[i] = parts[i - 1];
      }
      if (i == parts.length || parts[i] != parts[from]) {
        spans.add(new Span(parts[from], text.line(from).start(), text.line(i - 1).end()));
        from = i;
      }
    }
    return spans;
  }
}
