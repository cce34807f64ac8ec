package counterfoil.facts;

import java.util.HashMap;
import java.util.Map;

/** Words by their letters, found again when one or two letters are off. */
final class Spelling {

  private static final int SHORTEST = 5;
  private static final int LONG = 8;

  /** By their first letter, which people rarely miss. */
  private final Map<Character, Map<String, Integer>> words = new HashMap<>();

  /** Adds a word or phrase; the first to come keeps its place. */
  void add(String phrase, int value) {
    String compact = Tokens.compact(phrase);
    if (!phrase.endsWith("*") && compact.length() >= SHORTEST) {
      words.computeIfAbsent(compact.charAt(0), x -> new HashMap<>()).putIfAbsent(compact, value);
    }
  }

  /**
   * What the nearest word was added with; -1 when none is near.
   *
   * @param compact letters and digits only, see {@link Tokens#compact}
   */
  int nearest(String compact) {
    int best = -1;
    int least = 3;
    if (compact.length() < SHORTEST - 1) {
      return -1;
    }
    for (Map.Entry<String, Integer> known :
        words.getOrDefault(compact.charAt(0), Map.of()).entrySet()) {
      int length = known.getKey().length();
      int allowed = Math.min(least - 1, length >= LONG ? 2 : 1);
      if (Math.abs(length - compact.length()) > allowed) {
        continue;
      }
      int distance = EditDistance.between(compact, known.getKey(), allowed);
      if (distance <= allowed) {
        best = known.getValue();
        least = distance;
      }
    }
    return best;
  }
}
