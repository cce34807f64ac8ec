package counterfoil.store;

import counterfoil.mail.Address;
import counterfoil.ticket.Change;
import counterfoil.ticket.Correspondent;
import counterfoil.ticket.Entry;
import counterfoil.ticket.EntryKind;
import counterfoil.ticket.Event;
import counterfoil.ticket.Rebuilt;
import counterfoil.ticket.Role;
import counterfoil.ticket.Status;
import counterfoil.ticket.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What must be true of every ticket, whatever happened: its history rebuilds it, its status moved
 * along the table, only members write what customers read, letters are there once.
 */
final class ModelLooks {

  /** What is known of a mail. */
  private record Mail(String sender, Instant at, String mailClass, boolean isThanks) {}

  private final JdbcTemplate jdbc;

  /** Who belongs together: the side of an address. */
  private final UnaryOperator<String> side;

  /** Takes what was found, with the ticket. */
  private final BiConsumer<Long, String> found;

  ModelLooks(JdbcTemplate jdbc, UnaryOperator<String> side, BiConsumer<Long, String> found) {
    this.jdbc = jdbc;
    this.side = side;
    this.found = found;
  }

  void look() {
    Map<Long, List<Event>> events = new TreeMap<>();
    jdbc.query(
        "select * from event order by id",
        row -> {
          Event event = EventRows.read(row);
          events.computeIfAbsent(event.ticketId(), id -> new ArrayList<>()).add(event);
        });
    Map<Long, Ticket> tickets = new TreeMap<>();
    jdbc.query("select * from ticket", TicketRow::read)
        .forEach(ticket -> tickets.put(ticket.id(), ticket));
    Map<Long, Map<String, List<String>>> facts = new HashMap<>();
    jdbc.query(
        "select * from ticket_fact order by id",
        row -> {
          facts
              .computeIfAbsent(row.getLong("ticket_id"), id -> new TreeMap<>())
              .computeIfAbsent(row.getString("field"), field -> new ArrayList<>())
              .add(row.getString("value"));
        });
    Map<Long, Map<Integer, Correspondent>> people = new HashMap<>();
    CorrespondentRows.of(jdbc, tickets.keySet())
        .forEach(
            one ->
                people
                    .computeIfAbsent(one.ticketId(), id -> new TreeMap<>())
                    .put(one.no(), one.wrote("")));
    Map<Long, List<Entry>> entries = new HashMap<>();
    jdbc.query(
        "select * from entry order by id",
        row -> {
          entries
              .computeIfAbsent(row.getLong("ticket_id"), id -> new ArrayList<>())
              .add(
                  new Entry(
                      row.getLong("ticket_id"),
                      EntryKind.valueOf(row.getString("kind")),
                      row.getString("author"),
                      row.getString("body"),
                      row.getString("rest"),
                      List.of(),
                      Sql.optionalLong(row, "mail_id"),
                      Sql.instant(row, "at"),
                      row.getBoolean("for_engineers")));
        });
    Map<Long, Mail> mails = new HashMap<>();
    jdbc.query(
        """
        select m.*, exists (
          select 1 from entry e where e.mail_id = m.id and e.body = ?) as is_thanks
        from mail m
        """,
        row -> {
          mails.put(
              row.getLong("id"),
              new Mail(
                  row.getString("sender"),
                  Sql.instant(row, "internal_date"),
                  row.getString("class"),
                  row.getBoolean("is_thanks")));
        },
        ModelBots.THANKS);
    for (Ticket ticket : tickets.values()) {
      List<Event> history = events.getOrDefault(ticket.id(), List.of());
      rebuilds(
          ticket,
          history,
          facts.getOrDefault(ticket.id(), Map.of()),
          people.getOrDefault(ticket.id(), Map.of()),
          entries.getOrDefault(ticket.id(), List.of()));
      movesAlongTheTable(ticket.id(), history, mails);
      showsMembersOnly(
          ticket.id(),
          people.getOrDefault(ticket.id(), Map.of()),
          entries.getOrDefault(ticket.id(), List.of()));
      ticket
          .mergedInto()
          .filter(id -> !tickets.containsKey(id) || tickets.get(id).mergedInto().isPresent())
          .ifPresent(id -> found.accept(ticket.id(), "was merged into one that is merged itself"));
      if (ticket.mergedInto().isPresent() && entries.containsKey(ticket.id())) {
        found.accept(ticket.id(), "was merged and has entries: " + entries.get(ticket.id()));
      }
    }
    letters(tickets);
  }

  private void rebuilds(
      Ticket ticket,
      List<Event> history,
      Map<String, List<String>> facts,
      Map<Integer, Correspondent> people,
      List<Entry> entries) {
    for (Event event : history) {
      if (event.who().isBlank() || (event.why().isBlank() && event.mailId().isEmpty())) {
        found.accept(ticket.id(), "has an event without who or why: " + event);
      }
    }
    Optional<Rebuilt> rebuilt = Rebuilt.of(history);
    if (rebuilt.isEmpty()) {
      found.accept(ticket.id(), "has a history that does not begin with its opening");
      return;
    }
    differ(ticket.id(), "the ticket", rebuilt.get().ticket(), ticket.atVersion(0));
    differ(ticket.id(), "the facts", rebuilt.get().facts(), facts);
    Map<Integer, Correspondent> known = new TreeMap<>();
    rebuilt.get().correspondents().forEach((no, one) -> known.put(no, one.wrote("")));
    differ(ticket.id(), "the people", known, people);
    Map<EntryKind, Integer> counts = new TreeMap<>();
    entries.forEach(entry -> counts.merge(entry.kind(), 1, Integer::sum));
    differ(ticket.id(), "the entries", rebuilt.get().entries(), counts);
  }

  private void differ(long ticketId, String what, Object told, Object there) {
    if (!told.equals(there)) {
      found.accept(
          ticketId, "its history tells of %s: %s, but there is %s".formatted(what, told, there));
    }
  }

  /** Where a ticket stands while its history is read. */
  private static final class Stand {
    Status status = Status.OPEN;
    Instant since = Instant.EPOCH;
    String owner = "";
    String priority = "";
    String requester = "";
    boolean isMerged;
    final Set<String> participants = new HashSet<>();

    Status active() {
      return owner.isEmpty() ? Status.OPEN : Status.IN_PROGRESS;
    }
  }

  /** The table of rule 25, written once more. */
  private void movesAlongTheTable(long ticketId, List<Event> history, Map<Long, Mail> mails) {
    Stand stand = new Stand();
    for (int i = 0; i < history.size(); i++) {
      Event event = history.get(i);
      Change change = event.change();
      if (change instanceof Change.Opened opened) {
        stand.status = opened.ticket().status();
        stand.since = opened.ticket().changedAt();
        stand.priority = opened.ticket().priority();
        stand.requester = opened.ticket().requester().email();
      } else if (change instanceof Change.Wrote wrote) {
        boolean isFirst = i > 0 && history.get(i - 1).change() instanceof Change.Opened;
        wrote(
            ticketId, stand, wrote, event, isFirst, history.subList(i + 1, history.size()), mails);
      } else if (change instanceof Change.StatusMoved moved) {
        moved(ticketId, stand, moved, event);
        stand.status = moved.to();
        stand.since = moved.since();
      } else if (change instanceof Change.OwnerChanged owner) {
        stand.owner = owner.to();
      } else if (change instanceof Change.PriorityChanged priority) {
        stand.priority = priority.to();
      } else if (change instanceof Change.MergedInto) {
        stand.isMerged = true;
        stand.status = Status.RESOLVED;
      } else if (change instanceof Change.Joined joined) {
        if (joined.correspondent().role() == Role.PARTICIPANT) {
          stand.participants.add(joined.correspondent().key());
        } else {
          stand.participants.remove(joined.correspondent().key());
        }
      }
    }
  }

  private void wrote(
      long ticketId,
      Stand stand,
      Change.Wrote wrote,
      Event event,
      boolean isFirst,
      List<Event> behind,
      Map<Long, Mail> mails) {
    Optional<Mail> mail = event.mailId().map(mails::get);
    if (stand.isMerged) {
      found.accept(ticketId, "was written on after it was merged: " + event);
      return;
    }
    Optional<Change> moved =
        behind.stream()
            .takeWhile(
                next ->
                    next.mailId().equals(event.mailId())
                        && next.who().equals(event.who())
                        && !(next.change() instanceof Change.Wrote))
            .map(Event::change)
            .filter(
                next -> next instanceof Change.StatusMoved to && to.cause() != Change.Cause.BY_HAND)
            .findFirst();
    boolean isLimited =
        behind.stream()
            .takeWhile(next -> next.mailId().equals(event.mailId()))
            .anyMatch(next -> next.change() instanceof Change.ReopenLimited);
    if (wrote.kind() == EntryKind.CUSTOMER_MESSAGE && mail.isPresent() && !wrote.isForEngineers()) {
      String author = Address.of(mail.get().sender()).key();
      if (!side.apply(author).equals(side.apply(stand.requester))
          && !stand.participants.contains(author)) {
        found.accept(ticketId, "has words of a stranger for the customer to read: " + event);
      }
    }
    String expected = "stays";
    if (!isFirst && mail.isPresent()) {
      Mail by = mail.get();
      boolean isSettledByThanks = by.isThanks() && !stand.priority.equals("P1");
      if (wrote.kind() == EntryKind.CUSTOMER_MESSAGE
          && !wrote.isForEngineers()
          && by.mailClass().equals("HUMAN")
          && !isSettledByThanks) {
        expected =
            switch (stand.status) {
              case OPEN, IN_PROGRESS -> "stays";
              case WAITING_FOR_CUSTOMER -> "moves to " + stand.active();
              case RESOLVED ->
                  stand.since.plus(Duration.ofDays(14)).isBefore(by.at())
                      ? "opens another ticket"
                      : isLimited ? "stays" : "moves to " + stand.active();
            };
      }
    }
    if (wrote.kind() == EntryKind.ENGINEER_REPLY
        && (stand.status == Status.OPEN || stand.status == Status.IN_PROGRESS)) {
      expected = "moves to " + Status.WAITING_FOR_CUSTOMER;
    }
    // A note that an engineer's move makes is no mail.
    if (event.mailId().isEmpty() && wrote.kind() != EntryKind.ENGINEER_REPLY) {
      return;
    }
    String actual = moved.map(to -> "moves to " + ((Change.StatusMoved) to).to()).orElse("stays");
    if (!expected.equals(actual)) {
      found.accept(
          ticketId,
          "a mail of %s on a ticket that is %s: %s, though it %s"
              .formatted(
                  mail.map(Mail::mailClass).orElse("nobody"), stand.status, actual, expected));
    }
  }

  private void moved(long ticketId, Stand stand, Change.StatusMoved moved, Event event) {
    boolean isRight =
        moved.from() == stand.status
            && !stand.isMerged
            && switch (moved.cause()) {
              case BY_HAND ->
                  event.mailId().isEmpty()
                      && ModelActs.BY_HAND.get(moved.from()).contains(moved.to());
              case CUSTOMER_ANSWERED ->
                  event.mailId().isPresent()
                      && moved.from() == Status.WAITING_FOR_CUSTOMER
                      && moved.to() == stand.active();
              case CUSTOMER_WROTE_AGAIN ->
                  event.mailId().isPresent()
                      && moved.from() == Status.RESOLVED
                      && moved.to() == stand.active();
              case ENGINEER_ANSWERED ->
                  (moved.from() == Status.OPEN || moved.from() == Status.IN_PROGRESS)
                      && moved.to() == Status.WAITING_FOR_CUSTOMER;
              case THANKS_UNDONE ->
                  event.mailId().isEmpty()
                      && (moved.from() == Status.WAITING_FOR_CUSTOMER
                          || moved.from() == Status.RESOLVED)
                      && moved.to() == stand.active();
              case MERGED ->
                  event.mailId().isPresent()
                      && moved.from() == Status.RESOLVED
                      && moved.to() == stand.active();
              case NOBODY_ANSWERED -> false;
            };
    if (!isRight) {
      found.accept(
          ticketId,
          "moved from %s (it was %s, owner \"%s\") to %s: %s"
              .formatted(moved.from(), stand.status, stand.owner, moved.to(), moved.cause()));
    }
  }

  private void showsMembersOnly(
      long ticketId, Map<Integer, Correspondent> people, List<Entry> entries) {
    for (Correspondent person : people.values()) {
      for (Entry entry : entries) {
        boolean isOfConversation =
            entry.kind() == EntryKind.CUSTOMER_MESSAGE || entry.kind() == EntryKind.ENGINEER_REPLY;
        boolean mayBe =
            isOfConversation
                && !entry.isForEngineers()
                && (person.role() == Role.REQUESTER
                    || person.role() == Role.ENGINEER
                    || (person.role() == Role.PARTICIPANT && !entry.at().isBefore(person.since())));
        if (person.isShown(entry) != mayBe) {
          found.accept(ticketId, person + " is shown " + entry);
        }
      }
    }
  }

  /** Those of a ticket went to people on it; one that a customer's mail opened has one answer. */
  private void letters(Map<Long, Ticket> tickets) {
    jdbc.query(
        """
        select l.ticket_id, l.recipient from letter l
        where not exists (
          select 1 from correspondent c
          where c.ticket_id = l.ticket_id and c.address_key = l.recipient_key)
        """,
        row -> {
          found.accept(
              row.getLong("ticket_id"), "a letter went to somebody who is not on the ticket");
        });
    Map<Long, Integer> acknowledged = new HashMap<>();
    jdbc.query(
        "select ticket_id, message_id from letter where kind = 'ACKNOWLEDGEMENT'",
        row -> {
          acknowledged.merge(row.getLong("ticket_id"), 1, Integer::sum);
        });
    jdbc.query(
        """
        select e.ticket_id, m.class from event e left join mail m on m.id = e.mail_id
        where e.change = 'Opened'
        """,
        row -> {
          int due = "HUMAN".equals(row.getString("class")) ? 1 : 0;
          long ticketId = row.getLong("ticket_id");
          if (acknowledged.getOrDefault(ticketId, 0) != due) {
            found.accept(
                ticketId,
                "was acknowledged %d times and not %d"
                    .formatted(acknowledged.getOrDefault(ticketId, 0), due));
          }
        });
    jdbc.query(
        "select id, ticket_id, state, reason from mail where state not in ('DONE', 'HELD')",
        row -> {
          found.accept(
              row.getLong("ticket_id"),
              "mail %d is %s: %s"
                  .formatted(row.getLong("id"), row.getString("state"), row.getString("reason")));
        });
  }
}
