package counterfoil.facts;

import counterfoil.facts.Lexicon.Hit;
import counterfoil.facts.Passage.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a choice behind its label: one of the values, boxes to tick, a slip of the keyboard. The
 * choice as the form offers it is none.
 */
final class LabelledChoice {

  private final FieldDefinition field;
  private final ClauseJudge clauses;
  private final Spelling spelling = new Spelling();

  LabelledChoice(FieldDefinition field, ClauseJudge clauses) {
    this.field = field;
    this.clauses = clauses;
    for (int i = 0; i < field.details().values().size(); i++) {
      for (String alias : field.details().values().get(i).words()) {
        spelling.add(alias, i);
      }
    }
  }

  /**
   * What is said in a range behind a label.
   *
   * @param evidence where the label begins
   */
  List<Mention> read(Passage passage, Range range, int evidence) {
    List<Hit> hits = hits(passage, range);
    if (hits.isEmpty()) {
      return misspelt(passage, range, evidence).map(List::of).orElse(List.of());
    }
    long values = hits.stream().map(Hit::value).map(value -> value / 4).distinct().count();
    boolean marked = hits.stream().anyMatch(hit -> Ticks.isTicked(passage, hit));
    boolean offered = values > 1 && !marked && isOffered(passage.text(), range, values);
    List<Mention> found = new ArrayList<>();
    for (Hit hit : hits) {
      int start = passage.tokens().start(hit.from());
      Judgement judgement = Judgement.LABELLED;
      if (offered || marked && !Ticks.isTicked(passage, hit)) {
        judgement = Judgement.OFFERED;
      } else if (values > 1 && !marked) {
        judgement = stronger(clauses.judge(passage, hit));
      } else if (ClauseJudge.isDenied(passage, hit)) {
        judgement = Judgement.DENIED;
      }
      String words = passage.text().substring(Math.min(evidence, start), range.end());
      found.add(
          new Mention(
              hit.value() / 4,
              judgement,
              true,
              new Fact(
                  field.values().get(hit.value() / 4),
                  Evidence.shortened(words),
                  passage.where(start),
                  Fact.Source.STATED)));
    }
    return found;
  }

  /** To be named behind the label is enough. */
  private static Judgement stronger(Judgement judgement) {
    return judgement == Judgement.NAMED ? Judgement.LABELLED : judgement;
  }

  private List<Hit> hits(Passage passage, Range range) {
    List<Hit> hits = new ArrayList<>();
    for (Hit hit : passage.hits()) {
      // "Environment: live": the words of a value may begin with the label.
      if (hit.kind() == passage.language().values(field)
          && passage.tokens().start(hit.to() - 1) >= range.start()
          && passage.tokens().start(hit.from()) < range.end()
          && hit.value() != Language.DECOY) {
        hits.add(hit);
      }
    }
    return hits;
  }

  /** "Sandbx": one or two letters off is still the value, behind a label. */
  private Optional<Mention> misspelt(Passage passage, Range range, int evidence) {
    int end = Math.min(range.end(), range.start() + 40);
    String compact = Tokens.compact(passage.text().substring(range.start(), end));
    int value = compact.length() > 24 ? -1 : spelling.nearest(compact);
    if (value < 0) {
      return Optional.empty();
    }
    String words = passage.text().substring(evidence, range.end());
    return Optional.of(
        new Mention(
            value,
            Judgement.LABELLED,
            false,
            new Fact(
                field.values().get(value),
                Evidence.shortened(words),
                passage.where(range.start()),
                Fact.Source.STATED)));
  }

  /** The choice as it is offered: in brackets, behind boxes, or all values with slashes or "?". */
  private boolean isOffered(String text, Range range, long count) {
    char first = text.charAt(range.start());
    if ("[<({\u2610\u25a1\u25a2\u25cb\u25ef".indexOf(first) >= 0) {
      // In brackets, or behind boxes that nobody ticked.
      return true;
    }
    return count == field.values().size()
        && (text.substring(range.start(), range.end()).contains("/")
            || "?\uff1f".indexOf(text.charAt(range.end() - 1)) >= 0);
  }
}
