package counterfoil.facts;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The mentions of a choice or level by rank. The first rank that tells decides; in it the value for
 * which most speaks; two for which as much speaks give none, and a note.
 */
final class Ranks {

  private final FieldDefinition field;
  private final Map<Rank, List<Mention>> mentions = new EnumMap<>(Rank.class);

  Ranks(FieldDefinition field) {
    this.field = field;
  }

  /** The mentions of a rank, to be added to. */
  List<Mention> of(Rank rank) {
    return mentions.computeIfAbsent(rank, x -> new ArrayList<>());
  }

  Answer answer() {
    List<Mention> prose = of(Rank.PROSE);
    boolean[] excluded = new boolean[field.values().size()];
    prose.stream().filter(m -> m.weight() < 0).forEach(m -> excluded[m.value()] = true);
    int strongest = strongest(prose);
    // What the body judges in so many words weighs more than a word of the subject.
    boolean bodyDecides =
        strongest >= Judgement.AFFECTED.weight() && strongest > strongest(of(Rank.SUBJECT));
    for (Map.Entry<Rank, List<Mention>> rank : mentions.entrySet()) {
      if (rank.getKey() == Rank.SUBJECT && bodyDecides) {
        continue;
      }
      Decided decided = decide(rank.getValue(), excluded);
      if (!decided.facts().isEmpty() || !decided.note().isEmpty()) {
        return new Answer(decided.facts(), decided.note(), weighed(rank.getKey(), decided));
      }
    }
    List<Candidate> weighed = weighed(Rank.INFERENCE, new Decided(List.of(), ""));
    Optional<Candidate> left = left(prose);
    left.ifPresent(weighed::add);
    return new Answer(left.map(Candidate::fact).stream().toList(), "", weighed);
  }

  /** "Not the sandbox, and not pre-release": the one that is left. */
  private Optional<Candidate> left(List<Mention> prose) {
    List<Mention> denied =
        prose.stream().filter(mention -> mention.judgement() == Judgement.DENIED).toList();
    List<Integer> values = denied.stream().map(Mention::value).distinct().toList();
    if (values.size() < 2 || values.size() != field.values().size() - 1) {
      return Optional.empty();
    }
    int value =
        IntStream.range(0, field.values().size())
            .filter(one -> !values.contains(one))
            .findFirst()
            .orElseThrow();
    Fact last = denied.get(denied.size() - 1).fact();
    Fact fact =
        new Fact(field.values().get(value), last.evidence(), last.where(), Fact.Source.INFERRED);
    return Optional.of(
        new Candidate(field.name(), fact, Rank.INFERENCE, true, "all others are denied"));
  }

  private static int strongest(List<Mention> mentions) {
    return mentions.stream().mapToInt(Mention::weight).max().orElse(0);
  }

  private record Decided(List<Fact> facts, String note) {}

  private Decided decide(List<Mention> rank, boolean[] excluded) {
    Map<Integer, Mention> best = new HashMap<>();
    for (Mention mention : rank) {
      boolean strong = mention.weight() >= Judgement.AFFECTED.weight();
      if (strong || mention.weight() > 0 && !excluded[mention.value()]) {
        best.merge(mention.value(), mention, (a, b) -> b.weight() > a.weight() ? b : a);
      }
    }
    int top = best.values().stream().mapToInt(Mention::weight).max().orElse(0);
    List<Mention> tied = best.values().stream().filter(m -> m.weight() == top).toList();
    if (tied.size() == 1) {
      return new Decided(List.of(tied.get(0).fact()), "");
    }
    if (tied.isEmpty()) {
      return new Decided(List.of(), "");
    }
    List<String> names =
        tied.stream().map(Mention::value).sorted().map(i -> field.values().get(i)).toList();
    String both = String.join(" and ", names);
    if (field.details().lastOfBoth() && tied.stream().anyMatch(Mention::both)) {
      Mention last = tied.stream().max((a, b) -> a.value() - b.value()).orElseThrow();
      return new Decided(
          List.of(last.fact()),
          field + ": " + both + " are both meant; " + field.values().get(last.value()) + " counts");
    }
    return new Decided(List.of(), field + ": " + both + " are both named");
  }

  private List<Candidate> weighed(Rank deciding, Decided decided) {
    List<Candidate> weighed = new ArrayList<>();
    mentions.forEach(
        (rank, found) ->
            found.forEach(
                mention -> {
                  boolean chosen = decided.facts().contains(mention.fact());
                  weighed.add(
                      new Candidate(
                          field.name(),
                          mention.fact(),
                          rank,
                          chosen,
                          chosen || mention.weight() <= 0
                              ? mention.judgement().words()
                              : lost(mention, rank, deciding, decided)));
                }));
    return weighed;
  }

  private static String lost(Mention mention, Rank rank, Rank deciding, Decided decided) {
    if (deciding == Rank.INFERENCE) {
      return mention.judgement().words() + ", but a sentence speaks against it";
    }
    if (rank != deciding) {
      return mention.judgement().words() + ", but " + deciding.words() + " decides";
    }
    if (decided.facts().isEmpty()) {
      return mention.judgement().words() + ", and so is another";
    }
    String chosen = decided.facts().get(0).value();
    return mention.fact().value().equals(chosen)
        ? mention.judgement().words() + "; said before"
        : mention.judgement().words() + ", but more speaks for " + chosen;
  }
}
