package counterfoil.mailbox;

import java.time.Duration;

/**
 * One mailbox of the desk.
 *
 * @param name one word, as in the settings
 * @param address what customers write to
 * @param imap where mail is fetched
 * @param smtp where letters are handed over
 * @param folder the folder that is watched
 * @param processed where kept mails are moved to; empty to leave them in place
 * @param poll how often the folder is looked at even if the server says nothing
 * @param loginRetry how long to wait after a refused login, so that no account is locked
 * @param pageMails how many mails are fetched in one go at most
 * @param pageBytes how many bytes are fetched in one go at most, but always one mail
 */
public record Account(
    String name,
    String address,
    Server imap,
    Server smtp,
    String folder,
    String processed,
    Duration poll,
    Duration loginRetry,
    int pageMails,
    long pageBytes) {

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
}
