package counterfoil.desk;

import counterfoil.facts.Fact;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that is to be written because of one mail, in one transaction.
 *
 * @param of the case that was decided
 * @param outcome how the mail ends; empty when it is held
 * @param hold why it is held; empty when it ends
 * @param reason one sentence a person can read
 * @param ticketId the ticket the mail led to
 * @param facts values to be added to that ticket, by field
 * @param deed what becomes of tickets
 * @param acknowledgement whether an acknowledgement goes out, and why not, in words
 */
public record Decision(
    Case of,
    Optional<Outcome> outcome,
    Optional<Hold> hold,
    String reason,
    Optional<Long> ticketId,
    Map<String, List<Fact>> facts,
    Deed deed,
    String acknowledgement) {

  /** A decision that ends a mail and touches no ticket. */
  static Decision of(Case of, Outcome outcome, Optional<Long> ticketId, String reason) {
    return new Decision(
        of,
        Optional.of(outcome),
        Optional.empty(),
        reason,
        ticketId,
        Map.of(),
        Deed.NOTHING,
        "not sent: " + reason);
  }

  /** A decision that ends a mail on a ticket. */
  static Decision on(
      long ticketId, Case of, Outcome outcome, String reason, Deed deed, String acknowledgement) {
    return new Decision(
        of,
        Optional.of(outcome),
        Optional.empty(),
        reason,
        Optional.of(ticketId),
        Map.of(),
        deed,
        acknowledgement);
  }

  /** A decision that leaves a mail to a person. */
  static Decision held(Case of, Hold hold, Optional<Long> ticketId, String reason) {
    return new Decision(
        of,
        Optional.empty(),
        Optional.of(hold),
        reason,
        ticketId,
        Map.of(),
        Deed.NOTHING,
        "not sent: held");
  }

  /** The same, and these facts for its ticket. */
  Decision learning(Map<String, List<Fact>> values) {
    return new Decision(of, outcome, hold, reason, ticketId, values, deed, acknowledgement);
  }

  /** The same with another deed. */
  Decision with(Deed other) {
    return new Decision(of, outcome, hold, reason, ticketId, facts, other, acknowledgement);
  }

  /** Whether the mail brought its ticket something that it is to be found by. */
  public boolean isPartOfTicket() {
    return outcome.filter(end -> end == Outcome.OPENED || end == Outcome.APPENDED).isPresent();
  }
}
