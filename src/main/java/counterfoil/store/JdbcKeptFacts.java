package counterfoil.store;

import counterfoil.desk.KeptFacts;
import counterfoil.desk.KeptTicket;
import counterfoil.desk.Reread;
import counterfoil.ticket.Ticket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Facts in the table {@code ticket_fact}, and the mails and tickets that belong to them. */
public final class JdbcKeptFacts implements KeptFacts {

  /** Mails that opened a ticket or joined one: only those ever gave it facts. */
  private static final String MESSAGES =
      """
      from entry e join mail m on m.id = e.mail_id and m.ticket_id = e.ticket_id
      where e.ticket_id = any(?) and e.kind = 'CUSTOMER_MESSAGE'
        and m.outcome in ('OPENED', 'APPENDED')
      """;

  private static final String SELECTED =
      """
      from ticket t
      where (? = '' or t.number = ?)
        and (?::timestamptz is null or exists (
          select 1 from mail m
          where m.ticket_id = t.id and m.outcome in ('OPENED', 'APPENDED') and m.internal_date >= ?
          -- Looked up ticket by ticket: a page has few of them.
          offset 0))
      """;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final ClockRows clocks;

  /** On a database that is up to date. */
  public JdbcKeptFacts(JdbcTemplate jdbc, TransactionTemplate transaction, ClockRows clocks) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.clocks = clocks;
  }

  @Override
  public long count(Selection which) {
    Long count =
        jdbc.queryForObject("select count(*) " + SELECTED, Long.class, arguments(which).toArray());
    return count == null ? 0 : count;
  }

  @Override
  public boolean hasField(String field) {
    return Boolean.TRUE.equals(
        jdbc.queryForObject(
            "select exists (select 1 from ticket_fact where field = ?)", Boolean.class, field));
  }

  @Override
  public List<KeptTicket> page(Selection which, long afterId, int limit) {
    List<Object> arguments = arguments(which);
    arguments.add(afterId);
    arguments.add(limit);
    return whole(
        jdbc.query(
            "select t.* " + SELECTED + "and t.id > ? order by t.id limit ?",
            TicketRow::read,
            arguments.toArray()));
  }

  private static List<Object> arguments(Selection which) {
    String number = which.number().orElse("");
    List<Object> arguments = new ArrayList<>(List.of(number, number));
    arguments.add(which.since().map(Sql::at).orElse(null));
    arguments.add(which.since().map(Sql::at).orElse(null));
    return arguments;
  }

  @Override
  public List<KeptTicket> tickets(Collection<Long> ids) {
    return whole(
        jdbc.query(
            "select * from ticket where id = any(?) order by id",
            TicketRow::read,
            (Object) ids.toArray(Long[]::new)));
  }

  /**
   * The ticket comes first: what is written to it afterwards raises its version, or adds an entry,
   * and {@link #replace} sees it.
   */
  private List<KeptTicket> whole(List<Ticket> tickets) {
    Long[] ids = tickets.stream().map(Ticket::id).toArray(Long[]::new);
    Map<Long, Long> last = new HashMap<>();
    Map<Long, List<KeptTicket.Mail>> mails = mails(ids, last);
    Map<Long, List<KeptTicket.Value>> values = values(ids);
    Set<Long> prioritySet = prioritySet(ids);
    return tickets.stream()
        .map(
            ticket ->
                new KeptTicket(
                    ticket,
                    mails.getOrDefault(ticket.id(), List.of()),
                    values.getOrDefault(ticket.id(), List.of()),
                    prioritySet.contains(ticket.id()),
                    last.getOrDefault(ticket.id(), 0L)))
        .toList();
  }

  /** Entries are numbered as they are written, whatever clock a bot had. */
  private Map<Long, List<KeptTicket.Mail>> mails(Long[] ids, Map<Long, Long> last) {
    Map<Long, List<KeptTicket.Mail>> mails = new HashMap<>();
    jdbc.query(
        "select e.ticket_id, e.id as entry, m.id, m.outcome = 'OPENED' as opened, m.reason "
            + MESSAGES
            + "order by e.id",
        row -> {
          long ticketId = row.getLong("ticket_id");
          last.put(ticketId, row.getLong("entry"));
          mails
              .computeIfAbsent(ticketId, id -> new ArrayList<>())
              .add(
                  new KeptTicket.Mail(
                      row.getLong("id"), row.getBoolean("opened"), row.getString("reason")));
        },
        (Object) ids);
    return mails;
  }

  private Map<Long, List<KeptTicket.Value>> values(Long[] ids) {
    Map<Long, List<KeptTicket.Value>> values = new HashMap<>();
    jdbc.query(
        "select * from ticket_fact where ticket_id = any(?) order by id",
        row -> {
          values
              .computeIfAbsent(row.getLong("ticket_id"), id -> new ArrayList<>())
              .add(FactRows.read(row));
        },
        (Object) ids);
    return values;
  }

  /** A priority that did not come by a mail of the ticket was set by somebody. */
  private Set<Long> prioritySet(Long[] ids) {
    return new HashSet<>(
        jdbc.queryForList(
            """
            select distinct v.ticket_id from event v
            where v.ticket_id = any(?) and v.what like 'priority %' and not exists (
              select 1 from mail m
              where m.id = v.mail_id and m.ticket_id = v.ticket_id
                and m.outcome in ('OPENED', 'APPENDED'))
            """,
            Long.class, (Object) ids));
  }

  @Override
  public Optional<byte[]> raw(long mailId) {
    return jdbc
        .query(
            "select raw from mail where id = ? and erased is null",
            (row, n) -> row.getBytes("raw"),
            mailId)
        .stream()
        .findFirst();
  }

  @Override
  public Set<Long> replace(List<Reread> read) {
    if (read.isEmpty()) {
      return Set.of();
    }
    Set<Long> leftOut = transaction.execute(status -> replaceAll(read));
    return leftOut == null ? Set.of() : leftOut;
  }

  private Set<Long> replaceAll(List<Reread> read) {
    StandStill.letsGo(jdbc);
    Map<Long, Long> versions = lock(read);
    Map<Long, Long> last = new HashMap<>();
    mails(versions.keySet().toArray(Long[]::new), last);
    Set<Long> leftOut = new HashSet<>();
    List<Reread> asRead = new ArrayList<>();
    for (Reread one : read) {
      KeptTicket kept = one.kept();
      long id = kept.ticket().id();
      boolean isAsRead =
          versions.getOrDefault(id, -1L) == kept.ticket().version()
              && last.getOrDefault(id, 0L) == kept.lastMessage();
      if (isAsRead) {
        asRead.add(one);
      } else {
        leftOut.add(id);
      }
    }
    List<Ticket> after = asRead.stream().map(Reread::after).toList();
    TicketChange.write(jdbc, after);
    clocks.movedQuietly(after);
    deleteFacts(asRead);
    FactRows.insert(
        jdbc,
        asRead.stream()
            .flatMap(
                one ->
                    one.values().stream()
                        .map(value -> new FactRows.Row(one.kept().ticket().id(), value)))
            .toList());
    EventRows.insert(jdbc, asRead.stream().flatMap(one -> one.event().stream()).toList());
    return leftOut;
  }

  /**
   * Nobody can add anything to these tickets from now on, for each row of theirs refers to them. A
   * bot locks in the order of its decisions, so who waited here might wait for ever: what is locked
   * is left out.
   */
  private Map<Long, Long> lock(List<Reread> read) {
    Map<Long, Long> versions = new HashMap<>();
    jdbc.query(
        "select id, version from ticket where id = any(?) order by id for update skip locked",
        row -> {
          versions.put(row.getLong("id"), row.getLong("version"));
        },
        (Object) read.stream().map(one -> one.kept().ticket().id()).toArray(Long[]::new));
    return versions;
  }

  private void deleteFacts(List<Reread> read) {
    List<Long> ids = new ArrayList<>();
    List<String> fields = new ArrayList<>();
    for (Reread one : read) {
      for (String field : one.fields()) {
        ids.add(one.kept().ticket().id());
        fields.add(field);
      }
    }
    jdbc.update(
        """
        delete from ticket_fact f using unnest(?, ?) as d(ticket_id, field)
        where f.ticket_id = d.ticket_id and f.field = d.field
        """,
        ids.toArray(Long[]::new),
        fields.toArray(String[]::new));
  }
}
