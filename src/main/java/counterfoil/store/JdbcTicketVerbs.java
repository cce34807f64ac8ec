package counterfoil.store;

import static counterfoil.store.Sql.at;

import counterfoil.desk.TicketVerbs;
import counterfoil.ticket.EntryKind;
import counterfoil.ticket.Status;
import counterfoil.ticket.Ticket;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What engineers do by hand, on the page or by the API, each in one transaction with its line in
 * the history.
 */
public final class JdbcTicketVerbs implements TicketVerbs {

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final Clock clock;

  /** On this database. */
  public JdbcTicketVerbs(JdbcTemplate jdbc, TransactionTemplate transaction, Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Override
  public Optional<Answer> setStatus(String number, Status to, String who) {
    Optional<Answer> answer =
        transaction.execute(
            status ->
                jdbc
                    .query(
                        "select * from ticket where number = ? for update", TicketRow::read, number)
                    .stream()
                    .findFirst()
                    .map(ticket -> move(ticket, to, who)));
    return answer == null ? Optional.empty() : answer;
  }

  private Answer move(Ticket ticket, Status to, String who) {
    Instant now = clock.instant();
    Ticket.Move move = ticket.setStatus(to, now);
    if (move.refusal().isPresent()) {
      return new Answer(false, move.refusal().get());
    }
    TicketChange.write(jdbc, move.ticket());
    jdbc.update(
        "insert into event (ticket_id, what, who, why, at) values (?, ?, ?, 'by hand', ?)",
        ticket.id(),
        move.event().orElseThrow(),
        who,
        at(now));
    if (to == Status.WAITING_FOR_CUSTOMER) {
      jdbc.update(
          """
          insert into entry (ticket_id, kind, author, body, at)
          values (?, ?, 'counterfoil', 'Waiting for the customer; no question was sent with it.', ?)
          """,
          ticket.id(),
          EntryKind.SYSTEM_NOTE.name(),
          at(now));
    }
    return new Answer(true, ticket.number() + " is " + to.words() + " now.");
  }
}
