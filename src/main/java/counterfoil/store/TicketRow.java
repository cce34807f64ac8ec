package counterfoil.store;

import counterfoil.ticket.Person;
import counterfoil.ticket.Status;
import counterfoil.ticket.Ticket;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A row of the table {@code ticket}. */
final class TicketRow {

  private TicketRow() {}

  static Ticket read(ResultSet row, int n) throws SQLException {
    return new Ticket(
        row.getLong("id"),
        row.getString("number"),
        row.getString("mailbox"),
        row.getString("subject"),
        Status.valueOf(row.getString("status")),
        row.getString("priority"),
        row.getString("priority_source"),
        new Person(row.getString("requester"), row.getString("requester_name")),
        row.getString("owner"),
        Sql.instant(row, "opened_at"),
        Sql.instant(row, "changed_at"),
        row.getInt("version"));
  }
}
