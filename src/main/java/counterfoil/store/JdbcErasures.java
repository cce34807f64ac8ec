package counterfoil.store;

import static counterfoil.store.Sql.at;

import counterfoil.mail.Address;
import counterfoil.privacy.ErasedTicket;
import counterfoil.privacy.Eraser;
import counterfoil.privacy.Erasures;
import counterfoil.privacy.Order;
import counterfoil.privacy.Tally;
import counterfoil.privacy.TicketContent;
import counterfoil.privacy.Whom;
import counterfoil.ticket.Pseudonym;
import counterfoil.ticket.Ticket;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Erases in all tables that name people or hold their words. Tickets, letters and mails are locked
 * before they are looked at, and who has locked one of them is not waited for: a bot that decides
 * on a ticket sees it before, or finds that it was changed.
 */
public final class JdbcErasures implements Erasures {

  /** What is written on an erased ticket later has a time of its own. */
  private static final String OUTDATED =
      """
      from ticket t
      where t.status = 'RESOLVED' and t.changed_at < ? and t.id > ?
        and (t.erased_at is null or exists (
          select 1 from entry e where e.ticket_id = t.id and not e.erased))
        and not exists (select 1 from entry e where e.ticket_id = t.id and e.at >= ?)
      """;

  private static final String BESIDE =
      """
      (lower(sender) = any(?) or sender = any(?)) and erased is distinct from 'WHOLE'
        and (state = 'HELD' or (state = 'DONE' and ticket_id is null))
      """;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;

  /** On a database that is up to date. */
  public JdbcErasures(JdbcTemplate jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /**
   * As PostgreSQL compares: beyond ASCII its lower case need not be ours, so what was written
   * counts as well.
   */
  static String[] spellings(JdbcTemplate jdbc, String key) {
    return Stream.concat(
            Stream.of(key),
            jdbc
                .queryForList(
                    """
                    select address from correspondent where address_key = ?
                    union select requester from ticket where requester_key = ?
                    union select recipient from letter where recipient_key = ?
                    """,
                    String.class,
                    key,
                    key,
                    key)
                .stream())
        .flatMap(spelling -> Stream.of(spelling, spelling.toLowerCase(Locale.ROOT)))
        .distinct()
        .toArray(String[]::new);
  }

  private static String[] patterns(String... spellings) {
    return Stream.of(spellings).map(one -> "%" + literal(one) + "%").toArray(String[]::new);
  }

  /** As an entry names who wrote it: the address alone, or behind a name. */
  static String[] asAuthors(String... spellings) {
    return Stream.of(spellings)
        .flatMap(one -> Stream.of(literal(one), "%<" + literal(one) + ">"))
        .toArray(String[]::new);
  }

  private static String literal(String words) {
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }

  @Override
  public List<Long> tickets(Whom.Person person) {
    String[] spellings = spellings(jdbc, person.key());
    String[] patterns = patterns(spellings);
    Set<Long> ids =
        new HashSet<>(
            jdbc.queryForList(
                """
                select id from ticket where requester_key = any(?)
                union select ticket_id from correspondent where address_key = any(?)
                union select ticket_id from letter
                  where recipient_key = any(?) and ticket_id is not null
                union select ticket_id from mail
                  where (lower(sender) = any(?) or sender = any(?)) and ticket_id is not null
                    and state = 'DONE' and erased is distinct from 'WHOLE'
                union select ticket_id from entry
                  where author ilike any(?) or (author = ? and body ilike any(?))
                union select ticket_id from event
                  where who ilike any(?) or what ilike any(?) or why ilike any(?)
                    or data ilike any(?)
                """,
                Long.class,
                spellings,
                spellings,
                spellings,
                spellings,
                spellings,
                patterns,
                Eraser.BOT,
                patterns,
                patterns,
                patterns,
                patterns,
                patterns));
    ids.addAll(
        jdbc.queryForList(
            "select ticket_id from mail where state = 'PARKED' and ticket_id is not null and "
                + NAMED_IN_HEADER,
            Long.class,
            (Object) heads(spellings)));
    return ids.stream().sorted().toList();
  }

  private static final String NAMED_IN_HEADER =
      """
      exists (
        select 1 from unnest(?) as s(head)
        where position(s.head in lower(encode(substring(raw from 1 for 65536), 'escape'))) > 0)
      """;

  /** As the bytes of a header look when they are told as text. */
  private String[] heads(String... spellings) {
    return jdbc.queryForList(
            "select distinct lower(encode(convert_to(s, 'UTF8'), 'escape')) from unnest(?) as s",
            String.class,
            (Object) spellings)
        .toArray(String[]::new);
  }

  @Override
  public List<Long> undecided(Whom.Person person) {
    return jdbc.queryForList(
        "select id from mail where state in ('KEPT', 'IN_HAND') and "
            + NAMED_IN_HEADER
            + " order by id limit 1000",
        Long.class,
        (Object) heads(spellings(jdbc, person.key())));
  }

  @Override
  public boolean isBotAlive() {
    return Boolean.TRUE.equals(
        jdbc.queryForObject(
            "select exists (select 1 from instance where seen_at > now() - make_interval(secs => ?))",
            Boolean.class,
            Instance.SILENCE.toSeconds()));
  }

  @Override
  public Step erase(Order order, Collection<Long> tickets, boolean isRehearsal) {
    return inTransaction(
        () -> {
          if (isRehearsal) {
            List<Ticket> all =
                jdbc.query(
                    "select * from ticket where id = any(?) order by id",
                    TicketRow::read,
                    (Object) tickets.toArray(Long[]::new));
            return new Step(tally(erased(order, all)), Set.of());
          }
          return erase(
              order,
              tickets,
              jdbc.query(
                  "select * from ticket where id = any(?) order by id for update skip locked",
                  TicketRow::read,
                  (Object) tickets.toArray(Long[]::new)));
        });
  }

  @Override
  public Step eraseOutdated(Order order, Collection<Long> tickets, Instant before) {
    return inTransaction(
        () -> {
          List<Ticket> locked =
              jdbc.query(
                  """
                  select * from ticket
                  where id = any(?) and status = 'RESOLVED' and changed_at < ?
                  order by id for update skip locked
                  """,
                  TicketRow::read,
                  tickets.toArray(Long[]::new),
                  at(before));
          // Nobody can add anything to them any more; who did just now is the last word.
          Set<Long> alive =
              new HashSet<>(
                  jdbc.queryForList(
                      "select distinct ticket_id from entry where ticket_id = any(?) and at >= ?",
                      Long.class,
                      locked.stream().map(Ticket::id).toArray(Long[]::new),
                      at(before)));
          List<Ticket> outdated =
              locked.stream().filter(ticket -> !alive.contains(ticket.id())).toList();
          Step step = erase(order, outdated.stream().map(Ticket::id).toList(), outdated);
          jdbc.update(
              "update ticket set erased_at = ? where id = any(?)",
              at(order.at()),
              outdated.stream()
                  .map(Ticket::id)
                  .filter(id -> !step.leftOut().contains(id))
                  .toArray(Long[]::new));
          return step;
        });
  }

  private Step inTransaction(java.util.function.Supplier<Step> work) {
    Step step =
        transaction.execute(
            status -> {
              StandStill.letsGo(jdbc);
              return work.get();
            });
    return step == null ? new Step(Tally.NOTHING, Set.of()) : step;
  }

  /**
   * @param asked ids of all
   * @param locked those of them that are ours now
   */
  private Step erase(Order order, Collection<Long> asked, List<Ticket> locked) {
    Set<Long> leftOut = new HashSet<>(asked);
    locked.forEach(ticket -> leftOut.remove(ticket.id()));
    Set<Long> busy = busy(locked);
    leftOut.addAll(busy);
    List<ErasedTicket> erased =
        erased(order, locked.stream().filter(ticket -> !busy.contains(ticket.id())).toList());
    ErasedRows.write(jdbc, erased, at(order.at()));
    return new Step(tally(erased), leftOut);
  }

  /** Tickets of which somebody has a letter or a mail in hand, or had one of them locked first. */
  private Set<Long> busy(List<Ticket> tickets) {
    Long[] ids = tickets.stream().map(Ticket::id).toArray(Long[]::new);
    Set<Long> busy = new HashSet<>();
    for (String table : List.of("letter", "mail")) {
      String which = table.equals("mail") ? " and state in ('DONE', 'PARKED')" : "";
      Set<Long> all =
          new HashSet<>(
              jdbc.queryForList(
                  "select id from " + table + " where ticket_id = any(?)" + which,
                  Long.class,
                  (Object) ids));
      all.removeAll(
          jdbc.queryForList(
              "select id from "
                  + table
                  + " where ticket_id = any(?)"
                  + which
                  + " order by id for update skip locked",
              Long.class,
              (Object) ids));
      if (!all.isEmpty()) {
        busy.addAll(
            jdbc.queryForList(
                "select distinct ticket_id from " + table + " where id = any(?)",
                Long.class,
                (Object) all.toArray(Long[]::new)));
      }
    }
    return busy;
  }

  private List<ErasedTicket> erased(Order order, List<Ticket> tickets) {
    return tickets.isEmpty()
        ? List.of()
        : TicketContents.of(jdbc, tickets).stream()
            .map(content -> Eraser.of(order, content))
            .flatMap(Optional::stream)
            .toList();
  }

  private static Tally tally(List<ErasedTicket> erased) {
    return erased.stream().map(ErasedTicket::tally).reduce(Tally.NOTHING, Tally::plus);
  }

  @Override
  public Step eraseBesideTickets(Order order, int limit, boolean isRehearsal) {
    if (!(order.whom() instanceof Whom.Person person)) {
      return new Step(Tally.NOTHING, Set.of());
    }
    return inTransaction(() -> eraseBeside(order, person, limit, isRehearsal));
  }

  private Step eraseBeside(Order order, Whom.Person person, int limit, boolean isRehearsal) {
    String[] spellings = spellings(jdbc, person.key());
    String name = Pseudonym.of(0);
    String most = isRehearsal ? "" : " order by id limit " + limit + " for update skip locked";
    List<Long> mails =
        jdbc.queryForList(
            "select id from mail where " + BESIDE + most, Long.class, spellings, spellings);
    List<Long> letters =
        jdbc.queryForList(
            "select id from letter where ticket_id is null and recipient_key = any(?)" + most,
            Long.class,
            (Object) spellings);
    if (!isRehearsal) {
      ErasedRows.mails(
          jdbc,
          mails.stream().map(id -> new TicketContent.Mail(id, name, true)).toList(),
          at(order.at()));
      ErasedRows.letters(
          jdbc,
          letters.stream().map(id -> new TicketContent.Post(id, "", name, "", true)).toList());
      jdbc.update(
          "delete from organisation_address where address_key = ?", Address.of(person.key()).key());
    }
    return new Step(new Tally(0, 0, mails.size(), letters.size(), 0), Set.of());
  }

  @Override
  public List<Long> outdated(Instant before, long afterId, int limit) {
    return jdbc.queryForList(
        "select t.id " + OUTDATED + " order by t.id limit ?",
        Long.class,
        at(before),
        afterId,
        at(before),
        limit);
  }

  @Override
  public long countOutdated(Instant before) {
    return count("select count(*) " + OUTDATED, at(before), Long.MIN_VALUE, at(before));
  }

  private static final String RAW =
      """
      from mail
      where state = 'DONE' and erased is null and decided_at < ? and id > ? and outcome = any(?)
      """;

  @Override
  public List<Long> emptyRaw(RawOf which, Instant before, long afterId, int limit) {
    return jdbc.queryForList(
        """
        update mail set raw = ''::bytea, erased = 'RAW'
        where id in (select id %s order by id limit ? for update skip locked)
        returning id
        """
            .formatted(RAW),
        Long.class,
        at(before),
        afterId,
        outcomes(which),
        limit);
  }

  @Override
  public long countRaw(RawOf which, Instant before) {
    return count("select count(*) " + RAW, at(before), Long.MIN_VALUE, outcomes(which));
  }

  private static String[] outcomes(RawOf which) {
    List<String> ignored = List.of("IGNORED", "DUPLICATE", "BOUNCE");
    return (which == RawOf.IGNORED
            ? ignored.stream()
            : Stream.concat(ignored.stream(), Stream.of("OPENED", "APPENDED", "NOTED")))
        .collect(Collectors.toList())
        .toArray(String[]::new);
  }

  private long count(String sql, Object... arguments) {
    Long count = jdbc.queryForObject(sql, Long.class, arguments);
    return count == null ? 0 : count;
  }
}
