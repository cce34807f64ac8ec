package counterfoil.facts;

import java.util.List;

/**
 * What a voice says about a field.
 *
 * @param facts the primary one first; none when nothing was said, or when it cannot be told
 * @param note why something was left blank or chosen; empty when there is nothing to say
 */
record Answer(List<Fact> facts, String note) {

  static final Answer NONE = new Answer(List.of(), "");

  static Answer of(List<Fact> facts) {
    return facts.isEmpty() ? NONE : new Answer(List.copyOf(facts), "");
  }

  static Answer of(Fact fact) {
    return new Answer(List.of(fact), "");
  }
}
