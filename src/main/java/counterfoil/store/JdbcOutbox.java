package counterfoil.store;

import static counterfoil.store.Sql.at;
import static counterfoil.store.Sql.text;

import counterfoil.letters.Letter;
import counterfoil.letters.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The outbox in the table {@code letter}. */
public final class JdbcOutbox implements Outbox {

  /** After a try that failed a letter waits this long: once, twice, and then always the last. */
  private static final List<Duration> LADDER =
      List.of(Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofMinutes(60));

  /** So long a letter is tried; then it has failed. */
  private static final Duration PATIENCE = Duration.ofDays(3);

  /**
   * The marks of letters that were handed over within such a moment, but no more than so many, are
   * written together. So many leave again, the same, when the bot dies just then.
   */
  private static final Duration MOMENT = Duration.ofMillis(50);

  private static final int TOGETHER = 10;

  private final JdbcTemplate jdbc;
  private final Instance instance;
  private final Clock clock;

  /** Ids of letters that the server took, and of which the table does not know yet. */
  private final Set<Long> sent = ConcurrentHashMap.newKeySet();

  private volatile Instant written = Instant.EPOCH;

  /**
   * @param instance the running bot that claims
   */
  public JdbcOutbox(JdbcTemplate jdbc, Instance instance, Clock clock) {
    this.jdbc = jdbc;
    this.instance = instance;
    this.clock = clock;
  }

  @Override
  public List<Letter> claimDue(int limit) {
    writeSent();
    return jdbc
        .query(
            """
            with due as (
              select id from letter
              where state = 'DUE' and claimed_by is null
                and (attempts = 0 or due_at <= ? or due_at > ?)
              order by id
              limit ?
              for update skip locked)
            update letter l
            set attempts = l.attempts + 1, claimed_by = ?, claimed_at = now()
            from due
            where l.id = due.id
            returning l.*
            """,
            (row, n) -> LetterRows.read(row),
            at(clock.instant()),
            // Due later than any wait ends: the clock was set back meanwhile.
            at(clock.instant().plus(LADDER.get(LADDER.size() - 1))),
            limit,
            instance.id())
        .stream()
        .sorted(Comparator.comparingLong(Letter::id))
        .toList();
  }

  @Override
  public void markSent(Letter letter) {
    sent.add(letter.id());
    if (sent.size() >= TOGETHER || written.plus(MOMENT).isBefore(clock.instant())) {
      writeSent();
    }
  }

  /**
   * Waits for no disk: that would take longer than to send the letters. Who reads the table sees
   * the marks at once, and they outlive this process; only when the database itself dies within the
   * next second can they be lost, and then the letters leave again with the same Message-ID.
   */
  @Override
  public synchronized void writeSent() {
    Long[] ids = sent.toArray(Long[]::new);
    if (ids.length == 0) {
      return;
    }
    jdbc.update(
        """
        with no_wait as (select set_config('synchronous_commit', 'off', true) as set)
        update letter set state = 'SENT', sent_at = ?, failure = '', claimed_by = null
        from no_wait
        where id = any(?) and state = 'DUE' and no_wait.set = 'off'
        """,
        at(clock.instant()),
        ids);
    sent.removeAll(List.of(ids));
    written = clock.instant();
  }

  @Override
  public void tryLater(Letter letter, @Nullable String failure) {
    Duration wait = LADDER.get(Math.min(letter.attempts(), LADDER.size()) - 1);
    jdbc.update(
        """
        update letter
        set state = case when queued_at < ? then 'FAILED' else 'DUE' end,
            due_at = ?, failure = ?, claimed_by = null
        where id = ? and state = 'DUE'
        """,
        at(clock.instant().minus(PATIENCE)),
        at(clock.instant().plus(wait)),
        words(failure),
        letter.id());
  }

  @Override
  public void fail(Letter letter, @Nullable String failure) {
    jdbc.update(
        """
        update letter set state = 'FAILED', failure = ?, claimed_by = null
        where id = ? and state = 'DUE'
        """,
        words(failure),
        letter.id());
  }

  private static String words(@Nullable String failure) {
    return text(failure == null ? "no reason was given" : failure);
  }
}
