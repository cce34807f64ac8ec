package counterfoil.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Words and phrases by language.
 *
 * <p>A phrase matches without regard to case, accents and hyphens; a word that ends in {@code *}
 * matches every word that begins so.
 *
 * @param byLanguage phrases by two-letter language, or {@code any}
 */
record Vocabulary(Map<String, List<String>> byLanguage) {

  static final String ANY = "any";
  static final String ENGLISH = "en";
  static final Vocabulary NONE = new Vocabulary(Map.of());

  /** Every phrase of every language. */
  List<String> all() {
    List<String> phrases = new ArrayList<>();
    byLanguage.values().forEach(phrases::addAll);
    return phrases;
  }

  /** The phrases of this language alone; English and those of any language stand apart. */
  List<String> only(String language) {
    return language.equals(ENGLISH) || language.equals(ANY)
        ? List.of()
        : byLanguage.getOrDefault(language, List.of());
  }

  /**
   * The phrases that a mail of this language may use: its own, and English, which people mix in.
   */
  List<String> in(String language) {
    List<String> phrases = new ArrayList<>(byLanguage.getOrDefault(ANY, List.of()));
    phrases.addAll(byLanguage.getOrDefault(ENGLISH, List.of()));
    if (!language.equals(ENGLISH)) {
      phrases.addAll(byLanguage.getOrDefault(language, List.of()));
    }
    return phrases;
  }
}
