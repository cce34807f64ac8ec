package counterfoil.facts;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The words that a letter of ours puts in brackets where a value belongs. People write behind them,
 * before them, below them, instead of them, and inside the brackets; mail programs fold them.
 */
final class OurHints {

  private static final int TELLING = 8;

  private final List<String> hints;

  /**
   * @param hints of one field, in every language
   */
  OurHints(Collection<String> hints) {
    this.hints =
        hints.stream()
            .map(hint -> new Folded(hint, 0, hint.length()).letters())
            .filter(hint -> !hint.isEmpty())
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  /** Puts blanks where our words and brackets stand, so that what is left is the customer's. */
  void blankOut(StringBuilder text, int from, int to) {
    for (String hint : hints) {
      Folded value = new Folded(text, from, to);
      int at = value.letters().indexOf(hint);
      if (at >= 0) {
        blank(text, value.position(at), value.position(at + hint.length() - 1) + 1);
        blankAround(text, from, to, value.position(at));
      } else if (isCutHint(text, value, hint, from)) {
        blank(text, from, to);
      }
    }
    blankBrackets(text, from, to);
  }

  /** A program may have put the end of it somewhere else. */
  private static boolean isCutHint(StringBuilder text, Folded value, String hint, int from) {
    return value.letters().length() >= TELLING
        && hint.startsWith(value.letters())
        && text.substring(from, value.position(0)).contains("[");
  }

  /** The brackets and stops right around a hint that is blank by now. */
  private static void blankAround(StringBuilder text, int from, int to, int inside) {
    int start = inside;
    while (start > from && " \t\n[".indexOf(text.charAt(start - 1)) >= 0) {
      start--;
    }
    int end = inside;
    while (end < to && " \t\n.,;:]".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    blank(text, start, end);
  }

  /** Brackets around all that is there, or what is left of a pair. */
  private static void blankBrackets(StringBuilder text, int from, int to) {
    int first = from;
    while (first < to && Character.isWhitespace(text.charAt(first))) {
      first++;
    }
    int last = to - 1;
    while (last > first && Character.isWhitespace(text.charAt(last))) {
      last--;
    }
    if (first >= to) {
      return;
    }
    int open = text.indexOf("[", from);
    int close = text.indexOf("]", from);
    boolean opens = open == first;
    boolean closes = close == last;
    boolean isPair = opens && closes;
    if (isPair || opens && (close < 0 || close >= to)) {
      text.setCharAt(first, ' ');
    }
    if (isPair || closes && (open < 0 || open >= to)) {
      text.setCharAt(last, ' ');
    }
  }

  private static void blank(StringBuilder text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) != '\n') {
        text.setCharAt(i, ' ');
      }
    }
  }

  /** Letters and digits of a stretch, in lower case, and where each of them stands. */
  private static final class Folded {

    private final StringBuilder letters = new StringBuilder();
    private final int[] positions;

    Folded(CharSequence text, int from, int to) {
      positions = new int[to - from];
      for (int i = from; i < to; i++) {
        if (Character.isLetterOrDigit(text.charAt(i))) {
          positions[letters.length()] = i;
          letters.append(Character.toLowerCase(text.charAt(i)));
        }
      }
    }

    String letters() {
      return letters.toString();
    }

    int position(int letter) {
      return positions[letter];
    }
  }
}
