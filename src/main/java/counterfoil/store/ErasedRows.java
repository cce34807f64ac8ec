package counterfoil.store;

import static counterfoil.store.Sql.text;

import counterfoil.mail.Address;
import counterfoil.privacy.ErasedTicket;
import counterfoil.privacy.Eraser;
import counterfoil.privacy.TicketContent;
import counterfoil.ticket.Correspondent;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes what is left of tickets, mails and letters. Called within one transaction. */
final class ErasedRows {

  /** What stays of a letter that was erased before it left: it must not leave. */
  private static final String NOT_SENT = "erased before it was sent";

  private ErasedRows() {}

  static void write(JdbcTemplate jdbc, Collection<ErasedTicket> erased, OffsetDateTime now) {
    for (ErasedTicket one : erased) {
      TicketChange.write(jdbc, List.of(one.ticket()));
      people(jdbc, one.people());
      events(jdbc, one.events());
      entries(jdbc, one.entries());
      jdbc.batchUpdate(
          "update entry set body = ? where id = ?",
          one.notes().stream().map(note -> new Object[] {text(note.words()), note.id()}).toList());
      jdbc.update(
          "delete from ticket_fact where id = any(?)", (Object) one.facts().toArray(Long[]::new));
      letters(jdbc, one.letters());
      jdbc.batchUpdate(
          "update letter set subject = ? where id = ?",
          one.headings().stream()
              .map(letter -> new Object[] {letter.subject(), letter.id()})
              .toList());
      mails(jdbc, one.mails(), now);
      EventRows.insert(jdbc, List.of(one.line()));
    }
  }

  private static void people(JdbcTemplate jdbc, List<Correspondent> people) {
    jdbc.batchUpdate(
        """
        update correspondent
        set address = ?, address_key = ?, name = ?, generation = ?, last_message_id = ?
        where ticket_id = ? and no = ?
        """,
        people.stream()
            .map(
                person ->
                    new Object[] {
                      person.person().email(),
                      person.key(),
                      person.person().name(),
                      person.generation(),
                      person.lastMessageId(),
                      person.ticketId(),
                      person.no()
                    })
            .toList());
  }

  private static void events(JdbcTemplate jdbc, List<TicketContent.Line> events) {
    jdbc.batchUpdate(
        "update event set what = ?, who = ?, why = ?, data = ? where id = ?",
        events.stream()
            .map(
                line ->
                    new Object[] {
                      text(line.event().what()),
                      text(line.event().who()),
                      text(line.event().why()),
                      ChangeJson.write(line.event().change()),
                      line.id()
                    })
            .toList());
  }

  private static void entries(JdbcTemplate jdbc, List<TicketContent.Piece> entries) {
    jdbc.batchUpdate(
        """
        update entry set author = ?, body = ?, rest = '', attachments = '', erased = true
        where id = ?
        """,
        entries.stream()
            .map(one -> new Object[] {text(one.author()), Eraser.ERASED, one.id()})
            .toList());
  }

  /** The Message-ID is ours and names nobody; by it an answer is still known. */
  static void letters(JdbcTemplate jdbc, List<TicketContent.Post> letters) {
    jdbc.batchUpdate(
        """
        update letter
        set recipient = ?, recipient_key = ?, recipient_domain = ?, subject = ?, body_text = ?,
            body_html = '', reply_to = '', in_reply_to = '', reference_ids = '',
            failure = case when state = 'DUE' then ? else '' end,
            state = case when state = 'DUE' then 'FAILED' else state end
        where id = ?
        """,
        letters.stream()
            .map(
                letter ->
                    new Object[] {
                      text(letter.recipient()),
                      text(Address.of(letter.recipient()).key()),
                      text(Address.of(letter.recipient()).domain()),
                      Eraser.ERASED,
                      Eraser.ERASED,
                      NOT_SENT,
                      letter.id()
                    })
            .toList());
  }

  /** Who waited for a person waits no more: the mail ends here. */
  static void mails(JdbcTemplate jdbc, List<TicketContent.Mail> mails, OffsetDateTime now) {
    jdbc.batchUpdate(
        """
        update mail
        set raw = ''::bytea, erased = 'WHOLE', sha256 = '', message_id = '', sender = ?, subject = ?,
            reason = ?, defects = '', trust_reason = '', read_from = '',
            acknowledgement = case when acknowledgement = 'queued' then acknowledgement else '' end,
            outcome = coalesce(outcome, 'IGNORED'), decided_at = coalesce(decided_at, ?),
            state = 'DONE'
        where id = ? and state in ('DONE', 'HELD', 'PARKED')
        """,
        mails.stream()
            .map(
                mail ->
                    new Object[] {
                      text(mail.sender()), Eraser.ERASED, Eraser.ERASED, now, mail.id()
                    })
            .toList());
  }
}
