package counterfoil.app;

import counterfoil.desk.DeskSettings;
import counterfoil.mailbox.Account;
import counterfoil.mailbox.Login;
import counterfoil.mailbox.TokenSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.unit.DataSize;

/**
 * Everything under {@code counterfoil} in {@code config/application.yaml}; each value can be given
 * by an environment variable as well ({@code counterfoil.tryout.smtp-port} is {@code
 * COUNTERFOIL_TRYOUT_SMTP_PORT}).
 *
 * @param data where the embedded parts keep what must last
 * @param adminPassword of the user {@code admin}; without it only this machine may look
 * @param ticketPrefix what stands before the number of a ticket
 * @param mailboxes by name, one word of letters and digits; none is the try-out
 * @param tryout the mail server to try the desk out
 * @param priorities what P1 to P4 mean
 * @param publicMailDomains where anybody can have an address
 * @param limits of what is sent by itself
 * @param mailbox how mailboxes are watched
 * @param process how kept mails are worked on
 * @param deliver how letters are sent
 */
@ConfigurationProperties(prefix = "counterfoil", ignoreUnknownFields = false)
public record Settings(
    @DefaultValue("./data") Path data,
    @DefaultValue("") String adminPassword,
    @DefaultValue("CF") String ticketPrefix,
    @DefaultValue Map<String, Mailbox> mailboxes,
    @DefaultValue Tryout tryout,
    @DefaultValue Map<String, Priority> priorities,
    @DefaultValue Set<String> publicMailDomains,
    @DefaultValue Limits limits,
    @DefaultValue Watch mailbox,
    @DefaultValue Process process,
    @DefaultValue Deliver deliver) {

  /** Of the settings of one mailbox none is set. */
  private static final Mailbox LIKE_ALL =
      new Mailbox(null, null, null, null, null, null, null, null, null, null, null);

  private static final Pattern NAME = Pattern.compile("[a-z0-9]+");

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
  public record Mailbox(
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

    /** Where mail is fetched. */
    @Nullable Server incoming() {
      return pop3 == null ? imap : pop3;
    }
  }

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
      @DefaultValue("true") boolean oauth2) {}

  /**
   * @param address of the desk
   * @param smtpPort where mail by hand goes
   * @param imapPort where the answers can be read
   * @param samples whether a dozen mails arrive by themselves
   */
  public record Tryout(
      @DefaultValue("servicedesk@counterfoil.example") String address,
      @DefaultValue("3025") int smtpPort,
      @DefaultValue("3143") int imapPort,
      @DefaultValue("true") boolean samples) {}

  /** The words of the letters for one priority. */
  public record Priority(String title, String firstResponse, String resolution) {}

  /** How many acknowledgements may leave (rule 31); 0 is no limit. */
  public record Limits(
      @DefaultValue("3") int acknowledgementsPerAddressHour,
      @DefaultValue("10") int acknowledgementsPerAddressDay,
      @DefaultValue("50") int acknowledgementsPerDomainHour,
      @DefaultValue("500") int acknowledgementsPerHour) {}

  /**
   * How mailboxes are watched.
   *
   * @param folders those that are watched, the one with most mail first
   * @param processed where kept mails are moved to; empty to leave them in place
   * @param oversize where kept mails are moved to that are too large
   * @param longestMail above it only the beginning of a mail is fetched
   * @param leaveOnServer whether POP3 leaves kept mails where they are
   * @param poll how often every folder is looked at even if the server says nothing
   * @param reconcile how often everything that lies there is held against the journal
   * @param loginRetry how long to wait after a refused login
   * @param trust PEM file with certificates of authorities to trust beside those of Java
   * @param pageMails how many mails are fetched in one go at most
   * @param pageSize how many bytes are fetched in one go at most, but always one mail
   * @param connectTimeout until a server answers at all
   * @param readTimeout from one sign of life of a server to the next
   * @param commandTimeout for everything that one command asks for
   */
  public record Watch(
      @DefaultValue("INBOX") List<String> folders,
      @DefaultValue("Processed") String processed,
      @DefaultValue("Oversize") String oversize,
      @DefaultValue("50MB") DataSize longestMail,
      @DefaultValue("true") boolean leaveOnServer,
      @DefaultValue("60s") Duration poll,
      @DefaultValue("15m") Duration reconcile,
      @DefaultValue("10m") Duration loginRetry,
      @DefaultValue("") String trust,
      @DefaultValue("100") int pageMails,
      @DefaultValue("16MB") DataSize pageSize,
      @DefaultValue("30s") Duration connectTimeout,
      @DefaultValue("60s") Duration readTimeout,
      @DefaultValue("5m") Duration commandTimeout) {}

  /**
   * @param workers batches that are worked on at the same time
   * @param batch mails that are decided together at most
   * @param batchSize bytes that they have together at most, but always one mail
   * @param slowRead so long a batch waits for a mail that is slow to read, then it goes on without
   * @param longestRead a mail that takes longer to read is parked
   */
  public record Process(
      @DefaultValue("2") int workers,
      @DefaultValue("50") int batch,
      @DefaultValue("16MB") DataSize batchSize,
      @DefaultValue("2s") Duration slowRead,
      @DefaultValue("30s") Duration longestRead) {}

  /**
   * @param workers connections that send at the same time
   * @param batch letters that are claimed together at most
   */
  public record Deliver(@DefaultValue("4") int workers, @DefaultValue("20") int batch) {}

  /** Says in a sentence which value cannot be, and what would be right. */
  public Settings {
    require(
        ticketPrefix.matches("[A-Z]{1,10}"),
        "ticket-prefix",
        ticketPrefix,
        "it must be one to ten capital letters, such as CF");
    mailboxes.forEach(Settings::check);
    priorities
        .keySet()
        .forEach(
            level ->
                require(
                    level.matches("P[1-4]"),
                    "priorities." + level,
                    level,
                    "priorities are P1, P2, P3 and P4"));
    between(1, 64, "process.workers", process.workers());
    between(1, 1_000, "process.batch", process.batch());
    require(
        process.slowRead().compareTo(Duration.ofMillis(10)) >= 0,
        "process.slow-read",
        process.slowRead(),
        "it must be at least 10ms, such as 2s");
    require(
        process.longestRead().compareTo(process.slowRead()) > 0
            && process.longestRead().compareTo(Duration.ofMinutes(1)) <= 0,
        "process.longest-read",
        process.longestRead(),
        "it must be longer than process.slow-read and no longer than a minute, such as 30s");
    between(1, 64, "deliver.workers", deliver.workers());
    between(1, 1_000, "deliver.batch", deliver.batch());
    between(1, 10_000, "mailbox.page-mails", mailbox.pageMails());
    between(0, 65_535, "tryout.smtp-port", tryout.smtpPort());
    between(0, 65_535, "tryout.imap-port", tryout.imapPort());
    check(mailbox);
    check("mailbox", watching(LIKE_ALL, mailbox));
    mailboxes.forEach((name, one) -> check("mailboxes." + name, watching(one, mailbox)));
  }

  private static void check(Watch mailbox) {
    between(1, 1_000, "mailbox.page-mails", mailbox.pageMails());
    require(
        mailbox.pageSize().toMegabytes() >= 1 && mailbox.pageSize().toMegabytes() <= 1_024,
        "mailbox.page-size",
        mailbox.pageSize(),
        "it must be from 1MB to 1GB");
    require(
        mailbox.longestMail().toMegabytes() >= 1 && mailbox.longestMail().toMegabytes() <= 1_024,
        "mailbox.longest-mail",
        mailbox.longestMail(),
        "it must be from 1MB to 1GB: a mail is held in memory while it is worked on");
    longerThanNothing("mailbox.reconcile", mailbox.reconcile());
    longerThanNothing("mailbox.login-retry", mailbox.loginRetry());
    longerThanNothing("mailbox.connect-timeout", mailbox.connectTimeout());
    longerThanNothing("mailbox.read-timeout", mailbox.readTimeout());
    longerThanNothing("mailbox.command-timeout", mailbox.commandTimeout());
  }

  private static void check(String key, Account.Watching watching) {
    longerThanNothing(key + ".poll", watching.poll());
    require(
        !watching.folders().isEmpty() && watching.folders().stream().noneMatch(String::isBlank),
        key + ".folders",
        watching.folders(),
        "it must name one folder at least, such as INBOX");
    require(
        !watching.folders().contains(watching.processed()),
        key + ".processed",
        watching.processed(),
        "it must be another folder than those that are watched, or empty to leave mail in place");
    require(
        !watching.folders().contains(watching.oversize()) && !watching.oversize().isBlank(),
        key + ".oversize",
        watching.oversize(),
        "it must be another folder than those that are watched");
    watching
        .trust()
        .ifPresent(
            file ->
                require(
                    Files.isReadable(file),
                    key + ".trust",
                    file,
                    "it must be a file with certificates in PEM"));
  }

  private static void longerThanNothing(String key, Duration found) {
    require(
        !found.isNegative() && !found.isZero(),
        key,
        found,
        "it must be longer than nothing, such as 60s");
  }

  private static void check(String name, Mailbox mailbox) {
    String key = "mailboxes." + name;
    require(
        NAME.matcher(name).matches() && !name.equals("send"),
        key,
        name,
        "the name of a mailbox is one word of lower-case letters and digits, and not \"send\"");
    String address = mailbox.address();
    require(
        address != null && address.matches("[^@\\s<>]+@[^@\\s<>]+"),
        key + ".address",
        String.valueOf(address),
        "it must be the address that customers write to, such as servicedesk@example.com");
    require(
        mailbox.imap() == null || mailbox.pop3() == null,
        key + ".pop3",
        String.valueOf(mailbox.pop3()),
        "a mailbox is fetched by imap or by pop3, not by both");
    if (mailbox.pop3() == null) {
      check(key + ".imap", mailbox.imap());
    } else {
      check(key + ".pop3", mailbox.pop3());
    }
    check(key + ".smtp", mailbox.smtp());
    OAuth2Settings oauth2 = mailbox.oauth2();
    if (oauth2 != null) {
      checkOnePassword(key + (mailbox.pop3() == null ? ".imap" : ".pop3"), mailbox.incoming());
      checkOnePassword(key + ".smtp", mailbox.smtp());
      oauth2.client(key + ".oauth2", user(mailbox));
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
  private static String user(Mailbox mailbox) {
    Server incoming = mailbox.incoming();
    return incoming == null || incoming.user().isEmpty()
        ? String.valueOf(mailbox.address())
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

  private static void between(int least, int most, String key, int found) {
    require(
        found >= least && found <= most,
        key,
        found,
        "it must be a number from %d to %d".formatted(least, most));
  }

  static void require(boolean right, String key, Object found, String sentence) {
    if (!right) {
      throw wrong(key, found, sentence);
    }
  }

  static InvalidConfigurationPropertyValueException wrong(
      String key, Object found, String sentence) {
    return new InvalidConfigurationPropertyValueException("counterfoil." + key, found, sentence);
  }

  /** Whether nothing is configured, so that the embedded mail server stands in. */
  boolean isTryout() {
    return mailboxes.isEmpty();
  }

  /** The mailboxes to watch, by name; in try-out the one of the embedded server. */
  Map<String, Account> accounts(int tryoutSmtpPort, int tryoutImapPort, Clock clock) {
    if (isTryout()) {
      return Map.of(
          "tryout",
          new Account(
              "tryout",
              tryout.address(),
              new Account.Server(
                  "127.0.0.1", tryoutImapPort, tryout.address(), "any", Account.Tls.NONE),
              new Account.Server("127.0.0.1", tryoutSmtpPort, "", "", Account.Tls.NONE),
              watching(LIKE_ALL, mailbox)));
    }
    Map<String, Account> accounts = new LinkedHashMap<>();
    mailboxes.forEach(
        (name, one) -> {
          String address = String.valueOf(one.address());
          Optional<Login> login = tokens(name, one, clock).map(Login.AccessToken::new);
          boolean pop3 = one.pop3() != null;
          accounts.put(
              name,
              new Account(
                  name,
                  address,
                  server(one.incoming(), pop3 ? 110 : 143, pop3 ? 995 : 993, address, login),
                  server(one.smtp(), 587, 465, address, login),
                  watching(one, mailbox)));
        });
    return accounts;
  }

  /** The access tokens that all servers of a mailbox share. */
  private Optional<TokenSource> tokens(String name, Mailbox one, Clock clock) {
    return Optional.ofNullable(one.oauth2())
        .map(oauth2 -> oauth2.client("mailboxes." + name + ".oauth2", user(one)))
        .map(client -> new TokenSource(name, client, mailbox.loginRetry(), clock));
  }

  private static Account.Watching watching(Mailbox one, Watch mailbox) {
    String trust = one.trust() == null ? mailbox.trust() : one.trust().toString();
    return new Account.Watching(
        one.pop3() == null ? Account.Protocol.IMAP : Account.Protocol.POP3,
        orElse(one.folders(), mailbox.folders()),
        orElse(one.processed(), mailbox.processed()),
        orElse(one.oversize(), mailbox.oversize()),
        orElse(one.leaveOnServer(), mailbox.leaveOnServer()),
        mailbox.longestMail().toBytes(),
        orElse(one.poll(), mailbox.poll()),
        mailbox.reconcile(),
        mailbox.loginRetry(),
        mailbox.pageMails(),
        mailbox.pageSize().toBytes(),
        new Account.Timeouts(
            mailbox.connectTimeout(), mailbox.readTimeout(), mailbox.commandTimeout()),
        Optional.of(trust).filter(file -> !file.isEmpty()).map(Path::of));
  }

  private static <T> T orElse(@Nullable T own, T common) {
    return own == null ? common : own;
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

  /** What the decisions depend on. */
  DeskSettings desk(Map<String, Account> accounts) {
    return new DeskSettings(
        ticketPrefix,
        accounts.values().stream().collect(Collectors.toMap(Account::name, Account::address)),
        publicMailDomains,
        new DeskSettings.Limits(
            limits.acknowledgementsPerAddressHour(),
            limits.acknowledgementsPerAddressDay(),
            limits.acknowledgementsPerDomainHour(),
            limits.acknowledgementsPerHour()),
        priorities.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    level ->
                        new DeskSettings.Target(
                            level.getValue().title(),
                            level.getValue().firstResponse(),
                            level.getValue().resolution()))),
        accounts.values().stream()
            .collect(Collectors.toMap(Account::name, account -> largeMails(account.watching()))));
  }

  private static DeskSettings.LargeMails largeMails(Account.Watching watching) {
    boolean moved = watching.protocol() == Account.Protocol.IMAP && !watching.processed().isEmpty();
    return new DeskSettings.LargeMails(
        watching.longestMail(),
        moved
            ? "in folder %s of the mailbox".formatted(watching.oversize())
            : "on the server, where it arrived");
  }

  /** Passwords stay out of logs. */
  @Override
  public String toString() {
    return "Settings" + List.of(data, ticketPrefix, mailboxes.keySet());
  }
}
