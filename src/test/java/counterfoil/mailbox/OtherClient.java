package counterfoil.mailbox;

import counterfoil.rig.ImapPeer;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** A person with another mail client on the same mailbox; each act is a login of its own. */
final class OtherClient {

  private static final Session SESSION = Session.getInstance(new Properties());

  /** Something done with an open folder. */
  interface Act<T> {
    T in(Folder folder) throws MessagingException;
  }

  private final int port;
  private final String user;

  OtherClient(int port, String user) {
    this.port = port;
    this.user = user;
  }

  void deliver(String folder, String words) throws MessagingException {
    deliver(folder, mail(words));
  }

  static byte[] mail(String words) {
    return ("From: nadia@harbour-hotels.example\r\nSubject: x\r\n\r\n" + words + "\r\n")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  void deliver(String folder, byte[] raw) throws MessagingException {
    with(
        store -> {
          Folder target = store.getFolder(folder);
          if (!target.exists()) {
            target.create(Folder.HOLDS_MESSAGES);
          }
          target.appendMessages(
              new Message[] {new MimeMessage(SESSION, new ByteArrayInputStream(raw))});
          return null;
        });
  }

  /** How many mails lie there; none when there is no such folder. */
  int count(String folder) throws MessagingException {
    return with(
        store -> {
          Folder one = store.getFolder(folder);
          if (!one.exists()) {
            return 0;
          }
          one.open(Folder.READ_ONLY);
          return one.getMessageCount();
        });
  }

  <T> T open(String folder, Act<T> act) throws MessagingException {
    return with(
        store -> {
          Folder one = store.getFolder(folder);
          one.open(Folder.READ_WRITE);
          return act.in(one);
        });
  }

  void mark(String folder, int number, Flags.Flag flag) throws MessagingException {
    open(
        folder,
        one -> {
          one.getMessage(number).setFlag(flag, true);
          return null;
        });
  }

  void create(String folder) throws MessagingException {
    with(store -> store.getFolder(folder).create(Folder.HOLDS_MESSAGES));
  }

  void delete(String folder) throws MessagingException {
    with(store -> store.getFolder(folder).delete(true));
  }

  private interface Use<T> {
    T of(Store store) throws MessagingException;
  }

  private <T> T with(Use<T> use) throws MessagingException {
    Store store = SESSION.getStore("imap");
    store.connect("127.0.0.1", port, user, ImapPeer.PASSWORD);
    try {
      return use.of(store);
    } finally {
      store.close();
    }
  }
}
