package counterfoil.store;

import static counterfoil.store.Sql.at;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * This running bot. While its heart beats, what it claimed is its own; when it has been silent for
 * a while, the others take over.
 */
public final class Instance {

  private static final Logger LOG = LoggerFactory.getLogger(Instance.class);

  /** A bot that has not been heard of for so long is taken for dead. */
  static final Duration SILENCE = Duration.ofSeconds(10);

  /** A mail that outlived so many bots is not tried again (R3): it may be what killed them. */
  static final int DEATHS = 3;

  private final UUID id = UUID.randomUUID();
  private final JdbcTemplate jdbc;
  private final Clock clock;

  /** A new instance with an id of its own. */
  public Instance(JdbcTemplate jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  UUID id() {
    return id;
  }

  /** Says that this instance lives. */
  public void beat() {
    jdbc.update(
        """
        insert into instance (id, seen_at) values (?, ?)
        on conflict (id) do update set seen_at = excluded.seen_at
        """,
        id,
        at(clock.instant()));
  }

  /** Frees what dead instances had claimed; returns how many mails are due again. */
  public int releaseDead() {
    var limit = at(clock.instant().minus(SILENCE));
    jdbc.update("delete from instance where seen_at < ? and id <> ?", limit, id);
    int mails =
        jdbc.update(
            """
            update mail
            set state = case when deaths + 1 >= ? then 'PARKED' else 'KEPT' end,
                reason = 'the bot stopped while it was at work on this mail',
                deaths = deaths + 1, claim = null, claimed_by = null
            where state = 'IN_HAND' and claimed_by not in (select id from instance)
            """,
            DEATHS);
    int letters =
        jdbc.update(
            """
            update letter set claimed_by = null
            where state = 'DUE' and claimed_by is not null
              and claimed_by not in (select id from instance)
            """);
    if (mails + letters > 0) {
      LOG.info("{} mails and {} letters of a bot that stopped are taken over", mails, letters);
    }
    return mails;
  }
}
