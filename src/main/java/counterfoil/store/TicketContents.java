package counterfoil.store;

import counterfoil.mail.HeaderGlance;
import counterfoil.privacy.Eraser;
import counterfoil.privacy.TicketContent;
import counterfoil.ticket.Correspondent;
import counterfoil.ticket.EntryKind;
import counterfoil.ticket.Ticket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/** All of some tickets that may name somebody, in a fixed number of looks. */
final class TicketContents {

  private TicketContents() {}

  static List<TicketContent> of(JdbcTemplate jdbc, List<Ticket> tickets) {
    Long[] ids = tickets.stream().map(Ticket::id).toArray(Long[]::new);
    Map<Long, List<Correspondent>> people =
        CorrespondentRows.of(jdbc, List.of(ids)).stream()
            .collect(Collectors.groupingBy(Correspondent::ticketId));
    Map<Long, List<TicketContent.Line>> events = new HashMap<>();
    jdbc.query(
        "select * from event where ticket_id = any(?) order by id",
        row -> {
          add(
              events,
              row.getLong("ticket_id"),
              new TicketContent.Line(row.getLong("id"), EventRows.read(row)));
        },
        (Object) ids);
    Map<Long, List<TicketContent.Piece>> entries = entries(jdbc, ids);
    Map<Long, List<TicketContent.Value>> facts = new HashMap<>();
    jdbc.query(
        """
        select id, ticket_id, field, value, mail_id from ticket_fact
        where ticket_id = any(?) order by id
        """,
        row -> {
          add(
              facts,
              row.getLong("ticket_id"),
              new TicketContent.Value(
                  row.getLong("id"),
                  row.getString("field"),
                  row.getString("value"),
                  Sql.optionalLong(row, "mail_id")));
        },
        (Object) ids);
    Map<Long, List<TicketContent.Post>> letters = new HashMap<>();
    jdbc.query(
        """
        select id, ticket_id, kind, recipient, subject, body_text = ? as erased from letter
        where ticket_id = any(?) order by id
        """,
        row -> {
          add(
              letters,
              row.getLong("ticket_id"),
              new TicketContent.Post(
                  row.getLong("id"),
                  row.getString("kind"),
                  row.getString("recipient"),
                  row.getString("subject"),
                  row.getBoolean("erased")));
        },
        Eraser.ERASED,
        ids);
    Map<Long, List<TicketContent.Mail>> mails = mails(jdbc, ids);
    return tickets.stream()
        .map(
            ticket ->
                new TicketContent(
                    ticket,
                    people.getOrDefault(ticket.id(), List.of()),
                    events.getOrDefault(ticket.id(), List.of()),
                    entries.getOrDefault(ticket.id(), List.of()),
                    facts.getOrDefault(ticket.id(), List.of()),
                    letters.getOrDefault(ticket.id(), List.of()),
                    mails.getOrDefault(ticket.id(), List.of())))
        .toList();
  }

  private static Map<Long, List<TicketContent.Piece>> entries(JdbcTemplate jdbc, Long[] ids) {
    Map<Long, List<TicketContent.Piece>> entries = new HashMap<>();
    jdbc.query(
        """
        select id, ticket_id, kind, author, case when author = ? then body else '' end as words,
               mail_id, erased
        from entry where ticket_id = any(?) order by id
        """,
        row -> {
          add(
              entries,
              row.getLong("ticket_id"),
              new TicketContent.Piece(
                  row.getLong("id"),
                  EntryKind.valueOf(row.getString("kind")),
                  row.getString("author"),
                  row.getString("words"),
                  Sql.optionalLong(row, "mail_id"),
                  row.getBoolean("erased")));
        },
        Eraser.BOT,
        ids);
    return entries;
  }

  /** Of a parked mail nothing was read; a glance at its From is all there is. */
  private static Map<Long, List<TicketContent.Mail>> mails(JdbcTemplate jdbc, Long[] ids) {
    Map<Long, List<TicketContent.Mail>> mails = new HashMap<>();
    jdbc.query(
        """
        select id, ticket_id, sender, erased = 'WHOLE' as erased,
               case when state = 'PARKED' then substring(raw from 1 for ?) end as head
        from mail where ticket_id = any(?) and state in ('DONE', 'PARKED') order by id
        """,
        row -> {
          byte[] head = row.getBytes("head");
          add(
              mails,
              row.getLong("ticket_id"),
              new TicketContent.Mail(
                  row.getLong("id"),
                  head == null ? row.getString("sender") : from(head),
                  row.getBoolean("erased")));
        },
        HeaderGlance.LIMIT,
        ids);
    return mails;
  }

  private static String from(byte[] head) {
    String from = HeaderGlance.of(head).field("from");
    String text =
        new String(from.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8).strip();
    int open = text.lastIndexOf('<');
    int close = text.indexOf('>', open + 1);
    return open >= 0 && close > open ? text.substring(open + 1, close).strip() : text;
  }

  private static <T> void add(Map<Long, List<T>> lists, long ticketId, T one) {
    lists.computeIfAbsent(ticketId, id -> new ArrayList<>()).add(one);
  }
}
