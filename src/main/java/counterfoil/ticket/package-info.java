/**
 * The domain: ticket, status and its moves, entries, people. Read {@link counterfoil.ticket.Status}
 * first.
 */
@NullMarked
package counterfoil.ticket;

import org.jspecify.annotations.NullMarked;
