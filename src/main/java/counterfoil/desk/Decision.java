package counterfoil.desk;

import counterfoil.facts.Fact;
import counterfoil.letters.Letter;
import counterfoil.ticket.Entry;
import counterfoil.ticket.Event;
import counterfoil.ticket.Ticket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that is to be written because of one mail, in one transaction.
 *
 * @param of the case that was decided
 * @param outcome how the mail ends
 * @param reason one sentence a person can read
 * @param opened a ticket that did not exist before
 * @param changed tickets as they are to be from now on; the version says what was decided upon
 * @param ticketId the ticket the mail led to
 * @param entries what is added to it
 * @param facts values to be added, by field
 * @param events the history of it
 * @param letters what is to be sent
 * @param acknowledgement whether an acknowledgement goes out, and why not, in words
 */
public record Decision(
    Case of,
    Outcome outcome,
    String reason,
    Optional<Ticket> opened,
    List<Ticket> changed,
    Optional<Long> ticketId,
    List<Entry> entries,
    Map<String, List<Fact>> facts,
    List<Event> events,
    List<Letter> letters,
    String acknowledgement) {

  /** A decision that touches no ticket. */
  static Decision of(Case of, Outcome outcome, Optional<Long> ticketId, String reason) {
    return new Decision(
        of,
        outcome,
        reason,
        Optional.empty(),
        List.of(),
        ticketId,
        List.of(),
        Map.of(),
        List.of(),
        List.of(),
        "not sent: " + reason);
  }

  /** The same, and a change of one more ticket. */
  Decision with(Ticket alsoChanged, Entry entry, Event event) {
    return new Decision(
        of,
        outcome,
        reason,
        opened,
        plus(changed, alsoChanged),
        ticketId,
        plus(entries, entry),
        facts,
        plus(events, event),
        letters,
        acknowledgement);
  }

  private static <T> List<T> plus(List<T> list, T one) {
    return Stream.concat(list.stream(), Stream.of(one)).toList();
  }
}
