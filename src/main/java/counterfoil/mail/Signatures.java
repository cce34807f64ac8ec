package counterfoil.mail;

import counterfoil.mail.MailText.Part;
import counterfoil.mail.TextLines.Line;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds signatures in one run of new lines: after the delimiter, a sign-off with a name, what
 * phones and gateways add, legal words.
 */
final class Signatures {

  private static final QuotePatterns PATTERNS = QuotePatterns.STANDARD;
  private static final int MOST_LINES = 12;

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

  private final TextLines all;
  private final List<Line> lines;
  private final Part[] parts;
  private final Set<String> names;
  private final int start;
  private final int end;

  /**
   * @param names the words of the author's name, in lower case
   * @param start the first line of the run
   * @param end the line behind it
   */
  Signatures(TextLines all, Set<String> names, int start, int end) {
    this.all = all;
    this.lines = all.lines();
    this.parts = all.parts();
    this.names = names;
    this.start = start;
    this.end = end;
  }

  /** Marks what it finds in the parts of the lines. */
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
      } else if (PATTERNS.is("disclaimer", line.normal()) && all.hasNewAbove(i)) {
        if (isLastText(i)) {
          Arrays.fill(parts, i, end, Part.SIGNATURE);
          return;
        }
        toEndOfParagraph(i);
      } else if (PATTERNS.isSignOff(line.normal()) && all.hasNewAbove(i)) {
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
    if (last >= start && all.hasNewAbove(last) && isAuthor(lines.get(last).normal())) {
      parts[last] = Part.SIGNATURE;
    }
    findNameInBlock(last);
  }

  /**
   * The author's name with their role or company below or above it, in a paragraph of its own:
   * short lines that end like no sentence.
   */
  private void findNameInBlock(int last) {
    int first = last;
    boolean isNamed = false;
    while (first >= start && last - first < 4 && isCard(first)) {
      isNamed |= isAuthor(lines.get(first).normal());
      first--;
    }
    boolean isApart = first >= start && first < last && lines.get(first).isBlank();
    if (isNamed && isApart && all.hasNewAbove(first)) {
      Arrays.fill(parts, first + 1, last + 1, Part.SIGNATURE);
    }
  }

  private boolean isCard(int line) {
    String text = lines.get(line).text().strip();
    return !text.isEmpty()
        && (parts[line] == Part.NEW || parts[line] == Part.SIGNATURE)
        && text.length() <= 60
        && ".!?:;\u3002\uff01\uff1f".indexOf(text.charAt(text.length() - 1)) < 0;
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
    if (text.length() < 20 || text.charAt(0) != '_' || !TextLines.isRule(text)) {
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
    boolean isStandard = all.hasStandardDelimiter(i);
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
    if (text.length() > 60 || TextLines.digits(text) > 0 || text.indexOf(':') >= 0) {
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
    boolean isLink = text.startsWith("http") || text.startsWith("<http") || text.startsWith("www.");
    if (colon > 0 && !isLink) {
      return isContactLabel(text);
    }
    boolean isPhone = TextLines.digits(text) >= 6 && text.chars().noneMatch(Character::isLetter);
    boolean isAddress = text.indexOf('@') > 0 && text.indexOf(' ') < 0;
    if (isLink || isPhone || isAddress) {
      return true;
    }
    boolean isSentence = text.endsWith(".") && text.split("\\s+").length > 4;
    return isSameParagraph && !isSentence && text.split("\\s+").length <= 10;
  }
}
