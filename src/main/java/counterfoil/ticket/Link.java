package counterfoil.ticket;

/**
 * That a ticket has to do with another one; shown on both.
 *
 * @param from the ticket that is something to the other
 * @param to the other
 */
public record Link(long from, Relation relation, long to) {}
