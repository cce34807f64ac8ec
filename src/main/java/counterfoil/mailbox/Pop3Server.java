package counterfoil.mailbox;

import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.angus.mail.pop3.POP3Folder;
import org.eclipse.angus.mail.pop3.POP3Store;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox of POP3 (RFC 1939). The server tells of new mail only when one logs in, and deletes
 * only when one takes leave, so each look is a session of its own.
 */
final class Pop3Server implements MailServer {

  /** What the journal calls the one folder. */
  static final String FOLDER = "POP3";

  private final Account account;
  private final ScheduledExecutorService timer;
  private final Clock clock;
  private final KeptSocket socket = new KeptSocket();
  private final Set<Long> told = new HashSet<>();
  private final Semaphore woken = new Semaphore(0);
  private @Nullable POP3Store store;
  private @Nullable Pop3Folder open;

  private Pop3Server(Account account, ScheduledExecutorService timer, Clock clock) {
    this.account = account;
    this.timer = timer;
    this.clock = clock;
  }

  /** Connects and logs in. */
  static Pop3Server connect(Account account, ScheduledExecutorService timer, Clock clock)
      throws MessagingException {
    Pop3Server server = new Pop3Server(account, timer, clock);
    server.open(FOLDER);
    return server;
  }

  @Override
  public List<String> folders() {
    return List.of(FOLDER);
  }

  /**
   * The session that runs; a new one when mails are marked for deletion, for those of a long
   * backlog would else all be lost with the connection.
   */
  @Override
  public MailFolder open(String name) throws MessagingException {
    Pop3Folder known = open;
    if (known != null && !known.isMarked()) {
      return known;
    }
    leave();
    Account.Timeouts timeouts = account.watching().timeouts();
    POP3Store connected = Connections.pop3(account, socket);
    store = connected;
    POP3Folder inbox = (POP3Folder) connected.getFolder("INBOX");
    bounded(timeouts, () -> inbox.open(Folder.READ_WRITE));
    Pop3Folder opened =
        new Pop3Folder(account, inbox, command -> bounded(timeouts, command), told, clock);
    opened.read();
    open = opened;
    return opened;
  }

  private void bounded(Account.Timeouts timeouts, Pop3Folder.Command command)
      throws MessagingException {
    ScheduledFuture<?> bound =
        timer.schedule(socket::cut, timeouts.command().toMillis(), TimeUnit.MILLISECONDS);
    try {
      command.run();
    } finally {
      bound.cancel(false);
    }
  }

  /** Takes leave, so that the server deletes what is to be deleted, and waits. */
  @Override
  public boolean await(Duration atMost) throws MessagingException {
    leave();
    try {
      woken.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  private void leave() throws MessagingException {
    Pop3Folder leaving = open;
    open = null;
    if (leaving != null) {
      leaving.close();
    }
    if (store != null) {
      store.close();
    }
  }

  @Override
  public void wake() {
    woken.release();
  }

  @Override
  public void close() {
    socket.readTimeout(Duration.ofSeconds(3));
    try {
      leave();
    } catch (MessagingException | RuntimeException e) {
      // It is gone already: what was to be deleted is deleted next time.
    }
    socket.cut();
  }
}
