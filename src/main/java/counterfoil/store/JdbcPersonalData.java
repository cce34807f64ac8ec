package counterfoil.store;

import counterfoil.privacy.PersonalData;
import counterfoil.privacy.Whom;
import counterfoil.ticket.Correspondent;
import counterfoil.ticket.Entry;
import counterfoil.ticket.EntryKind;
import counterfoil.ticket.Ticket;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** All that the tables have of one person, in pieces. */
public final class JdbcPersonalData implements PersonalData {

  private static final String THEIR_MAILS = "(lower(m.sender) = any(?) or m.sender = any(?))";

  private final JdbcTemplate jdbc;

  /** On a database that is up to date. */
  public JdbcPersonalData(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public About about(Whom.Person person) {
    return new About(
        jdbc.queryForList(
            """
            select name from correspondent where address_key = ? and name <> ''
            union select requester_name from ticket where requester_key = ? and requester_name <> ''
            order by 1
            """,
            String.class,
            person.key(),
            person.key()),
        jdbc.queryForList(
            """
            select o.name from organisation_address a join organisation o on o.id = a.organisation_id
            where a.address_key = ? order by 1
            """,
            String.class,
            person.key()));
  }

  @Override
  public List<Long> tickets(Whom.Person person) {
    String[] spellings = JdbcErasures.spellings(jdbc, person.key());
    String[] authors = JdbcErasures.asAuthors(spellings);
    return jdbc
        .queryForList(
            """
            select id from ticket where requester_key = ?
            union select ticket_id from correspondent where address_key = ?
            union select ticket_id from letter where recipient_key = ? and ticket_id is not null
            union select m.ticket_id from mail m
              where %s and m.ticket_id is not null and m.state = 'DONE'
            union select ticket_id from entry where author ilike any(?)
            """
                .formatted(THEIR_MAILS),
            Long.class,
            person.key(),
            person.key(),
            person.key(),
            spellings,
            spellings,
            authors)
        .stream()
        .sorted()
        .toList();
  }

  @Override
  public Optional<File> ticket(Whom.Person person, long id) {
    return jdbc.query("select * from ticket where id = ?", TicketRow::read, id).stream()
        .findFirst()
        .map(ticket -> file(person, ticket));
  }

  private File file(Whom.Person person, Ticket ticket) {
    String[] spellings = JdbcErasures.spellings(jdbc, person.key());
    Optional<Correspondent> there =
        CorrespondentRows.of(jdbc, List.of(ticket.id())).stream()
            .filter(one -> one.key().equals(person.key()))
            .findFirst();
    Set<Long> mails =
        new HashSet<>(
            jdbc.queryForList(
                "select m.id from mail m where m.ticket_id = ? and " + THEIR_MAILS,
                Long.class,
                ticket.id(),
                spellings,
                spellings));
    return new File(
        ticket,
        there,
        EventRows.of(jdbc, ticket.id()),
        jdbc.query(
            "select * from entry where ticket_id = ? order by id",
            (row, n) -> entry(row),
            ticket.id()),
        jdbc.query(
            "select * from ticket_fact where ticket_id = ? order by id",
            (row, n) ->
                new Value(
                    row.getString("field"),
                    row.getString("value"),
                    row.getString("evidence"),
                    row.getString("place"),
                    row.getString("source"),
                    Sql.optionalLong(row, "mail_id")),
            ticket.id()),
        jdbc.query(
            "select * from letter where ticket_id = ? and recipient_key = ? order by id",
            (row, n) -> letter(row),
            ticket.id(),
            person.key()),
        mails);
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        row.getLong("ticket_id"),
        EntryKind.valueOf(row.getString("kind")),
        row.getString("author"),
        row.getString("body"),
        row.getString("rest"),
        Sql.lines(row.getString("attachments")),
        Sql.optionalLong(row, "mail_id"),
        Sql.instant(row, "at"),
        row.getBoolean("for_engineers"));
  }

  private static Post letter(ResultSet row) throws SQLException {
    return new Post(
        row.getLong("id"),
        row.getString("kind"),
        row.getString("state"),
        row.getString("subject"),
        row.getString("body_text"),
        Sql.instant(row, "queued_at"),
        Sql.optionalInstant(row, "sent_at"));
  }

  @Override
  public List<Post> lettersBesideTickets(Whom.Person person) {
    return jdbc.query(
        "select * from letter where ticket_id is null and recipient_key = ? order by id",
        (row, n) -> letter(row),
        person.key());
  }

  @Override
  public List<MailLine> mails(Whom.Person person, long afterId, int limit) {
    String[] spellings = JdbcErasures.spellings(jdbc, person.key());
    return jdbc.query(
        """
        select m.id, m.internal_date, m.subject, m.state, m.outcome, t.number,
               m.erased is null as kept
        from mail m left join ticket t on t.id = m.ticket_id
        where %s and m.id > ? order by m.id limit ?
        """
            .formatted(THEIR_MAILS),
        (row, n) ->
            new MailLine(
                row.getLong("id"),
                Sql.instant(row, "internal_date"),
                row.getString("subject"),
                row.getString("state"),
                Objects.requireNonNullElse(row.getString("outcome"), ""),
                Objects.requireNonNullElse(row.getString("number"), ""),
                row.getBoolean("kept")),
        spellings,
        spellings,
        afterId,
        limit);
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
}
