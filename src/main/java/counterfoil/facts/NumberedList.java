package counterfoil.facts;

import counterfoil.facts.Passage.Line;
import counterfoil.facts.Voice.Read;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Reads a numbered list that stands alone and tells what to do. */
final class NumberedList {

  private NumberedList() {}

  /** A numbered list from 1 on, of sentences that tell what to do. */
  static List<Fact> read(Read read) {
    Passage passage = read.passage();
    List<Fact> items = new ArrayList<>();
    BitSet lines = new BitSet();
    int expected = 1;
    int troubled = 0;
    for (int i = 0; i < passage.lines().size() && items.size() < Items.MOST; i++) {
      Line line = passage.lines().get(i);
      if (line.isBlank()) {
        continue;
      }
      int number = number(passage, line);
      if (number == expected
          && !line.aside()
          && !read.isLabelled(i)
          && (line.to() - line.from() > 2 || Actions.begins(passage, line))) {
        Items.add(passage, passage.itemStart(line), line.end(), items);
        lines.set(i);
        troubled += tellsTrouble(passage, line) && !Actions.begins(passage, line) ? 1 : 0;
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
}
