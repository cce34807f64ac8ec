package counterfoil.facts;

import counterfoil.facts.Lexicon.Hit;
import counterfoil.facts.Passage.Line;
import counterfoil.facts.Voice.Read;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Reads what the author tells in items: the list under a label, items in the line of the label, a
 * numbered list that stands alone, or a sentence that tells what to do one after the other.
 */
final class ListReader {

  private static final int MOST_ITEMS = 40;
  private static final int LONGEST_ITEM = 500;
  private static final int LONGEST_LEAD = 40;

  private final FieldDefinition field;
  private final int index;

  ListReader(FieldDefinition field, int index) {
    this.field = field;
    this.index = index;
  }

  Answer read(Voice voice) {
    for (Read read : voice.bodies()) {
      for (Labelled label : read.labels(index)) {
        List<Fact> items = block(read, label);
        if (!items.isEmpty()) {
          return Answer.of(field, items, Rank.LABEL, "an item under the label");
        }
      }
    }
    for (Read read : voice.bodies()) {
      List<Fact> items = numbered(read);
      if (!items.isEmpty()) {
        return Answer.of(field, items, Rank.PROSE, "an item of a numbered list");
      }
      items = bulleted(read);
      if (!items.isEmpty()) {
        return Answer.of(field, items, Rank.PROSE, "an item of a list of actions");
      }
      items = chained(read);
      if (!items.isEmpty()) {
        return Answer.of(field, items, Rank.PROSE, "a link of a chain of actions");
      }
      items = announced(read);
      if (!items.isEmpty()) {
        return Answer.of(field, items, Rank.PROSE, "a clause behind words that announce it");
      }
      items = sequence(read);
      if (!items.isEmpty()) {
        return Answer.of(field, items, Rank.PROSE, "a clause of an order of events");
      }
    }
    return Answer.NONE;
  }

  private List<Fact> block(Read read, Labelled label) {
    Passage passage = read.passage();
    List<Fact> items = new ArrayList<>();
    Line own = passage.lines().get(label.line());
    if (!label.isEmpty() && own.own()) {
      inline(passage, label.start(), label.end(), items);
    }
    boolean listed = false;
    boolean gap = false;
    for (int i = label.line() + 1; i < passage.lines().size() && items.size() < MOST_ITEMS; i++) {
      Line line = passage.lines().get(i);
      if (line.isBlank()) {
        gap = true;
        continue;
      }
      boolean item = passage.isListItem(line);
      if (!line.own() || line.aside() || read.isLabelled(i) && !item) {
        break;
      }
      if (item) {
        if (!items.isEmpty() && !listed && !label.isEmpty() && gap) {
          break;
        }
        listed = true;
        add(passage, passage.itemStart(line), line.end(), items);
      } else if (listed && !gap && !items.isEmpty() && passage.goesOn(i)) {
        goOn(passage, line, items);
      } else if (!items.isEmpty() && gap || listed) {
        break;
      } else {
        add(passage, line.start(), line.end(), items);
      }
      gap = false;
    }
    return items;
  }

  /** "1. call 2. say yes", "call > say yes > wait", "call; say yes". */
  private static void inline(Passage passage, int start, int end, List<Fact> items) {
    String text = passage.text();
    int from = start;
    int at = start;
    while (at < end && items.size() < MOST_ITEMS) {
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

  private static void add(Passage passage, int start, int end, List<Fact> items) {
    int from = start;
    while (from < end && " \t\u00a0*,".indexOf(passage.text().charAt(from)) >= 0) {
      from++;
    }
    String words = passage.text().substring(from, Math.min(end, from + LONGEST_ITEM)).strip();
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
  private static void goOn(Passage passage, Line line, List<Fact> items) {
    Fact last = items.remove(items.size() - 1);
    String more = passage.text().substring(line.start(), line.end());
    String words = TextReader.value(last.value() + " " + more);
    items.add(
        new Fact(
            words.substring(0, Math.min(words.length(), LONGEST_ITEM)),
            last.evidence(),
            last.where(),
            Fact.Source.STATED));
  }

  /** A numbered list from 1 on, of sentences that tell what to do. */
  private List<Fact> numbered(Read read) {
    Passage passage = read.passage();
    List<Fact> items = new ArrayList<>();
    BitSet lines = new BitSet();
    int expected = 1;
    int troubled = 0;
    for (int i = 0; i < passage.lines().size() && items.size() < MOST_ITEMS; i++) {
      Line line = passage.lines().get(i);
      if (line.isBlank()) {
        continue;
      }
      int number = number(passage, line);
      if (number == expected
          && !line.aside()
          && !read.isLabelled(i)
          && (line.to() - line.from() > 2 || acts(passage, line))) {
        add(passage, passage.itemStart(line), line.end(), items);
        lines.set(i);
        troubled += tellsTrouble(passage, line) && !acts(passage, line) ? 1 : 0;
        troubled += passage.text().charAt(line.end() - 1) == '?' ? 2 : 0;
        expected++;
      } else if (items.size() >= 2 && items.size() == expected - 1) {
        break;
      } else if (number >= 0 || items.size() < 2) {
        items.clear();
        lines.clear();
        expected = 1;
        troubled = 0;
      }
    }
    boolean whole = items.size() >= 2 && items.size() == expected - 1;
    if (!whole || troubled * 2 > items.size()) {
      return List.of();
    }
    // "4. listen to the silence" tells what to do, and not how bad it is.
    read.elsewhere().or(lines);
    return items;
  }

  /** Whether a line, or an item, begins with what somebody does: "Open ...", "I called ...". */
  private static boolean acts(Passage passage, Line line) {
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
  private List<Fact> bulleted(Read read) {
    Passage passage = read.passage();
    List<Fact> items = new ArrayList<>();
    BitSet lines = new BitSet();
    boolean headed = false;
    for (int i = 0; i < passage.lines().size() && items.size() < MOST_ITEMS; i++) {
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
          && acts(passage, line)) {
        add(passage, passage.itemStart(line), line.end(), items);
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
  private List<Fact> chained(Read read) {
    Passage passage = read.passage();
    for (int i = 0; i < passage.lines().size(); i++) {
      Line line = passage.lines().get(i);
      if (line.own() && !line.aside() && line.to() > line.from() && !read.isLabelled(i)) {
        List<Fact> items = new ArrayList<>();
        if (arrows(passage, line) >= 2) {
          inline(passage, afterColon(passage, line), line.end(), items);
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
      clauses(passage, first, end, items);
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

  private static int number(Passage passage, Line line) {
    if (passage.itemStart(line) == line.start()) {
      return -1;
    }
    int number = 0;
    int at = line.start();
    while (at < line.end() && Character.isLetter(passage.text().charAt(at))) {
      at++;
    }
    at += at > line.start() ? 1 : 0;
    int digits = at;
    while (at < line.end() && Character.isDigit(passage.text().charAt(at))) {
      number = number * 10 + Character.digit(passage.text().charAt(at++), 10);
    }
    return at == digits ? -1 : number;
  }

  private static boolean tellsTrouble(Passage passage, Line line) {
    if (line.from() == line.to()) {
      return true;
    }
    for (Mark mark : passage.marks(passage.sentenceOf(line.from()))) {
      if (mark.isTrouble() && mark.sign() != Sign.OCCURS) {
        return true;
      }
    }
    return false;
  }

  /** "To reproduce, call the line and say ...": the label opens a sentence. */
  private List<Fact> announced(Read read) {
    Passage passage = read.passage();
    // A line of a form was read as one; our hint that is left in it is no sentence of the author.
    BitSet labelled = new BitSet();
    read.labels(index).forEach(label -> labelled.set(label.line()));
    for (Hit hit : passage.hits()) {
      if (hit.kind() != passage.language().label()
          || Language.fieldOf(hit) != index
          || hit.to() - hit.from() < 2
          || passage.isAside(hit.from())
          || labelled.get(passage.lineOf(hit.from()))) {
        continue;
      }
      int sentence = passage.sentenceOf(hit.from());
      boolean opens = hit.from() - passage.firstToken(sentence) <= 4;
      if (opens && !isDenied(passage, hit) && passage.endToken(sentence) - hit.to() >= 4) {
        List<Fact> items = new ArrayList<>();
        clauses(passage, hit.to(), passage.endToken(sentence), items);
        return items;
      }
    }
    return List.of();
  }

  private static boolean isDenied(Passage passage, Hit hit) {
    for (Mark mark : passage.marks(passage.sentenceOf(hit.from()))) {
      if (mark.sign() == Sign.NEGATION
          && mark.from() < hit.to() + 2
          && mark.from() > hit.from() - 4) {
        return true;
      }
    }
    return false;
  }

  /** Two words such as "then" in one or two sentences tell an order of steps. */
  private static List<Fact> sequence(Read read) {
    Passage passage = read.passage();
    for (int i = 0; i < passage.sentenceCount(); i++) {
      if (!TextReader.isProse(read, i) || isEntry(passage, i)) {
        continue;
      }
      if (TextReader.hasSign(passage, i, Sign.EXPECTS)
          || !TextReader.hasSign(passage, i, Sign.ACTS)) {
        continue;
      }
      int here = count(passage, i);
      int next = i + 1 < passage.sentenceCount() ? count(passage, i + 1) : 0;
      if (here >= 2 || here == 1 && next >= 1) {
        List<Fact> items = new ArrayList<>();
        clauses(passage, passage.firstToken(i), passage.endToken(i), items);
        if (here == 1) {
          clauses(passage, passage.firstToken(i + 1), passage.endToken(i + 1), items);
        }
        return items;
      }
    }
    return List.of();
  }

  /** "First call: ..." names a thing and tells no order. */
  private static boolean isEntry(Passage passage, int sentence) {
    int first = passage.firstToken(sentence);
    int end = Math.min(first + 3, passage.endToken(sentence));
    for (int i = first; i < end; i++) {
      if (passage.nextIs(i + 1, ":\uff1a")) {
        return true;
      }
    }
    return false;
  }

  private static int count(Passage passage, int sentence) {
    int count = 0;
    for (Mark mark : passage.marks(sentence)) {
      count += mark.sign() == Sign.SEQUENCE ? 1 : 0;
    }
    return count;
  }

  private static void clauses(Passage passage, int from, int to, List<Fact> items) {
    int start = from;
    for (int i = from + 1; i <= to && items.size() < MOST_ITEMS; i++) {
      boolean ends = i == to || passage.clauseOf(i) != passage.clauseOf(start) && i - start > 2;
      if (ends) {
        add(passage, passage.tokens().start(start), passage.tokens().end(i - 1), items);
        start = i;
      }
    }
  }
}
