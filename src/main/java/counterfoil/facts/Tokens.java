package counterfoil.facts;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;

/**
 * The words of a text, folded so that case, accents, hyphens and full-width letters do not matter.
 *
 * <p>A token is a run of letters and digits; of scripts written without spaces each character is
 * one. A link is one token ({@link #LINK}), a mail address too ({@link #ADDRESS}).
 */
final class Tokens {

  static final String LINK = "\u0001link";
  static final String ADDRESS = "\u0001address";

  private static final char[] FOLDED = foldings();

  private String[] words = new String[64];
  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private int size;
  private char[] letters = new char[32];

  private Tokens() {}

  /** The tokens of a phrase. */
  static Tokens of(String text) {
    Tokens tokens = new Tokens();
    tokens.add(text, 0, text.length(), List.of());
    return tokens;
  }

  /** No tokens yet; see {@link #add}. */
  static Tokens none() {
    return new Tokens();
  }

  /**
   * Adds the tokens of a stretch of the text.
   *
   * @param links the links of the whole text, in order
   */
  void add(String text, int from, int to, List<Link> links) {
    int nextLink = 0;
    int at = from;
    while (at < to) {
      while (nextLink < links.size() && links.get(nextLink).end() <= at) {
        nextLink++;
      }
      if (nextLink < links.size() && links.get(nextLink).start() <= at) {
        int end = Math.min(to, links.get(nextLink).end());
        put(LINK, at, end);
        at = end;
        continue;
      }
      char c = text.charAt(at);
      if (standsAlone(c)) {
        put(String.valueOf(c), at, at + 1);
        at++;
      } else if (Character.isLetterOrDigit(c)) {
        at = word(text, at, to);
      } else {
        at++;
      }
    }
  }

  private int word(String text, int from, int to) {
    int at = from;
    int length = 0;
    while (at < to) {
      char c = text.charAt(at);
      if (c == '\'' || c == '\u2019') {
        // "isn't" is one word, "l'agent" is two.
        if (at + 1 < to && isEnglishEnding(text, at + 1, to)) {
          at++;
          continue;
        }
        break;
      }
      if (c == '@' && at + 1 < to && Character.isLetterOrDigit(text.charAt(at + 1))) {
        return address(text, from, at, to);
      }
      if (!Character.isLetterOrDigit(c) && !isMark(c) || standsAlone(c)) {
        break;
      }
      if (length + 2 > letters.length) {
        letters = Arrays.copyOf(letters, letters.length * 2);
      }
      if (!isMark(c)) {
        char folded = c < FOLDED.length ? FOLDED[c] : fold(c);
        letters[length++] = folded;
        if (c == '\u00df') {
          letters[length++] = 's';
        }
      }
      at++;
    }
    put(new String(letters, 0, length), from, at);
    return at;
  }

  /** The part before the @ may have been split at dots and hyphens already: take it back. */
  private int address(String text, int from, int at, int to) {
    int start = from;
    while (size > 0 && ends[size - 1] + 1 == start && ".-_+".indexOf(text.charAt(start - 1)) >= 0) {
      start = starts[--size];
    }
    int end = at + 1;
    while (end < to
        && (Character.isLetterOrDigit(text.charAt(end)) || ".-".indexOf(text.charAt(end)) >= 0)) {
      end++;
    }
    while (text.charAt(end - 1) == '.' || text.charAt(end - 1) == '-') {
      end--;
    }
    put(ADDRESS, start, end);
    return end;
  }

  private static boolean isEnglishEnding(String text, int from, int to) {
    int end = from;
    while (end < to && end - from < 3 && Character.isLetterOrDigit(text.charAt(end))) {
      end++;
    }
    int length = end - from;
    if (length == 1) {
      return "tsdmTSDM".indexOf(text.charAt(from)) >= 0;
    }
    if (length != 2) {
      return false;
    }
    char a = Character.toLowerCase(text.charAt(from));
    char b = Character.toLowerCase(text.charAt(from + 1));
    return a == 'r' && b == 'e' || a == 'v' && b == 'e' || a == 'l' && b == 'l';
  }

  private void put(String word, int start, int end) {
    if (size == words.length) {
      words = Arrays.copyOf(words, size * 2);
      starts = Arrays.copyOf(starts, size * 2);
      ends = Arrays.copyOf(ends, size * 2);
    }
    words[size] = word;
    starts[size] = start;
    ends[size] = end;
    size++;
  }

  int size() {
    return size;
  }

  String word(int token) {
    return words[token];
  }

  int start(int token) {
    return starts[token];
  }

  int end(int token) {
    return ends[token];
  }

  /** The first token that starts at or behind a position. */
  int from(int position) {
    int found = Arrays.binarySearch(starts, 0, size, position);
    return found >= 0 ? found : -found - 1;
  }

  /** Letters and digits only, folded: "Call-ID" and "call id" are the same. */
  static String compact(String text) {
    Tokens tokens = of(text);
    StringBuilder compact = new StringBuilder();
    for (int i = 0; i < tokens.size(); i++) {
      compact.append(tokens.word(i));
    }
    return compact.toString();
  }

  /** Han, Hiragana, Katakana: written without spaces. */
  private static boolean standsAlone(char c) {
    return c >= '\u3040' && c <= '\u30ff' && c != '\u30fb'
        || c >= '\u3400' && c <= '\u9fff'
        || c == '\u3005'
        || c >= '\uf900' && c <= '\ufaff';
  }

  private static boolean isMark(char c) {
    return c >= '\u0300' && c <= '\u036f';
  }

  private static char fold(char c) {
    if (c >= '\uff01' && c <= '\uff5e') {
      return Character.toLowerCase((char) (c - 0xfee0));
    }
    return Character.toLowerCase(c);
  }

  private static char[] foldings() {
    char[] folded = new char[0x250];
    for (char c = 0; c < folded.length; c++) {
      String base = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD);
      folded[c] = Character.toLowerCase(base.charAt(0));
    }
    folded['\u00df'] = 's';
    folded['\u0142'] = 'l';
    folded['\u0141'] = 'l';
    folded['\u00f8'] = 'o';
    folded['\u00d8'] = 'o';
    folded['\u0131'] = 'i';
    return folded;
  }
}
