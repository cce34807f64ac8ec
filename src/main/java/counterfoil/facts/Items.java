package counterfoil.facts;

import counterfoil.facts.Passage.Line;
import java.util.List;

/** Cuts a stretch of text into items, and gathers them. */
final class Items {

  static final int MOST = 40;
  private static final int LONGEST = 500;

  private Items() {}

  /** "1. call 2. say yes", "call > say yes > wait", "call; say yes". */
  static void inline(Passage passage, int start, int end, List<Fact> items) {
    String text = passage.text();
    int from = start;
    int at = start;
    while (at < end && items.size() < MOST) {
      int skip = separator(text, at, start, end);
      if (skip > 0) {
        add(passage, from, at, items);
        at += skip;
        from = at;
      } else {
        at++;
      }
    }
    add(passage, from, end, items);
  }

  /** How long a mark between two items is; 0 when there is none. */
  private static int separator(String text, int at, int start, int end) {
    char c = text.charAt(at);
    boolean free = at == start || text.charAt(at - 1) == ' ';
    if (c == ';' || c == '\u2192' || c == '\u203a' || c == '\u00bb' && free) {
      return 1;
    }
    if (text.startsWith("->", at) || text.startsWith("=>", at)) {
      return 2;
    }
    if (c == '>' && free) {
      return 1;
    }
    if (free && Character.isDigit(c)) {
      int next = at;
      while (next < end && next - at < 2 && Character.isDigit(text.charAt(next))) {
        next++;
      }
      if (next + 1 < end && ".)".indexOf(text.charAt(next)) >= 0 && text.charAt(next + 1) == ' ') {
        return next + 2 - at;
      }
    }
    return 0;
  }

  static void add(Passage passage, int start, int end, List<Fact> items) {
    int from = start;
    while (from < end && " \t\u00a0*,".indexOf(passage.text().charAt(from)) >= 0) {
      from++;
    }
    String words = passage.text().substring(from, Math.min(end, from + LONGEST)).strip();
    if (words.isEmpty() || TextReader.isEmpty(passage, words) || isOnlyLinks(passage, from, end)) {
      return;
    }
    items.add(new Fact(TextReader.value(words), words, passage.where(from), Fact.Source.STATED));
  }

  private static boolean isOnlyLinks(Passage passage, int start, int end) {
    int token = passage.tokens().from(start);
    boolean links = false;
    for (; token < passage.tokens().size() && passage.tokens().start(token) < end; token++) {
      if (!passage.tokens().word(token).equals(Tokens.LINK)) {
        return false;
      }
      links = true;
    }
    return links;
  }

  /** A long item goes on in the next line. */
  static void goOn(Passage passage, Line line, List<Fact> items) {
    Fact last = items.remove(items.size() - 1);
    String more = passage.text().substring(line.start(), line.end());
    String words = TextReader.value(last.value() + " " + more);
    items.add(
        new Fact(
            words.substring(0, Math.min(words.length(), LONGEST)),
            last.evidence(),
            last.where(),
            Fact.Source.STATED));
  }

  static void clauses(Passage passage, int from, int to, List<Fact> items) {
    int start = from;
    for (int i = from + 1; i <= to && items.size() < MOST; i++) {
      boolean ends = i == to || passage.clauseOf(i) != passage.clauseOf(start) && i - start > 2;
      if (ends) {
        add(passage, passage.tokens().start(start), passage.tokens().end(i - 1), items);
        start = i;
      }
    }
  }
}
