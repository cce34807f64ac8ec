package counterfoil.mailbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One mailbox of the desk.
 *
 * @param name one word, as in the settings
 * @param address what customers write to
 * @param incoming where mail is fetched
 * @param smtp where letters are handed over
 * @param watching how it is watched
 */
public record Account(
    String name, String address, Server incoming, Server smtp, Watching watching) {

  /** A mailbox of IMAP with one folder, and the defaults for all else. */
  public Account(
      String name,
      String address,
      Server incoming,
      Server smtp,
      String folder,
      String processed,
      Duration poll,
      Duration loginRetry,
      int pageMails,
      long pageBytes) {
    this(
        name,
        address,
        incoming,
        smtp,
        new Watching(
            Protocol.IMAP,
            List.of(folder),
            processed,
            "Oversize",
            false,
            50L << 20,
            poll,
            Duration.ofMinutes(15),
            loginRetry,
            pageMails,
            pageBytes,
            Timeouts.DEFAULTS,
            Optional.empty()));
  }

  /** How mail is fetched. */
  public enum Protocol {
    /** RFC 3501 and RFC 9051. */
    IMAP,
    /** RFC 1939; the server needs UIDL. */
    POP3
  }

  /** How a connection is protected. */
  public enum Tls {
    /** Not at all: for servers on this machine. */
    NONE,
    /** Begins in the clear and must switch (RFC 8314 advises against it). */
    STARTTLS,
    /** From the first byte. */
    TLS
  }

  /**
   * @param user empty to send without a login
   */
  public record Server(String host, int port, String user, Login login, Tls tls) {

    /** One that is entered by a password. */
    public Server(String host, int port, String user, String password, Tls tls) {
      this(host, port, user, new Login.Password(password), tls);
    }

    /** Without the login. */
    @Override
    public String toString() {
      return host + ":" + port + " (" + tls.name().toLowerCase(java.util.Locale.ROOT) + ")";
    }
  }

  /**
   * How a mailbox is watched. In the names of folders a {@code /} separates levels, whatever the
   * server has for it.
   *
   * @param protocol how mail is fetched
   * @param folders those that are watched, the one with most mail first; POP3 has none
   * @param processed where kept mails are moved to; empty to leave them in place
   * @param oversize where kept mails are moved to that are too large
   * @param leaveOnServer whether mails stay on a server of POP3, which has no folders
   * @param longestMail in bytes: of a mail above it only the beginning is fetched (rule 6)
   * @param poll how often every folder is looked at even if the server says nothing
   * @param reconcile how often everything that lies there is held against the journal (rule 4)
   * @param loginRetry how long to wait after a refused login, so that no account is locked
   * @param pageMails how many mails are fetched in one go at most
   * @param pageBytes how many bytes are fetched in one go at most, but always one mail
   * @param timeouts how long a server may take
   * @param trust PEM file with the certificates of authorities to trust beside those of Java
   */
  public record Watching(
      Protocol protocol,
      List<String> folders,
      String processed,
      String oversize,
      boolean leaveOnServer,
      long longestMail,
      Duration poll,
      Duration reconcile,
      Duration loginRetry,
      int pageMails,
      long pageBytes,
      Timeouts timeouts,
      Optional<Path> trust) {

    /** Whether kept mails stay where they are. */
    boolean inPlace() {
      return processed.isEmpty();
    }
  }

  /**
   * How long a server may take (rule 3).
   *
   * @param connect until it answers at all
   * @param read from one sign of life to the next
   * @param command for everything that one command asks for, however lively it drips
   */
  public record Timeouts(Duration connect, Duration read, Duration command) {

    /** 30 seconds, a minute, five minutes. */
    public static final Timeouts DEFAULTS =
        new Timeouts(Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofMinutes(5));
  }
}
