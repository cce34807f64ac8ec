package counterfoil.store;

import static counterfoil.store.Sql.at;
import static counterfoil.store.Sql.text;

import counterfoil.ticket.Event;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Rows of the table {@code event}. */
final class EventRows {

  private EventRows() {}

  static void insert(JdbcTemplate jdbc, List<Event> events) {
    jdbc.batchUpdate(
        """
        insert into event (ticket_id, what, who, why, mail_id, at, change, data)
        values (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        events.stream()
            .map(
                e ->
                    new Object[] {
                      e.ticketId(),
                      text(e.what()),
                      text(e.who()),
                      text(e.why()),
                      e.mailId().orElse(null),
                      at(e.at()),
                      ChangeJson.name(e.change()),
                      ChangeJson.write(e.change())
                    })
            .toList());
  }

  /** The history of a ticket, in the order in which it was written. */
  static List<Event> of(JdbcTemplate jdbc, long ticketId) {
    return jdbc.query(
        "select * from event where ticket_id = ? order by id", (row, n) -> read(row), ticketId);
  }

  static Event read(ResultSet row) throws SQLException {
    return new Event(
        row.getLong("ticket_id"),
        ChangeJson.read(row.getString("change"), row.getString("data"), row.getString("what")),
        row.getString("who"),
        row.getString("why"),
        Sql.optionalLong(row, "mail_id"),
        Sql.instant(row, "at"));
  }
}
