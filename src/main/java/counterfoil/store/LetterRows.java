package counterfoil.store;

import static counterfoil.store.Sql.text;

import counterfoil.letters.Letter;
import counterfoil.mail.Address;
import counterfoil.ticket.Pseudonym;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Rows of the table {@code letter}, and by which their answers find the ticket. */
final class LetterRows {

  private LetterRows() {}

  /**
   * A letter that is there already stays as it is. To somebody who was erased nothing is written:
   * nobody is at that address.
   */
  static void insert(JdbcTemplate jdbc, Collection<Letter> all, OffsetDateTime now) {
    List<Letter> letters = all.stream().filter(l -> !Pseudonym.isOne(l.to())).toList();
    if (letters.isEmpty()) {
      return;
    }
    jdbc.batchUpdate(
        """
        insert into letter (ticket_id, kind, mailbox, message_id, recipient, recipient_key,
                            recipient_domain, subject, body_text, body_html, reply_to, in_reply_to,
                            reference_ids, due_at, queued_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (message_id) do nothing
        """,
        letters.stream()
            .map(
                l ->
                    new Object[] {
                      l.ticketId() == 0 ? null : l.ticketId(),
                      l.kind().name(),
                      l.mailbox(),
                      l.messageId(),
                      text(l.to()),
                      text(Address.of(l.to()).key()),
                      text(Address.of(l.to()).domain()),
                      text(l.subject()),
                      text(l.text()),
                      text(l.html()),
                      text(l.replyTo()),
                      text(l.inReplyTo()),
                      Sql.lines(l.references()),
                      now,
                      now
                    })
            .toList());
    jdbc.batchUpdate(
        MESSAGE_REF,
        letters.stream()
            .filter(l -> l.ticketId() != 0)
            .map(l -> new Object[] {Sql.key(l.messageId()), l.ticketId()})
            .toList());
  }

  static final String MESSAGE_REF =
      "insert into message_ref (key, ticket_id) values (?, ?) on conflict do nothing";

  static Letter read(ResultSet row) throws SQLException {
    return new Letter(
        row.getLong("id"),
        row.getLong("ticket_id"),
        Letter.Kind.valueOf(row.getString("kind")),
        row.getString("mailbox"),
        row.getString("message_id"),
        row.getString("recipient"),
        row.getString("subject"),
        row.getString("body_text"),
        row.getString("body_html"),
        row.getString("reply_to"),
        row.getString("in_reply_to"),
        Sql.lines(row.getString("reference_ids")),
        row.getInt("attempts"));
  }
}
