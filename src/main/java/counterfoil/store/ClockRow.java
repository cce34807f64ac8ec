package counterfoil.store;

import counterfoil.ticket.Goal;
import counterfoil.ticket.ServiceClock;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code ticket_clock}. */
final class ClockRow {

  /** What {@link #read} asks for, of a table named {@code c}. */
  static final String COLUMNS =
      """
      c.ticket_id, c.goal, c.started_at, c.paused_since, c.stopped_at, c.warned_at, c.breached_at,
      extract(epoch from c.target) as target_seconds,
      extract(epoch from c.paused_for) as paused_seconds
      """;

  static final String INSERT =
      """
      insert into ticket_clock (ticket_id, goal, started_at, target, paused_for, paused_since,
                                stopped_at, warned_at, breached_at, next_at)
      values (?, ?, ?, make_interval(secs => ?), make_interval(secs => ?), ?, ?, ?, ?, ?)
      on conflict (ticket_id, goal)
      """;

  static final String KEEP = INSERT + "do nothing";

  static final String REPLACE =
      INSERT
          + """
          do update
          set target = excluded.target, paused_for = excluded.paused_for,
              paused_since = excluded.paused_since, stopped_at = excluded.stopped_at,
              warned_at = excluded.warned_at, breached_at = excluded.breached_at,
              next_at = excluded.next_at
          """;

  private ClockRow() {}

  static Object[] values(ServiceClock clock, int warnAt) {
    return new Object[] {
      clock.ticketId(),
      clock.goal().name(),
      Sql.at(clock.startedAt()),
      seconds(clock.target()),
      seconds(clock.pausedFor()),
      at(clock.pausedSince()),
      at(clock.stoppedAt()),
      at(clock.warnedAt()),
      at(clock.breachedAt()),
      at(clock.nextAt(warnAt))
    };
  }

  static ServiceClock read(ResultSet row, int n) throws SQLException {
    return new ServiceClock(
        row.getLong("ticket_id"),
        Goal.valueOf(row.getString("goal")),
        Sql.instant(row, "started_at"),
        duration(row.getBigDecimal("target_seconds")),
        duration(row.getBigDecimal("paused_seconds")),
        Sql.optionalInstant(row, "paused_since"),
        Sql.optionalInstant(row, "stopped_at"),
        Sql.optionalInstant(row, "warned_at"),
        Sql.optionalInstant(row, "breached_at"));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1_000.0;
  }

  private static Duration duration(BigDecimal seconds) {
    return Duration.ofMillis(seconds.movePointRight(3).longValue());
  }

  private static @Nullable OffsetDateTime at(Optional<Instant> at) {
    return at.map(Sql::at).orElse(null);
  }
}
