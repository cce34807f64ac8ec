package counterfoil.store;

import counterfoil.desk.DeskViews;
import counterfoil.desk.MailState;
import counterfoil.desk.Outcome;
import counterfoil.mail.Address;
import counterfoil.ticket.Correspondent;
import counterfoil.ticket.EntryKind;
import counterfoil.ticket.Goal;
import counterfoil.ticket.Relation;
import counterfoil.ticket.ServiceClock;
import counterfoil.ticket.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/** What the pages show, straight from the tables. */
public final class JdbcDeskViews implements DeskViews {

  private final JdbcTemplate jdbc;
  private final UnaryOperator<List<String>> missing;
  private final Clock clock;

  /**
   * @param missing of the fields that have a value, which required ones have none
   */
  public JdbcDeskViews(JdbcTemplate jdbc, UnaryOperator<List<String>> missing, Clock clock) {
    this.jdbc = jdbc;
    this.missing = missing;
    this.clock = clock;
  }

  @Override
  public List<TicketLine> tickets(Wanted wanted, int limit) {
    List<Row> rows = rows(wanted, limit);
    Map<Long, Map<String, String>> facts = new HashMap<>();
    jdbc.query(
        "select ticket_id, field, value from ticket_fact where ticket_id = any(?) order by id",
        row -> {
          facts
              .computeIfAbsent(row.getLong("ticket_id"), id -> new LinkedHashMap<>())
              .putIfAbsent(row.getString("field"), row.getString("value"));
        },
        (Object) rows.stream().map(Row::id).toArray(Long[]::new));
    return rows.stream()
        .map(row -> row.line().with(facts.getOrDefault(row.id(), Map.of())))
        .toList();
  }

  private static final String TICKET =
      """
      select t.*,
        (select other.number from ticket other where other.id = t.merged_into) as merged_number
      from ticket t
      """;

  private List<Row> rows(Wanted wanted, int limit) {
    String only = wanted.status().map(Status::name).orElse("");
    String words = wanted.words().replace("\0", "");
    return jdbc.query(
        TICKET
            + """
            where (? = '' or t.status = ?)
              and (? or t.owner = ?)
              and (? = '' or t.number ilike ? or t.subject ilike ? or t.requester ilike ?)
            order by t.status = 'RESOLVED', t.priority, t.opened_at, t.id
            limit ?
            """,
        JdbcDeskViews::row,
        only,
        only,
        wanted.owner().isEmpty(),
        Sql.text(wanted.owner().orElse("").strip()),
        words,
        like(words),
        like(words),
        like(words),
        limit);
  }

  private static Row row(ResultSet row, int n) throws SQLException {
    String name = row.getString("requester_name");
    String email = row.getString("requester");
    return new Row(
        row.getLong("id"),
        new TicketLine(
            row.getString("number"),
            row.getString("subject"),
            Status.valueOf(row.getString("status")),
            row.getString("priority"),
            row.getString("priority_source"),
            name.isEmpty() ? email : name + " <" + email + ">",
            row.getString("owner"),
            row.getString("organisation"),
            row.getString("language"),
            Sql.lines(row.getString("tags")),
            Optional.ofNullable(row.getString("merged_number")),
            Map.of(),
            Sql.instant(row, "opened_at"),
            Sql.instant(row, "changed_at")));
  }

  @Override
  public Map<Status, Long> ticketCounts() {
    Map<Status, Long> counts = new EnumMap<>(Status.class);
    for (Status status : Status.values()) {
      counts.put(status, 0L);
    }
    jdbc.query(
        "select status, count(*) as tickets from ticket group by status",
        row -> {
          counts.put(Status.valueOf(row.getString("status")), row.getLong("tickets"));
        });
    return counts;
  }

  @Override
  public Map<String, List<ServiceClock>> clocks(Collection<String> numbers) {
    Map<String, List<ServiceClock>> clocks = new HashMap<>();
    jdbc.query(
        "select t.number, "
            + ClockRow.COLUMNS
            + """
            from ticket_clock c join ticket t on t.id = c.ticket_id
            where t.number = any(?)
            order by c.ticket_id, c.goal
            """,
        row -> {
          clocks
              .computeIfAbsent(row.getString("number"), number -> new ArrayList<>())
              .add(ClockRow.read(row, 0));
        },
        (Object) numbers.toArray(String[]::new));
    return clocks;
  }

  @Override
  public ClockCounts clockCounts() {
    Map<Goal, Long> running = zeros();
    Map<Goal, Long> paused = zeros();
    Map<Goal, Long> overdue = zeros();
    OffsetDateTime now = Sql.at(clock.instant());
    jdbc.query(
        """
        select goal,
          count(*) filter (where paused_since is null and due > ?) as running,
          count(*) filter (where paused_since is not null) as paused,
          count(*) filter (where paused_since is null and due <= ?) as overdue
        from (select *, started_at + target + paused_for as due from ticket_clock) c
        where stopped_at is null
        group by goal
        """,
        row -> {
          Goal goal = Goal.valueOf(row.getString("goal"));
          running.put(goal, row.getLong("running"));
          paused.put(goal, row.getLong("paused"));
          overdue.put(goal, row.getLong("overdue"));
        },
        now,
        now);
    return jdbc.query(
            """
            select count(distinct ticket_id) as tickets, min(due) as since
            from (select *, started_at + target + paused_for as due from ticket_clock) c
            where stopped_at is null and paused_since is null and due <= ?
            """,
            (row, n) ->
                new ClockCounts(
                    running,
                    paused,
                    overdue,
                    row.getLong("tickets"),
                    Sql.optionalInstant(row, "since")),
            now)
        .get(0);
  }

  private static Map<Goal, Long> zeros() {
    Map<Goal, Long> counts = new EnumMap<>(Goal.class);
    for (Goal goal : Goal.values()) {
      counts.put(goal, 0L);
    }
    return counts;
  }

  @Override
  public Optional<TicketPage> ticket(String number) {
    return pages(jdbc.query(TICKET + "where t.number = ?", JdbcDeskViews::row, number)).stream()
        .findFirst();
  }

  @Override
  public List<TicketPage> ticketPages(Wanted wanted, int limit) {
    return pages(rows(wanted, limit));
  }

  private record Row(long id, TicketLine line) {}

  private List<TicketPage> pages(List<Row> rows) {
    Long[] ids = rows.stream().map(Row::id).toArray(Long[]::new);
    Map<Long, List<FactLine>> facts = byTicket("ticket_fact", ids, JdbcDeskViews::factLine);
    Map<Long, List<EntryLine>> entries = byTicket("entry", ids, JdbcDeskViews::entryLine);
    Map<Long, List<EventLine>> events = byTicket("event", ids, JdbcDeskViews::eventLine);
    Map<String, List<LetterLine>> letters =
        letters("where l.ticket_id = any(?) order by l.id", ids).stream()
            .collect(Collectors.groupingBy(LetterLine::ticket));
    Map<Long, List<Correspondent>> people =
        CorrespondentRows.of(jdbc, List.of(ids)).stream()
            .collect(Collectors.groupingBy(Correspondent::ticketId));
    Map<Long, List<LinkLine>> links = links(ids);
    return rows.stream()
        .map(
            row ->
                page(
                    row.line(),
                    facts.getOrDefault(row.id(), List.of()),
                    entries.getOrDefault(row.id(), List.of()),
                    events.getOrDefault(row.id(), List.of()),
                    letters.getOrDefault(row.line().number(), List.of()),
                    people.getOrDefault(row.id(), List.of()),
                    links.getOrDefault(row.id(), List.of())))
        .toList();
  }

  /**
   * @param table one of ours, never a word of a visitor
   */
  private <T> Map<Long, List<T>> byTicket(String table, Long[] ids, RowMapper<T> mapper) {
    Map<Long, List<T>> found = new HashMap<>();
    jdbc.query(
        "select * from " + table + " where ticket_id = any(?) order by id",
        row -> {
          found
              .computeIfAbsent(row.getLong("ticket_id"), id -> new ArrayList<>())
              .add(mapper.mapRow(row, 0));
        },
        (Object) ids);
    return found;
  }

  private TicketPage page(
      TicketLine line,
      List<FactLine> facts,
      List<EntryLine> entries,
      List<EventLine> events,
      List<LetterLine> letters,
      List<Correspondent> people,
      List<LinkLine> links) {
    Map<String, String> first = new LinkedHashMap<>();
    facts.forEach(fact -> first.putIfAbsent(fact.field(), fact.value()));
    return new TicketPage(
        line.with(first),
        facts,
        missing.apply(List.copyOf(first.keySet())),
        entries,
        events,
        letters,
        people,
        links);
  }

  private static FactLine factLine(ResultSet row, int n) throws SQLException {
    return new FactLine(
        row.getString("field"),
        row.getString("value"),
        row.getString("evidence"),
        row.getString("place"),
        row.getString("source"),
        row.getLong("mail_id"));
  }

  private static EntryLine entryLine(ResultSet row, int n) throws SQLException {
    return new EntryLine(
        row.getLong("id"),
        EntryKind.valueOf(row.getString("kind")),
        row.getString("author"),
        row.getString("body"),
        row.getString("rest"),
        Sql.lines(row.getString("attachments")),
        Sql.optionalLong(row, "mail_id"),
        Sql.instant(row, "at"),
        row.getBoolean("for_engineers"));
  }

  @Override
  public Optional<List<EntryLine>> shownTo(String number, String address) {
    Optional<Long> id =
        jdbc.queryForList("select id from ticket where number = ?", Long.class, number).stream()
            .findFirst();
    if (id.isEmpty()) {
      return Optional.empty();
    }
    String key = Address.of(address).key();
    Optional<Correspondent> who =
        people(number).stream().filter(person -> person.key().equals(key)).findFirst();
    if (who.isEmpty()) {
      return Optional.of(List.of());
    }
    return Optional.of(
        jdbc
            .query(
                "select * from entry where ticket_id = ? order by id",
                JdbcDeskViews::entryLine,
                id.get())
            .stream()
            .filter(entry -> who.get().isShown(entry.kind(), entry.isForEngineers(), entry.at()))
            .toList());
  }

  @Override
  public List<Correspondent> people(String number) {
    return CorrespondentRows.of(
        jdbc, jdbc.queryForList("select id from ticket where number = ?", Long.class, number));
  }

  private Map<Long, List<LinkLine>> links(Long[] ids) {
    Map<Long, List<LinkLine>> found = new HashMap<>();
    jdbc.query(
        """
        select l.from_id as id, l.relation, false as back, other.number
        from ticket_link l join ticket other on other.id = l.to_id
        where l.from_id = any(?)
        union all
        select l.to_id, l.relation, true, other.number
        from ticket_link l join ticket other on other.id = l.from_id
        where l.to_id = any(?)
        order by number, relation
        """,
        row -> {
          Relation relation = Relation.valueOf(row.getString("relation"));
          found
              .computeIfAbsent(row.getLong("id"), id -> new ArrayList<>())
              .add(
                  new LinkLine(
                      row.getBoolean("back") ? relation.back() : relation.words(),
                      row.getString("number")));
        },
        ids,
        ids);
    return found;
  }

  private static EventLine eventLine(ResultSet row, int n) throws SQLException {
    return new EventLine(
        row.getString("what"),
        row.getString("who"),
        row.getString("why"),
        Sql.optionalLong(row, "mail_id"),
        Sql.instant(row, "at"));
  }

  private static final String MAIL =
      """
      select m.id, m.mailbox,
             case m.read_from when '' then m.folder else 'import: ' || m.read_from end as folder,
             m.state, m.outcome,
             case m.state when 'HELD' then %s || ': ' else '' end || m.reason as reason,
             t.number, m.acknowledgement,
             m.sender, m.subject, m.message_id, m.size, m.attempts, m.defects, m.kept_at, m.decided_at
      from mail m left join ticket t on t.id = m.ticket_id
      """
          .formatted(Sql.holdWords("m.hold"));

  @Override
  public List<JournalLine> journal(Optional<MailState> state, String search, int limit) {
    return jdbc.query(
        MAIL
            + """
            where (? = '' or m.state = ?)
              and (? = '' or m.sender ilike ? or m.subject ilike ? or m.message_id = ?)
            order by m.id desc
            limit ?
            """,
        (row, n) -> journalLine(row),
        state.map(MailState::name).orElse(""),
        state.map(MailState::name).orElse(""),
        search,
        like(search),
        like(search),
        search,
        limit);
  }

  /**
   * Those that are done are the rest: the others stand in small indexes of their own, and all of
   * them together are counted in one. Counted state by state the whole table would be read, and
   * pages and alarms ask every few seconds.
   */
  @Override
  public Map<MailState, Long> journalCounts() {
    Map<MailState, Long> counts = new EnumMap<>(MailState.class);
    for (MailState state : MailState.values()) {
      counts.put(state, 0L);
    }
    jdbc.query(
        """
        with open as (
          select state, count(*) as mails from mail
          where state in ('KEPT', 'IN_HAND') group by state
          union all
          select state, count(*) from mail
          where state in ('HELD', 'PARKED') group by state)
        select state, mails from open
        union all
        select 'DONE', (select count(*) from mail) - coalesce((select sum(mails) from open), 0)
        """,
        row -> {
          counts.put(MailState.valueOf(row.getString("state")), row.getLong("mails"));
        });
    return counts;
  }

  /** A mail that is tried again on demand has waited since then, not since it was kept. */
  @Override
  public Progress progress() {
    return jdbc.query(
            """
            select coalesce((select max(id) from mail), 0) as taken,
              (select count(*) from mail where state in ('KEPT', 'IN_HAND')) as waiting
            """,
            (row, n) -> new Progress(row.getLong("taken"), row.getLong("waiting")))
        .get(0);
  }

  @Override
  public Undecided undecided(Duration forLong) {
    return jdbc
        .query(
            """
            select count(*) over () as mails, since, reason
            from (
              select case when attempts = 0 then due_at else kept_at end as since, reason, id
              from mail where state in ('KEPT', 'IN_HAND')) waiting
            where since < ?
            order by since, id
            limit 1
            """,
            (row, n) ->
                new Undecided(
                    row.getLong("mails"),
                    Sql.optionalInstant(row, "since"),
                    row.getString("reason")),
            Sql.at(clock.instant().minus(forLong)))
        .stream()
        .findFirst()
        .orElse(new Undecided(0, Optional.empty(), ""));
  }

  @Override
  public Optional<JournalLine> mail(long id) {
    return jdbc.query(MAIL + "where m.id = ?", (row, n) -> journalLine(row), id).stream()
        .findFirst();
  }

  @Override
  public Optional<byte[]> raw(long id) {
    return jdbc
        .query(
            "select raw from mail where id = ? and erased is null",
            (row, n) -> row.getBytes("raw"),
            id)
        .stream()
        .findFirst();
  }

  @Override
  public Set<Long> erased(Collection<Long> mails) {
    return mails.isEmpty()
        ? Set.of()
        : Set.copyOf(
            jdbc.queryForList(
                "select id from mail where id = any(?) and erased is not null",
                Long.class,
                (Object) mails.toArray(Long[]::new)));
  }

  private static JournalLine journalLine(ResultSet row) throws SQLException {
    return new JournalLine(
        row.getLong("id"),
        row.getString("mailbox"),
        row.getString("folder"),
        MailState.valueOf(row.getString("state")),
        Optional.ofNullable(row.getString("outcome")).map(Outcome::valueOf),
        row.getString("reason"),
        Optional.ofNullable(row.getString("number")),
        row.getString("acknowledgement"),
        row.getString("sender"),
        row.getString("subject"),
        row.getString("message_id"),
        row.getLong("size"),
        row.getInt("attempts"),
        Sql.lines(row.getString("defects")),
        Sql.instant(row, "kept_at"),
        Sql.optionalInstant(row, "decided_at"));
  }

  @Override
  public List<LetterLine> letters(int limit) {
    return letters("order by l.id desc limit ?", limit);
  }

  private static final String LETTER =
      "select l.*, t.number from letter l left join ticket t on t.id = l.ticket_id ";

  private List<LetterLine> letters(String which, Object argument) {
    return jdbc.query(LETTER + which, (row, n) -> letterLine(row), argument);
  }

  @Override
  public Optional<LetterPage> letter(long id) {
    return jdbc
        .query(
            LETTER + "where l.id = ?",
            (row, n) ->
                new LetterPage(
                    letterLine(row),
                    row.getString("message_id"),
                    row.getString("mailbox"),
                    row.getString("body_text"),
                    row.getString("body_html")),
            id)
        .stream()
        .findFirst();
  }

  private static LetterLine letterLine(ResultSet row) throws SQLException {
    return new LetterLine(
        row.getLong("id"),
        row.getString("kind"),
        row.getString("state"),
        Optional.ofNullable(row.getString("number")).orElse(""),
        row.getString("recipient"),
        row.getString("subject"),
        row.getInt("attempts"),
        row.getString("failure"),
        Sql.instant(row, "queued_at"),
        Sql.optionalInstant(row, "sent_at"));
  }

  /** The words anywhere; the wildcards of a visitor stand for themselves. */
  private static String like(String search) {
    return "%"
        + search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_").replace("\0", "")
        + "%";
  }
}
