package counterfoil.facts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The facts of one mail, by field name as defined in {@code config/fields/}.
 *
 * @param values what the author and forwarded parts say; a field that says nothing is absent
 * @param missing required fields that this mail does not give, in the order of the definitions
 * @param fallback what only the quoted history says; used when no ticket was found
 * @param notes why something was left blank, in words: "environment: Sandbox and Live are both
 *     named"
 * @param answers what was filled in inside the quote of a letter of ours, the newest first
 */
public record Facts(
    Map<String, List<Fact>> values,
    List<String> missing,
    Map<String, List<Fact>> fallback,
    List<String> notes,
    List<FormAnswers> answers) {

  /** No facts at all. */
  public static final Facts NONE = new Facts(Map.of(), List.of(), Map.of(), List.of(), List.of());

  /** All values of a field, the primary one first. */
  public List<Fact> all(String field) {
    return values.getOrDefault(field, List.of());
  }

  /** The primary value of a field. */
  public Optional<Fact> first(String field) {
    return all(field).stream().findFirst();
  }

  /** What was filled in for this ticket, by field. */
  public Map<String, FormAnswers.Filled> answersOn(String number) {
    return answersByTicket().getOrDefault(number, Map.of());
  }

  /** What was filled in, by number of the ticket and field; of several answers the newest. */
  public Map<String, Map<String, FormAnswers.Filled>> answersByTicket() {
    Map<String, Map<String, FormAnswers.Filled>> newest = new LinkedHashMap<>();
    for (FormAnswers block : answers) {
      Map<String, FormAnswers.Filled> fields =
          newest.computeIfAbsent(block.number(), number -> new LinkedHashMap<>());
      block.fields().forEach(fields::putIfAbsent);
    }
    return newest;
  }
}
