package counterfoil.store;

import static counterfoil.store.Sql.at;

import counterfoil.desk.ServiceLetters;
import counterfoil.desk.ServiceWatch;
import counterfoil.letters.DurationWords;
import counterfoil.letters.Letter;
import counterfoil.ticket.Event;
import counterfoil.ticket.Goal;
import counterfoil.ticket.ServiceClock;
import counterfoil.ticket.ServiceTerms;
import counterfoil.ticket.Ticket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The watch on the tables. What is said and the mark that it was said are one transaction, and a
 * row that another bot has in hand is passed over: so it is said once. It never waits for a lock,
 * for who holds a ticket may wait for its clocks.
 */
public final class JdbcServiceWatch implements ServiceWatch {

  /** Tickets of one transaction. */
  private static final int TOGETHER = 100;

  static final String BOT = "counterfoil";

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final ServiceTerms terms;
  private final ServiceLetters letters;
  private final Clock clock;
  private final SilentCustomers silentCustomers;
  private final Map<Goal, AtomicLong> breaches = new EnumMap<>(Goal.class);

  /** On this database, by these terms. */
  public JdbcServiceWatch(
      JdbcTemplate jdbc,
      TransactionTemplate transaction,
      ServiceTerms terms,
      ServiceLetters letters,
      ClockRows clocks,
      Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.terms = terms;
    this.letters = letters;
    this.clock = clock;
    this.silentCustomers = new SilentCustomers(jdbc, terms, letters, clocks, clock);
    for (Goal goal : Goal.values()) {
      breaches.put(goal, new AtomicLong());
    }
  }

  @Override
  public void look() {
    untilNothingIsDue(this::wake);
    untilNothingIsDue(this::warn);
    for (int nth = terms.reminders().size(); nth > 0; nth--) {
      int time = nth;
      untilNothingIsDue(() -> silentCustomers.remind(time, TOGETHER));
    }
    untilNothingIsDue(() -> silentCustomers.resolve(TOGETHER));
  }

  @Override
  public long breaches(Goal goal) {
    return breaches.get(goal).get();
  }

  private void untilNothingIsDue(IntSupplier some) {
    Integer found;
    do {
      found =
          transaction.execute(
              status -> {
                StandStill.letsGo(jdbc);
                return some.getAsInt();
              });
    } while (found != null && found == TOGETHER);
  }

  /** Whoever is on call, for new P1 tickets. */
  private int wake() {
    List<Ticket> tickets =
        jdbc.query(
            """
            select t.* from ticket_page p join ticket t on t.id = p.ticket_id
            where p.written_at is null
            order by p.asked_at
            limit ?
            for update of p skip locked for no key update of t skip locked
            """,
            TicketRow::read,
            TOGETHER);
    if (tickets.isEmpty()) {
      return 0;
    }
    Instant now = clock.instant();
    Long[] ids = tickets.stream().map(Ticket::id).toArray(Long[]::new);
    Map<Long, List<ServiceClock>> clocks =
        jdbc
            .query(
                "select "
                    + ClockRow.COLUMNS
                    + "from ticket_clock c where c.ticket_id = any(?) order by c.goal",
                ClockRow::read,
                (Object) ids)
            .stream()
            .collect(Collectors.groupingBy(ServiceClock::ticketId));
    List<Event> events = new ArrayList<>();
    List<Letter> pages = new ArrayList<>();
    for (Ticket ticket : tickets) {
      Optional<Letter> page =
          letters.page(ticket, clocks.getOrDefault(ticket.id(), List.of()), now);
      page.ifPresent(pages::add);
      events.add(
          told(ticket, "paged " + whom(page), "a ticket of priority " + ticket.priority(), now));
    }
    jdbc.update("update ticket_page set written_at = ? where ticket_id = any(?)", at(now), ids);
    EventRows.insert(jdbc, events);
    LetterRows.insert(jdbc, pages, at(now));
    return tickets.size();
  }

  private record Due(Ticket ticket, ServiceClock clock) {}

  /** Warns, or raises the alarm: of a clock that jumped over both, the alarm alone. */
  private int warn() {
    Instant now = clock.instant();
    List<Due> due =
        jdbc.query(
            "select t.*, "
                + ClockRow.COLUMNS
                + """
                from ticket_clock c join ticket t on t.id = c.ticket_id
                where c.next_at <= ?
                order by c.next_at
                limit ?
                for update of c skip locked for no key update of t skip locked
                """,
            (row, n) -> new Due(TicketRow.read(row, n), ClockRow.read(row, n)),
            at(now),
            TOGETHER);
    List<ServiceClock> said = new ArrayList<>();
    List<Event> events = new ArrayList<>();
    List<Letter> alarms = new ArrayList<>();
    for (Due one : due) {
      if (one.clock().isOverdue(now)) {
        Optional<Letter> alarm = letters.alarm(one.ticket(), one.clock());
        alarm.ifPresent(alarms::add);
        said.add(one.clock().breached(now));
        events.add(breached(one, alarm, now));
      } else {
        said.add(one.clock().warned(now));
        events.add(warning(one, now));
      }
    }
    jdbc.batchUpdate(
        ClockRow.REPLACE, said.stream().map(one -> ClockRow.values(one, terms.warnAt())).toList());
    EventRows.insert(jdbc, events);
    LetterRows.insert(jdbc, alarms, at(now));
    said.stream()
        .filter(one -> one.breachedAt().equals(Optional.of(now)))
        .forEach(one -> breaches.get(one.goal()).incrementAndGet());
    return due.size();
  }

  private static Event warning(Due one, Instant now) {
    ServiceClock clock = one.clock();
    return told(
        one.ticket(),
        "warning: %s due in %s"
            .formatted(clock.goal().words(), DurationWords.of(clock.remaining(now), "en")),
        target(clock),
        now);
  }

  private static Event breached(Due one, Optional<Letter> alarm, Instant now) {
    ServiceClock clock = one.clock();
    return told(
        one.ticket(),
        "breached: %s was due at %s".formatted(clock.goal().words(), MINUTE.format(clock.dueAt())),
        target(clock) + "; the alarm went to " + whom(alarm),
        now);
  }

  private static String target(ServiceClock clock) {
    String target = "the target is " + DurationWords.of(clock.target(), "en");
    Duration paused = clock.pausedFor();
    return paused.toMinutes() == 0
        ? target
        : target
            + ", and "
            + DurationWords.of(paused, "en")
            + " was spent waiting for the customer";
  }

  private static String whom(Optional<Letter> letter) {
    return letter.isPresent() ? "whoever is on call" : "nobody: no on-call address is set";
  }

  static Event told(Ticket ticket, String what, String why, Instant now) {
    return Event.told(ticket.id(), what, BOT, why, Optional.empty(), now);
  }
}
