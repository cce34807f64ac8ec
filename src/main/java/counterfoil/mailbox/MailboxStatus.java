package counterfoil.mailbox;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** How a mailbox does: what health and metrics show of it. Safe for many threads. */
public final class MailboxStatus {

  private final Clock clock;
  private volatile Instant lastLogin = Instant.EPOCH;
  private volatile Instant lastLook = Instant.EPOCH;
  private volatile Instant lastMail = Instant.EPOCH;
  private volatile String failure = "not connected yet";
  private volatile long fetched;
  private volatile boolean standsBy;

  MailboxStatus(Clock clock) {
    this.clock = clock;
  }

  void loggedIn() {
    lastLogin = clock.instant();
    standsBy = false;
  }

  void looked() {
    lastLook = clock.instant();
    failure = "";
  }

  void kept(int mails) {
    lastMail = clock.instant();
    fetched += mails;
  }

  /** Another bot fetches from the mailbox, and this one waits for it to stop. */
  void standingBy() {
    failure = "";
    standsBy = true;
  }

  void failed(String sentence) {
    failure = sentence;
  }

  /** Why it does not work now, in words; empty when it does. */
  public Optional<String> failure() {
    return Optional.of(failure).filter(sentence -> !sentence.isEmpty());
  }

  /** Whether another bot fetches from the mailbox, and this one would take over. */
  public boolean standsBy() {
    return standsBy;
  }

  /** When the server last let us in; the epoch for never. */
  public Instant lastLogin() {
    return lastLogin;
  }

  /** When the folder was last looked at; the epoch for never. */
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
}
