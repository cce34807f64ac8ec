package counterfoil.ticket;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which statuses an engineer may move a ticket to by hand, and why not to the others. */
final class HandMoves {

  private static final Map<Status, Set<Status>> ALLOWED =
      new EnumMap<>(
          Map.of(
              Status.OPEN,
              EnumSet.of(Status.IN_PROGRESS, Status.WAITING_FOR_CUSTOMER, Status.RESOLVED),
              Status.IN_PROGRESS,
              EnumSet.of(Status.OPEN, Status.WAITING_FOR_CUSTOMER, Status.RESOLVED),
              Status.WAITING_FOR_CUSTOMER,
              EnumSet.of(Status.OPEN, Status.IN_PROGRESS, Status.RESOLVED),
              Status.RESOLVED,
              EnumSet.of(Status.OPEN, Status.IN_PROGRESS)));

  private HandMoves() {}

  /** Why this move is refused, in a sentence; empty when it is not. */
  static Optional<String> refusal(Ticket ticket, Status to) {
    Status from = ticket.status();
    if (ticket.mergedInto().isPresent()) {
      return Optional.of(ticket.number() + " was merged into another ticket; move that one.");
    }
    if (to == from) {
      return Optional.of(ticket.number() + " is " + from.words() + " already.");
    }
    if (!ALLOWED.get(from).contains(to)) {
      return Optional.of(
          "%s is %s: reopen it before it can be %s."
              .formatted(ticket.number(), from.words(), to.words()));
    }
    return Optional.empty();
  }
}
