package counterfoil.facts;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The languages that the definitions have words for. One is made ready when its first mail comes:
 * most desks hear few of them.
 */
final class Languages {

  private final FieldDefinitions definitions;
  private final CommonWords common;
  private final Set<String> known = new HashSet<>();
  private final Map<String, Language> ready = new ConcurrentHashMap<>();

  Languages(FieldDefinitions definitions) {
    this.definitions = definitions;
    this.common = new CommonWords(definitions);
    for (Sign sign : Sign.values()) {
      known.addAll(definitions.words(sign).byLanguage().keySet());
    }
    of(Vocabulary.ENGLISH);
  }

  /** The words for a mail in this language; English for one without words. */
  Language of(String language) {
    return ready.computeIfAbsent(
        known.contains(language) ? language : Vocabulary.ENGLISH,
        one -> new Language(definitions, one, common));
  }
}
