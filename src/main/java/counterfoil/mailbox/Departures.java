package counterfoil.mailbox;

import jakarta.mail.MessagingException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes kept mails out of their folders, in portions and not too often. Belongs to one thread. */
final class Departures {

  private static final Logger LOG = LoggerFactory.getLogger(Departures.class);

  /**
   * So often at most do kept mails leave a folder while more are taken in, and no more of the time
   * is spent on it than on taking in: from a folder of 100,000 some servers take half a minute for
   * each command that takes mails out, whatever their number.
   */
  private static final Duration BETWEEN = Duration.ofSeconds(5);

  /** As many leave at once: what arrives meanwhile must not wait for all of them. */
  private static final int PORTION = 5_000;

  private final Account account;
  private final Postponed postponed;
  private final MailboxStatus status;
  private final Clock clock;
  private long ended = System.nanoTime();
  private long took;

  Departures(Account account, Postponed postponed, MailboxStatus status, Clock clock) {
    this.account = account;
    this.postponed = postponed;
    this.status = status;
    this.clock = clock;
  }

  /** Whether some may leave although there is more to take in. */
  boolean areDue() {
    return System.nanoTime() - ended > Math.max(BETWEEN.toNanos(), took);
  }

  /** A portion leaves. A server that keeps what should go is no reason to stop taking in. */
  void takeOut(MailFolder folder, FolderQueue queue) throws MessagingException {
    List<Listed> portion = queue.leaving().subList(0, Math.min(PORTION, queue.leaving().size()));
    List<Listed> kept = List.copyOf(portion);
    portion.clear();
    if (kept.isEmpty()) {
      return;
    }
    long began = System.nanoTime();
    try {
      folder.takeOut(kept);
      status.moves("");
    } catch (CommandRefusedException e) {
      LOG.warn(
          "mailbox {}: {} kept mails stay in {}: {}",
          account.name(),
          kept.size(),
          folder.key().name(),
          e.getMessage());
      status.moves(e.getMessage());
      kept.forEach(
          mail ->
              postponed.retry(
                  folder.key(), mail.uid(), clock.instant().plus(account.watching().poll())));
    }
    ended = System.nanoTime();
    took = ended - began;
  }
}
