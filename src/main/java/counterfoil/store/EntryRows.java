package counterfoil.store;

import counterfoil.desk.TicketDeeds;
import counterfoil.ticket.EntryKind;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Entries as they are looked at when they are to be moved. */
final class EntryRows {

  private EntryRows() {}

  static List<TicketDeeds.Movable> of(JdbcTemplate jdbc, long ticketId) {
    return jdbc.query(
        """
        select e.id, e.kind, coalesce(m.sender, '') as sender, coalesce(m.message_id, '') as message_id,
               left(e.body, 200) as beginning, coalesce(m.subject, '') as subject
        from entry e left join mail m on m.id = e.mail_id
        where e.ticket_id = ?
        order by e.id
        """,
        (row, n) ->
            new TicketDeeds.Movable(
                row.getLong("id"),
                EntryKind.valueOf(row.getString("kind")),
                row.getString("sender"),
                row.getString("message_id"),
                row.getString("subject").isBlank()
                    ? row.getString("beginning").lines().findFirst().orElse("")
                    : row.getString("subject")),
        ticketId);
  }
}
