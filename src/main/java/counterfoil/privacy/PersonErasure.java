package counterfoil.privacy;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases what one person wrote, wherever it stands, ticket by ticket. It may be stopped at any
 * moment: whoever runs it again passes over what is done.
 */
public final class PersonErasure {

  private static final Logger LOG = LoggerFactory.getLogger(PersonErasure.class);

  /** Tickets in one transaction. */
  private static final int BATCH = 20;

  /** A ticket that somebody is at work on whenever it is looked at is left to the next run. */
  private static final int TRIES = 20;

  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Erasures erasures;
  private final Clock clock;

  /** On what is kept. */
  public PersonErasure(Erasures erasures, Clock clock) {
    this.erasures = erasures;
    this.clock = clock;
  }

  /**
   * What a run came to.
   *
   * @param tally what was erased, or would be
   * @param undecided mails that name the person and have no outcome yet: they are left
   * @param busy tickets that somebody was at work on: they are left
   * @param isWhole whether it came to the end
   */
  public record Report(Tally tally, List<Long> undecided, long busy, boolean isWhole) {

    /** Whether nothing of the person is left. */
    public boolean isDone() {
      return isWhole && undecided.isEmpty() && busy == 0;
    }

    /** What is left to do, in a sentence; empty when nothing is. */
    public String left() {
      if (isDone()) {
        return "";
      }
      StringBuilder left = new StringBuilder("Not all of it:");
      if (!undecided.isEmpty()) {
        left.append(
            " %d mails that name this address have no outcome yet, the first is mail %d;"
                .formatted(undecided.size(), undecided.get(0)));
      }
      if (busy > 0) {
        left.append(" somebody was at work on %d tickets;".formatted(busy));
      }
      if (!isWhole) {
        left.append(" it was stopped;");
      }
      return left.append(" ask for it again.").toString();
    }

    /** Both runs together; what is left, the later one knows. */
    public Report then(Report later) {
      return new Report(tally.plus(later.tally), later.undecided, later.busy, later.isWhole);
    }
  }

  /** Counts what would be erased. */
  public Report rehearse(Whom.Person person) {
    Order order = order(person, Eraser.BOT, "");
    Tally tally = erasures.eraseBesideTickets(order, 1, true).tally();
    for (List<Long> batch : batches(erasures.tickets(person))) {
      tally = tally.plus(erasures.erase(order, batch, true).tally());
    }
    return new Report(tally, erasures.undecided(person), 0, true);
  }

  /**
   * Erases it.
   *
   * @param who for the history of the tickets
   * @param why in words
   * @param isToStop asked between what is written together
   * @param told how many tickets were looked at
   */
  public Report erase(
      Whom.Person person, String who, String why, BooleanSupplier isToStop, LongConsumer told) {
    Order order = order(person, who, why);
    Tally tally = Tally.NOTHING;
    Collection<Long> tickets = erasures.tickets(person);
    long looked = 0;
    for (int i = 0; i < TRIES && !tickets.isEmpty(); i++) {
      if (i > 0) {
        pause();
      }
      List<Long> leftOut = new ArrayList<>();
      for (List<Long> batch : batches(tickets)) {
        if (isToStop.getAsBoolean()) {
          return report(new Report(tally, List.of(), 0, false));
        }
        Erasures.Step step = erasures.erase(order, batch, false);
        tally = tally.plus(step.tally());
        leftOut.addAll(step.leftOut());
        looked += batch.size() - step.leftOut().size();
        told.accept(looked);
      }
      tickets = leftOut;
    }
    Tally beside;
    do {
      if (isToStop.getAsBoolean()) {
        return report(new Report(tally, List.of(), tickets.size(), false));
      }
      beside = erasures.eraseBesideTickets(order, BATCH, false).tally();
      tally = tally.plus(beside);
    } while (!beside.isNothing());
    return report(new Report(tally, erasures.undecided(person), tickets.size(), true));
  }

  /** Whether a bot runs that may decide on what is left undecided. */
  public boolean isWorthWaiting() {
    return erasures.isBotAlive();
  }

  /** Nobody is named: a log is kept elsewhere. */
  private static Report report(Report report) {
    if (!report.tally().isNothing()) {
      LOG.info("erased what somebody wrote: {}", report.tally().words());
    }
    return report;
  }

  private Order order(Whom.Person person, String who, String why) {
    return new Order(person, who, why, clock.instant());
  }

  private static List<List<Long>> batches(Collection<Long> ids) {
    List<Long> all = List.copyOf(ids);
    List<List<Long>> batches = new ArrayList<>();
    for (int i = 0; i < all.size(); i += BATCH) {
      batches.add(all.subList(i, Math.min(i + BATCH, all.size())));
    }
    return batches;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
