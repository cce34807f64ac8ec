package counterfoil.mailbox;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.NoSuchProviderException;
import jakarta.mail.Session;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Properties;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** Opens connections to mail servers, and says in a sentence why one could not be opened. */
final class Connections {

  private static final Duration CONNECT = Duration.ofSeconds(30);
  private static final Duration READ = Duration.ofSeconds(60);

  private Connections() {}

  static IMAPStore imap(Account account) throws MessagingException {
    Account.Server server = account.imap();
    // IDLE is a read that lasts until the next poll.
    Duration read = max(READ, account.poll().plusSeconds(15));
    Properties properties = properties("imap", server, read);
    properties.setProperty("mail.imap.partialfetch", "false");
    properties.setProperty("mail.imap.connectionpoolsize", "1");
    IMAPStore store = (IMAPStore) session(properties).getStore(protocol("imap", server));
    store.connect(server.host(), server.port(), server.user(), server.password());
    return store;
  }

  static SMTPTransport smtp(Account account) throws MessagingException {
    Account.Server server = account.smtp();
    Properties properties = properties("smtp", server, READ);
    properties.setProperty("mail.smtp.auth", String.valueOf(!server.user().isEmpty()));
    // An address in the header may need it; the server says whether it can (RFC 6531).
    properties.setProperty("mail.mime.allowutf8", "true");
    SMTPTransport transport =
        (SMTPTransport) session(properties).getTransport(protocol("smtp", server));
    if (server.user().isEmpty()) {
      transport.connect(server.host(), server.port(), null, null);
    } else {
      transport.connect(server.host(), server.port(), server.user(), server.password());
    }
    return transport;
  }

  private static Session session(Properties properties) throws NoSuchProviderException {
    return Session.getInstance(properties);
  }

  private static String protocol(String name, Account.Server server) {
    return server.tls() == Account.Tls.TLS ? name + "s" : name;
  }

  private static Properties properties(String name, Account.Server server, Duration read) {
    Properties properties = new Properties();
    for (String protocol : new String[] {name, name + "s"}) {
      String prefix = "mail." + protocol + ".";
      properties.setProperty(prefix + "connectiontimeout", millis(CONNECT));
      properties.setProperty(prefix + "timeout", millis(read));
      properties.setProperty(prefix + "writetimeout", millis(READ));
      properties.setProperty(prefix + "ssl.checkserveridentity", "true");
    }
    if (server.tls() == Account.Tls.STARTTLS) {
      properties.setProperty("mail." + name + ".starttls.enable", "true");
      properties.setProperty("mail." + name + ".starttls.required", "true");
    }
    return properties;
  }

  private static String millis(Duration duration) {
    return String.valueOf(duration.toMillis());
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  /** Why a server could not be used, for people; never holds a password. */
  static String sentence(Account.Server server, Exception trouble) {
    if (trouble instanceof AuthenticationFailedException) {
      return "%s refused the login of \"%s\": check user and password"
          .formatted(server, server.user());
    }
    for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException) {
        return "there is no host \"%s\"".formatted(server.host());
      }
      if (cause instanceof ConnectException) {
        return "nothing answers at %s".formatted(server);
      }
      if (cause instanceof SocketTimeoutException) {
        return "%s does not answer in time".formatted(server);
      }
      if (cause instanceof SSLException) {
        return "no secure connection with %s: %s".formatted(server, cause.getMessage());
      }
    }
    return "%s: %s".formatted(server, trouble.getMessage());
  }
}
