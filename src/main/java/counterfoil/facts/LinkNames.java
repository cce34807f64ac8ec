package counterfoil.facts;

import counterfoil.facts.Passage.Line;
import counterfoil.facts.Voice.Read;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The names by which an author lists several links, and what the other sentences say of them: "The
 * Wherry - link", and then "The Wherry is the one in trouble".
 */
final class LinkNames {

  private static final int LONGEST_NAME = 4;
  private static final int MOST_NAMES = 20;

  /** A name and where it is given; it is judged elsewhere. */
  private record Name(Passage passage, int line, int from, int to) {}

  private final Map<String, Name> byLink = new HashMap<>();

  LinkNames(Voice voice) {
    Set<String> taken = new HashSet<>();
    for (Read read : voice.passages()) {
      Passage passage = read.passage();
      for (Link link : passage.ownLinks()) {
        if (byLink.size() < MOST_NAMES) {
          Name name = name(passage, link);
          if (name.to() > name.from() && taken.add(words(passage, name))) {
            byLink.putIfAbsent(link.address(), name);
          }
        }
      }
    }
  }

  /** The words before the link on its line. */
  private static Name name(Passage passage, Link link) {
    int token = passage.tokens().from(link.start());
    int number = token < passage.tokens().size() ? passage.lineOf(token) : 0;
    Line line = passage.lines().get(number);
    int from = line.from();
    int start = passage.itemStart(line);
    while (from < token && passage.tokens().start(from) < start) {
      from++;
    }
    return token - from > LONGEST_NAME
        ? new Name(passage, number, from, from)
        : new Name(passage, number, from, Math.min(token, line.to()));
  }

  private static String words(Passage passage, Name name) {
    StringBuilder words = new StringBuilder();
    for (int i = name.from(); i < name.to(); i++) {
      words.append(passage.tokens().word(i)).append(' ');
    }
    return words.toString();
  }

  /** More than 0 when the sentences that use the name of the link tell of trouble. */
  int verdict(Fact link) {
    Name name = byLink.get(link.value());
    if (name == null) {
      return 0;
    }
    Passage passage = name.passage();
    int verdict = 0;
    for (int i = 0; i + name.to() - name.from() <= passage.tokens().size(); i++) {
      if (passage.lineOf(i) != name.line() && isAt(passage, name, i)) {
        for (Mark mark : passage.marks(passage.sentenceOf(i))) {
          if (mark.isTrouble() || mark.sign() == Sign.ONLY) {
            verdict = Math.max(verdict, 2);
          } else if (mark.isFine() && verdict == 0) {
            verdict = -1;
          }
        }
      }
    }
    return verdict;
  }

  private static boolean isAt(Passage passage, Name name, int token) {
    for (int i = 0; i < name.to() - name.from(); i++) {
      if (!passage.tokens().word(token + i).equals(passage.tokens().word(name.from() + i))) {
        return false;
      }
    }
    return true;
  }
}
