package counterfoil.embedded;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.imap.ImapServer;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.user.UserManager;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Mailboxes in memory, one for every address that ever got a mail or logged in by IMAP. The
 * password does not matter. What is in them is gone when the process ends.
 */
final class TryoutMailboxes implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(10);

  /**
   * As long as RFC 9051, section 5.4, asks of a server: else it would cut off who waits in IDLE.
   */
  private static final Duration IDLE_LIMIT = Duration.ofMinutes(30);

  private static final Session SESSION = Session.getInstance(new Properties());

  private final AnyoneMayLogIn users = new AnyoneMayLogIn();
  private final ImapServer server;

  private TryoutMailboxes(String host, int port) {
    this.server = new ImapServer(new ServerSetup(port, host, ServerSetup.PROTOCOL_IMAP), users);
  }

  /**
   * Opens the IMAP port.
   *
   * @throws IOException when it does not open
   */
  static TryoutMailboxes open(String host, int port) throws IOException {
    TryoutMailboxes mailboxes = new TryoutMailboxes(host, port);
    mailboxes.server.setClientSocketTimeout(Math.toIntExact(IDLE_LIMIT.toMillis()));
    mailboxes.server.startService();
    try {
      if (!mailboxes.server.waitTillRunning(START_LIMIT.toMillis())) {
        mailboxes.close();
        throw new IOException("the IMAP server did not start on port " + port);
      }
    } catch (InterruptedException e) {
      mailboxes.close();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return mailboxes;
  }

  int port() {
    return server.getPort();
  }

  /** Makes the mailbox of an address, unless it is there. The first one takes a moment. */
  void make(String address) throws IOException {
    users.of(address);
  }

  /** Puts a mail into the inbox of an address. It is there when this returns. */
  void deliver(String address, byte[] mail) throws IOException {
    try {
      users.of(address).deliver(new MimeMessage(SESSION, new ByteArrayInputStream(mail)));
    } catch (MessagingException | IllegalStateException e) {
      throw new IOException("no delivery to " + address, e);
    }
  }

  /**
   * The mails in the inbox of an address, the newest first; empty when there is no such mailbox.
   */
  List<byte[]> inbox(String address) throws IOException {
    GreenMailUser user = users.getUser(key(address));
    if (user == null) {
      return List.of();
    }
    List<byte[]> mails = new ArrayList<>();
    try {
      for (StoredMessage stored :
          users.getImapHostManager().getInbox(user).getNonDeletedMessages()) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        stored.getMimeMessage().writeTo(bytes);
        mails.add(bytes.toByteArray());
      }
    } catch (FolderException | MessagingException e) {
      throw new IOException("the inbox of " + address + " cannot be read", e);
    }
    Collections.reverse(mails);
    return mails;
  }

  @Override
  public void close() {
    server.stopService();
  }

  /** One mailbox for all spellings of an address, and for what follows a plus sign in it. */
  private static String key(String address) {
    return address.strip().toLowerCase(Locale.ROOT).replaceFirst("\\+[^@]*@", "@");
  }

  /** The users of the server: whoever comes. */
  private static final class AnyoneMayLogIn extends Managers {

    private final UserManager manager =
        new UserManager(getImapHostManager()) {

          /** A log-in and a delivery may want the same new user at the same moment. */
          @Override
          public synchronized GreenMailUser createUser(String email, String login, String password)
              throws UserException {
            GreenMailUser there = getUser(login);
            return there != null ? there : super.createUser(email, login, password);
          }
        };

    AnyoneMayLogIn() {
      manager.setAuthRequired(false);
    }

    @Override
    public UserManager getUserManager() {
      return manager;
    }

    @Nullable GreenMailUser getUser(String login) {
      return manager.getUser(login);
    }

    GreenMailUser of(String address) throws IOException {
      String key = key(address);
      try {
        return manager.createUser(key, key, "");
      } catch (UserException e) {
        throw new IOException("no mailbox for " + key, e);
      }
    }
  }
}
