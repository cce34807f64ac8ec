package counterfoil.desk;

import counterfoil.ticket.Correspondent;
import counterfoil.ticket.Ticket;

/**
 * That a mail came to a reply address that counts.
 *
 * @param ticket that it was given for, or the one that has its entries now
 * @param holder to whom it was given
 */
record TokenUse(Ticket ticket, Correspondent holder) {}
