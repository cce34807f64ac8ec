package counterfoil.store;

import static counterfoil.store.Sql.at;

import counterfoil.desk.MailState;
import counterfoil.desk.MailVerbs;
import counterfoil.desk.Outcome;
import counterfoil.desk.Release;
import counterfoil.desk.TicketVerbs.Answer;
import counterfoil.ticket.Event;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The verbs of engineers on the table {@code mail}. */
public final class JdbcMailVerbs implements MailVerbs {

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final Clock clock;

  /** On this database. */
  public JdbcMailVerbs(JdbcTemplate jdbc, TransactionTemplate transaction, Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Override
  public Optional<Answer> replay(long mailId, String who) {
    return Optional.ofNullable(
            transaction.execute(
                status ->
                    jdbc
                        .queryForList(
                            "select state from mail where id = ? for update", String.class, mailId)
                        .stream()
                        .map(MailState::valueOf)
                        .findFirst()
                        .map(state -> replay(mailId, state, who))))
        .flatMap(answer -> answer);
  }

  private Answer replay(long mailId, MailState state, String who) {
    if (state != MailState.PARKED) {
      return new Answer(
          false, "Mail %d is %s; only a parked mail can be tried again.".formatted(mailId, state));
    }
    var now = at(clock.instant());
    jdbc.update(
        """
        update mail
        set state = 'KEPT', due_at = ?, attempts = 0, deaths = 0, decided_at = null
        where id = ?
        """,
        now,
        mailId);
    jdbc.queryForList(
            "select ticket_id from mail where id = ? and ticket_id is not null", Long.class, mailId)
        .forEach(
            ticketId ->
                EventRows.insert(
                    jdbc,
                    List.of(
                        Event.told(
                            ticketId,
                            "has the mail tried again",
                            who,
                            "",
                            Optional.of(mailId),
                            clock.instant()))));
    return new Answer(true, "Mail %d is tried again.".formatted(mailId));
  }

  @Override
  public Optional<Answer> release(long mailId, Release release) {
    return Optional.ofNullable(
            transaction.execute(
                status ->
                    jdbc
                        .queryForList(
                            "select state from mail where id = ? for update", String.class, mailId)
                        .stream()
                        .map(MailState::valueOf)
                        .findFirst()
                        .map(state -> release(mailId, state, release))))
        .flatMap(answer -> answer);
  }

  /** What is to be ignored ends here; everything else is decided as any mail is. */
  private Answer release(long mailId, MailState state, Release release) {
    if (state != MailState.HELD) {
      return new Answer(
          false, "Mail %d is %s; only a held mail waits for a decision.".formatted(mailId, state));
    }
    var now = at(clock.instant());
    boolean ends = release.choice() == Release.Choice.IGNORE;
    jdbc.update(
        """
        update mail
        set state = ?, outcome = ?, reason = case when ? then ? else reason end, due_at = ?,
            attempts = 0, deaths = 0, decided_at = case when ? then ?::timestamptz end,
            release = ?, released_by = ?
        where id = ?
        """,
        (ends ? MailState.DONE : MailState.KEPT).name(),
        ends ? Outcome.IGNORED.name() : null,
        ends,
        Sql.text("ignored by " + release.who()),
        now,
        ends,
        now,
        release.choice().name(),
        Sql.text(release.who()),
        mailId);
    return new Answer(
        true,
        ends
            ? "Mail %d is ignored; it stays in the journal.".formatted(mailId)
            : "Mail %d is released: %s.".formatted(mailId, release.choice().words()));
  }
}
