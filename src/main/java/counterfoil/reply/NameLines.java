package counterfoil.reply;

import counterfoil.reply.QuotePatterns.Kind;
import java.util.Arrays;
import java.util.Set;

/** Knows the lines at the end of a letter: a name, and below it role, company and addresses. */
final class NameLines {

  private static final QuotePatterns PATTERNS = QuotePatterns.STANDARD;
  private static final int LONGEST_NAME = 60;
  private static final int LONGEST_CONTACT = 100;
  private static final String ENDS_OF_SENTENCES = ".!?:;\u3002\uff01\uff1f";

  private final Set<String> author;

  /**
   * @param author the words of the author's name, in lower case
   */
  NameLines(Set<String> author) {
    this.author = author;
  }

  /** Whether a normalised line is the author's name or a part of it, with a dash or without. */
  boolean isAuthor(String line) {
    if (author.isEmpty() || line.length() > LONGEST_NAME) {
      return false;
    }
    int start = 0;
    while (start < line.length() && "-/~ ".indexOf(line.charAt(start)) >= 0) {
      start++;
    }
    String[] words = line.substring(start).split(" ");
    return words.length <= 4
        && Arrays.stream(words).allMatch(word -> author.contains(withoutEnd(word)));
  }

  private static String withoutEnd(String word) {
    boolean hasEnd = word.endsWith(".") || word.endsWith(",");
    return hasEnd ? word.substring(0, word.length() - 1) : word;
  }

  /**
   * A name as people sign by hand: {@code /John} as in the north, {@code -John Doe}. One word
   * behind a dash may be the item of a list.
   */
  static boolean isDashedName(String line) {
    int start = 0;
    while (start < line.length() && "-–—/".indexOf(line.charAt(start)) >= 0) {
      start++;
    }
    if (start == 0 || start > 2 || start == line.length() || line.length() > LONGEST_NAME) {
      return false;
    }
    boolean isSlash = line.charAt(0) == '/';
    String[] words = line.substring(start).strip().split(" ");
    boolean isClose = line.charAt(start) != ' ';
    return words.length <= 3
        && isClose
        && (isSlash || words.length > 1)
        && Arrays.stream(words).allMatch(NameLines::isCapitalised);
  }

  private static boolean isCapitalised(String word) {
    return !word.isEmpty()
        && Character.isUpperCase(word.codePointAt(0))
        && word.chars().allMatch(c -> Character.isLetter(c) || c == '.' || c == '-' || c == '\'');
  }

  /** A short line that ends like no sentence. */
  static boolean isCard(String line) {
    return !line.isEmpty()
        && line.length() <= LONGEST_NAME
        && ENDS_OF_SENTENCES.indexOf(line.charAt(line.length() - 1)) < 0;
  }

  /** One to five words, no sentence: letters, dots, hyphens and commas. */
  boolean isName(String line) {
    if (line.length() > LONGEST_NAME || TextLines.digits(line) > 0 || line.indexOf(':') >= 0) {
      return false;
    }
    char last = line.charAt(line.length() - 1);
    boolean isSentence = last == '?' || last == '!' || (last == '.' && line.length() > 25);
    int first = line.codePointAt(0);
    boolean isCapital = !Character.isLowerCase(first) || line.indexOf(' ') < 0;
    return !isSentence && isCapital && line.split("\\s+").length <= 5;
  }

  /** Company, role, telephone, address: short, and no label that is not one of these. */
  boolean isContact(String line, boolean isSameParagraph) {
    if (line.length() > LONGEST_CONTACT || line.endsWith("?")) {
      return false;
    }
    int colon = colon(line);
    if (colon > 0 && !isLink(line)) {
      return isContactLabel(line);
    }
    boolean isPhone = TextLines.digits(line) >= 6 && line.chars().noneMatch(Character::isLetter);
    boolean isAddress = line.indexOf('@') > 0 && line.indexOf(' ') < 0;
    if (isLink(line) || isPhone || isAddress) {
      return true;
    }
    int words = line.split("\\s+").length;
    boolean isSentence = line.endsWith(".") && words > 4;
    return isSameParagraph && !isSentence && words <= 10;
  }

  static boolean isLink(String line) {
    return line.startsWith("http") || line.startsWith("<http") || line.startsWith("www.");
  }

  /** Whether the words before the colon are those of a telephone number or an address. */
  static boolean isContactLabel(String line) {
    String label = NormalLine.of(line.substring(0, Math.max(0, colon(line)))).replace(".", "");
    return PATTERNS.is(Kind.CONTACT, label);
  }

  private static int colon(String line) {
    int colon = line.indexOf(':');
    int wide = line.indexOf('：');
    return colon < 0 ? wide : wide < 0 ? colon : Math.min(colon, wide);
  }

  /** Whether a line begins with a label that is not one of an address. */
  static boolean isLabelled(String line) {
    int colon = colon(line);
    return colon > 0
        && colon < 30
        && line.length() < LONGEST_CONTACT
        && !isLink(line)
        && !isContactLabel(line);
  }
}
