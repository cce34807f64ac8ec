package counterfoil.desk;

import counterfoil.facts.Facts;
import counterfoil.facts.FactsReader;
import counterfoil.mail.MailReader;
import counterfoil.mail.ParsedMail;
import counterfoil.screen.MailClass;
import counterfoil.screen.Screener;
import counterfoil.screen.Screening;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The verbs of the routes {@code receive} and {@code process}: what each step does, said once. Safe
 * for many threads; a {@link Batch} belongs to one.
 */
public final class Desk {

  private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

  /** After weather a mail waits this long: once, twice, ... and then always the last (rule 5). */
  private static final List<Duration> LADDER =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofMinutes(60));

  private static final Set<MailClass> WITH_FACTS =
      Set.of(MailClass.HUMAN, MailClass.AUTO_GENERATED);

  private final Journal journal;
  private final MailReader reader;
  private final Screener screener;
  private final FactsReader facts;
  private final Judge judge;
  private final Decider decider;
  private final Placeholders placeholders;
  private final int batchMails;
  private final long batchBytes;

  /**
   * @param batchMails how many mails are decided together at most
   * @param batchBytes how many bytes they have together at most, but always one mail
   */
  public Desk(
      Journal journal,
      MailReader reader,
      Screener screener,
      FactsReader facts,
      Judge judge,
      Decider decider,
      Placeholders placeholders,
      int batchMails,
      long batchBytes) {
    this.journal = journal;
    this.reader = reader;
    this.screener = screener;
    this.facts = facts;
    this.judge = judge;
    this.decider = decider;
    this.placeholders = placeholders;
    this.batchMails = batchMails;
    this.batchBytes = batchBytes;
  }

  /** Keeps a page of raw mails; when this returns they are committed. */
  public void keep(Page page) {
    int kept = journal.keep(page);
    LOG.info("kept {} of {} mails from {}", kept, page.mails().size(), page.folder().mailbox());
  }

  /** Claims what is due; what bots have died of is parked unread. */
  public Batch claim() {
    Map<Boolean, List<ClaimedMail>> claimed =
        journal.claim(batchMails, batchBytes).stream()
            .collect(Collectors.partitioningBy(ClaimedMail::isFatal));
    claimed
        .get(true)
        .forEach(mail -> park(mail, mail.deaths() + " times the bot stopped while it read it"));
    return new Batch(claimed.get(false));
  }

  /** Reads and screens every mail of a batch; never fails because of a mail. */
  public void read(Batch batch) {
    batch.read(batch.mails().stream().map(this::read).toList());
  }

  private Case read(ClaimedMail claimed) {
    ParsedMail mail = reader.read(claimed.raw());
    Screening screening = screener.screen(mail);
    return new Case(
        claimed,
        mail,
        screening,
        WITH_FACTS.contains(screening.mailClass()) ? facts.read(mail) : Facts.NONE);
  }

  /** Looks up what the mails of a batch may touch. */
  public void gather(Batch batch) {
    Known known = journal.gather(batch.cases());
    known.drawIds(
        (int)
            batch.cases().stream()
                .filter(of -> of.claimed().placeholder().isEmpty() && judge.opensTicket(of, known))
                .count());
    batch.gathered(known);
  }

  /** Which branch a mail takes. */
  public Verdict judge(Case of, Batch batch) {
    return judge.judge(of, batch.known());
  }

  /** The same mail was taken in before. */
  public void duplicate(Verdict verdict, Batch batch) {
    add(decider.duplicate(verdict), batch);
  }

  /** Nothing to do. */
  public void ignore(Verdict verdict, Batch batch) {
    add(decider.ignore(verdict), batch);
  }

  /** A machine answers on a ticket. */
  public void note(Verdict verdict, Batch batch) {
    add(decider.note(verdict), batch);
  }

  /** A letter could not be delivered. */
  public void bounce(Verdict verdict, Batch batch) {
    add(decider.bounce(verdict), batch);
  }

  /** A person writes on a ticket. */
  public void append(Verdict verdict, Batch batch) {
    add(decider.followUp(verdict, batch.known()), batch);
  }

  /** A new request. */
  public void open(Verdict verdict, Batch batch) {
    add(decider.newRequest(verdict, batch.known()), batch);
  }

  private void add(Decision decision, Batch batch) {
    batch.add(placeholders.settle(decision, batch.known()));
  }

  /** Writes all that was decided, in one transaction. */
  public void apply(Batch batch) {
    journal.apply(batch.decisions());
    batch
        .decisions()
        .forEach(
            decision ->
                LOG.info(
                    "mail {} {}: {}",
                    decision.of().claimed().id(),
                    decision.outcome(),
                    decision.reason()));
  }

  /** Weather: the mails are processed again later, each alone. */
  public void leaveForLater(Batch batch, Exception weather) {
    for (ClaimedMail mail : batch.mails()) {
      Duration wait = LADDER.get(Math.min(mail.attempts(), LADDER.size()) - 1);
      LOG.warn("mail {} is tried again in {}: {}", mail.id(), wait, weather.toString());
      journal.putBack(List.of(mail), wait, sentence(weather));
    }
  }

  /** Somebody else was faster: look again at once. */
  public void lookAgain(Batch batch, Exception lost) {
    LOG.info("{} mails are looked at again: {}", batch.mails().size(), lost.getMessage());
    journal.putBack(batch.mails(), Duration.ZERO, sentence(lost));
  }

  /**
   * Surprise: one mail of the batch does what nobody thought of. Each is tried alone, and the one
   * that fails alone is parked.
   */
  public void park(Batch batch, Exception surprise) {
    if (batch.mails().size() > 1) {
      LOG.warn("a batch of {} is taken apart", batch.mails().size(), surprise);
      journal.putBack(batch.mails(), Duration.ZERO, sentence(surprise));
      return;
    }
    for (ClaimedMail mail : batch.mails()) {
      LOG.error("mail {} is parked", mail.id(), surprise);
      park(mail, sentence(surprise));
    }
  }

  private void park(ClaimedMail mail, String reason) {
    journal.park(mail, reason, ticketId -> placeholders.open(mail, ticketId, reason));
  }

  /** The kind of trouble without the words of any mail, which an exception's message may hold. */
  private static String sentence(Exception trouble) {
    return trouble instanceof ClaimLostException
        ? trouble.getMessage()
        : trouble.getClass().getSimpleName() + " while processing";
  }
}
