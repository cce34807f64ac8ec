package counterfoil.ops;

import counterfoil.desk.DeskViews;
import counterfoil.mailbox.MailboxComponent;
import counterfoil.mailbox.MailboxStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * How a backlog is worked off, for the log and the pages: how many mails wait, how fast they go,
 * and how long it takes. Counts what all bots on the database do. Safe for many threads.
 */
@Component("backlog")
public final class Backlog {

  private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);

  /** Fewer are a busy hour, and gone before anybody has read of them. */
  static final long WORTH_TELLING = 200;

  /** The speed is that of so long. */
  private static final Duration REMEMBERED = Duration.ofMinutes(1);

  /**
   * Mails that wait.
   *
   * @param onServer in the mailboxes, not taken in yet
   * @param inJournal taken in and not decided
   * @param perMinute how many were decided a minute lately; empty before that is known
   */
  public record Progress(long onServer, long inJournal, Optional<Long> perMinute) {

    /** All that wait. */
    public long waiting() {
      return onServer + inJournal;
    }

    /** How long it takes at this speed; empty when nobody knows. */
    public Optional<Duration> left() {
      return perMinute
          .filter(speed -> speed > 0)
          .map(speed -> Duration.ofSeconds(60 * waiting() / speed));
    }

    /** All of it, for people. */
    public String sentence() {
      return String.format(
          Locale.ROOT,
          "%,d mails wait: %,d on the server, %,d in the journal%s%s",
          waiting(),
          onServer,
          inJournal,
          perMinute
              .map(speed -> String.format(Locale.ROOT, "; about %,d go a minute", speed))
              .orElse(""),
          left().map(left -> ", the last in about " + words(left)).orElse(""));
    }

    private static String words(Duration left) {
      if (left.compareTo(Duration.ofMinutes(2)) < 0) {
        return left.toSeconds() + " seconds";
      }
      return left.compareTo(Duration.ofHours(2)) < 0
          ? left.toMinutes() + " minutes"
          : left.toHours() + " hours";
    }
  }

  private record Look(Instant at, long decided) {}

  private final Supplier<DeskViews.Progress> journal;
  private final LongSupplier onServer;
  private final Clock clock;
  private final Deque<Look> looks = new ArrayDeque<>();
  private volatile Optional<Progress> progress = Optional.empty();
  private Optional<Look> begun = Optional.empty();

  @Autowired
  Backlog(DeskViews desk, MailboxComponent mailboxes, Clock clock) {
    this(
        desk::progress,
        () -> mailboxes.statuses().values().stream().mapToLong(MailboxStatus::waiting).sum(),
        clock);
  }

  /**
   * Of any journal and any mailboxes.
   *
   * @param onServer how many mails are in the mailboxes and not taken in yet
   */
  public Backlog(Supplier<DeskViews.Progress> journal, LongSupplier onServer, Clock clock) {
    this.journal = journal;
    this.onServer = onServer;
    this.clock = clock;
  }

  /** As it was at the last look; empty when hardly anything waits. */
  public Optional<Progress> progress() {
    return progress;
  }

  /** Looks, and says in the log how far it is; the route {@code backlog} calls it. */
  public synchronized void look() {
    DeskViews.Progress now = journal.get();
    Look look = new Look(clock.instant(), now.taken() - now.waiting());
    while (!looks.isEmpty() && looks.peek().at().plus(REMEMBERED).isBefore(look.at())) {
      looks.remove();
    }
    Optional<Long> perMinute =
        Optional.ofNullable(looks.peek()).flatMap(first -> perMinute(first, look));
    looks.add(look);
    Progress found = new Progress(onServer.getAsLong(), now.waiting(), perMinute);
    if (found.waiting() >= WORTH_TELLING) {
      begun = begun.or(() -> Optional.of(look));
      progress = Optional.of(found);
      LOG.info("backlog: {}", found.sentence());
    } else {
      progress = Optional.empty();
      begun.ifPresent(first -> LOG.info("backlog: worked off; {}", summary(first, look)));
      begun = Optional.empty();
    }
  }

  private static String summary(Look first, Look last) {
    return String.format(
        Locale.ROOT,
        "%,d mails were decided in %d seconds",
        last.decided() - first.decided(),
        Duration.between(first.at(), last.at()).toSeconds());
  }

  private static Optional<Long> perMinute(Look first, Look last) {
    long millis = Duration.between(first.at(), last.at()).toMillis();
    return millis <= 0
        ? Optional.empty()
        : Optional.of(
            (last.decided() - first.decided()) * Duration.ofMinutes(1).toMillis() / millis);
  }
}
