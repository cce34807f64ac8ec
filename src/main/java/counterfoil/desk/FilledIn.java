package counterfoil.desk;

import counterfoil.facts.Fact;
import counterfoil.facts.FormAnswers.Filled;
import counterfoil.ticket.Ticket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a customer filled in inside the quote of our letter about this ticket (rule 35). It fills
 * what is empty and never changes what is set, for the quote comes back with every later mail.
 *
 * @param words what the ticket does not know yet, to be shown with what the author wrote
 * @param facts for the fields that neither the ticket nor the rest of the mail has a value for
 */
record FilledIn(String words, Map<String, List<Fact>> facts) {

  static final FilledIn NOTHING = new FilledIn("", Map.of());

  static FilledIn on(Ticket ticket, Case of, Known known) {
    Map<String, Filled> answers = of.facts().answersOn(ticket.number());
    Map<String, List<Fact>> values = new LinkedHashMap<>();
    answers.forEach((field, filled) -> values.put(field, filled.facts()));
    values.keySet().removeAll(of.facts().values().keySet());
    Map<String, List<Fact>> unknown = known.newFor(ticket.id(), values, field -> true);
    return new FilledIn(
        answers.keySet().stream()
            .filter(unknown::containsKey)
            .map(field -> answers.get(field).words())
            .collect(Collectors.joining("\n")),
        known.newFor(ticket.id(), values, field -> false));
  }

  /** The new part of the mail, and below it these words. */
  String below(String newPart) {
    return Stream.of(newPart, words)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining("\n\n"));
  }
}
