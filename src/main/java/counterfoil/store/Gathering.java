package counterfoil.store;

import static counterfoil.store.Sql.at;

import counterfoil.desk.Case;
import counterfoil.desk.Known;
import counterfoil.mail.Address;
import counterfoil.screen.MailClass;
import counterfoil.ticket.Ticket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What a batch may touch, in a few set-wise queries: tickets by Message-ID and number, doubles,
 * limits.
 */
final class Gathering {

  private final JdbcTemplate jdbc;
  private final boolean countsAcknowledgements;
  private final Clock clock;

  Gathering(JdbcTemplate jdbc, boolean countsAcknowledgements, Clock clock) {
    this.jdbc = jdbc;
    this.countsAcknowledgements = countsAcknowledgements;
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
    cases.forEach(of -> of.claimed().placeholder().ifPresent(ticketIds::add));
    threads(cases, known, ticketIds);
    earlier(cases, known, ticketIds);
    tickets(cases, known, ticketIds);
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
        .map(Case::mail)
        .flatMap(mail -> Stream.concat(mail.inReplyTo().stream(), mail.references().stream()))
        .forEach(id -> idByKey.put(Sql.key(id), id));
    Map<String, String> ownByKey = new HashMap<>();
    cases.forEach(of -> ownByKey.put(Sql.key(of.mail().messageId()), of.mail().messageId()));
    jdbc.query(
        """
        select key, ticket_id, false as awaited from message_ref where key = any(?)
        union all
        select a.key, a.ticket_id, true from message_awaited a
        where a.key = any(?) and not exists (
          select 1 from message_ref r where r.key = a.key and r.ticket_id = a.ticket_id)
        order by ticket_id
        """,
        row -> {
          long ticketId = row.getLong("ticket_id");
          ticketIds.add(ticketId);
          if (row.getBoolean("awaited")) {
            known.awaited(ownByKey.get(row.getString("key")), ticketId);
          } else {
            known.messageId(idByKey.get(row.getString("key")), ticketId);
          }
        },
        idByKey.keySet().toArray(String[]::new),
        ownByKey.keySet().toArray(String[]::new));
  }

  private void earlier(List<Case> cases, Known known, Set<Long> ticketIds) {
    jdbc.query(
        """
        select fingerprint, id, ticket_id from mail
        where fingerprint = any(?) and outcome <> 'DUPLICATE'
        """,
        row -> {
          var ticketId = Sql.optionalLong(row, "ticket_id");
          ticketId.ifPresent(ticketIds::add);
          known.earlier(
              row.getString("fingerprint"), new Known.Earlier(row.getLong("id"), ticketId));
        },
        (Object) cases.stream().map(of -> of.mail().fingerprint()).toArray(String[]::new));
  }

  private void tickets(List<Case> cases, Known known, Set<Long> ticketIds) {
    String[] numbers =
        cases.stream()
            .flatMap(of -> numbersIn(of.mail().subject()).stream())
            .toArray(String[]::new);
    if (ticketIds.isEmpty() && numbers.length == 0) {
      return;
    }
    List<Ticket> tickets =
        jdbc.query(
            "select * from ticket where id = any(?) or number = any(?)",
            TicketRow::read,
            ticketIds.toArray(Long[]::new),
            numbers);
    tickets.forEach(known::ticket);
    values(tickets.stream().map(Ticket::id).toList(), known);
  }

  /** Everything in square brackets: what of it is a number of ours, the judge decides. */
  private static List<String> numbersIn(String subject) {
    List<String> found = new ArrayList<>();
    int open = subject.indexOf('[');
    while (open >= 0 && found.size() < 10) {
      int close = subject.indexOf(']', open);
      if (close < 0) {
        break;
      }
      if (close - open < 40) {
        found.add(subject.substring(open + 1, close));
      }
      open = subject.indexOf('[', close);
    }
    return found;
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
              row.getString("key"), new Known.Sent(row.getInt("hour"), row.getInt("day")));
        },
        arguments);
  }
}
