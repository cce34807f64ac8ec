package counterfoil.facts;

import counterfoil.facts.Lexicon.Hit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * The words of the definitions, made ready for mails of one language.
 *
 * <p>Beside the {@link CommonWords} the signs that judge a sentence, and what rates or moves a
 * level, count only in the mail's own language, since short words mean different things elsewhere.
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

  /** Of phrases that begin together the longest comes first. */
  private static final Comparator<Hit> ORDER =
      Comparator.comparingInt(Hit::from).thenComparingInt(hit -> -hit.to());

  private final CommonWords common;
  private final Lexicon own;
  private final Sign[] signs = Sign.values();

  Language(FieldDefinitions definitions, String language, CommonWords common) {
    this.common = common;
    this.own = new Lexicon(common.lexicon());
    for (Sign sign : signs) {
      CommonWords.addSign(own, sign.ordinal(), sign, definitions.words(sign).only(language));
    }
    for (FieldDefinition field : definitions.fields()) {
      FieldDefinition.Details details = field.details();
      add(ratings(field), details.ratings().only(language));
      add(moves(field), details.moves().only(language));
      add(earlier(field), details.earlier().only(language));
    }
    own.complete();
  }

  private void add(int kind, List<String> phrases) {
    phrases.forEach(phrase -> own.add(kind, 0, phrase));
  }

  /**
   * All phrases of the tokens, in the order of their first token. Within a kind the leftmost
   * longest wins.
   */
  List<Hit> scan(Tokens tokens) {
    return scan(tokens, new BitSet());
  }

  /**
   * The same.
   *
   * @param barriers tokens that no phrase reaches from before
   */
  List<Hit> scan(Tokens tokens, BitSet barriers) {
    List<Hit> all = common.lexicon().scan(tokens, barriers);
    List<Hit> more = own.isEmpty() ? List.of() : own.scan(tokens, barriers);
    if (more.isEmpty()) {
      return all;
    }
    List<Hit> both = new ArrayList<>(all.size() + more.size());
    both.addAll(all);
    both.addAll(more);
    both.sort(ORDER);
    int[] free = new int[own.kindCount()];
    List<Hit> kept = new ArrayList<>(both.size());
    for (Hit hit : both) {
      if (hit.from() >= free[hit.kind()]) {
        free[hit.kind()] = hit.to();
        kept.add(hit);
      }
    }
    return kept;
  }

  /** The sign of a kind; only for kinds below {@link #signCount}. */
  Sign sign(int kind) {
    return signs[kind];
  }

  int signCount() {
    return signs.length;
  }

  int label() {
    return common.label();
  }

  int values(FieldDefinition field) {
    return common.of(field, "values");
  }

  int cues(FieldDefinition field) {
    return common.of(field, "cues");
  }

  int notCues(FieldDefinition field) {
    return common.of(field, "not_cues");
  }

  int before(FieldDefinition field) {
    return common.of(field, "before");
  }

  int after(FieldDefinition field) {
    return common.of(field, "after");
  }

  int ratings(FieldDefinition field) {
    return common.of(field, "ratings");
  }

  int moves(FieldDefinition field) {
    return common.of(field, "moves");
  }

  int earlier(FieldDefinition field) {
    return common.of(field, "earlier");
  }

  int notAsked(FieldDefinition field) {
    return common.of(field, "not_asked_when");
  }
}
