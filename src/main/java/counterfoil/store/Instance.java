package counterfoil.store;

import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * This running bot. While its heart beats, what it claimed is its own; when it has been silent for
 * a while, the others take over. Times are the database's, for the clocks of two machines may
 * differ.
 */
public final class Instance {

  private static final Logger LOG = LoggerFactory.getLogger(Instance.class);

  /** A bot that has not been heard of for so long is taken for dead. */
  static final Duration SILENCE = Duration.ofSeconds(10);

  /**
   * So long a living bot may have a batch in hand. It could not say that it gave the batch up when
   * the database went away at that moment; whoever still works on it writes nothing, for its claim
   * is old.
   */
  static final Duration LONGEST_MAIL_CLAIM = Duration.ofMinutes(5);

  /** So long it may have letters in hand: a server that hangs takes minutes for each. */
  static final Duration LONGEST_LETTER_CLAIM = Duration.ofHours(1);

  private final UUID id = UUID.randomUUID();
  private final JdbcTemplate jdbc;

  /** A new instance with an id of its own. */
  public Instance(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  UUID id() {
    return id;
  }

  /** Says that this instance lives. */
  public void beat() {
    jdbc.update(
        """
        insert into instance (id, seen_at) values (?, now())
        on conflict (id) do update set seen_at = excluded.seen_at
        """,
        id);
  }

  /**
   * Frees what dead instances had claimed, and what was in hand for too long. Waits for nobody:
   * what a dead one has locked is freed when the server has noticed that it is dead.
   */
  public int releaseDead() {
    jdbc.update(
        "delete from instance where seen_at < now() - make_interval(secs => ?) and id <> ?",
        SILENCE.toSeconds(),
        id);
    int mails =
        jdbc.update(
            """
            update mail
            set state = 'KEPT',
                reason = 'the bot stopped, or took too long, while it was at work on this mail',
                deaths = deaths + 1, claim = null, claimed_by = null
            where id in (
              select id from mail
              where state = 'IN_HAND'
                and (claimed_by not in (select id from instance)
                     or claimed_at < now() - make_interval(secs => ?))
              for update skip locked)
            """,
            LONGEST_MAIL_CLAIM.toSeconds());
    int letters =
        jdbc.update(
            """
            update letter set claimed_by = null
            where id in (
              select id from letter
              where state = 'DUE' and claimed_by is not null
                and (claimed_by not in (select id from instance)
                     or claimed_at < now() - make_interval(secs => ?))
              for update skip locked)
            """,
            LONGEST_LETTER_CLAIM.toSeconds());
    if (mails + letters > 0) {
      LOG.info("{} mails and {} letters that nobody is at work on are due again", mails, letters);
    }
    return mails;
  }
}
