package counterfoil.store;

import static counterfoil.store.Sql.at;
import static counterfoil.store.Sql.text;

import counterfoil.desk.ClaimLostException;
import counterfoil.desk.Decision;
import counterfoil.desk.KeptTicket;
import counterfoil.desk.Outcome;
import counterfoil.desk.Placeholder;
import counterfoil.letters.Letter;
import counterfoil.mail.Address;
import counterfoil.ticket.Entry;
import counterfoil.ticket.Ticket;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes the decisions of a batch set-wise. Called within one transaction. */
final class Applying {

  private final JdbcTemplate jdbc;
  private final Clock clock;

  Applying(JdbcTemplate jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  void apply(List<Decision> decisions) {
    OffsetDateTime now = at(clock.instant());
    settleMails(decisions, now);
    openTickets(decisions.stream().flatMap(d -> d.opened().stream()).toList());
    changeTickets(decisions);
    insertEntries(decisions.stream().flatMap(d -> d.entries().stream()).toList());
    insertFacts(decisions);
    EventRows.insert(jdbc, decisions.stream().flatMap(d -> d.events().stream()).toList());
    insertLetters(decisions.stream().flatMap(d -> d.letters().stream()).toList(), now);
    insertMessageRefs(decisions);
    insertAwaited(decisions);
  }

  /** The ticket of a mail that is set aside. */
  void open(Placeholder placeholder) {
    openTickets(List.of(placeholder.ticket()));
    insertEntries(List.of(placeholder.entry()));
    EventRows.insert(jdbc, List.of(placeholder.event()));
  }

  /** Each mail must still be ours: a claim that was taken over writes nothing. */
  private void settleMails(List<Decision> decisions, OffsetDateTime now) {
    int settled =
        jdbc.update(
            """
            update mail m
            set state = 'DONE', outcome = d.outcome, reason = d.reason, ticket_id = d.ticket_id,
                message_id = d.message_id, fingerprint = d.fingerprint, sender = d.sender,
                subject = d.subject, class = d.class, defects = d.defects,
                acknowledgement = d.acknowledgement, decided_at = ?, claim = null, claimed_by = null
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
              as d(id, claim, outcome, reason, ticket_id, message_id, fingerprint, sender, subject,
                   class, defects, acknowledgement)
            where m.id = d.id and m.claim = d.claim and m.state = 'IN_HAND'
            """,
            now,
            decisions.stream().map(d -> d.of().claimed().id()).toArray(Long[]::new),
            decisions.stream().map(d -> d.of().claimed().claim()).toArray(Long[]::new),
            decisions.stream().map(d -> d.outcome().name()).toArray(String[]::new),
            decisions.stream().map(d -> text(d.reason())).toArray(String[]::new),
            decisions.stream().map(d -> d.ticketId().orElse(null)).toArray(Long[]::new),
            decisions.stream().map(d -> text(d.of().mail().messageId())).toArray(String[]::new),
            decisions.stream().map(d -> d.of().mail().fingerprint()).toArray(String[]::new),
            decisions.stream().map(Applying::sender).toArray(String[]::new),
            decisions.stream().map(d -> text(d.of().mail().subject())).toArray(String[]::new),
            decisions.stream()
                .map(d -> d.of().screening().mailClass().name())
                .toArray(String[]::new),
            decisions.stream().map(d -> Sql.lines(d.of().mail().defects())).toArray(String[]::new),
            decisions.stream().map(d -> text(d.acknowledgement())).toArray(String[]::new));
    if (settled != decisions.size()) {
      throw new ClaimLostException(
          (decisions.size() - settled) + " mails are in somebody else's hand");
    }
  }

  private static String sender(Decision decision) {
    return text(decision.of().mail().from().stream().findFirst().map(Address::email).orElse(""));
  }

  private void openTickets(List<Ticket> tickets) {
    jdbc.batchUpdate(
        """
        insert into ticket (id, number, mailbox, subject, status, priority, priority_source,
                            requester, requester_name, owner, opened_at, changed_at, version)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        tickets.stream()
            .map(
                t ->
                    new Object[] {
                      t.id(),
                      t.number(),
                      t.mailbox(),
                      text(t.subject()),
                      t.status().name(),
                      t.priority(),
                      t.prioritySource(),
                      text(t.requester().email()),
                      text(t.requester().name()),
                      t.owner(),
                      at(t.openedAt()),
                      at(t.changedAt()),
                      t.version()
                    })
            .toList());
  }

  /** A ticket that somebody else changed meanwhile is not written over. */
  private void changeTickets(List<Decision> decisions) {
    decisions.stream()
        .flatMap(d -> d.changed().stream())
        .forEach(ticket -> TicketChange.write(jdbc, ticket));
  }

  private void insertEntries(List<Entry> entries) {
    jdbc.batchUpdate(
        """
        insert into entry (ticket_id, kind, author, body, rest, attachments, mail_id, at)
        values (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        entries.stream()
            .map(
                e ->
                    new Object[] {
                      e.ticketId(),
                      e.kind().name(),
                      text(e.author()),
                      text(e.text()),
                      text(e.rest()),
                      Sql.lines(e.attachments()),
                      e.mailId().orElse(null),
                      at(e.at())
                    })
            .toList());
  }

  private void insertFacts(List<Decision> decisions) {
    List<FactRows.Row> rows = new ArrayList<>();
    for (Decision decision : decisions) {
      long ticketId = decision.ticketId().orElse(0L);
      long mailId = decision.of().claimed().id();
      decision
          .facts()
          .forEach(
              (field, facts) ->
                  facts.forEach(
                      fact ->
                          rows.add(
                              new FactRows.Row(
                                  ticketId, KeptTicket.Value.of(field, fact, mailId)))));
    }
    FactRows.insert(jdbc, rows);
  }

  private void insertLetters(Collection<Letter> letters, OffsetDateTime now) {
    jdbc.batchUpdate(
        """
        insert into letter (ticket_id, kind, mailbox, message_id, recipient, recipient_key,
                            recipient_domain, subject, body_text, body_html, in_reply_to,
                            reference_ids, due_at, queued_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        letters.stream()
            .map(
                l ->
                    new Object[] {
                      l.ticketId(),
                      l.kind().name(),
                      l.mailbox(),
                      l.messageId(),
                      text(l.to()),
                      text(Address.of(l.to()).key()),
                      text(Address.of(l.to()).domain()),
                      text(l.subject()),
                      text(l.text()),
                      text(l.html()),
                      text(l.inReplyTo()),
                      Sql.lines(l.references()),
                      now,
                      now
                    })
            .toList());
  }

  /** By these a later mail finds its ticket: the mail's own id and those of our letters. */
  private void insertMessageRefs(List<Decision> decisions) {
    jdbc.batchUpdate(
        "insert into message_ref (key, ticket_id) values (?, ?) on conflict do nothing",
        decisions.stream()
            .filter(d -> d.outcome() == Outcome.OPENED || d.outcome() == Outcome.APPENDED)
            .flatMap(
                d ->
                    Stream.concat(
                            Stream.of(d.of().mail().messageId()),
                            d.letters().stream().map(Letter::messageId))
                        .map(id -> new Object[] {Sql.key(id), d.ticketId().orElseThrow()}))
            .toList());
  }

  /** What these mails answer and nobody has seen: it may arrive after its answer (rule 21 f). */
  private void insertAwaited(List<Decision> decisions) {
    List<String> keys = new ArrayList<>();
    List<Long> ticketIds = new ArrayList<>();
    for (Decision decision : decisions) {
      if (decision.outcome() == Outcome.OPENED || decision.outcome() == Outcome.APPENDED) {
        Stream.concat(
                decision.of().mail().inReplyTo().stream(),
                decision.of().mail().references().stream())
            .distinct()
            .forEach(
                id -> {
                  keys.add(Sql.key(id));
                  ticketIds.add(decision.ticketId().orElseThrow());
                });
      }
    }
    if (keys.isEmpty()) {
      return;
    }
    jdbc.update(
        """
        insert into message_awaited (key, ticket_id)
        select a.key, a.ticket_id from unnest(?, ?) as a(key, ticket_id)
        where not exists (
          select 1 from message_ref r where r.key = a.key and r.ticket_id = a.ticket_id)
        on conflict do nothing
        """,
        keys.toArray(String[]::new),
        ticketIds.toArray(Long[]::new));
  }
}
