package counterfoil.store;

import counterfoil.desk.Lease;
import counterfoil.desk.Leases;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A row for each mailbox: owner, epoch, until. Times are the database's, for the clocks of two
 * machines may differ by more than a lease lasts.
 */
public final class JdbcLeases implements Leases {

  /** Renewed with each heartbeat; a holder that was silent for so long has lost it. */
  static final Duration LASTS = Duration.ofSeconds(10);

  private final JdbcTemplate jdbc;
  private final Instance instance;

  /**
   * @param instance the running bot that fetches
   */
  public JdbcLeases(JdbcTemplate jdbc, Instance instance) {
    this.jdbc = jdbc;
    this.instance = instance;
  }

  @Override
  public Optional<Lease> take(String mailbox) {
    return jdbc
        .queryForList(
            """
            insert into mailbox_lease as held (mailbox, owner, epoch, until)
            values (?, ?, 1, now() + make_interval(secs => ?))
            on conflict (mailbox) do update
            set owner = excluded.owner, epoch = held.epoch + 1, until = excluded.until
            where held.owner = excluded.owner or held.until < now()
            returning epoch
            """,
            Long.class,
            mailbox,
            instance.id(),
            LASTS.toSeconds())
        .stream()
        .findFirst()
        .map(epoch -> new Lease(mailbox, epoch));
  }

  @Override
  public void renew() {
    jdbc.update(
        "update mailbox_lease set until = now() + make_interval(secs => ?) where owner = ?",
        LASTS.toSeconds(),
        instance.id());
  }

  @Override
  public void release(Lease lease) {
    jdbc.update(
        "update mailbox_lease set until = '-infinity' where mailbox = ? and owner = ? and epoch = ?",
        lease.mailbox(),
        instance.id(),
        lease.epoch());
  }
}
