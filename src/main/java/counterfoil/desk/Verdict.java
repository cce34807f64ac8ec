package counterfoil.desk;

import counterfoil.ticket.Ticket;
import java.util.Optional;

/**
 * What is to be done with a mail: the branch it takes in the route {@code process}.
 *
 * @param kind the branch
 * @param of the case
 * @param ticket the ticket it belongs to, where there is one
 * @param reason one sentence a person can read
 */
public record Verdict(Kind kind, Case of, Optional<Ticket> ticket, String reason) {

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
    /** A person writes on a ticket. */
    FOLLOW_UP,
    /** Everything else opens a ticket. */
    NEW_REQUEST
  }
}
