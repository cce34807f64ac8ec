package counterfoil.store;

import static counterfoil.store.Sql.text;

import counterfoil.desk.KeptTicket;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Rows of the table {@code ticket_fact}. */
final class FactRows {

  private FactRows() {}

  /** A fact of a ticket that is to be written. */
  record Row(long ticketId, KeptTicket.Value value) {}

  static void insert(JdbcTemplate jdbc, List<Row> rows) {
    jdbc.batchUpdate(
        """
        insert into ticket_fact (ticket_id, field, value, evidence, place, source, mail_id)
        values (?, ?, ?, ?, ?, ?, ?)
        """,
        rows.stream()
            .map(
                row ->
                    new Object[] {
                      row.ticketId(),
                      row.value().field(),
                      text(row.value().value()),
                      text(row.value().evidence()),
                      text(row.value().where()),
                      row.value().source(),
                      row.value().mailId().orElse(null)
                    })
            .toList());
  }

  static KeptTicket.Value read(ResultSet row) throws SQLException {
    return new KeptTicket.Value(
        row.getString("field"),
        row.getString("value"),
        row.getString("evidence"),
        row.getString("place"),
        row.getString("source"),
        Sql.optionalLong(row, "mail_id"));
  }
}
