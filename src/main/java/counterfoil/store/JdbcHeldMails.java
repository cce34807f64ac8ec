package counterfoil.store;

import static counterfoil.store.Sql.at;

import counterfoil.desk.Case;
import counterfoil.desk.ClaimedMail;
import counterfoil.desk.FloodLimits;
import counterfoil.desk.HeldCases;
import counterfoil.desk.HeldMails;
import counterfoil.desk.Hold;
import counterfoil.desk.Known;
import counterfoil.desk.MailState;
import counterfoil.desk.OrganisationLookup;
import counterfoil.desk.Origin;
import counterfoil.desk.Release;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** Held mails in the table {@code mail}. */
public final class JdbcHeldMails implements HeldMails, HeldCases {

  private static final String LINE =
      """
      select m.*, t.number
      from (
        select id, state, hold, reason, sender, subject, ticket_id, trust, trust_reason, kept_at,
               decided_at, release, released_by
        from mail %s) m
      left join ticket t on t.id = m.ticket_id
      """;

  private final JdbcTemplate jdbc;
  private final Gathering gathering;
  private final Clock clock;

  /**
   * @param countsAcknowledgements whether there are limits to be kept
   * @param organisations of the desk's page
   */
  public JdbcHeldMails(
      JdbcTemplate jdbc,
      boolean countsAcknowledgements,
      OrganisationLookup organisations,
      Clock clock) {
    this.jdbc = jdbc;
    // What was released has passed the limits of new tickets.
    this.gathering =
        new Gathering(jdbc, countsAcknowledgements, new FloodLimits(0, 0), organisations, clock);
    this.clock = clock;
  }

  @Override
  public List<Line> waiting(int limit) {
    return jdbc.query(
        LINE.formatted("where state = 'HELD' order by decided_at, id limit ?")
            + "order by m.decided_at, m.id",
        (row, n) -> line(row),
        limit);
  }

  @Override
  public Optional<Line> mail(long id) {
    return jdbc
        .query(LINE.formatted("where id = ? and hold is not null"), (row, n) -> line(row), id)
        .stream()
        .findFirst();
  }

  private static Line line(ResultSet row) throws SQLException {
    return new Line(
        row.getLong("id"),
        MailState.valueOf(row.getString("state")),
        Hold.valueOf(row.getString("hold")),
        row.getString("reason"),
        row.getString("sender"),
        row.getString("subject"),
        Optional.ofNullable(row.getString("number")),
        row.getString("trust"),
        row.getString("trust_reason"),
        Sql.instant(row, "kept_at"),
        // Nothing is decided while a released mail waits for its turn.
        Sql.optionalInstant(row, "decided_at").orElse(Sql.instant(row, "kept_at")),
        Optional.ofNullable(row.getString("release")).map(Release.Choice::valueOf),
        row.getString("released_by"));
  }

  @Override
  public Counts counts() {
    return jdbc.query(
            """
            select count(*) as mails, count(*) filter (where hold = 'FLOOD') as floods,
                   min(decided_at) as oldest
            from mail where state = 'HELD'
            """,
            (row, n) ->
                new Counts(
                    row.getLong("mails"),
                    row.getLong("floods"),
                    Sql.optionalInstant(row, "oldest")))
        .get(0);
  }

  @Override
  public List<String> notReopened(Duration within) {
    return jdbc.queryForList(
        """
        select t.number from ticket t
        where t.id in (
          select ticket_id from event where change = 'ReopenLimited' and at > ?)
        order by t.id
        """,
        String.class,
        at(clock.instant().minus(within)));
  }

  @Override
  public Optional<ClaimedMail> held(long mailId) {
    return jdbc
        .query(
            """
            select id, mailbox, raw, size, internal_date, origin, attempts, deaths
            from mail where id = ? and state = 'HELD'
            """,
            (row, n) ->
                new ClaimedMail(
                    row.getLong("id"),
                    row.getString("mailbox"),
                    row.getBytes("raw"),
                    row.getLong("size"),
                    Sql.instant(row, "internal_date"),
                    Origin.valueOf(row.getString("origin")),
                    0,
                    row.getInt("attempts"),
                    row.getInt("deaths"),
                    Optional.empty()),
            mailId)
        .stream()
        .findFirst();
  }

  @Override
  public void gather(List<Case> cases, Known known) {
    gathering.gather(cases, known);
  }
}
