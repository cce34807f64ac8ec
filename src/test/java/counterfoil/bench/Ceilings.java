package counterfoil.bench;

import counterfoil.rig.Database;
import counterfoil.rig.ImapPeer;
import jakarta.mail.Address;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.io.ByteArrayInputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * How fast each part can be alone, in plain code that does nothing else: no reading, no deciding.
 * Each is run once to warm it, and then measured.
 */
final class Ceilings {

  private static final int PAGE = 100;
  private static final double NANOS = 1e9;

  private Ceilings() {}

  @FunctionalInterface
  private interface Part {
    void run() throws Exception;
  }

  private static double perSecond(int count, Part part) throws Exception {
    part.run();
    long start = System.nanoTime();
    part.run();
    return count / ((System.nanoTime() - start) / NANOS);
  }

  /** Raw mails in pages of one command each, on one connection. */
  static double fetch(ImapPeer peer, String name, int count) throws Exception {
    Properties properties = new Properties();
    properties.setProperty("mail.imap.partialfetch", "false");
    try (IMAPStore store = (IMAPStore) Session.getInstance(properties).getStore("imap")) {
      store.connect("127.0.0.1", peer.port(), ImapPeer.DESK, ImapPeer.PASSWORD);
      IMAPFolder folder = (IMAPFolder) store.getFolder(name);
      folder.open(Folder.READ_ONLY);
      if (folder.getMessageCount() < count) {
        throw new IllegalStateException(
            "%s has %d mails".formatted(name, folder.getMessageCount()));
      }
      return perSecond(
          count,
          () -> {
            for (int first = 1; first <= count; first += PAGE) {
              fetch(folder, first, Math.min(count, first + PAGE - 1));
            }
          });
    }
  }

  private static void fetch(IMAPFolder folder, int first, int last) throws MessagingException {
    int wanted = last - first + 1;
    folder.doCommand(
        protocol -> {
          int found = 0;
          String range = first + ":" + last;
          for (Response one :
              protocol.command("FETCH " + range + " (UID INTERNALDATE BODY.PEEK[])", null)) {
            if (one instanceof FetchResponse fetched
                && fetched.getItem(BODY.class) != null
                && fetched.getItem(BODY.class).getByteArray().getNewBytes().length > 0) {
              found++;
            }
          }
          if (found != wanted) {
            throw new IllegalStateException(found + " of " + wanted + " mails");
          }
          return null;
        });
  }

  /** Raw mails into one table, a commit for each hundred, on one connection. */
  static double insert(Database database, List<byte[]> mails) throws Exception {
    try (Connection connection =
            DriverManager.getConnection(
                database.url() + "?reWriteBatchedInserts=true",
                database.user(),
                database.password());
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create table ceiling (id bigint generated always as identity primary key, raw bytea)");
      statement.execute("alter table ceiling alter column raw set storage external");
      statement.execute("checkpoint");
      try {
        return perSecond(mails.size(), () -> insert(connection, mails));
      } finally {
        connection.setAutoCommit(true);
        statement.execute("drop table ceiling");
      }
    }
  }

  private static void insert(Connection connection, List<byte[]> mails) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement insert =
        connection.prepareStatement("insert into ceiling (raw) values (?)")) {
      for (int n = 0; n < mails.size(); n++) {
        insert.setBytes(1, mails.get(n));
        insert.addBatch();
        if ((n + 1) % PAGE == 0 || n + 1 == mails.size()) {
          insert.executeBatch();
          connection.commit();
        }
      }
    }
  }

  /**
   * Written letters handed over on kept connections, as many at a time as there are connections.
   */
  static double handOver(int port, byte[] letter, int count, int connections) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    List<SMTPTransport> transports = new ArrayList<>();
    Session session = Session.getInstance(new Properties());
    try {
      for (int n = 0; n < connections; n++) {
        SMTPTransport transport = (SMTPTransport) session.getTransport("smtp");
        transport.connect("127.0.0.1", port, null, null);
        transports.add(transport);
      }
      return perSecond(
          count,
          () -> {
            List<Future<?>> running = new ArrayList<>();
            for (SMTPTransport transport : transports) {
              running.add(
                  threads.submit(
                      () -> {
                        send(session, transport, letter, count / connections);
                        return null;
                      }));
            }
            for (Future<?> one : running) {
              one.get();
            }
          });
    } finally {
      threads.shutdown();
      for (SMTPTransport transport : transports) {
        transport.close();
      }
    }
  }

  private static void send(Session session, SMTPTransport transport, byte[] letter, int count)
      throws MessagingException {
    Address[] recipient = {new InternetAddress("ceiling@hotel.example")};
    for (int n = 0; n < count; n++) {
      SMTPMessage message = new SMTPMessage(session, new ByteArrayInputStream(letter));
      message.setEnvelopeFrom("<>");
      transport.sendMessage(message, recipient);
    }
  }
}
