package counterfoil.privacy;

import counterfoil.privacy.Erasures.RawOf;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets what was kept for as long as the settings say. Several bots may do so at once: each
 * ticket and mail is forgotten once. Safe for many threads.
 */
public final class Retention {

  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

  private static final int TICKETS = 20;
  private static final int MAILS = 200;

  /** What is left then follows with the next run. */
  private static final Duration LONGEST_RUN = Duration.ofMinutes(10);

  private final Erasures erasures;
  private final RetentionDays days;
  private final Clock clock;
  private final AtomicLong tickets = new AtomicLong();
  private final AtomicLong raw = new AtomicLong();

  /** By these settings. */
  public Retention(Erasures erasures, RetentionDays days, Clock clock) {
    this.erasures = erasures;
    this.days = days;
    this.clock = clock;
  }

  /**
   * How much it was, or would be.
   *
   * @param tickets whose words are gone
   * @param raw mails whose bytes are gone; not those of these tickets
   */
  public record Forgotten(long tickets, long raw) {}

  /** Forgets what is to be forgotten by now, for the route. */
  public void run() {
    Instant end = clock.instant().plus(LONGEST_RUN);
    run(() -> Thread.currentThread().isInterrupted() || clock.instant().isAfter(end));
  }

  /**
   * Forgets what is to be forgotten by now.
   *
   * @param isToStop asked between what is written together
   */
  public Forgotten run(BooleanSupplier isToStop) {
    Forgotten forgotten =
        new Forgotten(
            tickets(isToStop),
            raw(RawOf.IGNORED, days.ignored(), isToStop) + raw(RawOf.DONE, days.raw(), isToStop));
    if (forgotten.tickets() + forgotten.raw() > 0) {
      LOG.info(
          "not kept any more: the words of {} resolved tickets, the bytes of {} other mails",
          forgotten.tickets(),
          forgotten.raw());
    }
    return forgotten;
  }

  /** Counts what would be forgotten by now; a mail that is meant twice counts twice. */
  public Forgotten rehearse() {
    return new Forgotten(
        days.resolved() == 0 ? 0 : erasures.countOutdated(before(days.resolved())),
        (days.ignored() == 0 ? 0 : erasures.countRaw(RawOf.IGNORED, before(days.ignored())))
            + (days.raw() == 0 ? 0 : erasures.countRaw(RawOf.DONE, before(days.raw()))));
  }

  private Instant before(int kept) {
    return clock.instant().minus(Duration.ofDays(kept));
  }

  private long tickets(BooleanSupplier isToStop) {
    if (days.resolved() == 0) {
      return 0;
    }
    Instant before = before(days.resolved());
    Order order =
        new Order(
            new Whom.Everybody(),
            Eraser.BOT,
            "kept for " + days.resolved() + " days",
            clock.instant());
    long erased = 0;
    List<Long> page = erasures.outdated(before, Long.MIN_VALUE, TICKETS);
    while (!page.isEmpty() && !isToStop.getAsBoolean()) {
      long now = erasures.eraseOutdated(order, page, before).tally().tickets();
      erased += now;
      tickets.addAndGet(now);
      page = erasures.outdated(before, page.get(page.size() - 1), TICKETS);
    }
    return erased;
  }

  private long raw(RawOf which, int kept, BooleanSupplier isToStop) {
    if (kept == 0) {
      return 0;
    }
    Instant before = before(kept);
    long emptied = 0;
    long last = Long.MIN_VALUE;
    while (!isToStop.getAsBoolean()) {
      List<Long> page = new ArrayList<>(erasures.emptyRaw(which, before, last, MAILS));
      if (page.isEmpty()) {
        break;
      }
      last = Collections.max(page);
      emptied += page.size();
      raw.addAndGet(page.size());
    }
    return emptied;
  }

  /** Tickets whose words were forgotten by this bot since its start. */
  public long ticketsForgotten() {
    return tickets.get();
  }

  /** Mails whose bytes were forgotten by this bot since its start. */
  public long rawForgotten() {
    return raw.get();
  }
}
