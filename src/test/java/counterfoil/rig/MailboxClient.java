package counterfoil.rig;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.eclipse.angus.mail.imap.IMAPFolder;

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

  /** The raw bytes of every mail in a folder; no flag is changed. */
  public List<byte[]> raw(String name) throws MessagingException, IOException {
    Folder folder = store.getFolder(name);
    if (!folder.exists()) {
      return List.of();
    }
    folder.open(Folder.READ_ONLY);
    try {
      List<byte[]> mails = new ArrayList<>();
      for (Message message : folder.getMessages()) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
          message.writeTo(bytes);
          mails.add(bytes.toByteArray());
        } catch (MessageRemovedException e) {
          // Somebody took it away meanwhile.
        }
      }
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
