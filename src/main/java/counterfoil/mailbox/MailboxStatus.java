package counterfoil.mailbox;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** How a mailbox does: what health and metrics show of it. Safe for many threads. */
public final class MailboxStatus {

  private final Clock clock;
  private volatile Instant lastLogin = Instant.EPOCH;
  private volatile Instant lastLook = Instant.EPOCH;
  private volatile Instant lastMail = Instant.EPOCH;
  private volatile String failure = "not connected yet";
  private volatile String cannotMove = "";
  private volatile long fetched;
  private volatile long gone;
  private volatile long waiting;
  private volatile int stubborn;
  private volatile long strays;
  private volatile Instant lastReconciliation = Instant.EPOCH;
  private volatile boolean standsBy;

  MailboxStatus(Clock clock) {
    this.clock = clock;
  }

  void loggedIn() {
    lastLogin = clock.instant();
    standsBy = false;
  }

  /** What can be looked at was looked at; the sentences say what cannot. */
  void looked(Collection<String> closed) {
    lastLook = clock.instant();
    failure = String.join("; ", closed);
  }

  void kept(int mails) {
    lastMail = clock.instant();
    fetched += mails;
  }

  void gone(int mails) {
    gone += mails;
  }

  void waiting(long mails) {
    waiting = mails;
  }

  void stubborn(int mails) {
    stubborn = mails;
  }

  /** All folders were held against the journal; so many mails had been passed over. */
  void reconciled(long mails) {
    lastReconciliation = clock.instant();
    strays = mails;
  }

  /** Why kept mails could not be taken out of their folder; empty when they could. */
  void moves(String sentence) {
    cannotMove = sentence;
  }

  /** Another bot fetches from the mailbox, and this one waits for it to stop. */
  void standingBy() {
    failure = "";
    waiting = 0;
    standsBy = true;
  }

  void failed(String sentence) {
    failure = sentence;
  }

  /** Why it does not work now, in words; empty when it does. */
  public Optional<String> failure() {
    return Optional.of(failure).filter(sentence -> !sentence.isEmpty());
  }

  /** Why kept mails stay in their folder; empty when they leave it, or are meant to stay. */
  public Optional<String> cannotMove() {
    return Optional.of(cannotMove).filter(sentence -> !sentence.isEmpty());
  }

  /** Whether another bot fetches from the mailbox, and this one would take over. */
  public boolean standsBy() {
    return standsBy;
  }

  /** When the server last let us in; the epoch for never. */
  public Instant lastLogin() {
    return lastLogin;
  }

  /** When a folder was last looked at; the epoch for never. */
  public Instant lastLook() {
    return lastLook;
  }

  /** When a mail was last kept; the epoch for never. */
  public Instant lastMail() {
    return lastMail;
  }

  /** Mails fetched since the start. */
  public long fetched() {
    return fetched;
  }

  /** Mails that lie in the folders and are still to be looked at, as far as is known. */
  public long waiting() {
    return waiting;
  }

  /** Mails that the server lists and does not hand out whole; they are tried at each look. */
  public int stubborn() {
    return stubborn;
  }

  /**
   * Mails that had been passed over when the folders were last held against the journal; they were
   * taken in then.
   */
  public long strays() {
    return strays;
  }

  /** When the folders were last held against the journal; the epoch for not since the connect. */
  public Instant lastReconciliation() {
    return lastReconciliation;
  }

  /** Mails that were moved or deleted by somebody else before they were fetched. */
  public long gone() {
    return gone;
  }
}
