package counterfoil.mailbox;

import counterfoil.desk.Page;
import counterfoil.desk.RawMail;
import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.UIDFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.angus.mail.pop3.POP3Folder;
import org.eclipse.angus.mail.pop3.POP3Message;

/**
 * What lies on a server of POP3 during one session. The journal's UID is made from the server's
 * UIDL, which is unique for a mail and stays (RFC 1939 section 7); its UIDVALIDITY is 0.
 */
final class Pop3Folder implements MailFolder {

  /** Lines of a mail that is too large: about {@link MailFetch#BEGINNING} bytes of base64. */
  private static final int LINES = MailFetch.BEGINNING / 78;

  /** One exchange with the server, which may not take for ever. */
  interface Command {
    void run() throws MessagingException;
  }

  /** Runs commands within the time they have. */
  interface Bound {
    void run(Command command) throws MessagingException;
  }

  private final Account account;
  private final POP3Folder folder;
  private final Bound bound;
  private final Clock clock;
  private final Set<Long> told;
  private final Map<Long, Integer> numbers = new LinkedHashMap<>();
  private int[] sizes = new int[0];
  private boolean marked;

  /**
   * @param told what was told in earlier sessions
   */
  Pop3Folder(Account account, POP3Folder folder, Bound bound, Set<Long> told, Clock clock) {
    this.account = account;
    this.folder = folder;
    this.bound = bound;
    this.told = told;
    this.clock = clock;
  }

  /** Reads what is there; a session sees what was there at its beginning. */
  void read() throws MessagingException {
    bound.run(() -> sizes = folder.getSizes());
    Message[] messages = folder.getMessages();
    FetchProfile uidl = new FetchProfile();
    uidl.add(UIDFolder.FetchProfileItem.UID);
    bound.run(() -> folder.fetch(messages, uidl));
    for (Message message : messages) {
      String id = folder.getUID(message);
      if (id == null) {
        throw new MessagingException(
            "the server has no UIDL, without which its mails cannot be told apart (RFC 1939)");
      }
      // Servers that give two mails one id (they exist) have given the same mail twice.
      numbers.putIfAbsent(uid(id), message.getMessageNumber());
    }
    told.retainAll(numbers.keySet());
  }

  @Override
  public Page.Folder key() {
    return new Page.Folder(account.name(), Pop3Server.FOLDER, 0);
  }

  @Override
  public long[] fresh() {
    return numbers.keySet().stream().filter(told::add).mapToLong(Long::longValue).toArray();
  }

  @Override
  public long[] told() {
    return numbers.keySet().stream().filter(told::contains).mapToLong(Long::longValue).toArray();
  }

  /** The first 63 bits of its SHA-256: as good as never the same for two mails of a mailbox. */
  static long uid(String uidl) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(uidl.getBytes(StandardCharsets.ISO_8859_1));
      return ByteBuffer.wrap(digest).getLong() >>> 1;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public List<Listed> list(long[] uids) {
    List<Listed> listed = new ArrayList<>();
    for (long uid : uids) {
      Integer number = numbers.get(uid);
      if (number != null) {
        listed.add(new Listed(uid, sizes[number - 1], false));
      }
    }
    return listed;
  }

  @Override
  public List<RawMail> fetch(List<Listed> mails) throws MessagingException {
    List<RawMail> raw = new ArrayList<>();
    for (Listed mail : mails) {
      try {
        POP3Message message = message(mail.uid());
        boolean tooLarge = mail.size() > account.watching().longestMail();
        byte[] bytes = tooLarge ? beginning(message) : whole(message, mail.size());
        raw.add(
            new RawMail(
                mail.uid(),
                clock.instant(),
                bytes,
                tooLarge ? Math.max(mail.size(), bytes.length) : bytes.length));
      } catch (MessageRemovedException e) {
        // The server said no; it is not among what could be had.
      }
    }
    return raw;
  }

  private POP3Message message(long uid) throws MessagingException {
    Integer number = numbers.get(uid);
    if (number == null) {
      throw new MessageRemovedException("it is not of this session");
    }
    return (POP3Message) folder.getMessage(number);
  }

  private byte[] whole(POP3Message message, long size) throws MessagingException {
    Received bytes = new Received(Math.toIntExact(Math.max(size, 128)));
    bound.run(
        () -> {
          try {
            message.writeTo(bytes);
          } catch (IOException e) {
            throw new MessagingException("the connection ended at RETR: " + e.getMessage(), e);
          }
        });
    return bytes.taken();
  }

  private byte[] beginning(POP3Message message) throws MessagingException {
    byte[][] bytes = new byte[1][];
    bound.run(
        () -> {
          try (InputStream top = message.top(LINES)) {
            if (top == null) {
              throw new MessageRemovedException("the server refused TOP");
            }
            bytes[0] = top.readNBytes(MailFetch.BEGINNING);
          } catch (IOException e) {
            throw new MessagingException("the connection ended at TOP: " + e.getMessage(), e);
          }
        });
    return bytes[0];
  }

  /** Marks for deletion: the server deletes when one takes leave, and only then. */
  @Override
  public List<RawMail> fetchAtOnce(Listed mail) throws MessagingException {
    return fetch(List.of(mail));
  }

  @Override
  public void takeOut(Collection<Listed> kept) throws MessagingException {
    if (account.watching().leaveOnServer()) {
      return;
    }
    for (Listed mail : kept) {
      // What is too large is not in the journal whole, and there is no folder to move it to.
      if (mail.size() <= account.watching().longestMail()) {
        message(mail.uid()).setFlag(Flags.Flag.DELETED, true);
        marked = true;
      }
    }
  }

  /** Whether something is deleted when one takes leave. */
  boolean isMarked() {
    return marked;
  }

  /** Deletes what was marked, and takes leave. */
  void close() throws MessagingException {
    if (folder.isOpen()) {
      bound.run(() -> folder.close(true));
    }
  }

  /** Gives its buffer away instead of a copy when it is just full. */
  private static final class Received extends ByteArrayOutputStream {

    Received(int size) {
      super(size);
    }

    byte[] taken() {
      return count == buf.length ? buf : toByteArray();
    }
  }
}
