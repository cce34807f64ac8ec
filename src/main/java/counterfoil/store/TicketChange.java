package counterfoil.store;

import static counterfoil.store.Sql.at;

import counterfoil.desk.ClaimLostException;
import counterfoil.mail.Address;
import counterfoil.ticket.Ticket;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes a ticket that a verb has changed, unless somebody else did so meanwhile. */
final class TicketChange {

  private TicketChange() {}

  private static final String UPDATE =
      """
      update ticket
      set subject = ?, requester = ?, requester_key = ?, requester_name = ?, status = ?,
          priority = ?, priority_source = ?, owner = ?, tags = ?, merged_into = ?,
          changed_at = ?, version = version + 1
      where id = ? and version = ?
      """;

  /**
   * Of several changes of one ticket the second must be of the version that the first makes. In the
   * order of their ids, so that two who change the same tickets never wait for each other.
   *
   * @throws ClaimLostException when a row is not as it was when the change was decided
   */
  static void write(JdbcTemplate jdbc, List<Ticket> tickets) {
    List<Ticket> ordered =
        tickets.stream()
            .sorted(Comparator.comparingLong(Ticket::id).thenComparing(Ticket::version))
            .toList();
    int[] written = jdbc.batchUpdate(UPDATE, ordered.stream().map(TicketChange::row).toList());
    for (int i = 0; i < written.length; i++) {
      if (written[i] != 1) {
        throw new ClaimLostException(
            ordered.get(i).number() + " was changed by somebody else meanwhile");
      }
    }
  }

  private static @Nullable Object[] row(Ticket ticket) {
    return new @Nullable Object[] {
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
      ticket.version()
    };
  }
}
