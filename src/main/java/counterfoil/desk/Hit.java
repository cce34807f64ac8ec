package counterfoil.desk;

import counterfoil.ticket.Ticket;

/**
 * A ticket that a mail points at.
 *
 * @param how by what
 */
record Hit(Ticket ticket, How how) {

  /** By what, the surest first: the order of rule 21. */
  enum How {
    /** A reply address that the desk gave to somebody. */
    TOKEN,
    /** It answers a mail of the ticket, or a letter about it. */
    THREAD,
    /** The signed mark of the ticket stands in its body. */
    MARK,
    /** The number stands in its subject. */
    SUBJECT,
    /** A mail of the ticket answers it, and arrived before it. */
    AWAITED,
    /** A mail of the ticket answers what it answers too, and nobody has seen that yet. */
    SIBLING;

    /** Whether it is known only because mails arrived in another order than they were written. */
    boolean isOutOfOrder() {
      return this == AWAITED || this == SIBLING;
    }
  }
}
