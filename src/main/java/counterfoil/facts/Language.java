package counterfoil.facts;

import counterfoil.facts.FieldDefinition.Details;
import counterfoil.facts.FieldDefinition.Value;
import counterfoil.facts.Lexicon.Hit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The words of the definitions, made ready for mails of one language.
 *
 * <p>Labels and values count in every language, since forms travel; the signs that judge a
 * sentence, and what rates or moves a level, only in the mail's own and in English, since short
 * words mean different things elsewhere.
 */
final class Language {

  /** A word that holds a value's word and means something else. */
  static final int DECOY = -1;

  /** A label is the index of its field times two, and one more when it is a lesser one. */
  static int fieldOf(Hit label) {
    return label.value() / 2;
  }

  static boolean isLesser(Hit label) {
    return label.value() % 2 == 1;
  }

  /** How sure a word of a value is; the value's index times four is added. */
  static final int SURE = 0;

  static final int LOOSE = 1;
  static final int LABELLED = 2;

  private final Lexicon lexicon = new Lexicon();
  private final Sign[] signs = Sign.values();
  private final int label;
  private final Map<String, Integer> values = new HashMap<>();
  private final Map<String, Integer> cues = new HashMap<>();
  private final Map<String, Integer> notCues = new HashMap<>();
  private final Map<String, Integer> before = new HashMap<>();
  private final Map<String, Integer> after = new HashMap<>();
  private final Map<String, Integer> ratings = new HashMap<>();
  private final Map<String, Integer> moves = new HashMap<>();
  private final Map<String, Integer> earlier = new HashMap<>();
  private final Map<String, Integer> notAsked = new HashMap<>();

  Language(FieldDefinitions definitions, String language) {
    for (Sign sign : signs) {
      int kind = lexicon.kind(sign.name());
      if (sign == Sign.NUMBER) {
        addNumbers(kind, definitions.words(sign), language);
      } else {
        definitions.words(sign).in(language).forEach(phrase -> lexicon.add(kind, 0, phrase));
      }
    }
    label = lexicon.kind("label");
    List<FieldDefinition> fields = definitions.fields();
    for (int i = 0; i < fields.size(); i++) {
      FieldDefinition field = fields.get(i);
      int index = i;
      field.labels().all().forEach(phrase -> lexicon.add(label, index * 2, phrase));
      field
          .details()
          .lesserLabels()
          .all()
          .forEach(phrase -> lexicon.add(label, index * 2 + 1, phrase));
      Details details = field.details();
      addValues(field.name(), details);
      add(cues, "cues/" + field, details.cues());
      add(notCues, "not_cues/" + field, details.notCues());
      add(before, "before/" + field, details.before());
      add(after, "after/" + field, details.after());
      add(ratings, "ratings/" + field, details.ratings().in(language));
      add(moves, "moves/" + field, details.moves().in(language));
      add(earlier, "earlier/" + field, details.earlier().in(language));
      add(notAsked, "not_asked_when/" + field, details.notAskedWhen());
    }
    lexicon.complete();
  }

  /** A word of a number has its place in the list as its value. */
  private void addNumbers(int kind, Vocabulary numbers, String language) {
    for (String one : new TreeSet<>(List.of(Vocabulary.ENGLISH, language))) {
      List<String> words = numbers.byLanguage().getOrDefault(one, List.of());
      for (int i = 0; i < words.size(); i++) {
        lexicon.add(kind, i, words.get(i));
      }
    }
  }

  private void addValues(String field, Details details) {
    int kind = lexicon.kind("values/" + field);
    values.put(field, kind);
    for (int i = 0; i < details.values().size(); i++) {
      Value value = details.values().get(i);
      int base = i * 4;
      value.aliases().all().forEach(phrase -> lexicon.add(kind, base + SURE, phrase));
      value.loose().all().forEach(phrase -> lexicon.add(kind, base + LOOSE, phrase));
      value.labelled().all().forEach(phrase -> lexicon.add(kind, base + LABELLED, phrase));
    }
    details.decoys().all().forEach(phrase -> lexicon.add(kind, DECOY, phrase));
  }

  private void add(Map<String, Integer> kinds, String name, Vocabulary vocabulary) {
    add(kinds, name, vocabulary.all());
  }

  private void add(Map<String, Integer> kinds, String name, List<String> phrases) {
    int kind = lexicon.kind(name);
    kinds.put(name.substring(name.indexOf('/') + 1), kind);
    phrases.forEach(phrase -> lexicon.add(kind, 0, phrase));
  }

  Lexicon lexicon() {
    return lexicon;
  }

  /** The sign of a kind; only for kinds below {@link #signCount}. */
  Sign sign(int kind) {
    return signs[kind];
  }

  int signCount() {
    return signs.length;
  }

  int label() {
    return label;
  }

  int values(FieldDefinition field) {
    return values.getOrDefault(field.name(), -1);
  }

  int cues(FieldDefinition field) {
    return cues.getOrDefault(field.name(), -1);
  }

  int notCues(FieldDefinition field) {
    return notCues.getOrDefault(field.name(), -1);
  }

  int before(FieldDefinition field) {
    return before.getOrDefault(field.name(), -1);
  }

  int after(FieldDefinition field) {
    return after.getOrDefault(field.name(), -1);
  }

  int ratings(FieldDefinition field) {
    return ratings.getOrDefault(field.name(), -1);
  }

  int moves(FieldDefinition field) {
    return moves.getOrDefault(field.name(), -1);
  }

  int earlier(FieldDefinition field) {
    return earlier.getOrDefault(field.name(), -1);
  }

  int notAsked(FieldDefinition field) {
    return notAsked.getOrDefault(field.name(), -1);
  }
}
