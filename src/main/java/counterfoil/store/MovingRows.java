package counterfoil.store;

import counterfoil.desk.Deed;
import counterfoil.ticket.Change;
import counterfoil.ticket.EntryKind;
import counterfoil.ticket.Event;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Moves what stands on one ticket to another one: entries, what was read from their mails, and all
 * by which later mail finds it. Called within a transaction that has written both tickets.
 */
final class MovingRows {

  private MovingRows() {}

  static void write(JdbcTemplate jdbc, Deed.Moving moving) {
    List<Event> events = new ArrayList<>();
    Long[] mails = moveEntries(jdbc, moving, events);
    jdbc.update(
        "update mail set ticket_id = ? where id = any(?) and ticket_id = ?",
        moving.into().id(),
        mails,
        moving.from().id());
    moveFacts(jdbc, moving, mails, events);
    if (moving.isWhole()) {
      moveThreads(jdbc, moving);
      moveMerged(jdbc, moving, events);
    } else {
      moveThreads(jdbc, moving, moving.messageIds().stream().map(Sql::key).toArray(String[]::new));
    }
    EventRows.insert(jdbc, events);
  }

  private static Event event(long ticketId, Change change, Deed.Moving moving) {
    return new Event(
        ticketId,
        change,
        moving.who(),
        moving.isWhole() ? "merged" : "split",
        Optional.empty(),
        moving.at());
  }

  /**
   * @return the mails by which they came
   */
  private static Long[] moveEntries(JdbcTemplate jdbc, Deed.Moving moving, List<Event> events) {
    Map<EntryKind, Integer> came = new EnumMap<>(EntryKind.class);
    List<Long> mails = new ArrayList<>();
    jdbc.query(
        """
        update entry set ticket_id = ?
        where ticket_id = ? and (? or id = any(?))
        returning kind, mail_id
        """,
        row -> {
          came.merge(EntryKind.valueOf(row.getString("kind")), 1, Integer::sum);
          Sql.optionalLong(row, "mail_id").ifPresent(mails::add);
        },
        moving.into().id(),
        moving.from().id(),
        moving.isWhole(),
        moving.entries().toArray(Long[]::new));
    if (!came.isEmpty()) {
      Map<EntryKind, Integer> left = new EnumMap<>(EntryKind.class);
      came.forEach((kind, count) -> left.put(kind, -count));
      String from = moving.from().number();
      events.add(event(moving.into().id(), new Change.EntriesMoved(came, from), moving));
      String into = moving.into().number();
      events.add(event(moving.from().id(), new Change.EntriesMoved(left, into), moving));
    }
    return mails.toArray(Long[]::new);
  }

  /** Where both have a value of a field, that of the ticket that stays counts, and none moves. */
  private static void moveFacts(
      JdbcTemplate jdbc, Deed.Moving moving, Long[] mails, List<Event> events) {
    Map<String, List<String>> came = new LinkedHashMap<>();
    jdbc.query(
        """
        with moved as (
          update ticket_fact f set ticket_id = ?
          where f.ticket_id = ? and (? or f.mail_id = any(?)) and not exists (
            select 1 from ticket_fact o where o.ticket_id = ? and o.field = f.field)
          returning f.id, f.field, f.value)
        select field, value from moved order by id
        """,
        row -> {
          came.computeIfAbsent(row.getString("field"), field -> new ArrayList<>())
              .add(row.getString("value"));
        },
        moving.into().id(),
        moving.from().id(),
        moving.isWhole(),
        mails,
        moving.into().id());
    if (came.isEmpty()) {
      return;
    }
    Map<String, List<String>> left = new LinkedHashMap<>();
    came.keySet().forEach(field -> left.put(field, new ArrayList<>()));
    jdbc.query(
        "select field, value from ticket_fact where ticket_id = ? and field = any(?) order by id",
        row -> {
          left.get(row.getString("field")).add(row.getString("value"));
        },
        moving.from().id(),
        came.keySet().toArray(String[]::new));
    events.add(event(moving.into().id(), new Change.FactsLearned(came), moving));
    events.add(
        event(
            moving.from().id(),
            new Change.FactsReplaced(
                "facts went to " + moving.into().number(),
                left,
                moving.from().priority(),
                moving.from().prioritySource()),
            moving));
  }

  private static void moveThreads(JdbcTemplate jdbc, Deed.Moving moving) {
    for (String table : List.of("message_ref", "message_awaited")) {
      jdbc.update(
          """
          insert into %1$s (key, ticket_id)
          select key, ? from %1$s where ticket_id = ? on conflict do nothing
          """
              .formatted(table),
          moving.into().id(),
          moving.from().id());
      jdbc.update("delete from %s where ticket_id = ?".formatted(table), moving.from().id());
    }
  }

  private static void moveThreads(JdbcTemplate jdbc, Deed.Moving moving, String[] keys) {
    jdbc.update(
        """
        update message_ref r set ticket_id = ?
        where r.ticket_id = ? and r.key = any(?) and not exists (
          select 1 from message_ref o where o.key = r.key and o.ticket_id = ?)
        """,
        moving.into().id(),
        moving.from().id(),
        keys,
        moving.into().id());
  }

  /** Who was merged into the one that goes is found on the one that stays. */
  private static void moveMerged(JdbcTemplate jdbc, Deed.Moving moving, List<Event> events) {
    jdbc.query(
        "update ticket set merged_into = ? where merged_into = ? returning id, changed_at",
        row -> {
          events.add(
              event(
                  row.getLong("id"),
                  new Change.MergedInto(
                      moving.into().id(), moving.into().number(), Sql.instant(row, "changed_at")),
                  moving));
        },
        moving.into().id(),
        moving.from().id());
  }
}
