package counterfoil.desk;

import java.time.Instant;
import java.util.Optional;

/**
 * A kept mail that this instance is at work on.
 *
 * @param id the key of the journal
 * @param mailbox the name of the mailbox it came by
 * @param raw the bytes that were kept; of a mail that is not to be read again the beginning alone
 * @param size of the whole mail in bytes: more than {@code raw} has when it was too large to fetch
 * @param origin how it came
 * @param claim the number of the claim; whoever decides must still hold it
 * @param attempts how often it was claimed, this time included
 * @param deaths how many bots stopped, took too long or had no memory left, while they were at work
 *     on it
 * @param placeholder the ticket that it held when it was parked, if it was
 * @param release what a person decided, when it was held
 */
public record ClaimedMail(
    long id,
    String mailbox,
    byte[] raw,
    long size,
    Instant internalDate,
    Origin origin,
    long claim,
    int attempts,
    int deaths,
    Optional<Long> placeholder,
    Optional<Release> release) {

  /** A mail that nobody held. */
  public ClaimedMail(
      long id,
      String mailbox,
      byte[] raw,
      long size,
      Instant internalDate,
      Origin origin,
      long claim,
      int attempts,
      int deaths,
      Optional<Long> placeholder) {
    this(
        id,
        mailbox,
        raw,
        size,
        internalDate,
        origin,
        claim,
        attempts,
        deaths,
        placeholder,
        Optional.empty());
  }

  /** The same mail, and a person has decided what is to become of it. */
  ClaimedMail released(Release by) {
    return new ClaimedMail(
        id,
        mailbox,
        raw,
        size,
        internalDate,
        origin,
        claim,
        attempts,
        deaths,
        placeholder,
        Optional.of(by));
  }

  /** A mail that outlived so many bots is not read again (R3): it may be what killed them. */
  public static final int DEATHS = 3;

  /** Whether it is not to be read again. */
  boolean isFatal() {
    return deaths >= DEATHS;
  }

  /** Whether only the beginning of the mail was fetched (rule 6). */
  public boolean isCut() {
    return size > raw.length;
  }
}
