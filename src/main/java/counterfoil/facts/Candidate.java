package counterfoil.facts;

/**
 * A value that was weighed for a field, and what came of it.
 *
 * @param field the name of the field
 * @param fact the value with the words it was read from, and where
 * @param rank where it stands
 * @param chosen whether it is a value of the field now
 * @param why it was chosen or not, in words
 */
public record Candidate(String field, Fact fact, Rank rank, boolean chosen, String why) {

  Candidate lost(String reason) {
    return chosen ? new Candidate(field, fact, rank, false, reason) : this;
  }
}
