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
      List<Fact> items = NumberedList.read(read);
      if (!items.isEmpty()) {
        return Answer.of(field, items, Rank.PROSE, "an item of a numbered list");
      }
      items = Actions.bulleted(read);
      if (!items.isEmpty()) {
        return Answer.of(field, items, Rank.PROSE, "an item of a list of actions");
      }
      items = Actions.chained(read);
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
      Items.inline(passage, label.start(), label.end(), items);
    }
    boolean listed = false;
    boolean gap = false;
    for (int i = label.line() + 1; i < passage.lines().size() && items.size() < Items.MOST; i++) {
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
        Items.add(passage, passage.itemStart(line), line.end(), items);
      } else if (listed && !gap && !items.isEmpty() && passage.goesOn(i)) {
        Items.goOn(passage, line, items);
      } else if (!items.isEmpty() && gap || listed) {
        break;
      } else {
        Items.add(passage, line.start(), line.end(), items);
      }
      gap = false;
    }
    return items;
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
        Items.clauses(passage, hit.to(), passage.endToken(sentence), items);
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
        Items.clauses(passage, passage.firstToken(i), passage.endToken(i), items);
        if (here == 1) {
          Items.clauses(passage, passage.firstToken(i + 1), passage.endToken(i + 1), items);
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
}
