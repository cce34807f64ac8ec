package counterfoil.facts;

import java.util.List;

/**
 * What a voice says about a field.
 *
 * @param facts the primary one first; none when nothing was said, or when it cannot be told
 * @param note why something was left blank or chosen; empty when there is nothing to say
 * @param weighed all that was looked at, with why it was chosen or not
 */
record Answer(List<Fact> facts, String note, List<Candidate> weighed) {

  static final Answer NONE = new Answer(List.of(), "", List.of());

  /** Facts that had no rival. */
  static Answer of(FieldDefinition field, List<Fact> facts, Rank rank, String why) {
    return facts.isEmpty()
        ? NONE
        : new Answer(
            List.copyOf(facts),
            "",
            facts.stream()
                .map(fact -> new Candidate(field.name(), fact, rank, true, why))
                .toList());
  }
}
