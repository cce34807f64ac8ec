package counterfoil.store;

import static counterfoil.store.Sql.at;

import counterfoil.desk.ClaimLostException;
import counterfoil.mail.Address;
import counterfoil.ticket.Ticket;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes a ticket that a verb has changed, unless somebody else did so meanwhile. */
final class TicketChange {

  private TicketChange() {}

  /**
   * @throws ClaimLostException when the row is not as it was when the change was decided
   */
  static void write(JdbcTemplate jdbc, Ticket ticket) {
    int written =
        jdbc.update(
            """
            update ticket
            set subject = ?, requester = ?, requester_key = ?, requester_name = ?, status = ?,
                priority = ?, priority_source = ?, owner = ?, tags = ?, merged_into = ?,
                changed_at = ?, version = version + 1
            where id = ? and version = ?
            """,
            Sql.text(ticket.subject()),
            Sql.text(ticket.requester().email()),
            Sql.text(Address.of(ticket.requester().email()).key()),
            Sql.text(ticket.requester().name()),
            ticket.status().name(),
            ticket.priority(),
            ticket.prioritySource(),
            Sql.text(ticket.owner()),
            Sql.lines(ticket.tags()),
            ticket.mergedInto().orElse(null),
            at(ticket.changedAt()),
            ticket.id(),
            ticket.version());
    if (written != 1) {
      throw new ClaimLostException(ticket.number() + " was changed by somebody else meanwhile");
    }
  }
}
