package counterfoil.desk;

import counterfoil.ticket.Correspondent;
import counterfoil.ticket.Ticket;
import java.util.List;

/**
 * A ticket and all that an engineer's verb may need of it, as it is while it cannot change.
 *
 * @param people in the order of their numbers
 */
public record TicketFile(Ticket ticket, List<Correspondent> people) {}
