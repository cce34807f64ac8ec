package counterfoil.screen;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A short text cut into words, as phrases are compared with it: without case and accents. What is
 * neither word nor common punctuation is a word of its own, so that nothing is passed over: digits,
 * quotation marks, question marks, faces.
 *
 * <p>Chinese, Japanese, Thai and their like put no blanks between words: there each character is a
 * word to compare, and {@value #CHARS_A_WORD} of them are counted as one.
 */
final class ShortText {

  /** Of a script without blanks: a rough measure, right for Japanese and Thai, wide for Chinese. */
  static final int CHARS_A_WORD = 4;

  /** What parts a word from the one before it; each says more than those above it. */
  enum Break {
    NONE,
    LINE,
    COMMA,
    COMMA_AND_LINE,
    SENTENCE
  }

  /**
   * @param text folded
   * @param breakBefore what stands before it
   * @param isCapital whether it begins with a capital and goes on in small letters
   * @param isSign whether it is no letters but a sign or a face
   */
  record Word(String text, Break breakBefore, boolean isCapital, boolean isSign) {}

  private static final String SENTENCE_ENDS = ".!\u3002\u0964\u06d4";
  private static final String COMMAS = ",;:-()/\u3001\u060c\u2010\u2011\u2012\u2013\u2014\u2015";
  private static final String SMILE = "\u263a";
  private static final String FROWN = "\u2639";
  private static final String DECORATION = "*_~'\u00a1\u2019\u02bc";

  private final String text;
  private final List<Word> words = new ArrayList<>();
  private Break before = Break.NONE;
  private int unspaced;
  private int others;
  private int dots;

  private ShortText(String text) {
    this.text = text;
  }

  /** Cuts a text; linear in its length. */
  static ShortText of(String text) {
    ShortText shortText = new ShortText(Normalizer.normalize(text, Normalizer.Form.NFKC));
    shortText.cut();
    return shortText;
  }

  List<Word> words() {
    return words;
  }

  /** How many words there are; see above for scripts without blanks. Signs are none. */
  int count() {
    return others + (unspaced + CHARS_A_WORD - 1) / CHARS_A_WORD;
  }

  private void cut() {
    int at = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      int next = at + Character.charCount(c);
      dots = c == '.' || c == '\u3002' ? dots + 1 : 0;
      if (isWrittenUnspaced(c)) {
        unspaced++;
        add(text.substring(at, next), false, false);
      } else if (Character.isLetter(c)) {
        next = endOfWord(at);
        others++;
        add(text.substring(at, next), isCapitalised(at, next), false);
      } else if (isSmiley(at)) {
        next = endOfSmiley(at);
        add(
            text.charAt(next - 1) == ')' || text.charAt(next - 1) == 'D' ? SMILE : FROWN,
            false,
            true);
      } else if (dots > 1) {
        // Three dots leave something unsaid.
        add("..", false, true);
      } else if (!isPassedOver(c)) {
        part(c, at, next);
      }
      at = next;
    }
  }

  /** Punctuation parts words; everything else is a word. */
  private void part(int c, int at, int next) {
    if (c == '\n') {
      before = before == Break.COMMA ? Break.COMMA_AND_LINE : later(Break.LINE);
    } else if (SENTENCE_ENDS.indexOf(c) >= 0) {
      before = Break.SENTENCE;
    } else if (c == '-' && isInWord(at, next)) {
      before = later(Break.NONE);
    } else if (COMMAS.indexOf(c) >= 0) {
      before = later(Break.COMMA);
    } else {
      add(text.substring(at, next), false, true);
    }
  }

  private Break later(Break other) {
    return before.compareTo(other) >= 0 ? before : other;
  }

  private void add(String word, boolean isCapital, boolean isSign) {
    words.add(new Word(fold(word), before, isCapital, isSign));
    before = Break.NONE;
  }

  /** Apostrophes are left out of words: many people leave them out. */
  private int endOfWord(int from) {
    int end = from;
    while (end < text.length()) {
      int c = text.codePointAt(end);
      int length = Character.charCount(c);
      boolean isInside = isApostrophe(c) && isLetterAt(end + length);
      if (!isInside && !isPartOfWord(c)) {
        break;
      }
      end += length;
    }
    return end;
  }

  private boolean isLetterAt(int at) {
    return at < text.length() && Character.isLetter(text.codePointAt(at));
  }

  private static boolean isPartOfWord(int c) {
    int type = Character.getType(c);
    boolean isMark = type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    boolean isVariation = c >= 0xfe00 && c <= 0xfe0f;
    return (Character.isLetter(c) || isMark) && !isVariation && !isWrittenUnspaced(c);
  }

  private static boolean isApostrophe(int c) {
    return c == '\'' || c == '\u2019' || c == '\u02bc';
  }

  private boolean isInWord(int at, int next) {
    return at > 0 && Character.isLetter(text.codePointBefore(at)) && isLetterAt(next);
  }

  private boolean isCapitalised(int from, int end) {
    int first = text.codePointAt(from);
    int next = from + Character.charCount(first);
    return Character.isUpperCase(first)
        && text.substring(next, end).codePoints().noneMatch(Character::isUpperCase);
  }

  /** Two colours of skin, joiners and the like belong to the face before them. */
  private static boolean isPassedOver(int c) {
    return c == ' '
        || c == '\t'
        || Character.getType(c) == Character.FORMAT
        || DECORATION.indexOf(c) >= 0
        || c >= 0xfe00 && c <= 0xfe0f
        || c >= 0x1f3fb && c <= 0x1f3ff;
  }

  private boolean isSmiley(int at) {
    return endOfSmiley(at) > at;
  }

  /** Behind {@code :-)} and its like, the sad ones too; the same place when there is none. */
  private int endOfSmiley(int at) {
    char eyes = text.charAt(at);
    if (eyes != ':' && eyes != ';') {
      return at;
    }
    int mouth = at + 1;
    if (mouth < text.length() && text.charAt(mouth) == '-') {
      mouth++;
    }
    boolean isMouth = mouth < text.length() && ")D(|/\\P".indexOf(text.charAt(mouth)) >= 0;
    boolean isWord = mouth + 1 < text.length() && Character.isLetter(text.charAt(mouth + 1));
    return isMouth && !isWord ? mouth + 1 : at;
  }

  private static boolean isWrittenUnspaced(int c) {
    return switch (Character.UnicodeScript.of(c)) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
      default -> c == '\u30fc' || c == '\u3005';
    };
  }

  /** Lower case, no accents, no apostrophes: people leave them out when they are in a hurry. */
  private static String fold(String word) {
    String apart = Normalizer.normalize(word.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
    StringBuilder out = new StringBuilder(apart.length() + 2);
    for (int i = 0; i < apart.length(); i++) {
      char c = apart.charAt(i);
      switch (c) {
        case 'ß' -> out.append("ss");
        case 'æ' -> out.append("ae");
        case 'œ' -> out.append("oe");
        case 'ø' -> out.append('o');
        case 'ł' -> out.append('l');
        case 'đ' -> out.append('d');
        case 'ı' -> out.append('i');
        default -> {
          if (!isAccent(c) && !isApostrophe(c)) {
            out.append(c);
          }
        }
      }
    }
    return Normalizer.normalize(out, Normalizer.Form.NFC);
  }

  /** Of Latin, Greek, Cyrillic, Hebrew and Arabic letters. */
  private static boolean isAccent(char c) {
    return c >= '\u0300' && c <= '\u036f'
        || c >= '\u0591' && c <= '\u05c7'
        || c >= '\u064b' && c <= '\u0655'
        || c == '\u0640';
  }
}
