package counterfoil.store;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.ticket.EntryKind;
import counterfoil.ticket.Rebuilt;
import counterfoil.ticket.Ticket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/** Holds the tables against what the histories of all tickets come to. */
final class Rebuilding {

  private Rebuilding() {}

  static void assertSame(JdbcTemplate jdbc) {
    for (Long id : jdbc.queryForList("select id from ticket order by id", Long.class)) {
      Ticket row = jdbc.queryForObject("select * from ticket where id = ?", TicketRow::read, id);
      Rebuilt rebuilt = Rebuilt.of(EventRows.of(jdbc, id)).orElseThrow();
      assertThat(rebuilt.ticket()).isEqualTo(row.atVersion(0));
      Map<String, List<String>> values = new TreeMap<>();
      jdbc.query(
          "select field, value from ticket_fact where ticket_id = ? order by id",
          result -> {
            values
                .computeIfAbsent(result.getString("field"), field -> new ArrayList<>())
                .add(result.getString("value"));
          },
          id);
      assertThat(rebuilt.facts()).isEqualTo(values);
      assertThat(rebuilt.correspondents().values().stream().map(one -> one.wrote("")).toList())
          .isEqualTo(
              CorrespondentRows.of(jdbc, List.of(id)).stream().map(one -> one.wrote("")).toList());
      Map<EntryKind, Integer> entries = new TreeMap<>();
      jdbc.queryForList("select kind from entry where ticket_id = ?", String.class, id)
          .forEach(kind -> entries.merge(EntryKind.valueOf(kind), 1, Integer::sum));
      assertThat(rebuilt.entries()).isEqualTo(entries);
    }
  }
}
