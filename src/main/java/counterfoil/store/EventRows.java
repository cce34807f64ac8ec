package counterfoil.store;

import static counterfoil.store.Sql.at;
import static counterfoil.store.Sql.text;

import counterfoil.ticket.Event;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Rows of the table {@code event}. */
final class EventRows {

  private EventRows() {}

  static void insert(JdbcTemplate jdbc, List<Event> events) {
    jdbc.batchUpdate(
        "insert into event (ticket_id, what, who, why, mail_id, at) values (?, ?, ?, ?, ?, ?)",
        events.stream()
            .map(
                e ->
                    new Object[] {
                      e.ticketId(),
                      text(e.what()),
                      text(e.who()),
                      text(e.why()),
                      e.mailId().orElse(null),
                      at(e.at())
                    })
            .toList());
  }
}
