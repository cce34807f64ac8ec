package counterfoil.desk;

import java.time.Instant;

/**
 * A kept mail that this instance is at work on.
 *
 * @param id the key of the journal
 * @param mailbox the name of the mailbox it came by
 * @param raw the bytes that were kept
 * @param size of the whole mail in bytes: more than {@code raw} has when it was too large to fetch
 * @param claim the number of the claim; whoever decides must still hold it
 * @param attempts how often it was claimed, this time included
 */
public record ClaimedMail(
    long id,
    String mailbox,
    byte[] raw,
    long size,
    Instant internalDate,
    long claim,
    int attempts) {

  /** Whether only the beginning of the mail was fetched (rule 6). */
  public boolean isCut() {
    return size > raw.length;
  }
}
