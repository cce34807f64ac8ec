package counterfoil.reply;

import counterfoil.reply.MailText.Part;
import counterfoil.reply.QuotePatterns.Kind;
import counterfoil.reply.TextLines.Line;
import java.util.Arrays;
import java.util.Set;

/**
 * Finds signatures in one run of new lines: after the delimiter, a sign-off with a name, what
 * phones and mail programs add, the author's own name. Legal words are left to {@link LegalWords}.
 */
final class Signatures {

  private static final QuotePatterns PATTERNS = QuotePatterns.STANDARD;
  private static final int MOST_LINES = 12;
  private static final int MOST_LINES_BELOW_DELIMITER = 30;
  private static final int LONGEST_DEVICE_LINE = 120;
  private static final int LONGEST_UNKNOWN_DEVICE_LINE = 60;

  private final TextLines text;
  private final Part[] parts;
  private final NameLines names;
  private final LegalWords legal;
  private final int start;
  private final int end;

  /**
   * @param author the words of the author's name, in lower case
   * @param start the first line of the run
   * @param end the line behind it
   */
  Signatures(TextLines text, Set<String> author, int start, int end) {
    this.text = text;
    this.parts = text.parts();
    this.names = new NameLines(author);
    this.legal = new LegalWords(text, start, end);
    this.start = start;
    this.end = end;
  }

  /** Marks what it finds in the parts of the lines. */
  void find() {
    legal.findBanners();
    findFromTop();
    findName();
    legal.findInSignatures();
  }

  private void findFromTop() {
    for (int i = start; i < end; i++) {
      Line line = text.line(i);
      if (line.isBlank() || parts[i] != Part.NEW) {
        continue;
      }
      if (legal.isListFooter(i)) {
        Arrays.fill(parts, i, end, Part.DISCLAIMER);
        return;
      }
      if (isDelimiter(i)) {
        Arrays.fill(parts, i, end, Part.SIGNATURE);
        return;
      }
      if (isDevice(i)) {
        parts[i] = Part.SIGNATURE;
      } else if (legal.isDisclaimer(i)) {
        i = legal.mark(i) - 1;
      } else if (PATTERNS.isSignOff(line.normal()) && text.hasNewAbove(i)) {
        int behind = behindName(i);
        if (behind > i) {
          Arrays.fill(parts, i, behind, Part.SIGNATURE);
          i = behind - 1;
        }
      }
    }
  }

  /** "-- " (RFC 3676 section 4.3), or "--" before few lines; or a rule above name and address. */
  private boolean isDelimiter(int i) {
    String line = text.line(i).text();
    if (!line.equals("--") && !line.equals("—") && !line.equals("––")) {
      return line.length() >= 3 && TextLines.isSigns(line) && isCardBelow(i);
    }
    int written = 0;
    for (int next = i + 1; next < end && written <= MOST_LINES_BELOW_DELIMITER; next++) {
      written += text.line(next).isBlank() ? 0 : 1;
    }
    return written <= (text.hasStandardDelimiter(i) ? MOST_LINES_BELOW_DELIMITER : MOST_LINES);
  }

  /** To the end only short lines that are no sentences, the first a name, one with an address. */
  private boolean isCardBelow(int rule) {
    int first = text.nextWritten(rule);
    first = text.nextWritten(first + 1);
    if (first >= end || !text.hasNewAbove(rule) || !names.isName(text.line(first).text())) {
      return false;
    }
    boolean hasContact = names.isAuthor(text.line(first).normal());
    int written = 0;
    for (int i = first; i < end; i++) {
      String line = text.line(i).text();
      if (line.isEmpty()) {
        continue;
      }
      hasContact |= names.isContact(line, false);
      if (++written > MOST_LINES || !names.isContact(line, false) && !NameLines.isCard(line)) {
        return false;
      }
    }
    return hasContact;
  }

  /** A short line that names a device or stands alone: not words that happen to begin so. */
  private boolean isDevice(int i) {
    String line = text.line(i).normal();
    boolean isSentence =
        line.length() > LONGEST_DEVICE_LINE && line.indexOf("http") < 0
            || line.indexOf(',') >= 0 && !PATTERNS.asksToBeExcused(line)
            || line.endsWith("?");
    if (isSentence || !PATTERNS.is(Kind.DEVICE, bare(line))) {
      return false;
    }
    boolean isAlone = i == start || text.line(i - 1).isBlank() || parts[i - 1] == Part.SIGNATURE;
    return isAlone && line.length() <= LONGEST_UNKNOWN_DEVICE_LINE || PATTERNS.namesGadget(line);
  }

  /** Without the brackets, stars and dots that people and programs put around such a line. */
  private static String bare(String line) {
    int start = 0;
    int end = line.length();
    while (start < end && "(<*_- ".indexOf(line.charAt(start)) >= 0) {
      start++;
    }
    while (end > start && ")>*_-. ".indexOf(line.charAt(end - 1)) >= 0) {
      end--;
    }
    return line.substring(start, end);
  }

  /** Behind the name and the contact lines that follow a sign-off; the sign-off if none do. */
  private int behindName(int signOff) {
    int name = text.nextWritten(signOff + 1);
    if (name >= end || !names.isName(text.line(name).text())) {
      return signOff;
    }
    int behind = name + 1;
    int count = 1;
    for (int i = behind; i < end && count <= MOST_LINES; i++) {
      String line = text.line(i).text();
      if (line.isEmpty()) {
        continue;
      }
      boolean isSameParagraph = !text.line(i - 1).isBlank();
      if (!names.isContact(line, isSameParagraph)) {
        break;
      }
      count++;
      behind = i + 1;
    }
    return behind;
  }

  /** The author's own name as the last line, with a dash or slash before it or not. */
  private void findName() {
    int last = end - 1;
    while (last >= start && (text.line(last).isBlank() || parts[last] != Part.NEW)) {
      last--;
    }
    if (last >= start && text.hasNewAbove(last) && isSigned(last)) {
      parts[last] = Part.SIGNATURE;
    }
    findNameInBlock(last);
  }

  private boolean isSigned(int last) {
    boolean isApart = last > start && text.line(last - 1).isBlank();
    return names.isAuthor(text.line(last).normal())
        || isApart && NameLines.isDashedName(text.line(last).text());
  }

  /**
   * The author's name with their role or company below or above it, in a paragraph of its own:
   * short lines that end like no sentence.
   */
  private void findNameInBlock(int last) {
    int first = last;
    boolean isNamed = false;
    while (first >= start && last - first < 4 && isCardLine(first)) {
      isNamed |= names.isAuthor(text.line(first).normal());
      first--;
    }
    boolean isApart = first >= start && first < last && text.line(first).isBlank();
    if (isNamed && isApart && text.hasNewAbove(first)) {
      Arrays.fill(parts, first + 1, last + 1, Part.SIGNATURE);
    }
  }

  private boolean isCardLine(int line) {
    return (parts[line] == Part.NEW || parts[line] == Part.SIGNATURE)
        && NameLines.isCard(text.line(line).text());
  }
}
