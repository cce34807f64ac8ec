package counterfoil.mail;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What was odd in a mail, in words; each sentence once, and not without end. */
final class Defects {

  private static final int MOST = 50;

  private final Set<String> sentences = new LinkedHashSet<>();

  void add(String sentence) {
    if (sentences.size() < MOST) {
      sentences.add(TextHygiene.oneLine(sentence));
    }
  }

  /** The same sentences, to which others can be added without changing these. */
  Defects copy() {
    Defects copy = new Defects();
    copy.sentences.addAll(sentences);
    return copy;
  }

  List<String> list() {
    return List.copyOf(new ArrayList<>(sentences));
  }
}
