package counterfoil.store;

import static counterfoil.store.Sql.at;

import counterfoil.desk.Foresight;
import counterfoil.desk.MailState;
import counterfoil.desk.MailVerbs;
import counterfoil.desk.Outcome;
import counterfoil.desk.Release;
import counterfoil.desk.TicketVerbs.Answer;
import counterfoil.ticket.Event;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The verbs of engineers on the table {@code mail}. */
public final class JdbcMailVerbs implements MailVerbs {

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final Foresight foresight;
  private final Clock clock;

  /**
   * @param foresight says which choices a held mail leaves
   */
  public JdbcMailVerbs(
      JdbcTemplate jdbc, TransactionTemplate transaction, Foresight foresight, Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.foresight = foresight;
    this.clock = clock;
  }

  @Override
  public Optional<Answer> replay(long mailId, String who) {
    return Optional.ofNullable(
            transaction.execute(
                status ->
                    jdbc
                        .queryForList(
                            "select state from mail where id = ? for update", String.class, mailId)
                        .stream()
                        .map(MailState::valueOf)
                        .findFirst()
                        .map(state -> replay(mailId, state, who))))
        .flatMap(answer -> answer);
  }

  private Answer replay(long mailId, MailState state, String who) {
    if (state != MailState.PARKED) {
      return new Answer(
          false, "Mail %d is %s; only a parked mail can be tried again.".formatted(mailId, state));
    }
    var now = at(clock.instant());
    jdbc.update(
        """
        update mail
        set state = 'KEPT', due_at = ?, attempts = 0, deaths = 0, decided_at = null
        where id = ?
        """,
        now,
        mailId);
    jdbc.queryForList(
            "select ticket_id from mail where id = ? and ticket_id is not null", Long.class, mailId)
        .forEach(
            ticketId ->
                EventRows.insert(
                    jdbc,
                    List.of(
                        Event.told(
                            ticketId,
                            "has the mail tried again",
                            who,
                            "",
                            Optional.of(mailId),
                            clock.instant()))));
    return new Answer(true, "Mail %d is tried again.".formatted(mailId));
  }

  @Override
  public Optional<Answer> release(long mailId, Release release) {
    // Read before anything is locked. What it says of a mail that is decided upon meanwhile does
    // not
    // matter: that one is refused below.
    Optional<Answer> refusal = refusal(mailId, release);
    return refusal.isPresent()
        ? refusal
        : Optional.ofNullable(
                transaction.execute(
                    status ->
                        jdbc
                            .queryForList(
                                "select state from mail where id = ? for update",
                                String.class,
                                mailId)
                            .stream()
                            .map(MailState::valueOf)
                            .findFirst()
                            .map(state -> release(mailId, state, release))))
            .flatMap(answer -> answer);
  }

  private Optional<Answer> refusal(long mailId, Release release) {
    return release.choice().joins()
        ? foresight.of(mailId, release.who()).stream()
            .filter(one -> one.choice() == release.choice() && !one.possible())
            .map(one -> new Answer(false, one.sentence()))
            .findFirst()
        : Optional.empty();
  }

  /**
   * What is to be ignored ends here; everything else is decided as any mail is. The ticket that the
   * mail names is none that it holds, and is found again.
   */
  private Answer release(long mailId, MailState state, Release release) {
    if (state != MailState.HELD) {
      return new Answer(
          false, "Mail %d is %s; only a held mail waits for a decision.".formatted(mailId, state));
    }
    var now = at(clock.instant());
    boolean ends = release.choice() == Release.Choice.IGNORE;
    jdbc.update(
        """
        update mail
        set state = ?, outcome = ?, reason = ? || ' (' || %s || ': ' || reason || ')', due_at = ?,
            attempts = 0, deaths = 0, decided_at = case when ? then ?::timestamptz end,
            ticket_id = null, release = ?, released_by = ?
        where id = ?
        """
            .formatted(Sql.holdWords("hold")),
        (ends ? MailState.DONE : MailState.KEPT).name(),
        ends ? Outcome.IGNORED.name() : null,
        Sql.text((ends ? "ignored by " : "released by ") + release.who()),
        now,
        ends,
        now,
        release.choice().name(),
        Sql.text(release.who()),
        mailId);
    return new Answer(
        true,
        ends
            ? "Mail %d is ignored; it stays in the journal.".formatted(mailId)
            : "Mail %d is released: %s.".formatted(mailId, release.choice().words()));
  }
}
