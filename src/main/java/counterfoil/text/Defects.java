package counterfoil.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What was odd in a mail, in words; each sentence once, and not without end. */
public final class Defects {

  private static final int MOST = 50;

  private final Set<String> sentences = new LinkedHashSet<>();

  /** Notes what was odd, unless it was noted before. */
  public void add(String sentence) {
    if (sentences.size() < MOST) {
      sentences.add(TextHygiene.oneLine(sentence));
    }
  }

  /** The same sentences, to which others can be added without changing these. */
  public Defects copy() {
    Defects copy = new Defects();
    copy.sentences.addAll(sentences);
    return copy;
  }

  /** The sentences, in the order in which they came. */
  public List<String> list() {
    return List.copyOf(new ArrayList<>(sentences));
  }
}
