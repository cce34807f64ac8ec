package counterfoil.store;

import counterfoil.desk.DeskViews;
import counterfoil.desk.MailState;
import counterfoil.desk.Outcome;
import counterfoil.ticket.EntryKind;
import counterfoil.ticket.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the pages show, straight from the tables. */
public final class JdbcDeskViews implements DeskViews {

  private final JdbcTemplate jdbc;
  private final UnaryOperator<List<String>> missing;

  /**
   * @param missing of the fields that have a value, which required ones have none
   */
  public JdbcDeskViews(JdbcTemplate jdbc, UnaryOperator<List<String>> missing) {
    this.jdbc = jdbc;
    this.missing = missing;
  }

  @Override
  public List<TicketLine> tickets(Optional<Status> status, String search, int limit) {
    List<TicketLine> lines =
        jdbc.query(
            """
            select * from ticket
            where (? = '' or status = ?)
              and (? = '' or number ilike ? or subject ilike ? or requester ilike ?)
            order by status = 'RESOLVED', priority, opened_at, id
            limit ?
            """,
            (row, n) -> line(row, Map.of()),
            status.map(Status::name).orElse(""),
            status.map(Status::name).orElse(""),
            search,
            like(search),
            like(search),
            like(search),
            limit);
    return withFacts(lines);
  }

  private List<TicketLine> withFacts(List<TicketLine> lines) {
    Map<String, Map<String, String>> facts = new LinkedHashMap<>();
    jdbc.query(
        """
        select t.number, f.field, f.value
        from ticket_fact f join ticket t on t.id = f.ticket_id
        where t.number = any(?)
        order by f.id
        """,
        row -> {
          facts
              .computeIfAbsent(row.getString("number"), number -> new LinkedHashMap<>())
              .putIfAbsent(row.getString("field"), row.getString("value"));
        },
        (Object) lines.stream().map(TicketLine::number).toArray(String[]::new));
    return lines.stream()
        .map(
            line ->
                new TicketLine(
                    line.number(),
                    line.subject(),
                    line.status(),
                    line.priority(),
                    line.prioritySource(),
                    line.requester(),
                    facts.getOrDefault(line.number(), Map.of()),
                    line.openedAt(),
                    line.changedAt()))
        .toList();
  }

  private static TicketLine line(ResultSet row, Map<String, String> facts) throws SQLException {
    String name = row.getString("requester_name");
    String email = row.getString("requester");
    return new TicketLine(
        row.getString("number"),
        row.getString("subject"),
        Status.valueOf(row.getString("status")),
        row.getString("priority"),
        row.getString("priority_source"),
        name.isEmpty() ? email : name + " <" + email + ">",
        facts,
        Sql.instant(row, "opened_at"),
        Sql.instant(row, "changed_at"));
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
  public Optional<TicketPage> ticket(String number) {
    return jdbc
        .query(
            "select * from ticket where number = ?",
            (row, n) -> page(row.getLong("id"), line(row, Map.of())),
            number)
        .stream()
        .findFirst();
  }

  private TicketPage page(long id, TicketLine line) {
    List<FactLine> facts =
        jdbc.query(
            "select * from ticket_fact where ticket_id = ? order by id",
            (row, n) ->
                new FactLine(
                    row.getString("field"),
                    row.getString("value"),
                    row.getString("evidence"),
                    row.getString("place"),
                    row.getString("source"),
                    row.getLong("mail_id")),
            id);
    Map<String, String> first = new LinkedHashMap<>();
    facts.forEach(fact -> first.putIfAbsent(fact.field(), fact.value()));
    TicketLine withFacts =
        new TicketLine(
            line.number(),
            line.subject(),
            line.status(),
            line.priority(),
            line.prioritySource(),
            line.requester(),
            first,
            line.openedAt(),
            line.changedAt());
    return new TicketPage(
        withFacts,
        facts,
        missing.apply(List.copyOf(first.keySet())),
        entries(id),
        events(id),
        letters("where l.ticket_id = ? order by l.id", id));
  }

  private List<EntryLine> entries(long ticketId) {
    return jdbc.query(
        "select * from entry where ticket_id = ? order by id",
        (row, n) ->
            new EntryLine(
                EntryKind.valueOf(row.getString("kind")),
                row.getString("author"),
                row.getString("body"),
                row.getString("rest"),
                Sql.lines(row.getString("attachments")),
                Sql.optionalLong(row, "mail_id"),
                Sql.instant(row, "at")),
        ticketId);
  }

  private List<EventLine> events(long ticketId) {
    return jdbc.query(
        "select * from event where ticket_id = ? order by id",
        (row, n) ->
            new EventLine(
                row.getString("what"),
                row.getString("who"),
                row.getString("why"),
                Sql.optionalLong(row, "mail_id"),
                Sql.instant(row, "at")),
        ticketId);
  }

  private static final String MAIL =
      """
      select m.id, m.mailbox, m.folder, m.state, m.outcome, m.reason, t.number, m.acknowledgement,
             m.sender, m.subject, m.message_id, m.size, m.attempts, m.defects, m.kept_at, m.decided_at
      from mail m left join ticket t on t.id = m.ticket_id
      """;

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

  @Override
  public Map<MailState, Long> journalCounts() {
    Map<MailState, Long> counts = new EnumMap<>(MailState.class);
    for (MailState state : MailState.values()) {
      counts.put(state, 0L);
    }
    jdbc.query(
        "select state, count(*) as mails from mail group by state",
        row -> {
          counts.put(MailState.valueOf(row.getString("state")), row.getLong("mails"));
        });
    return counts;
  }

  @Override
  public Optional<JournalLine> mail(long id) {
    return jdbc.query(MAIL + "where m.id = ?", (row, n) -> journalLine(row), id).stream()
        .findFirst();
  }

  @Override
  public Optional<byte[]> raw(long id) {
    return jdbc
        .query("select raw from mail where id = ?", (row, n) -> row.getBytes("raw"), id)
        .stream()
        .findFirst();
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
      "select l.*, t.number from letter l join ticket t on t.id = l.ticket_id ";

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
        row.getString("number"),
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
