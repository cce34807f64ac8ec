package counterfoil.rig;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;

/** Puts mails into the desk's mailbox and counts them, as another IMAP client would. */
public final class MailboxClient implements AutoCloseable {

  private static final Session SESSION = Session.getInstance(new Properties());

  private final Store store;

  private MailboxClient(Store store) {
    this.store = store;
  }

  /** Logs in. */
  public static MailboxClient at(ImapPeer peer) throws MessagingException {
    Store store = SESSION.getStore("imap");
    store.connect("127.0.0.1", peer.port(), ImapPeer.DESK, ImapPeer.PASSWORD);
    return new MailboxClient(store);
  }

  /** A mail arrives; the server has it when this returns. */
  public void append(byte[] raw) throws MessagingException {
    append("INBOX", raw);
  }

  /** A mail is put into a folder, which is made when it is not there. */
  public void append(String name, byte[] raw) throws MessagingException {
    Folder folder = store.getFolder(name);
    if (!folder.exists()) {
      folder.create(Folder.HOLDS_MESSAGES);
    }
    folder.appendMessages(new Message[] {new MimeMessage(SESSION, new ByteArrayInputStream(raw))});
  }

  /** Moves every mail of a folder into another, all at once. */
  public void moveAll(String from, String to) throws MessagingException {
    IMAPFolder folder = (IMAPFolder) store.getFolder(from);
    folder.open(Folder.READ_WRITE);
    try {
      folder.moveMessages(folder.getMessages(), store.getFolder(to));
    } finally {
      folder.close(false);
    }
  }

  /** Marks all mails of a folder as read. */
  public void read(String name) throws MessagingException {
    Folder folder = store.getFolder(name);
    folder.open(Folder.READ_WRITE);
    try {
      folder.setFlags(folder.getMessages(), new Flags(Flags.Flag.SEEN), true);
    } finally {
      folder.close(false);
    }
  }

  /** Moves the n-th to the m-th mail of a folder into another, which is made if need be. */
  public void moveSome(String from, String to, int first, int last) throws MessagingException {
    Folder target = store.getFolder(to);
    if (!target.exists()) {
      target.create(Folder.HOLDS_MESSAGES);
    }
    IMAPFolder folder = (IMAPFolder) store.getFolder(from);
    folder.open(Folder.READ_WRITE);
    try {
      folder.moveMessages(folder.getMessages(first, last), target);
    } finally {
      folder.close(false);
    }
  }

  /** Deletes the n-th mail of a folder for good. */
  public void delete(String name, int n) throws MessagingException {
    Folder folder = store.getFolder(name);
    folder.open(Folder.READ_WRITE);
    folder.getMessage(n).setFlag(Flags.Flag.DELETED, true);
    folder.close(true);
  }

  /** The raw bytes of every mail in a folder; no flag is changed, and others may move mails. */
  public List<byte[]> raw(String name) throws MessagingException {
    IMAPFolder folder = (IMAPFolder) store.getFolder(name);
    if (!folder.exists()) {
      return List.of();
    }
    folder.open(Folder.READ_ONLY);
    try {
      List<byte[]> mails = new ArrayList<>();
      folder.doCommand(
          (IMAPProtocol protocol) -> {
            for (Response response : protocol.command("UID FETCH 1:* BODY.PEEK[]", null)) {
              if (response instanceof FetchResponse fetched
                  && fetched.getItem(BODY.class) != null) {
                mails.add(fetched.getItem(BODY.class).getByteArray().getNewBytes());
              }
            }
            return mails;
          });
      return mails;
    } finally {
      folder.close(false);
    }
  }

  /** How many mails lie in a folder; none when it does not exist. */
  public int count(String name) throws MessagingException {
    Folder folder = store.getFolder(name);
    if (!folder.exists()) {
      return 0;
    }
    folder.open(Folder.READ_ONLY);
    try {
      return folder.getMessageCount();
    } finally {
      folder.close(false);
    }
  }

  @Override
  public void close() throws MessagingException {
    store.close();
  }
}
