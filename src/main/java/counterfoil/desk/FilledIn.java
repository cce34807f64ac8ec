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
 * What a customer filled in inside the quote of our letter about this ticket (rule 35).
 *
 * @param words what the ticket does not know yet, to be shown with what the author wrote
 */
record FilledIn(String words) {

  static final FilledIn NOTHING = new FilledIn("");

  static FilledIn on(Ticket ticket, Case of, Known known) {
    Map<String, Filled> answers = of.facts().answersOn(ticket.number());
    Map<String, List<Fact>> values = new LinkedHashMap<>();
    answers.forEach((field, filled) -> values.put(field, filled.facts()));
    values.keySet().removeAll(of.facts().values().keySet());
    Map<String, List<Fact>> unknown = known.unknown(ticket.id(), values);
    return new FilledIn(
        answers.keySet().stream()
            .filter(unknown::containsKey)
            .map(field -> answers.get(field).words())
            .collect(Collectors.joining("\n")));
  }

  /** The new part of the mail, and below it these words. */
  String below(String newPart) {
    return Stream.of(newPart, words)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining("\n\n"));
  }
}
