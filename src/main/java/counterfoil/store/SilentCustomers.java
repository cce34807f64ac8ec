package counterfoil.store;

import static counterfoil.store.Sql.at;

import counterfoil.desk.ServiceLetters;
import counterfoil.letters.DurationWords;
import counterfoil.letters.Letter;
import counterfoil.ticket.Event;
import counterfoil.ticket.ServiceTerms;
import counterfoil.ticket.Ticket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/**
 * Tickets that wait for a customer who does not answer. Letters go only to those whose request was
 * acknowledged: whoever must not get that letter gets none of these. Called within a transaction.
 */
final class SilentCustomers {

  /** Whether the requester may be written to, and which mail of theirs to answer. */
  private static final String TICKET =
      """
      select t.*,
        exists (select 1 from letter l
                where l.ticket_id = t.id and l.kind = 'ACKNOWLEDGEMENT' and l.state <> 'FAILED'
                  and l.recipient = t.requester) as may_be_written_to,
        coalesce((select m.message_id from mail m
                  where m.ticket_id = t.id and m.outcome in ('OPENED', 'APPENDED')
                  order by m.id desc limit 1), '') as answers
      from ticket t
      where t.status = 'WAITING_FOR_CUSTOMER' and t.changed_at <= ?
      """;

  private static final String SOME =
      """
      order by t.changed_at
      limit ?
      for no key update of t skip locked
      """;

  private record Silent(Ticket ticket, boolean mayBeWrittenTo, String answers) {}

  private static final RowMapper<Silent> READ =
      (row, n) ->
          new Silent(
              TicketRow.read(row, n),
              row.getBoolean("may_be_written_to"),
              row.getString("answers"));

  private final JdbcTemplate jdbc;
  private final ServiceTerms terms;
  private final ServiceLetters letters;
  private final ClockRows clocks;
  private final Clock clock;

  SilentCustomers(
      JdbcTemplate jdbc,
      ServiceTerms terms,
      ServiceLetters letters,
      ClockRows clocks,
      Clock clock) {
    this.jdbc = jdbc;
    this.terms = terms;
    this.letters = letters;
    this.clocks = clocks;
    this.clock = clock;
  }

  /**
   * Reminds for the nth time. Called for the last time first: of two reminders that are due
   * together one is sent.
   *
   * @return how many tickets were found
   */
  int remind(int nth, int limit) {
    Instant now = clock.instant();
    List<Silent> found =
        jdbc.query(
            TICKET
                + """
                  and not exists (
                    select 1 from ticket_reminder r
                    where r.ticket_id = t.id and r.waiting_since = t.changed_at and r.nth >= ?)
                """
                + SOME,
            READ,
            at(now.minus(terms.reminders().get(nth - 1))),
            nth,
            limit);
    List<Letter> reminders = new ArrayList<>();
    List<Event> events = new ArrayList<>();
    for (Silent one : found) {
      if (one.mayBeWrittenTo()) {
        reminders.add(letters.reminder(one.ticket(), nth, one.answers(), now));
      }
      events.add(
          JdbcServiceWatch.told(
              one.ticket(),
              one.mayBeWrittenTo() ? "reminded the customer" : "reminded nobody",
              waited(one, now)
                  + (one.mayBeWrittenTo() ? "" : ", but the request was not acknowledged"),
              now));
    }
    jdbc.batchUpdate(
        "insert into ticket_reminder (ticket_id, waiting_since, nth, at) values (?, ?, ?, ?)",
        found.stream()
            .map(
                one -> new Object[] {one.ticket().id(), at(one.ticket().changedAt()), nth, at(now)})
            .toList());
    EventRows.insert(jdbc, events);
    LetterRows.insert(jdbc, reminders, at(now));
    return found.size();
  }

  /**
   * Resolves what was never answered, if that is wanted; not before every reminder was sent, and as
   * long after the last one as the settings say.
   *
   * @return how many tickets were found
   */
  int resolve(int limit) {
    if (terms.autoResolve().isEmpty()) {
      return 0;
    }
    Instant now = clock.instant();
    Duration after = terms.autoResolve().get();
    int reminders = terms.reminders().size();
    Duration afterLast = reminders == 0 ? after : after.minus(terms.reminders().get(reminders - 1));
    List<Silent> found =
        jdbc.query(
            TICKET
                + """
                  and (? = 0 or exists (
                    select 1 from ticket_reminder r
                    where r.ticket_id = t.id and r.waiting_since = t.changed_at and r.nth >= ?
                      and r.at <= ?))
                """
                + SOME,
            READ,
            at(now.minus(after)),
            reminders,
            reminders,
            at(now.minus(afterLast)),
            limit);
    List<Letter> told = new ArrayList<>();
    List<Event> events = new ArrayList<>();
    List<Ticket> moved = new ArrayList<>();
    for (Silent one : found) {
      Ticket.Move move = one.ticket().nobodyAnswered(now);
      TicketChange.write(jdbc, List.of(move.ticket()));
      moved.add(move.ticket());
      if (one.mayBeWrittenTo()) {
        told.add(letters.resolved(one.ticket(), one.answers(), now));
      }
      events.add(
          new Event(
              one.ticket().id(),
              move.change().orElseThrow(),
              JdbcServiceWatch.BOT,
              waited(one, now),
              Optional.empty(),
              now));
    }
    clocks.moved(moved);
    EventRows.insert(jdbc, events);
    LetterRows.insert(jdbc, told, at(now));
    return found.size();
  }

  private static String waited(Silent one, Instant now) {
    return "the desk has waited for "
        + DurationWords.of(Duration.between(one.ticket().changedAt(), now), "en");
  }
}
