package counterfoil.mailbox;

import counterfoil.desk.Page;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.angus.mail.iap.Response;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox of IMAP on one connection, whatever the number of its folders: servers allow few of
 * them, and a second one for each folder would be spent on waiting.
 */
final class ImapServer implements MailServer {

  private final Account account;
  private final ImapConnection connection;
  private final FolderNames names;
  private final MailFetch fetch;
  private final Map<String, ImapFolder> folders = new HashMap<>();
  private final Semaphore woken = new Semaphore(0);
  private boolean canIdle;
  private @Nullable ImapFolder current;

  private ImapServer(Account account, ImapConnection connection, Clock clock)
      throws MessagingException {
    this.account = account;
    this.connection = connection;
    this.names = new FolderNames(connection);
    this.fetch = new MailFetch(connection, account.watching().longestMail(), clock);
    this.canIdle = connection.can("IDLE");
  }

  /** Connects and logs in. */
  static ImapServer connect(Account account, ScheduledExecutorService timer, Clock clock)
      throws MessagingException {
    ImapConnection connection = ImapConnection.open(account, timer);
    try {
      return new ImapServer(account, connection, clock);
    } catch (MessagingException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public List<String> folders() {
    return account.watching().folders();
  }

  /** Selects a folder that is not open, or was for a while: its UIDVALIDITY may be another. */
  @Override
  public MailFolder open(String name) throws MessagingException {
    ImapFolder open = current;
    if (open != null && open.key().name().equals(name)) {
      return open;
    }
    current = null;
    connection.leaveFolder();
    Page.Folder key = new Page.Folder(account.name(), name, select(names.of(name)));
    ImapFolder known = folders.get(name);
    if (known == null || !known.key().equals(key)) {
      known = new ImapFolder(connection, names, account.watching(), key, fetch);
      folders.put(name, known);
    }
    current = known;
    return known;
  }

  private long select(String name) throws MessagingException {
    List<Response> answers;
    try {
      answers = connection.command("SELECT", name);
    } catch (CommandRefusedException e) {
      names.forget();
      throw new CommandRefusedException(
          "folder \"%s\" cannot be opened: %s".formatted(name, e.getMessage()));
    }
    for (Response answer : answers) {
      long uidValidity = uidValidity(answer.toString());
      if (uidValidity > 0) {
        return uidValidity;
      }
    }
    throw new MessagingException(
        "the server gives no UIDVALIDITY for folder \"%s\"".formatted(name));
  }

  /** As in {@code * OK [UIDVALIDITY 1669] UIDs valid}. */
  private static long uidValidity(String answer) {
    String code = "[UIDVALIDITY ";
    int start = answer.toUpperCase(java.util.Locale.ROOT).indexOf(code);
    int end = start < 0 ? -1 : answer.indexOf(']', start);
    if (end < 0) {
      return 0;
    }
    try {
      return Long.parseLong(answer.substring(start + code.length(), end).strip());
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  @Override
  public boolean await(Duration atMost) throws MessagingException {
    if (canIdle) {
      try {
        boolean news = connection.idle(atMost);
        current = news ? current : null;
        return news;
      } catch (CommandRefusedException e) {
        // It says that it can, and cannot.
        canIdle = false;
      }
    }
    current = null;
    try {
      woken.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  @Override
  public void wake() {
    woken.release();
    connection.wake();
  }

  @Override
  public void close() {
    connection.close();
  }
}
