package counterfoil.app;

import static counterfoil.app.SettingCheck.between;
import static counterfoil.app.SettingCheck.require;

import counterfoil.mailbox.Account;
import counterfoil.mailbox.Login;
import counterfoil.mailbox.TokenSource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One mailbox; what is not set is as under {@code counterfoil.mailbox}.
 *
 * @param address what customers write to
 * @param imap where mail is fetched; or
 * @param pop3 where mail is fetched, when there is no IMAP
 * @param smtp where letters are handed over
 * @param folders those that are watched; not for POP3
 * @param processed where kept mails are moved to; not for POP3
 * @param oversize where kept mails are moved to that are too large; not for POP3
 * @param leaveOnServer whether POP3 leaves kept mails where they are
 * @param poll how often it is looked at even if the server says nothing
 * @param trust PEM file with certificates of authorities to trust
 * @param oauth2 how access tokens are asked for; nothing to log in by passwords
 */
public record MailboxSettings(
    @Nullable String address,
    @Nullable Server imap,
    @Nullable Server pop3,
    @Nullable Server smtp,
    @Nullable List<String> folders,
    @Nullable String processed,
    @Nullable String oversize,
    @Nullable Boolean leaveOnServer,
    @Nullable Duration poll,
    @Nullable Path trust,
    @Nullable OAuth2Settings oauth2) {

  /** None of them is set. */
  static final MailboxSettings LIKE_ALL =
      new MailboxSettings(null, null, null, null, null, null, null, null, null, null, null);

  private static final Pattern NAME = Pattern.compile("[a-z0-9]+");

  /**
   * @param port the usual one of the protocol when it is 0
   * @param user with OAuth2 the mailbox's address when it is empty
   * @param tls {@code none}, {@code starttls} or {@code tls}
   * @param oauth2 whether to log in by OAuth2, where the mailbox has it
   */
  public record Server(
      @Nullable String host,
      @DefaultValue("0") int port,
      @DefaultValue("") String user,
      @DefaultValue("") String password,
      @DefaultValue("tls") Account.Tls tls,
      @DefaultValue("true") boolean oauth2) {

    /** Passwords stay out of errors. */
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  /** Where mail is fetched. */
  private @Nullable Server incoming() {
    return pop3 == null ? imap : pop3;
  }

  /** The mailbox of this name, watched as all are where nothing else is set. */
  Account account(String name, WatchSettings watch, Clock clock) {
    String user = String.valueOf(address);
    Optional<Login> login =
        Optional.ofNullable(oauth2)
            .map(tokens -> tokens.client("mailboxes." + name + ".oauth2", user()))
            // All servers of a mailbox share them.
            .map(client -> new TokenSource(name, client, watch.loginRetry(), clock))
            .map(Login.AccessToken::new);
    return new Account(
        name,
        user,
        server(incoming(), pop3 == null ? 143 : 110, pop3 == null ? 993 : 995, user, login),
        server(smtp, 587, 465, user, login),
        watch.of(this));
  }

  void check(String name) {
    String key = "mailboxes." + name;
    require(
        NAME.matcher(name).matches() && !name.equals("send"),
        key,
        name,
        "the name of a mailbox is one word of lower-case letters and digits, and not \"send\"");
    require(
        address != null && address.matches("[^@\\s<>]+@[^@\\s<>]+"),
        key + ".address",
        String.valueOf(address),
        "it must be the address that customers write to, such as servicedesk@example.com");
    require(
        imap == null || pop3 == null,
        key + ".pop3",
        String.valueOf(pop3),
        "a mailbox is fetched by imap or by pop3, not by both");
    if (pop3 == null) {
      check(key + ".imap", imap);
    } else {
      check(key + ".pop3", pop3);
    }
    check(key + ".smtp", smtp);
    if (oauth2 != null) {
      checkOnePassword(key + (pop3 == null ? ".imap" : ".pop3"), incoming());
      checkOnePassword(key + ".smtp", smtp);
      oauth2.client(key + ".oauth2", user());
    }
  }

  private static void checkOnePassword(String key, @Nullable Server server) {
    require(
        server == null || !server.oauth2() || server.password().isEmpty(),
        key + ".user",
        server == null ? "" : server.user(),
        "the mailbox logs in by OAuth2, and %s.password is set as well: take the password away, or set %s.oauth2 to false"
            .formatted("counterfoil." + key, "counterfoil." + key));
  }

  /** The user whose mailbox is fetched. */
  private String user() {
    Server incoming = incoming();
    return incoming == null || incoming.user().isEmpty()
        ? String.valueOf(address)
        : incoming.user();
  }

  private static void check(String key, @Nullable Server server) {
    require(
        server != null && server.host() != null && !server.host().isBlank(),
        key + ".host",
        "",
        "it must be the name of the server, such as "
            + key.substring(key.length() - 4)
            + ".example.com");
    if (server != null) {
      between(0, 65_535, key + ".port", server.port());
    }
  }

  private static Account.Server server(
      @Nullable Server server, int port, int tlsPort, String address, Optional<Login> tokens) {
    if (server == null) {
      throw new IllegalStateException("checked before");
    }
    int usual = server.tls() == Account.Tls.TLS ? tlsPort : port;
    boolean byToken = server.oauth2() && tokens.isPresent();
    return new Account.Server(
        String.valueOf(server.host()),
        server.port() == 0 ? usual : server.port(),
        byToken && server.user().isEmpty() ? address : server.user(),
        byToken ? tokens.get() : new Login.Password(server.password()),
        server.tls());
  }
}
