package counterfoil.facts;

import counterfoil.facts.Lexicon.Hit;

/**
 * Boxes and round buttons that forms leave in text: "[x] Live", "(\u2022) P3", "\u2611 Sandbox".
 */
final class Ticks {

  private static final String MARKED =
      "\u2611\u2612\u2714\u2713\u2705\u25c9\u25cf\u2b24\ud83d\udd18";
  private static final String MARKS = "xX\u2713\u2714\u2022\u25cf*oO\u25c9\u00d7";

  private Ticks() {}

  /** Whether the box before a word is ticked. */
  static boolean isTicked(Passage passage, Hit hit) {
    String text = passage.text();
    int at = before(text, passage.tokens().start(hit.from()) - 1);
    if (at < 0) {
      return false;
    }
    char c = text.charAt(at);
    if (MARKED.indexOf(c) >= 0) {
      return true;
    }
    if (c != ']' && c != ')') {
      return false;
    }
    int mark = before(text, at - 1);
    if (mark < 1 || MARKS.indexOf(text.charAt(mark)) < 0) {
      return false;
    }
    int open = before(text, mark - 1);
    return open >= 0 && "[(".indexOf(text.charAt(open)) >= 0;
  }

  private static int before(String text, int from) {
    int at = from;
    while (at >= 0 && (text.charAt(at) == ' ' || text.charAt(at) == '\u00a0')) {
      at--;
    }
    return at;
  }
}
