package counterfoil.store;

import static counterfoil.store.Sql.text;

import counterfoil.ticket.Correspondent;
import counterfoil.ticket.Person;
import counterfoil.ticket.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** Rows of the table {@code correspondent}. */
final class CorrespondentRows {

  private CorrespondentRows() {}

  /**
   * Who is there is changed, who is new is added; of somebody who is told of twice the last word
   * counts. Two bots that add somebody to one ticket at once meet at a key, and one of them looks
   * again.
   */
  static void write(JdbcTemplate jdbc, List<Correspondent> all) {
    Map<List<Long>, Correspondent> last = new LinkedHashMap<>();
    all.forEach(one -> last.put(List.of(one.ticketId(), (long) one.no()), one));
    List<Correspondent> people = List.copyOf(last.values());
    if (people.isEmpty()) {
      return;
    }
    Set<List<Long>> changed = new HashSet<>();
    jdbc.query(
        """
        update correspondent c
        set address = d.address, address_key = d.address_key, name = d.name, role = d.role,
            generation = d.generation, since = d.since, last_message_id = d.last_message_id
        from unnest(?, ?, ?, ?, ?, ?, ?, ?::timestamptz[], ?)
          as d(ticket_id, no, address, address_key, name, role, generation, since, last_message_id)
        where c.ticket_id = d.ticket_id and c.no = d.no
          -- The requester of a placeholder becomes known later.
          and (c.address_key = d.address_key or c.no = 1)
        returning c.ticket_id, c.no
        """,
        row -> {
          changed.add(List.of(row.getLong("ticket_id"), row.getLong("no")));
        },
        people.stream().map(Correspondent::ticketId).toArray(Long[]::new),
        people.stream().map(Correspondent::no).toArray(Integer[]::new),
        people.stream().map(p -> text(p.person().email())).toArray(String[]::new),
        people.stream().map(p -> text(p.key())).toArray(String[]::new),
        people.stream().map(p -> text(p.person().name())).toArray(String[]::new),
        people.stream().map(p -> p.role().name()).toArray(String[]::new),
        people.stream().map(Correspondent::generation).toArray(Integer[]::new),
        people.stream().map(p -> p.since().toString()).toArray(String[]::new),
        people.stream().map(p -> text(p.lastMessageId())).toArray(String[]::new));
    jdbc.batchUpdate(
        """
        insert into correspondent (ticket_id, no, address, address_key, name, role, generation,
                                   since, last_message_id)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        people.stream()
            .filter(p -> !changed.contains(List.of(p.ticketId(), (long) p.no())))
            .map(
                p ->
                    new Object[] {
                      p.ticketId(),
                      p.no(),
                      text(p.person().email()),
                      text(p.key()),
                      text(p.person().name()),
                      p.role().name(),
                      p.generation(),
                      Sql.at(p.since()),
                      text(p.lastMessageId())
                    })
            .toList());
  }

  static List<Correspondent> of(JdbcTemplate jdbc, Collection<Long> ticketIds) {
    return ticketIds.isEmpty()
        ? List.of()
        : jdbc.query(
            "select * from correspondent where ticket_id = any(?) order by ticket_id, no",
            (row, n) -> read(row),
            (Object) ticketIds.toArray(Long[]::new));
  }

  private static Correspondent read(ResultSet row) throws SQLException {
    return new Correspondent(
        row.getLong("ticket_id"),
        row.getInt("no"),
        new Person(row.getString("address"), row.getString("name")),
        row.getString("address_key"),
        Role.valueOf(row.getString("role")),
        row.getInt("generation"),
        Sql.instant(row, "since"),
        row.getString("last_message_id"));
  }
}
