package counterfoil.desk;

import counterfoil.ticket.Entry;
import counterfoil.ticket.Event;
import counterfoil.ticket.Ticket;
import java.util.List;

/**
 * The ticket that a parked mail holds, so that somebody looks after it: for engineers only, and not
 * acknowledged (rule 5).
 *
 * @param ticket to be opened
 * @param entry says why, and where the raw mail is
 * @param events begin its history
 */
public record Placeholder(Ticket ticket, Entry entry, List<Event> events) {}
