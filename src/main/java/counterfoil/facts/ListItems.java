package counterfoil.facts;

import counterfoil.facts.Passage.Line;
import java.util.List;

/** Bullets, numbers and letters by which people set items apart. */
final class ListItems {

  private static final List<String> STEP_WORDS =
      List.of("step ", "schritt ", "étape ", "paso ", "passo ", "stap ", "krok ", "手順");

  private ListItems() {}

  /** Where the words of an item begin; the start of the line when it is none. */
  static int start(String text, Line line) {
    int at = line.start();
    int end = line.end();
    if (at >= end) {
      return at;
    }
    char c = text.charAt(at);
    if ("-*\u2022\u25cf\u25e6\u2023\u00b7\u2013\u2014+>\u30fb\u25aa\u25ab\u2192\u2610\u2611"
            .indexOf(c)
        >= 0) {
      int next = at + 1;
      boolean spaced =
          next < end && Passage.isSpace(text.charAt(next)) || c == '\u30fb' || c == '\u2022';
      if (!spaced) {
        return line.start();
      }
      while (next < end && Passage.isSpace(text.charAt(next))) {
        next++;
      }
      return next;
    }
    int digits = afterStep(text, at, end);
    int numbers = digits;
    while (digits < end && digits - numbers < 2 && Character.isDigit(text.charAt(digits))) {
      digits++;
    }
    if (digits == numbers && isCircled(c)) {
      return skipSpaces(text, at + 1, end);
    }
    if (digits == numbers && Character.isLetter(c) && at + 2 < end && text.charAt(at + 1) == ')') {
      return skipSpaces(text, at + 2, end);
    }
    if (digits == numbers) {
      return line.start();
    }
    int next = skipSpaces(text, digits, end);
    if (next < end && ".):-\uff0e\uff09\u3001/".indexOf(text.charAt(next)) >= 0) {
      int words = next + 1;
      boolean glued = words < end && Character.isDigit(text.charAt(words));
      return glued ? line.start() : skipSpaces(text, words, end);
    }
    return line.start();
  }

  /** "Step 1:", "Schritt 1." are numbered items too. */
  private static int afterStep(String text, int at, int end) {
    for (String word : STEP_WORDS) {
      if (text.regionMatches(true, at, word, 0, word.length()) && at + word.length() < end) {
        return at + word.length();
      }
    }
    return at;
  }

  private static boolean isCircled(char c) {
    return c >= '\u2460' && c <= '\u2473';
  }

  private static int skipSpaces(String text, int from, int end) {
    int at = from;
    while (at < end && Passage.isSpace(text.charAt(at))) {
      at++;
    }
    return at;
  }
}
