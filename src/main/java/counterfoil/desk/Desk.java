package counterfoil.desk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
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

  /** When no memory was left to read a mail, it waits so long and comes alone (R3): so often. */
  private static final Duration MEMORY_WAIT = Duration.ofSeconds(5);

  private static final int MEMORY_TRIES = 3;

  private final Journal journal;
  private final ReadingPool pool;
  private final Judge judge;
  private final Decider decider;
  private final Placeholders placeholders;
  private final int batchMails;
  private final long batchBytes;

  /** Read or given up after their batches had gone on without them; still claimed. */
  private final Queue<Batch> aside = new ConcurrentLinkedQueue<>();

  /**
   * @param batchMails how many mails are decided together at most
   * @param batchBytes how many bytes they have together at most, but always one mail
   */
  public Desk(
      Journal journal,
      ReadingPool pool,
      Judge judge,
      Decider decider,
      Placeholders placeholders,
      int batchMails,
      long batchBytes) {
    this.journal = journal;
    this.pool = pool;
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

  /**
   * Claims what is due, but first comes what was claimed before and was slow to read. What bots
   * have died of is parked unread.
   */
  public Batch claim() {
    Batch slow = aside.poll();
    return slow == null ? claimDue() : slow;
  }

  private Batch claimDue() {
    Map<Boolean, List<ClaimedMail>> claimed =
        journal.claim(batchMails, batchBytes).stream()
            .collect(Collectors.partitioningBy(ClaimedMail::isFatal));
    claimed
        .get(true)
        .forEach(mail -> park(mail, mail.deaths() + " times the bot stopped while it read it"));
    return new Batch(claimed.get(false));
  }

  /**
   * Reads and screens the mails of a batch; never fails because of a mail. One that is slow to read
   * comes again as a batch of its own, and one that cannot be read is parked: the others go on.
   */
  public void read(Batch batch) {
    List<ReadingPool.Read> all =
        batch
            .readAside()
            .map(List::of)
            .orElseGet(() -> pool.read(batch.mails(), late -> aside.add(new Batch(late))));
    List<Case> cases = new ArrayList<>(all.size());
    for (ReadingPool.Read read : all) {
      read.of().ifPresent(cases::add);
      read.trouble().ifPresent(trouble -> unreadable(read.mail(), trouble));
      if (read.of().isEmpty() && read.trouble().isEmpty()) {
        journal.putBack(
            List.of(read.mail()), Duration.ZERO, "other mails of its batch were slow to read");
      }
    }
    batch.read(cases);
  }

  /** Nothing of it is known, so it is parked whole. */
  private void unreadable(ClaimedMail mail, Throwable trouble) {
    if (trouble instanceof OutOfMemoryError && mail.attempts() < MEMORY_TRIES) {
      // Perhaps it was another that had it all.
      LOG.warn("mail {} is tried again in {}: no memory was left", mail.id(), MEMORY_WAIT);
      journal.putBack(List.of(mail), MEMORY_WAIT, "no memory was left to read it");
      return;
    }
    LOG.error("mail {} is parked", mail.id(), trouble);
    park(
        mail,
        trouble instanceof TimeoutException
            ? trouble.getMessage()
            : trouble.getClass().getSimpleName() + " while reading");
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

  /** A person must decide. */
  public void hold(Verdict verdict, Batch batch) {
    add(decider.hold(verdict), batch);
  }

  /** The desk serves others. */
  public void turnAway(Verdict verdict, Batch batch) {
    add(decider.turnAway(verdict, batch.known()), batch);
  }

  /** An engineer answers the customer. */
  public void answer(Verdict verdict, Batch batch) {
    add(decider.answer(verdict, batch.known()), batch);
  }

  /** An engineer writes, and the customer is not to see it. */
  public void keepInternal(Verdict verdict, Batch batch) {
    add(decider.internal(verdict), batch);
  }

  /** An engineer passes on what a customer wrote. */
  public void openOnBehalf(Verdict verdict, Batch batch) {
    add(decider.onBehalf(verdict, batch.known()), batch);
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
    journal.apply(batch.decisions(), batch.known());
    batch
        .decisions()
        .forEach(
            decision ->
                LOG.info(
                    "mail {} {}: {}",
                    decision.of().claimed().id(),
                    decision.outcome().map(Outcome::name).orElse("HELD"),
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
