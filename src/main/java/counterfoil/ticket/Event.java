package counterfoil.ticket;

import java.time.Instant;
import java.util.Optional;

/**
 * What happened to a ticket: one line of its history.
 *
 * @param what in the past tense: "opened", "Open -> Resolved"
 * @param who a person's address, or {@code counterfoil}
 * @param why in words; may be empty
 * @param mailId the mail that caused it
 */
public record Event(
    long ticketId, String what, String who, String why, Optional<Long> mailId, Instant at) {}
