package counterfoil.ops;

import counterfoil.desk.DeskViews;
import counterfoil.desk.MailState;
import counterfoil.desk.ReadingPool;
import counterfoil.mailbox.MailboxComponent;
import counterfoil.mailbox.MailboxStatus;
import counterfoil.ticket.Status;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** The figures of the desk in the same words as its tables and pages. */
@Component
class DeskMetrics implements MeterBinder {

  private final MailboxComponent mailboxes;
  private final ReadingPool pool;
  private final Clock clock;
  private final Recent<Map<MailState, Long>> mails;
  private final Recent<Map<Status, Long>> tickets;

  DeskMetrics(DeskViews views, MailboxComponent mailboxes, ReadingPool pool, Clock clock) {
    this.mailboxes = mailboxes;
    this.pool = pool;
    this.clock = clock;
    this.mails = new Recent<>(views::journalCounts, Map.of(), clock);
    this.tickets = new Recent<>(views::ticketCounts, Map.of(), clock);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (MailState state : MailState.values()) {
      Gauge.builder("counterfoil.mails", mails, m -> count(m.get(), state))
          .description("Mails of the journal by state")
          .tag("state", state.name())
          .register(registry);
    }
    for (Status status : Status.values()) {
      Gauge.builder("counterfoil.tickets", tickets, t -> count(t.get(), status))
          .description("Tickets by status")
          .tag("status", status.words())
          .register(registry);
    }
    mailboxes.statuses().forEach((name, status) -> bindMailbox(registry, name, status));
    bindReading(registry);
  }

  private void bindReading(MeterRegistry registry) {
    FunctionCounter.builder("counterfoil.reading.slow", pool, ReadingPool::slowReads)
        .description("Mails since the start that were too slow to read for a batch to wait")
        .register(registry);
    FunctionCounter.builder("counterfoil.reading.given.up", pool, ReadingPool::givenUp)
        .description("Mails since the start that were parked, for reading them took too long")
        .register(registry);
    Gauge.builder("counterfoil.reading.stuck", pool, ReadingPool::stuck)
        .description("Threads that go on with mails that were given up")
        .register(registry);
  }

  private void bindMailbox(MeterRegistry registry, String name, MailboxStatus status) {
    FunctionCounter.builder("counterfoil.mailbox.fetched", status, MailboxStatus::fetched)
        .description("Mails fetched since the start")
        .tag("mailbox", name)
        .register(registry);
    Gauge.builder("counterfoil.mailbox.waiting", status, MailboxStatus::waiting)
        .description("Mails in the folders that are still to be looked at")
        .tag("mailbox", name)
        .register(registry);
    Gauge.builder("counterfoil.mailbox.stubborn", status, MailboxStatus::stubborn)
        .description("Mails that the server lists and does not hand out")
        .tag("mailbox", name)
        .register(registry);
    FunctionCounter.builder("counterfoil.mailbox.gone", status, MailboxStatus::gone)
        .description("Mails that somebody else took away before they were fetched")
        .tag("mailbox", name)
        .register(registry);
    Gauge.builder("counterfoil.mailbox.up", status, s -> s.failure().isEmpty() ? 1 : 0)
        .description("Whether mail can be fetched")
        .tag("mailbox", name)
        .register(registry);
    TimeGauge.builder(
            "counterfoil.mailbox.last.look",
            status,
            TimeUnit.SECONDS,
            s -> Duration.between(s.lastLook(), clock.instant()).toSeconds())
        .description("Since the folder was last looked at")
        .tag("mailbox", name)
        .register(registry);
  }

  private static <K> double count(Map<K, Long> counts, K key) {
    Long count = counts.get(key);
    return count == null ? Double.NaN : count;
  }
}
