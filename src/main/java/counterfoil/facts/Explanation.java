package counterfoil.facts;

import java.util.List;

/**
 * The facts of a mail, and everything that was weighed to find them.
 *
 * @param candidates by field in the order of the definitions; within it as they were found
 */
public record Explanation(Facts facts, List<Candidate> candidates) {}
