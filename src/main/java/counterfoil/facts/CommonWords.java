package counterfoil.facts;

import counterfoil.facts.FieldDefinition.Details;
import counterfoil.facts.FieldDefinition.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The words of the definitions that count in every mail, whatever its language: English, which
 * people mix in, and the labels and values of all languages, since forms travel.
 */
final class CommonWords {

  private final Lexicon lexicon = new Lexicon();
  private final int label;
  private final Map<String, Integer> kinds = new HashMap<>();

  CommonWords(FieldDefinitions definitions) {
    for (Sign sign : Sign.values()) {
      int kind = lexicon.kind(sign.name());
      addSign(lexicon, kind, sign, definitions.words(sign).in(Vocabulary.ENGLISH));
    }
    label = lexicon.kind("label");
    List<FieldDefinition> fields = definitions.fields();
    for (int i = 0; i < fields.size(); i++) {
      FieldDefinition field = fields.get(i);
      Details details = field.details();
      int index = i * 2;
      field.labels().all().forEach(phrase -> lexicon.add(label, index, phrase));
      details.lesserLabels().all().forEach(phrase -> lexicon.add(label, index + 1, phrase));
      addValues(field, details);
      add(field, "cues", details.cues().all());
      add(field, "not_cues", details.notCues().all());
      add(field, "before", details.before().all());
      add(field, "after", details.after().all());
      add(field, "not_asked_when", details.notAskedWhen().all());
      add(field, "ratings", details.ratings().in(Vocabulary.ENGLISH));
      add(field, "moves", details.moves().in(Vocabulary.ENGLISH));
      add(field, "earlier", details.earlier().in(Vocabulary.ENGLISH));
    }
    lexicon.complete();
  }

  /** A word of a number has its place in the list as its value. */
  static void addSign(Lexicon lexicon, int kind, Sign sign, List<String> phrases) {
    for (int i = 0; i < phrases.size(); i++) {
      lexicon.add(kind, sign == Sign.NUMBER ? i : 0, phrases.get(i));
    }
  }

  private void addValues(FieldDefinition field, Details details) {
    int kind = kind(field, "values");
    for (int i = 0; i < details.values().size(); i++) {
      Value value = details.values().get(i);
      int base = i * 4;
      value.aliases().all().forEach(phrase -> lexicon.add(kind, base + Language.SURE, phrase));
      value.loose().all().forEach(phrase -> lexicon.add(kind, base + Language.LOOSE, phrase));
      value.labelled().all().forEach(phrase -> lexicon.add(kind, base + Language.LABELLED, phrase));
    }
    details.decoys().all().forEach(phrase -> lexicon.add(kind, Language.DECOY, phrase));
  }

  private void add(FieldDefinition field, String what, List<String> phrases) {
    int kind = kind(field, what);
    phrases.forEach(phrase -> lexicon.add(kind, 0, phrase));
  }

  private int kind(FieldDefinition field, String what) {
    String name = name(field, what);
    int kind = lexicon.kind(name);
    kinds.put(name, kind);
    return kind;
  }

  private static String name(FieldDefinition field, String what) {
    return what + "/" + field.name();
  }

  Lexicon lexicon() {
    return lexicon;
  }

  int label() {
    return label;
  }

  /** The number of a kind of words of a field; -1 when it has none. */
  int of(FieldDefinition field, String what) {
    return kinds.getOrDefault(name(field, what), -1);
  }
}
