package counterfoil.store;

import static counterfoil.store.Sql.at;
import static counterfoil.store.Sql.text;
import static java.util.Comparator.naturalOrder;
import static java.util.stream.Collectors.toSet;

import counterfoil.desk.Case;
import counterfoil.desk.FloodLimits;
import counterfoil.desk.Known;
import counterfoil.desk.OrganisationLookup;
import counterfoil.mail.Address;
import counterfoil.screen.MailClass;
import counterfoil.ticket.Status;
import counterfoil.ticket.Ticket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What a batch may touch, in a few set-wise queries: tickets by Message-ID and number, doubles,
 * limits.
 */
final class Gathering {

  /** Of one mail's To, and of its Cc; who names more does not mean people. */
  private static final int NAMED = 100;

  private final JdbcTemplate jdbc;
  private final boolean countsAcknowledgements;
  private final FloodLimits floodLimits;
  private final OrganisationLookup book;
  private final Clock clock;

  Gathering(
      JdbcTemplate jdbc,
      boolean countsAcknowledgements,
      FloodLimits floodLimits,
      OrganisationLookup book,
      Clock clock) {
    this.jdbc = jdbc;
    this.countsAcknowledgements = countsAcknowledgements;
    this.floodLimits = floodLimits;
    this.book = book;
    this.clock = clock;
  }

  Known gather(List<Case> cases) {
    Known known = new Known(this::freshIds);
    gather(cases, known);
    return known;
  }

  /** Adds to what is known already. */
  void gather(List<Case> cases, Known known) {
    Set<Long> ticketIds = new HashSet<>();
    for (Case of : cases) {
      of.claimed().placeholder().ifPresent(ticketIds::add);
      of.pointers().tokens().forEach(token -> ticketIds.add(token.ticketId()));
      ticketIds.addAll(of.pointers().marked());
    }
    threads(cases, known, ticketIds);
    earlier(cases, known, ticketIds);
    List<Ticket> tickets = tickets(cases, known, ticketIds);
    reopenings(tickets, known);
    openings(cases, known);
    organisations(cases, tickets, known);
    if (countsAcknowledgements) {
      acknowledgements(cases, known);
    }
  }

  List<Long> freshIds(int count) {
    return jdbc.queryForList(
        "select nextval('ticket_id') from generate_series(1, ?)", Long.class, count);
  }

  private void threads(List<Case> cases, Known known, Set<Long> ticketIds) {
    Map<String, String> idByKey = new HashMap<>();
    cases.stream()
        .flatMap(of -> of.pointers().messageIds().stream())
        .forEach(id -> idByKey.put(Sql.key(id), id));
    Map<String, String> awaitedByKey = new HashMap<>(idByKey);
    cases.forEach(of -> awaitedByKey.put(Sql.key(of.mail().messageId()), of.mail().messageId()));
    ThreadRows.read(
        jdbc,
        idByKey.keySet(),
        awaitedByKey.keySet(),
        (key, ticketId, isAwaited) -> {
          ticketIds.add(ticketId);
          known.saw(key, ticketId);
          if (isAwaited) {
            known.awaited(awaitedByKey.get(key), ticketId);
          } else {
            known.messageId(idByKey.get(key), ticketId);
          }
        });
  }

  private void earlier(List<Case> cases, Known known, Set<Long> ticketIds) {
    jdbc.query(
        """
        select fingerprint, id, ticket_id from mail
        where fingerprint = any(?) and (outcome <> 'DUPLICATE' or state = 'HELD')
        """,
        row -> {
          var ticketId = Sql.optionalLong(row, "ticket_id");
          ticketId.ifPresent(ticketIds::add);
          known.earlier(
              row.getString("fingerprint"), new Known.Earlier(row.getLong("id"), ticketId));
        },
        (Object) cases.stream().map(of -> of.mail().fingerprint()).toArray(String[]::new));
  }

  private List<Ticket> tickets(List<Case> cases, Known known, Set<Long> ticketIds) {
    String[] numbers =
        cases.stream().flatMap(of -> of.pointers().numbers().stream()).toArray(String[]::new);
    if (ticketIds.isEmpty() && numbers.length == 0) {
      return List.of();
    }
    List<Ticket> tickets =
        new ArrayList<>(
            jdbc.query(
                "select * from ticket where id = any(?) or number = any(?)",
                TicketRow::read,
                ticketIds.toArray(Long[]::new),
                numbers));
    Set<Long> survivors =
        tickets.stream().flatMap(ticket -> ticket.mergedInto().stream()).collect(toSet());
    tickets.forEach(ticket -> survivors.remove(ticket.id()));
    if (!survivors.isEmpty()) {
      tickets.addAll(
          jdbc.query(
              "select * from ticket where id = any(?)",
              TicketRow::read,
              (Object) survivors.toArray(Long[]::new)));
    }
    tickets.forEach(known::ticket);
    List<Long> ids = tickets.stream().map(Ticket::id).toList();
    values(ids, known);
    links(ids, known);
    CorrespondentRows.of(jdbc, ids).forEach(known::correspondent);
    return tickets;
  }

  private void links(List<Long> ids, Known known) {
    if (ids.size() < 2) {
      return;
    }
    jdbc.query(
        """
        select from_id, to_id from ticket_link
        where from_id = any(?) and to_id = any(?) and relation <> 'MERGED_INTO'
        """,
        row -> {
          known.apart(row.getLong("from_id"), row.getLong("to_id"));
        },
        ids.toArray(Long[]::new),
        ids.toArray(Long[]::new));
  }

  /** Only what is resolved can be reopened. */
  private void reopenings(List<Ticket> tickets, Known known) {
    Long[] resolved =
        tickets.stream()
            .filter(ticket -> ticket.status() == Status.RESOLVED)
            .map(Ticket::id)
            .toArray(Long[]::new);
    if (resolved.length == 0) {
      return;
    }
    jdbc.query(
        """
        select ticket_id, count(*) filter (where at > ?) as hour, count(*) as day
        from event
        where ticket_id = any(?) and at > ? and change = 'StatusMoved'
          and data like '%"CUSTOMER_WROTE_AGAIN"%'
        group by ticket_id
        """,
        row -> {
          known.reopened(
              row.getLong("ticket_id"), new Known.Count(row.getInt("hour"), row.getInt("day")));
        },
        at(clock.instant().minus(Duration.ofHours(1))),
        resolved,
        at(clock.instant().minus(Duration.ofDays(1))));
  }

  /** Tickets that the authors of these mails opened lately; none when nobody counts them. */
  private void openings(List<Case> cases, Known known) {
    if (floodLimits.isOff()) {
      return;
    }
    List<Case> delivered = cases.stream().filter(of -> !of.claimed().origin().isHistory()).toList();
    if (delivered.isEmpty()) {
      return;
    }
    Instant oldest =
        delivered.stream().map(of -> of.claimed().internalDate()).min(naturalOrder()).get();
    jdbc.query(
        """
        select a.key, t.opened_at
        from unnest(?) as a(key), lateral (
          select opened_at from ticket
          where requester_key = a.key and opened_at > ?
          order by opened_at desc limit ?) t
        """,
        row -> {
          known.opened(row.getString("key"), Sql.instant(row, "opened_at"));
        },
        delivered.stream()
            .flatMap(of -> of.mail().author().stream())
            .map(author -> text(author.key()))
            .distinct()
            .toArray(String[]::new),
        at(oldest.minus(Duration.ofDays(1))),
        floodLimits.most());
  }

  /** Those of the desk's page; the settings have others. */
  private void organisations(List<Case> cases, List<Ticket> tickets, Known known) {
    Set<Address> addresses = new HashSet<>();
    for (Case of : cases) {
      addresses.addAll(of.mail().from());
      of.mail().to().stream().limit(NAMED).forEach(addresses::add);
      of.mail().cc().stream().limit(NAMED).forEach(addresses::add);
    }
    tickets.forEach(ticket -> addresses.add(Address.of(ticket.requester().email())));
    boolean hasAny = !book.isEmpty();
    known.hasOrganisations(hasAny);
    if (hasAny) {
      book.of(
              addresses.stream().map(Address::key).distinct().toList(),
              addresses.stream().map(Address::domain).distinct().toList())
          .forEach(known::organisation);
    }
  }

  private void values(Collection<Long> ticketIds, Known known) {
    jdbc.query(
        "select ticket_id, field, value from ticket_fact where ticket_id = any(?)",
        row -> {
          known.value(row.getLong("ticket_id"), row.getString("field"), row.getString("value"));
        },
        (Object) ticketIds.toArray(Long[]::new));
  }

  private void acknowledgements(List<Case> cases, Known known) {
    List<Address> authors =
        cases.stream()
            .filter(of -> of.screening().mailClass() == MailClass.HUMAN)
            .map(Case::mail)
            .flatMap(mail -> mail.author().stream())
            .toList();
    if (authors.isEmpty()) {
      return;
    }
    var hour = at(clock.instant().minus(Duration.ofHours(1)));
    var day = at(clock.instant().minus(Duration.ofDays(1)));
    String counted =
        """
        select %1$s as key, count(*) filter (where queued_at > ?) as hour, count(*) as day
        from letter
        where kind = 'ACKNOWLEDGEMENT' and queued_at > ? and %2$s
        group by 1
        """;
    count(
        known,
        counted.formatted("recipient_key", "recipient_key = any(?)"),
        hour,
        day,
        authors.stream().map(Address::key).distinct().toArray(String[]::new));
    count(
        known,
        counted.formatted("recipient_domain", "recipient_domain = any(?)"),
        hour,
        hour,
        authors.stream().map(Address::domain).distinct().toArray(String[]::new));
    count(known, counted.formatted("'*'", "true"), hour, hour);
  }

  private void count(Known known, String sql, Object... arguments) {
    jdbc.query(
        sql,
        row -> {
          known.acknowledged(
              row.getString("key"), new Known.Count(row.getInt("hour"), row.getInt("day")));
        },
        arguments);
  }
}
