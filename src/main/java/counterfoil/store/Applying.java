package counterfoil.store;

import static counterfoil.store.Sql.at;
import static counterfoil.store.Sql.text;

import counterfoil.desk.ClaimLostException;
import counterfoil.desk.Decision;
import counterfoil.desk.Deed;
import counterfoil.desk.Hold;
import counterfoil.desk.KeptTicket;
import counterfoil.desk.Known;
import counterfoil.desk.MailState;
import counterfoil.desk.Outcome;
import counterfoil.desk.Placeholder;
import counterfoil.mail.Address;
import counterfoil.ticket.Ticket;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes the decisions of a batch set-wise. Called within one transaction. */
final class Applying {

  private final JdbcTemplate jdbc;
  private final DeedRows deedRows;
  private final ClockRows clocks;
  private final Clock clock;

  Applying(JdbcTemplate jdbc, ClockRows clocks, Clock clock) {
    this.jdbc = jdbc;
    this.clocks = clocks;
    this.deedRows = new DeedRows(jdbc, clock);
    this.clock = clock;
  }

  void apply(List<Decision> decisions, Known known) {
    OffsetDateTime now = at(clock.instant());
    List<Deed> deeds = decisions.stream().map(Decision::deed).toList();
    settleMails(decisions, now);
    ErasedDoubles.empty(jdbc, decisions);
    ThreadRows.areAsKnown(
        jdbc,
        decisions.stream().filter(Decision::isPartOfTicket).map(Decision::of).toList(),
        known);
    deedRows.write(deeds);
    moveClocks(decisions);
    insertFacts(decisions);
    insertMessageRefs(decisions);
    insertAwaited(decisions);
    deedRows.move(deeds);
  }

  /** The ticket of a mail that is set aside. */
  void open(Placeholder placeholder) {
    deedRows.write(
        List.of(
            new Deed(
                Optional.of(placeholder.ticket()),
                List.of(),
                List.of(placeholder.entry()),
                placeholder.events(),
                List.of(),
                List.of(),
                List.of(),
                List.of())));
  }

  /** A new request may have filled the ticket that was held for it: that one begins as well. */
  private void moveClocks(List<Decision> decisions) {
    Map<Boolean, List<Decision>> byHistory =
        decisions.stream()
            .collect(Collectors.partitioningBy(d -> d.of().claimed().origin().isHistory()));
    clocks.movedQuietly(written(byHistory.get(true)));
    List<Decision> live = byHistory.get(false);
    clocks.opened(
        written(
            live.stream()
                .filter(d -> d.outcome().filter(Outcome.OPENED::equals).isPresent())
                .toList()));
    clocks.follow(live.stream().map(Decision::deed).toList());
  }

  private static List<Ticket> written(List<Decision> decisions) {
    return decisions.stream()
        .map(Decision::deed)
        .flatMap(d -> Stream.concat(d.opened().stream(), d.changed().stream()))
        .toList();
  }

  /** Each mail must still be ours: a claim that was taken over writes nothing. */
  private void settleMails(List<Decision> decisions, OffsetDateTime now) {
    int settled =
        jdbc.update(
            """
            update mail m
            set state = d.state, outcome = d.outcome, hold = coalesce(d.hold, m.hold), reason = d.reason,
                ticket_id = d.ticket_id, message_id = d.message_id, fingerprint = d.fingerprint,
                sender = d.sender, subject = d.subject, class = d.class, trust = d.trust,
                trust_reason = d.trust_reason, defects = d.defects,
                acknowledgement = d.acknowledgement, decided_at = ?, claim = null, claimed_by = null
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
              as d(id, claim, state, outcome, hold, reason, ticket_id, message_id, fingerprint,
                   sender, subject, class, trust, trust_reason, defects, acknowledgement)
            where m.id = d.id and m.claim = d.claim and m.state = 'IN_HAND'
            """,
            now,
            decisions.stream().map(d -> d.of().claimed().id()).toArray(Long[]::new),
            decisions.stream().map(d -> d.of().claimed().claim()).toArray(Long[]::new),
            texts(decisions, d -> (d.hold().isPresent() ? MailState.HELD : MailState.DONE).name()),
            texts(decisions, d -> d.outcome().map(Outcome::name).orElse(null)),
            texts(decisions, d -> d.hold().map(Hold::name).orElse(null)),
            texts(decisions, d -> text(d.reason())),
            decisions.stream().map(d -> d.ticketId().orElse(null)).toArray(Long[]::new),
            texts(decisions, d -> text(d.of().mail().messageId())),
            texts(decisions, d -> d.of().mail().fingerprint()),
            texts(decisions, Applying::sender),
            texts(decisions, d -> text(d.of().mail().subject())),
            texts(decisions, d -> d.of().screening().mailClass().name()),
            texts(decisions, d -> d.of().trust().level().name()),
            texts(decisions, d -> text(d.of().trust().reason())),
            texts(decisions, d -> Sql.lines(d.of().mail().defects())),
            texts(decisions, d -> text(d.acknowledgement())));
    if (settled != decisions.size()) {
      throw new ClaimLostException(
          (decisions.size() - settled) + " mails are in somebody else's hand");
    }
  }

  private static @Nullable String[] texts(
      List<Decision> decisions, Function<Decision, @Nullable String> of) {
    return decisions.stream().map(of).toArray(String[]::new);
  }

  private static String sender(Decision decision) {
    return text(decision.of().mail().from().stream().findFirst().map(Address::email).orElse(""));
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

  /** By its own id a later mail finds the ticket of this one. */
  private void insertMessageRefs(List<Decision> decisions) {
    jdbc.batchUpdate(
        LetterRows.MESSAGE_REF,
        decisions.stream()
            .filter(Decision::isPartOfTicket)
            .map(d -> new Object[] {Sql.key(d.of().mail().messageId()), d.ticketId().orElseThrow()})
            .toList());
  }

  /** What these mails answer and nobody has seen: it may arrive after its answer (rule 21 f). */
  private void insertAwaited(List<Decision> decisions) {
    List<String> keys = new ArrayList<>();
    List<Long> ticketIds = new ArrayList<>();
    for (Decision decision : decisions) {
      if (decision.isPartOfTicket()) {
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
