package counterfoil.store;

import static counterfoil.store.Sql.at;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Ends mails that are held and that nobody has decided upon for long. They stay in the journal.
 * Several bots may do it at the same time: each mail is ended by one of them.
 */
public final class HeldArchive {

  /** Ended together, in one statement. */
  private static final int BATCH = 500;

  private static final Logger LOG = LoggerFactory.getLogger(HeldArchive.class);

  private final JdbcTemplate jdbc;
  private final Duration keep;
  private final Clock clock;

  /**
   * @param keep so long they wait; zero is for ever
   */
  public HeldArchive(JdbcTemplate jdbc, Duration keep, Clock clock) {
    this.jdbc = jdbc;
    this.keep = keep;
    this.clock = clock;
  }

  /**
   * Ends those that have waited too long; the route {@code archive-held} calls it.
   *
   * @return how many
   */
  public int archive() {
    if (keep.isZero()) {
      return 0;
    }
    int all = 0;
    for (int batch = BATCH; batch == BATCH; all += batch) {
      batch = archiveSome();
    }
    if (all > 0) {
      LOG.info("{} mails are archived: they were held for {}", all, words(keep));
    }
    return all;
  }

  private int archiveSome() {
    var now = clock.instant();
    return jdbc.update(
        """
        with old as (
          select id from mail
          where state = 'HELD' and decided_at < ?
          order by id limit ?
          for update skip locked)
        update mail m
        set state = 'DONE', outcome = 'IGNORED', ticket_id = null, decided_at = ?,
            reason = ? || ' (' || %s || ': ' || m.reason || ')'
        from old where m.id = old.id
        """
            .formatted(Sql.holdWords("m.hold")),
        at(now.minus(keep)),
        BATCH,
        at(now),
        "archived: held for " + words(keep) + ", and nobody decided");
  }

  private static String words(Duration time) {
    long days = time.toDays();
    if (!time.equals(Duration.ofDays(days))) {
      return time.toHours() + " hours";
    }
    return days == 1 ? "1 day" : days + " days";
  }
}
