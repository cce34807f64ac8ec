package counterfoil.desk;

import java.time.Instant;

/**
 * A kept mail that this instance is at work on.
 *
 * @param id the key of the journal
 * @param mailbox the name of the mailbox it came by
 * @param claim the number of the claim; whoever decides must still hold it
 * @param attempts how often it was claimed, this time included
 */
public record ClaimedMail(
    long id, String mailbox, byte[] raw, Instant internalDate, long claim, int attempts) {}
