package counterfoil.desk;

import counterfoil.ticket.Ticket;
import java.util.List;
import java.util.Optional;

/**
 * What is to be done with a mail: the branch it takes in the route {@code process}.
 *
 * @param kind the branch
 * @param of the case
 * @param ticket the ticket it belongs to, or names, where there is one
 * @param standing who its author is to that ticket
 * @param hold why it waits for a person; there for HOLD and for nothing else
 * @param joined tickets that turn out to be the same request as this one
 * @param reason one sentence a person can read
 */
public record Verdict(
    Kind kind,
    Case of,
    Optional<Ticket> ticket,
    Standing standing,
    Optional<Hold> hold,
    List<Ticket> joined,
    String reason) {

  /** Of a mail whose author is nobody to any ticket. */
  static Verdict of(Kind kind, Case of, Optional<Ticket> ticket, String reason) {
    return new Verdict(kind, of, ticket, Standing.STRANGER, Optional.empty(), List.of(), reason);
  }

  /** A mail that a person must decide upon. */
  static Verdict held(Hold hold, Case of, Optional<Ticket> ticket, String reason) {
    return new Verdict(
        Kind.HOLD, of, ticket, Standing.STRANGER, Optional.of(hold), List.of(), reason);
  }

  /** The same, of somebody who is something to the ticket. */
  Verdict by(Standing who) {
    return new Verdict(kind, of, ticket, who, hold, joined, reason);
  }

  /** The same, and these tickets are one with its ticket. */
  Verdict joining(List<Ticket> others) {
    return new Verdict(kind, of, ticket, standing, hold, List.copyOf(others), reason);
  }

  /** Of the mail's number alone: Camel asks for it at each condition, and a mail may be long. */
  @Override
  public int hashCode() {
    return Long.hashCode(of.claimed().id());
  }

  /** The branches. */
  public enum Kind {
    /** The same mail was taken in before. */
    DUPLICATE,
    /** Nothing to do. */
    IGNORE,
    /** A machine answers on a ticket. */
    NOTE,
    /** A letter could not be delivered. */
    BOUNCE,
    /** A person must decide. */
    HOLD,
    /** The desk does not serve its author, and says so. */
    TURN_AWAY,
    /** An engineer answers the customer. */
    ANSWER,
    /** An engineer writes on a ticket, and the customer is not to see it. */
    INTERNAL,
    /** An engineer passes on what a customer wrote. */
    ON_BEHALF,
    /** A person writes on a ticket. */
    FOLLOW_UP,
    /** Everything else opens a ticket. */
    NEW_REQUEST
  }
}
