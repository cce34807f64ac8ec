/** The desk's pages and the API. Read {@code TicketPages} first. */
@NullMarked
package counterfoil.web;

import org.jspecify.annotations.NullMarked;
