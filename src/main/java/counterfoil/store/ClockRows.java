package counterfoil.store;

import static counterfoil.store.Sql.at;

import counterfoil.desk.Deed;
import counterfoil.ticket.Entry;
import counterfoil.ticket.EntryKind;
import counterfoil.ticket.Goal;
import counterfoil.ticket.ServiceClock;
import counterfoil.ticket.ServiceTerms;
import counterfoil.ticket.Status;
import counterfoil.ticket.Ticket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The clocks of tickets in the table {@code ticket_clock}, and whom they are to wake. Each call is
 * made in the transaction that writes the tickets themselves, after it has written them: so it
 * holds their rows. What is called twice does nothing the second time.
 */
public final class ClockRows {

  private final JdbcTemplate jdbc;
  private final ServiceTerms terms;
  private final Clock clock;

  /** On this database, by these terms. */
  public ClockRows(JdbcTemplate jdbc, ServiceTerms terms, Clock clock) {
    this.jdbc = jdbc;
    this.terms = terms;
    this.clock = clock;
  }

  /** New tickets: their clocks run since they were opened, and the most urgent wake somebody. */
  void opened(List<Ticket> tickets) {
    List<ServiceClock> clocks = new ArrayList<>();
    for (Ticket ticket : tickets) {
      if (ticket.status() != Status.RESOLVED) {
        for (Goal goal : Goal.values()) {
          terms
              .target(ticket, goal)
              .map(target -> ServiceClock.start(ticket.id(), goal, ticket.openedAt(), target))
              .map(one -> one.follow(ticket.status(), ticket.changedAt()))
              .ifPresent(clocks::add);
        }
      }
    }
    write(ClockRow.KEEP, clocks);
    wake(tickets);
  }

  /**
   * Tickets of a history, and those whose mails were read again, as they are afterwards: clocks
   * that there are follow, none begins, and nobody is woken for these tickets, now or later.
   */
  void movedQuietly(List<Ticket> after) {
    pages(after, clock.instant());
    followed(after);
  }

  /**
   * Tickets as they are after a change of status or priority. A clock that begins because of a new
   * priority begins now: nobody can be late with what was not promised.
   */
  void moved(List<Ticket> after) {
    write(ClockRow.KEEP, withoutAnswered(followed(after)));
    wake(after);
  }

  /** What was done to tickets that were there: moved, and answered. */
  void follow(List<Deed> deeds) {
    moved(deeds.stream().flatMap(deed -> deed.changed().stream()).toList());
    Map<Instant, List<Long>> answered =
        deeds.stream()
            .flatMap(deed -> deed.entries().stream())
            .filter(entry -> entry.kind() == EntryKind.ENGINEER_REPLY)
            .collect(
                Collectors.groupingBy(
                    Entry::at, Collectors.mapping(Entry::ticketId, Collectors.toList())));
    answered.forEach((at, ticketIds) -> answered(ticketIds, at));
  }

  /** Writes the clocks that there are, and answers with those that begin. */
  private List<ServiceClock> followed(List<Ticket> after) {
    if (after.isEmpty()) {
      return List.of();
    }
    Map<Long, Map<Goal, ServiceClock>> before = clocks(after.stream().map(Ticket::id).toList());
    List<ServiceClock> changed = new ArrayList<>();
    List<ServiceClock> begun = new ArrayList<>();
    for (Ticket ticket : after) {
      for (Goal goal : Goal.values()) {
        ServiceClock was = before.getOrDefault(ticket.id(), Map.of()).get(goal);
        Optional<ServiceClock> is = after(ticket, goal, was);
        if (was == null) {
          is.ifPresent(begun::add);
        } else {
          is.filter(one -> !one.equals(was)).ifPresent(changed::add);
        }
      }
    }
    write(ClockRow.REPLACE, changed);
    return begun;
  }

  private Optional<ServiceClock> after(Ticket ticket, Goal goal, @Nullable ServiceClock was) {
    Optional<Duration> target = terms.target(ticket, goal);
    if (was != null) {
      return Optional.of(
          target
              .map(time -> was.retarget(time).follow(ticket.status(), ticket.changedAt()))
              .orElseGet(() -> was.stop(clock.instant())));
    }
    return target
        .filter(time -> ticket.status() != Status.RESOLVED)
        .map(time -> ServiceClock.start(ticket.id(), goal, clock.instant(), time))
        .map(one -> one.follow(ticket.status(), ticket.changedAt()));
  }

  /** An engineer answered the customer on these tickets: that is the first response. */
  void answered(Collection<Long> ticketIds, Instant at) {
    if (ticketIds.isEmpty()) {
      return;
    }
    write(
        ClockRow.REPLACE,
        clocks(ticketIds).values().stream()
            .flatMap(goals -> goals.values().stream())
            .filter(one -> one.goal() == Goal.FIRST_RESPONSE && one.stoppedAt().isEmpty())
            .map(one -> one.stop(at))
            .toList());
  }

  /** The clocks of tickets, which nobody else changes until this transaction ends. */
  private Map<Long, Map<Goal, ServiceClock>> clocks(Collection<Long> ticketIds) {
    Map<Long, Map<Goal, ServiceClock>> clocks = new HashMap<>();
    jdbc.query(
            "select "
                + ClockRow.COLUMNS
                + "from ticket_clock c where c.ticket_id = any(?) order by c.ticket_id, c.goal for update",
            ClockRow::read,
            (Object) ticketIds.toArray(Long[]::new))
        .forEach(
            one ->
                clocks
                    .computeIfAbsent(one.ticketId(), id -> new EnumMap<>(Goal.class))
                    .put(one.goal(), one));
    return clocks;
  }

  /** Whoever was answered before the ticket became urgent was answered. */
  private List<ServiceClock> withoutAnswered(List<ServiceClock> begun) {
    Long[] unanswered =
        begun.stream()
            .filter(one -> one.goal() == Goal.FIRST_RESPONSE)
            .map(ServiceClock::ticketId)
            .toArray(Long[]::new);
    if (unanswered.length == 0) {
      return begun;
    }
    Set<Long> answered =
        new HashSet<>(
            jdbc.queryForList(
                """
                select distinct ticket_id from entry
                where ticket_id = any(?) and kind = 'ENGINEER_REPLY'
                """,
                Long.class,
                (Object) unanswered));
    return begun.stream()
        .filter(one -> one.goal() != Goal.FIRST_RESPONSE || !answered.contains(one.ticketId()))
        .toList();
  }

  private void write(String sql, List<ServiceClock> clocks) {
    if (!clocks.isEmpty()) {
      jdbc.batchUpdate(
          sql, clocks.stream().map(one -> ClockRow.values(one, terms.warnAt())).toList());
    }
  }

  private void wake(List<Ticket> tickets) {
    pages(tickets.stream().filter(one -> one.status() != Status.RESOLVED).toList(), null);
  }

  /**
   * @param written when it was settled; null when the watch is to write it
   */
  private void pages(List<Ticket> tickets, @Nullable Instant written) {
    Long[] urgent =
        tickets.stream()
            .filter(one -> ServiceTerms.wakes(one.priority()))
            .map(Ticket::id)
            .toArray(Long[]::new);
    if (urgent.length == 0) {
      return;
    }
    jdbc.update(
        """
        insert into ticket_page (ticket_id, asked_at, written_at)
        select id, ?, ?::timestamptz from unnest(?) as urgent(id)
        on conflict do nothing
        """,
        at(clock.instant()),
        written == null ? null : at(written),
        urgent);
  }
}
