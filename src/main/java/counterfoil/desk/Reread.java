package counterfoil.desk;

import counterfoil.ticket.Event;
import counterfoil.ticket.Ticket;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A ticket whose mails were read again, and all that is to be written because of it.
 *
 * @param kept the ticket as it was looked at
 * @param after the ticket as it is to be
 * @param changes by field, in the order of the definitions; none when there is nothing to do
 * @param fields whose facts are replaced
 * @param values the facts of these fields as they are to be, in their order
 * @param stays fields that would be read otherwise, and stay because a person gave them
 * @param event the line in the ticket's history
 * @param trouble a sentence when the ticket is left as it is, because a mail cannot be read
 */
public record Reread(
    KeptTicket kept,
    Ticket after,
    List<FactChange> changes,
    Set<String> fields,
    List<KeptTicket.Value> values,
    Set<String> stays,
    Optional<Event> event,
    Optional<String> trouble) {

  static Reread unchanged(KeptTicket kept, Set<String> stays) {
    return nothing(kept, stays, Optional.empty());
  }

  static Reread left(KeptTicket kept, String trouble) {
    return nothing(kept, Set.of(), Optional.of(trouble));
  }

  private static Reread nothing(KeptTicket kept, Set<String> stays, Optional<String> trouble) {
    return new Reread(
        kept, kept.ticket(), List.of(), Set.of(), List.of(), stays, Optional.empty(), trouble);
  }

  /** Whether anything is to be written. */
  public boolean isChange() {
    return !changes.isEmpty();
  }
}
