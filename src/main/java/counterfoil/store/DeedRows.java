package counterfoil.store;

import static counterfoil.store.Sql.at;
import static counterfoil.store.Sql.text;

import counterfoil.desk.Deed;
import counterfoil.ticket.Entry;
import counterfoil.ticket.Ticket;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes what becomes of tickets, set-wise. Called within one transaction. */
final class DeedRows {

  private final JdbcTemplate jdbc;
  private final Clock clock;

  DeedRows(JdbcTemplate jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  void write(List<Deed> deeds) {
    open(all(deeds, deed -> deed.opened().stream()));
    // A ticket that somebody else changed meanwhile is not written over.
    TicketChange.write(jdbc, all(deeds, deed -> deed.changed().stream()));
    insertEntries(all(deeds, deed -> deed.entries().stream()));
    CorrespondentRows.write(jdbc, all(deeds, deed -> deed.people().stream()));
    EventRows.insert(jdbc, all(deeds, deed -> deed.events().stream()));
    LetterRows.insert(jdbc, all(deeds, deed -> deed.letters().stream()), at(clock.instant()));
    insertLinks(deeds);
  }

  /** Afterwards, when all rows are there that go to another ticket. */
  void move(List<Deed> deeds) {
    all(deeds, deed -> deed.movings().stream()).forEach(moving -> MovingRows.write(jdbc, moving));
  }

  private static <T> List<T> all(List<Deed> deeds, Function<Deed, Stream<T>> of) {
    return deeds.stream().flatMap(of).toList();
  }

  private void open(List<Ticket> tickets) {
    jdbc.batchUpdate(TicketRow.INSERT, tickets.stream().map(TicketRow::values).toList());
  }

  private void insertEntries(List<Entry> entries) {
    jdbc.batchUpdate(
        """
        insert into entry (ticket_id, kind, author, body, rest, attachments, mail_id, at,
                           for_engineers)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        entries.stream()
            .map(
                e ->
                    new Object[] {
                      e.ticketId(),
                      e.kind().name(),
                      text(e.author()),
                      text(e.text()),
                      text(e.rest()),
                      Sql.lines(e.attachments()),
                      e.mailId().orElse(null),
                      at(e.at()),
                      e.isForEngineers()
                    })
            .toList());
  }

  private void insertLinks(List<Deed> deeds) {
    jdbc.batchUpdate(
        """
        insert into ticket_link (from_id, relation, to_id) values (?, ?, ?) on conflict do nothing
        """,
        all(deeds, deed -> deed.links().stream()).stream()
            .map(link -> new Object[] {link.from(), link.relation().name(), link.to()})
            .toList());
  }
}
