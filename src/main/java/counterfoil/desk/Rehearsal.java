package counterfoil.desk;

import counterfoil.facts.Facts;
import counterfoil.mail.MailReader;
import counterfoil.mail.ParsedMail;
import counterfoil.screen.Screener;
import counterfoil.trust.Trust;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/**
 * What would become of the mails of a history: read, judged and decided as they will be, with
 * nothing written. Facts are not read, for no count depends on them. Remembers about a kilobyte of
 * each mail. For one thread.
 */
public final class Rehearsal {

  private final String mailbox;
  private final Origin origin;
  private final History history;
  private final MailReader reader;
  private final Screener screener;
  private final PointerReader pointers;
  private final Judge judge;
  private final Decider decider;

  /** Tickets that will never be get numbers that no ticket has. */
  private final AtomicLong nextId = new AtomicLong(Long.MIN_VALUE);

  private final Known known =
      new Known(
          count -> LongStream.range(0, count).mapToObj(i -> nextId.getAndIncrement()).toList());
  private final Set<HistoricMail.Key> seen = new HashSet<>();
  private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
  private long mailId = Long.MIN_VALUE;

  /**
   * @param mailbox that the mails would be imported into
   * @param origin as what
   */
  public Rehearsal(
      String mailbox,
      Origin origin,
      History history,
      MailReader reader,
      Screener screener,
      PointerReader pointers,
      Judge judge,
      Decider decider) {
    this.mailbox = mailbox;
    this.origin = origin;
    this.history = history;
    this.reader = reader;
    this.screener = screener;
    this.pointers = pointers;
    this.judge = judge;
    this.decider = decider;
  }

  /**
   * Goes through the next mails, oldest first.
   *
   * @return how many would be new; the others are there already, byte by byte
   */
  public int rehearse(List<HistoricMail> mails) {
    Set<HistoricMail.Key> there =
        history.known(mailbox, mails.stream().map(HistoricMail::key).toList());
    List<Case> cases = new ArrayList<>();
    for (HistoricMail mail : mails) {
      if (!there.contains(mail.key()) && seen.add(mail.key())) {
        cases.add(read(mail));
      }
    }
    history.gather(cases, known);
    for (Case of : cases) {
      Decision decision = decider.decide(judge.judge(of, known), known);
      known.learn(decision);
      decision.outcome().ifPresent(outcome -> outcomes.merge(outcome, 1, Integer::sum));
    }
    return cases.size();
  }

  private Case read(HistoricMail mail) {
    ParsedMail parsed = reader.read(mail.bytes());
    ClaimedMail claimed =
        new ClaimedMail(
            mailId++,
            mailbox,
            mail.bytes(),
            mail.bytes().length,
            mail.date(),
            origin,
            0,
            1,
            0,
            Optional.empty());
    return new Case(
        claimed,
        parsed,
        screener.screen(parsed),
        Trust.unknown("nobody checks a history"),
        pointers.read(parsed),
        Facts.NONE);
  }

  /** How many mails would end how, of those that would be new. */
  public int count(Outcome outcome) {
    return Optional.ofNullable(outcomes.get(outcome)).orElse(0);
  }
}
