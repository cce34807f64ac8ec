package counterfoil.store;

import counterfoil.mail.Address;
import counterfoil.ticket.Person;
import counterfoil.ticket.Status;
import counterfoil.ticket.Ticket;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.TreeSet;

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
        row.getString("organisation"),
        row.getString("language"),
        new TreeSet<>(Sql.lines(row.getString("tags"))),
        Sql.optionalLong(row, "merged_into"),
        Sql.instant(row, "opened_at"),
        Sql.instant(row, "changed_at"),
        row.getInt("version"));
  }

  /** A row to be inserted; see {@link #INSERT}. */
  static Object[] values(Ticket t) {
    return new Object[] {
      t.id(),
      t.number(),
      t.mailbox(),
      Sql.text(t.subject()),
      t.status().name(),
      t.priority(),
      t.prioritySource(),
      Sql.text(t.requester().email()),
      Sql.text(Address.of(t.requester().email()).key()),
      Sql.text(t.requester().name()),
      Sql.text(t.owner()),
      Sql.text(t.organisation()),
      t.language(),
      Sql.lines(t.tags()),
      Sql.at(t.openedAt()),
      Sql.at(t.changedAt()),
      t.version()
    };
  }

  static final String INSERT =
      """
      insert into ticket (id, number, mailbox, subject, status, priority, priority_source,
                          requester, requester_key, requester_name, owner, organisation, language,
                          tags, opened_at, changed_at, version)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;
}
