package counterfoil.mailbox;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.NoSuchProviderException;
import jakarta.mail.Service;
import jakarta.mail.Session;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.pop3.POP3Store;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** Opens connections to mail servers, and says in a sentence why one could not be opened. */
final class Connections {

  static {
    OAuthBearer.register();
  }

  private Connections() {}

  static RawImapStore imap(Account account, KeptSocket socket) throws MessagingException {
    Account.Server server = account.incoming();
    RawImapStore store =
        new RawImapStore(
            session(properties("imap", server, account, socket)), protocol("imap", server), server);
    enter(store, server);
    return store;
  }

  static POP3Store pop3(Account account, KeptSocket socket) throws MessagingException {
    Account.Server server = account.incoming();
    Session session = session(properties("pop3", server, account, socket));
    POP3Store store = (POP3Store) session.getStore(protocol("pop3", server));
    enter(store, server);
    return store;
  }

  static SMTPTransport smtp(Account account) throws MessagingException {
    Account.Server server = account.smtp();
    Properties properties = properties("smtp", server, account, new KeptSocket());
    properties.setProperty("mail.smtp.auth", String.valueOf(!server.user().isEmpty()));
    // An address in the header may need it; the server says whether it can (RFC 6531).
    properties.setProperty("mail.mime.allowutf8", "true");
    SMTPTransport transport =
        (SMTPTransport) session(properties).getTransport(protocol("smtp", server));
    if (server.user().isEmpty()) {
      transport.connect(server.host(), server.port(), null, null);
    } else {
      enter(transport, server);
    }
    return transport;
  }

  /**
   * Logs in. A token that the server refuses before its time is replaced by a fresh one, once.
   *
   * @throws AuthenticationFailedException with the server's words
   */
  private static void enter(Service service, Account.Server server) throws MessagingException {
    if (server.login() instanceof Login.Password password) {
      connect(service, server, password.word());
    } else if (server.login() instanceof Login.AccessToken login) {
      TokenSource source = login.source();
      Token token = source.token();
      try {
        connect(service, server, token.value());
      } catch (AuthenticationFailedException e) {
        Optional<Token> fresh =
            Busy.wait(e).isPresent() ? Optional.empty() : source.insteadOf(token);
        if (fresh.isEmpty()) {
          throw e;
        }
        try {
          connect(service, server, fresh.get().value());
        } catch (AuthenticationFailedException again) {
          source.refused(fresh.get());
          throw again;
        }
      }
    }
  }

  private static void connect(Service service, Account.Server server, String secret)
      throws MessagingException {
    try {
      service.connect(server.host(), server.port(), server.user(), secret);
      // Of POP3, Angus Mail takes the reason of a refusal, which is to be answered, for a yes.
      if (server.login() instanceof Login.AccessToken
          && service instanceof POP3Store pop3
          && !pop3.isConnected()) {
        pop3.close();
        throw new AuthenticationFailedException("the server did not let us in");
      }
    } catch (AuthenticationFailedException e) {
      // Of SMTP, Angus Mail says only that it failed.
      String said =
          service instanceof SMTPTransport smtp ? smtp.getLastServerResponse() : e.getMessage();
      throw new AuthenticationFailedException(ServerWords.tidy(String.valueOf(said)), e);
    }
  }

  private static Session session(Properties properties) throws NoSuchProviderException {
    return Session.getInstance(properties);
  }

  private static String protocol(String name, Account.Server server) {
    return server.tls() == Account.Tls.TLS ? name + "s" : name;
  }

  private static Properties properties(
      String name, Account.Server server, Account account, KeptSocket socket)
      throws MessagingException {
    Account.Timeouts timeouts = account.watching().timeouts();
    Properties properties = new Properties();
    for (String protocol : new String[] {name, name + "s"}) {
      String prefix = "mail." + protocol + ".";
      properties.setProperty(prefix + "connectiontimeout", millis(timeouts.connect()));
      properties.setProperty(prefix + "timeout", millis(timeouts.read()));
      properties.setProperty(prefix + "writetimeout", millis(timeouts.read()));
      properties.setProperty(prefix + "ssl.checkserveridentity", "true");
      // A connection that cannot be made as it should be is not tried in another way.
      properties.setProperty(prefix + "socketFactory.fallback", "false");
      properties.put(prefix + "socketFactory", socket);
      if (server.tls() != Account.Tls.NONE) {
        properties.put(prefix + "ssl.socketFactory", Trust.factory(account.watching(), socket));
      }
      if (server.login() instanceof Login.AccessToken) {
        accessToken(properties, prefix);
      }
    }
    if (server.tls() == Account.Tls.STARTTLS) {
      properties.setProperty("mail." + name + ".starttls.enable", "true");
      properties.setProperty("mail." + name + ".starttls.required", "true");
    }
    return properties;
  }

  /** The ways to log in by a token; of those that the server offers the first is taken. */
  private static void accessToken(Properties properties, String prefix) {
    properties.setProperty(prefix + "sasl.enable", "true");
    properties.setProperty(prefix + "sasl.mechanisms", OAuthBearer.NAME + " XOAUTH2");
    // POP3 knows no SASL, and the others come here when they find none of the above.
    properties.setProperty(prefix + "auth.mechanisms", "XOAUTH2");
    // A token is too long for the line of the command (RFC 5034 section 4).
    properties.setProperty(prefix + "auth.xoauth2.two.line.authentication.format", "true");
  }

  private static String millis(Duration duration) {
    return String.valueOf(duration.toMillis());
  }

  /** Why a server could not be used, for people; never holds a password. */
  static String sentence(Account.Server server, Exception trouble) {
    if (trouble instanceof NoTokenException) {
      return String.valueOf(trouble.getMessage());
    }
    String secure = TlsTrouble.sentence(server, trouble);
    if (!secure.isEmpty()) {
      return secure;
    }
    Optional<Duration> busy = Busy.wait(trouble);
    if (busy.isPresent()) {
      return "%s is busy and is left alone for %d seconds: %s"
          .formatted(server, busy.get().toSeconds(), words(trouble));
    }
    if (trouble instanceof AuthenticationFailedException) {
      return server.login() instanceof Login.AccessToken
          ? "%s refused the access token of \"%s\": %s"
              .formatted(server, server.user(), words(trouble))
          : "%s refused the login of \"%s\": check user and password"
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
    }
    return "%s: %s".formatted(server, trouble.getMessage());
  }

  private static String words(Exception trouble) {
    return ServerWords.tidy(String.valueOf(trouble.getMessage()));
  }

  /**
   * How long a server is to be left alone after this trouble; nothing for as long as is usual.
   *
   * @param loginRetry how long after a refused login
   */
  static Optional<Duration> pause(Account.Server server, Exception trouble, Duration loginRetry) {
    Optional<Duration> busy = Busy.wait(trouble);
    // Of POP3, Angus Mail calls a connection that is not secure a refused login.
    boolean refused =
        trouble instanceof AuthenticationFailedException
            && TlsTrouble.sentence(server, trouble).isEmpty();
    return refused && busy.isEmpty() ? Optional.of(loginRetry) : busy;
  }
}
