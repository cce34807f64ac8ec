package counterfoil.mail;

import counterfoil.mail.MailText.Part;
import counterfoil.mail.MailText.Span;
import counterfoil.mail.QuotePatterns.Label;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
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

  private final List<Line> lines = new ArrayList<>();
  private Part[] parts = {};
  private int firstNew;

  private ReplySplitter(MarkedText marked, boolean isForward, boolean isReply, Set<String> names) {
    this.names = names;
    this.marked = marked;
    this.isForward = isForward;
    this.isReply = isReply;
  }

  /**
   * @param start first character
   * @param end after its line end
   * @param text without white space at the edges
   * @param normal as patterns see it
   */
  private record Line(int start, int end, String text, String normal) {
    boolean isBlank() {
      return text.isEmpty();
    }

    boolean isQuoted() {
      return text.startsWith(">");
    }
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
    cutIntoLines();
    parts = new Part[lines.size()];
    Arrays.fill(parts, Part.NEW);
    takeMarks();
    findHistory();
    findQuoteBlocks();
    findSignatures();
    return new MailText(marked.text(), spans());
  }

  private void cutIntoLines() {
    String text = marked.text();
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
        if (isForward || (next < lines.size() && !isQuotedOrMarked(next) && hasNewAbove(i))) {
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
    return i >= 0 && parts[i] == Part.NEW && isRule(lines.get(i).text()) ? i : from;
  }

  /** Nothing but signs, or words between dashes: {@code ---- some words ----}. */
  private static boolean isRule(String text) {
    boolean isTitle = text.startsWith("---") && text.endsWith("---") && text.length() < 80;
    return isTitle
        || (text.length() >= 4
            && text.chars().allMatch(c -> c == '_' || c == '-' || c == '=' || c == '*'));
  }

  /** Lines only ever stop being new, so the first new one is found once, going down. */
  private boolean hasNewAbove(int line) {
    while (firstNew < parts.length
        && (parts[firstNew] != Part.NEW || lines.get(firstNew).isBlank())) {
      firstNew++;
    }
    return firstNew < line;
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
        hasDigits |= labels.contains(Label.DATE) && digits(line.text()) >= 3;
        labels.stream().filter(label -> !found.contains(label)).findFirst().ifPresent(found::add);
      }
      if (strange > 2) {
        break;
      }
    }
    boolean isHeader = found.contains(Label.FROM) && found.size() >= 3;
    return isHeader && (hasDigits || hasAddress && found.contains(Label.SUBJECT));
  }

  private static int count(String text, char wanted) {
    return (int) text.chars().filter(c -> c == wanted).count();
  }

  private static int digits(String text) {
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      digits += Character.isDigit(text.charAt(i)) ? 1 : 0;
    }
    return digits;
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
        return i + 1;
      }
    }
    return from;
  }

  private boolean isAttribution(String line, int next) {
    int digits = digits(line);
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
        new Signatures(start, end).find();
      }
      start = end + 1;
    }
  }

  /** Signatures in one run of new lines. */
  private final class Signatures {

    private static final int MOST_LINES = 12;

    private final int start;
    private final int end;

    Signatures(int start, int end) {
      this.start = start;
      this.end = end;
    }

    void find() {
      for (int i = start; i < end; i++) {
        Line line = lines.get(i);
        if (line.isBlank() || parts[i] != Part.NEW) {
          continue;
        }
        if (isDelimiter(i) || isListFooter(i)) {
          Arrays.fill(parts, i, end, Part.SIGNATURE);
          return;
        }
        if (isDevice(i)) {
          parts[i] = Part.SIGNATURE;
        } else if (PATTERNS.is("banner", line.normal()) && i - start < 6) {
          toEndOfParagraph(i);
        } else if (PATTERNS.is("disclaimer", line.normal()) && hasNewAbove(i)) {
          if (isLastText(i)) {
            Arrays.fill(parts, i, end, Part.SIGNATURE);
            return;
          }
          toEndOfParagraph(i);
        } else if (PATTERNS.isSignOff(line.normal()) && hasNewAbove(i)) {
          int behind = behindName(i);
          if (behind > i) {
            Arrays.fill(parts, i, behind, Part.SIGNATURE);
            i = behind - 1;
          }
        }
      }
      findName();
    }

    /** The author's own name as the last line, with a dash or slash before it or not. */
    private void findName() {
      int last = end - 1;
      while (last >= start && (lines.get(last).isBlank() || parts[last] == Part.SIGNATURE)) {
        last--;
      }
      if (last >= start && hasNewAbove(last) && isAuthor(lines.get(last).normal())) {
        parts[last] = Part.SIGNATURE;
      }
    }

    private boolean isAuthor(String line) {
      if (names.isEmpty() || line.length() > 60) {
        return false;
      }
      int start = 0;
      while (start < line.length() && "-–—/~ ".indexOf(line.charAt(start)) >= 0) {
        start++;
      }
      String[] words = line.substring(start).split(" ");
      return words.length <= 4
          && Arrays.stream(words).allMatch(word -> names.contains(withoutEnd(word)));
    }

    private static String withoutEnd(String word) {
      boolean hasEnd = word.endsWith(".") || word.endsWith(",");
      return hasEnd ? word.substring(0, word.length() - 1) : word;
    }

    /** A short line that names a device or stands alone: not words that happen to begin so. */
    private boolean isDevice(int i) {
      String text = lines.get(i).normal();
      boolean isShort = text.length() <= 120 && text.indexOf(',') < 0 && !text.endsWith("?");
      if (!isShort || !PATTERNS.is("device", bare(text))) {
        return false;
      }
      boolean isAlone = i == start || lines.get(i - 1).isBlank() || parts[i - 1] == Part.SIGNATURE;
      return isAlone || DEVICES.stream().anyMatch(text::contains);
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

    /** A rule, and behind it the few lines that a mailing list adds to every mail. */
    private boolean isListFooter(int from) {
      String text = lines.get(from).text();
      if (text.length() < 20 || text.charAt(0) != '_' || !isRule(text)) {
        return false;
      }
      int written = 0;
      boolean hasLink = false;
      for (int i = from + 1; i < end && written <= MOST_LINES; i++) {
        Line line = lines.get(i);
        written += line.isBlank() ? 0 : 1;
        hasLink |= line.text().indexOf('@') > 0 || line.text().contains("http");
      }
      return hasLink && written <= 6;
    }

    /** "-- " (RFC 3676 section 4.3), or "--" before few lines. */
    private boolean isDelimiter(int i) {
      String text = lines.get(i).text();
      if (!text.equals("--") && !text.equals("—") && !text.equals("––")) {
        return false;
      }
      boolean isStandard = marked.text().startsWith("-- ", lines.get(i).start());
      int written = 0;
      for (int next = i + 1; next < end && written <= 30; next++) {
        written += lines.get(next).isBlank() ? 0 : 1;
      }
      return written <= (isStandard ? 30 : MOST_LINES);
    }

    private void toEndOfParagraph(int from) {
      for (int i = from; i < end && !lines.get(i).isBlank(); i++) {
        parts[i] = Part.SIGNATURE;
      }
    }

    /** The legal words end the mail: no question and no labelled line behind them. */
    private boolean isLastText(int from) {
      int written = 0;
      for (int i = from; i < end && written <= 40; i++) {
        String text = lines.get(i).text();
        written += text.isEmpty() ? 0 : 1;
        if (i > from && (text.endsWith("?") || isLabelled(text))) {
          return false;
        }
      }
      return written <= 40;
    }

    private static boolean isLabelled(String text) {
      int colon = QuotePatterns.colon(text);
      boolean isLink = text.startsWith("http") || text.startsWith("<http");
      return colon > 0 && colon < 30 && text.length() < 100 && !isLink && !isContactLabel(text);
    }

    /** Whether the words before the colon are those of a telephone number or an address. */
    private static boolean isContactLabel(String text) {
      int colon = QuotePatterns.colon(text);
      String label = text.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      return CONTACT_LABELS.contains(label.replace(".", ""));
    }

    /** Behind the name and the contact lines that follow a sign-off; the sign-off if none do. */
    private int behindName(int signOff) {
      int i = signOff + 1;
      while (i < end && lines.get(i).isBlank()) {
        i++;
      }
      if (i == end || !isName(lines.get(i).text())) {
        return signOff;
      }
      int behind = i + 1;
      int count = 1;
      for (i = behind; i < end && count <= MOST_LINES; i++) {
        String text = lines.get(i).text();
        if (text.isEmpty()) {
          continue;
        }
        boolean isSameParagraph = !lines.get(i - 1).isBlank();
        if (!isContact(text, isSameParagraph)) {
          break;
        }
        count++;
        behind = i + 1;
      }
      return behind;
    }

    /** One to five words, no sentence: letters, dots, hyphens and commas. */
    private boolean isName(String text) {
      if (text.length() > 60 || digits(text) > 0 || text.indexOf(':') >= 0) {
        return false;
      }
      char last = text.charAt(text.length() - 1);
      boolean isSentence = last == '?' || last == '!' || (last == '.' && text.length() > 25);
      int first = text.codePointAt(0);
      boolean isCapital = !Character.isLowerCase(first) || text.indexOf(' ') < 0;
      return !isSentence && isCapital && text.split("\\s+").length <= 5;
    }

    /** Company, role, telephone, address: short, and no label that is not one of these. */
    private boolean isContact(String text, boolean isSameParagraph) {
      if (text.length() > 100 || text.endsWith("?")) {
        return false;
      }
      int colon = QuotePatterns.colon(text);
      boolean isLink =
          text.startsWith("http") || text.startsWith("<http") || text.startsWith("www.");
      if (colon > 0 && !isLink) {
        return isContactLabel(text);
      }
      boolean isPhone = digits(text) >= 6 && text.chars().noneMatch(Character::isLetter);
      boolean isAddress = text.indexOf('@') > 0 && text.indexOf(' ') < 0;
      if (isLink || isPhone || isAddress) {
        return true;
      }
      boolean isSentence = text.endsWith(".") && text.split("\\s+").length > 4;
      return isSameParagraph && !isSentence && text.split("\\s+").length <= 10;
    }
  }

  private static final Set<String> DEVICES =
      Set.of(
          "iphone",
          "ipad",
          "android",
          "outlook",
          "samsung",
          "galaxy",
          "huawei",
          "blackberry",
          "windows",
          "yahoo",
          "proton",
          "smartphone",
          "handy",
          "mobile",
          "phone");

  private static final Set<String> CONTACT_LABELS =
      Set.of(
          "t",
          "tel",
          "telephone",
          "telefon",
          "teléfono",
          "telefone",
          "telefono",
          "telefoon",
          "p",
          "ph",
          "phone",
          "m",
          "mob",
          "mobile",
          "mobil",
          "móvil",
          "cell",
          "c",
          "d",
          "direct",
          "office",
          "o",
          "f",
          "fax",
          "e",
          "email",
          "e-mail",
          "mail",
          "w",
          "web",
          "website",
          "www",
          "tél",
          "tlf",
          "skype",
          "linkedin",
          "twitter",
          "address",
          "a",
          "電話",
          "☎");

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
