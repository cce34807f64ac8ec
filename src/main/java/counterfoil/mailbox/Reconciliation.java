package counterfoil.mailbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds everything that lies in a mailbox against the journal from time to time, whatever was told
 * and looked at before (rule 4). Each connect does the same; this is for connections that hold.
 * Belongs to one thread.
 */
final class Reconciliation {

  private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);

  /** What the journal says of the mails of a folder. */
  interface Known {
    Set<Long> of(MailFolder folder, long[] uids) throws JournalAwayException;
  }

  private final Account account;
  private final Known known;
  private final int window;
  private final Clock clock;
  private Instant next;
  private long strays;

  Reconciliation(Account account, Known known, int window, Clock clock) {
    this.account = account;
    this.known = known;
    this.window = window;
    this.clock = clock;
    this.next = later(clock.instant());
  }

  /** Whether it is time; the next time is set by that. */
  boolean isDue() {
    Instant now = clock.instant();
    // A clock that was set back must not put it off for ever.
    if (now.isBefore(next) && next.isBefore(later(now).plusSeconds(1))) {
      return false;
    }
    next = later(now);
    strays = 0;
    return true;
  }

  private Instant later(Instant now) {
    return now.plus(every());
  }

  private Duration every() {
    return account.watching().reconcile();
  }

  /** The mails of a folder that were looked at and are not in the journal all the same. */
  long[] strays(MailFolder folder, long[] lookedAt) throws JournalAwayException {
    Set<Long> kept = new HashSet<>();
    for (int from = 0; from < lookedAt.length; from += window) {
      kept.addAll(
          known.of(
              folder,
              Arrays.copyOfRange(lookedAt, from, Math.min(lookedAt.length, from + window))));
    }
    long[] missing = Arrays.stream(lookedAt).filter(uid -> !kept.contains(uid)).toArray();
    if (missing.length > 0) {
      LOG.error(
          "mailbox {}: {} mails of {} were passed over; they are taken in now",
          account.name(),
          missing.length,
          folder.key().name());
    }
    strays += missing.length;
    return missing;
  }

  /** How many mails of all folders had been passed over, the last time. */
  long strays() {
    return strays;
  }
}
