package counterfoil.store;

import static counterfoil.store.Sql.at;

import counterfoil.desk.MailState;
import counterfoil.desk.MailVerbs;
import counterfoil.desk.TicketVerbs.Answer;
import java.time.Clock;
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
    jdbc.update(
        """
        insert into event (ticket_id, what, who, why, mail_id, at)
        select ticket_id, 'has the mail tried again', ?, '', id, ?
        from mail where id = ? and ticket_id is not null
        """,
        Sql.text(who),
        now,
        mailId);
    return new Answer(true, "Mail %d is tried again.".formatted(mailId));
  }
}
