package counterfoil.facts;

import counterfoil.facts.Passage.Line;
import counterfoil.facts.Voice.Read;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Reads steps that no label announces by what they begin with: "open", "I called", "tap". */
final class Actions {

  private static final int LONGEST_LEAD = 40;

  private Actions() {}

  /** Whether a line, or an item, begins with what somebody does: "Open ...", "I called ...". */
  static boolean begins(Passage passage, Line line) {
    int start = passage.itemStart(line);
    int first = passage.tokens().from(start);
    return first < line.to() && beginsWithAct(passage, first, line.to());
  }

  private static boolean beginsWithAct(Passage passage, int first, int end) {
    for (Mark mark : passage.marks(passage.sentenceOf(first))) {
      if (mark.sign() == Sign.ACTS && mark.from() >= first && mark.from() < end) {
        return mark.from() == first || mark.from() == first + 1 && isShort(passage, first);
      }
    }
    return false;
  }

  /** "I", "we", "to", "du". */
  private static boolean isShort(Passage passage, int token) {
    return passage.tokens().word(token).length() <= 4;
  }

  /** Items one below the other that all tell what to do. */
  static List<Fact> bulleted(Read read) {
    Passage passage = read.passage();
    List<Fact> items = new ArrayList<>();
    BitSet lines = new BitSet();
    boolean headed = false;
    for (int i = 0; i < passage.lines().size() && items.size() < Items.MOST; i++) {
      Line line = passage.lines().get(i);
      if (line.isBlank()) {
        continue;
      }
      if (!passage.isListItem(line)) {
        // "What we tried:" is no label of steps, so the list below is none.
        headed = passage.text().charAt(line.end() - 1) == ':';
      }
      if (!headed
          && passage.isListItem(line)
          && !line.aside()
          && !read.isLabelled(i)
          && begins(passage, line)) {
        Items.add(passage, passage.itemStart(line), line.end(), items);
        lines.set(i);
      } else if (items.size() >= 2) {
        break;
      } else {
        items.clear();
        lines.clear();
      }
    }
    if (items.size() < 2) {
      return List.of();
    }
    read.elsewhere().or(lines);
    return items;
  }

  /**
   * "ring the number \u2192 wait one ring \u2192 goodbye"; "Go to Analytics, set 90 days, shrink
   * it".
   */
  static List<Fact> chained(Read read) {
    Passage passage = read.passage();
    for (int i = 0; i < passage.lines().size(); i++) {
      Line line = passage.lines().get(i);
      if (line.own() && !line.aside() && line.to() > line.from() && !read.isLabelled(i)) {
        List<Fact> items = new ArrayList<>();
        if (arrows(passage, line) >= 2) {
          Items.inline(passage, afterColon(passage, line), line.end(), items);
          if (items.size() >= 3) {
            return items;
          }
        }
      }
    }
    for (int i = 0; i < passage.sentenceCount(); i++) {
      if (TextReader.isProse(read, i)) {
        List<Fact> items = actions(passage, i);
        if (!items.isEmpty()) {
          return items;
        }
      }
    }
    return List.of();
  }

  /** The clauses of a sentence of which each begins with an action; none when there are few. */
  private static List<Fact> actions(Passage passage, int sentence) {
    int first = passage.firstToken(sentence);
    int end = passage.endToken(sentence);
    if (!beginsWithAct(passage, first, end) || passage.isQuestion(sentence)) {
      return List.of();
    }
    int acting = 0;
    int clauses = 0;
    for (int i = first; i < end; i++) {
      if (i == first || passage.clauseOf(i) != passage.clauseOf(i - 1)) {
        clauses++;
        acting += beginsWithAct(passage, i, end) ? 1 : 0;
      }
    }
    List<Fact> items = new ArrayList<>();
    if (acting >= 3 && acting * 3 >= clauses * 2) {
      Items.clauses(passage, first, end, items);
    }
    return items;
  }

  private static int arrows(Passage passage, Line line) {
    String text = passage.text();
    int arrows = 0;
    for (int at = line.start(); at < line.end(); at++) {
      boolean drawn = text.startsWith("->", at) || text.startsWith("=>", at);
      boolean free = text.startsWith(" > ", at) || text.startsWith(" \u00bb ", at);
      arrows += text.charAt(at) == '\u2192' || drawn || free ? 1 : 0;
    }
    return arrows;
  }

  /** "How to get there: ring ...": the words before the colon are no item. */
  private static int afterColon(Passage passage, Line line) {
    int colon = passage.text().indexOf(':', line.start());
    boolean early = colon > 0 && colon - line.start() <= LONGEST_LEAD && colon + 1 < line.end();
    return early && passage.text().charAt(colon + 1) == ' ' ? colon + 1 : passage.itemStart(line);
  }
}
