package counterfoil.facts;

import counterfoil.facts.Lexicon.Hit;

/** The words that are shown for a value. */
final class Evidence {

  private static final int LONGEST = 240;

  private Evidence() {}

  /** The sentence; of a long one the clause. */
  static String around(Passage passage, Hit hit) {
    String sentence = passage.words(passage.sentenceOf(hit.from()));
    if (sentence.length() <= LONGEST) {
      return sentence;
    }
    int clause = passage.clauseOf(hit.from());
    int from = hit.from();
    while (from > 0 && passage.clauseOf(from - 1) == clause) {
      from--;
    }
    int to = hit.to();
    while (to < passage.tokens().size() && passage.clauseOf(to) == clause) {
      to++;
    }
    return shortened(passage.words(from, to));
  }

  /** As much as a person wants to see. */
  static String shortened(String words) {
    String bare = words.strip();
    return bare.length() <= LONGEST ? bare : bare.substring(0, LONGEST).strip();
  }
}
