package counterfoil.app;

import static counterfoil.app.SettingCheck.between;
import static counterfoil.app.SettingCheck.require;

import counterfoil.desk.DeskSettings;
import counterfoil.desk.FloodLimits;
import counterfoil.desk.ReopenLimits;
import counterfoil.desk.UnknownOrganisation;
import counterfoil.html.DisplayLimits;
import counterfoil.letters.DeskKeys;
import counterfoil.mailbox.Account;
import counterfoil.privacy.RetentionDays;
import counterfoil.ticket.PhoneLine;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
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
 * @param sla how long tickets may take, and what is said about it
 * @param onCall who is woken
 * @param workingHours when somebody is at the desk
 * @param phone of the line on which somebody answers day and night; empty when there is none
 * @param url of the pages, as people reach them
 * @param publicMailDomains where anybody can have an address
 * @param unknownOrganisation what becomes of mails of people whom no organisation knows
 * @param limits of what is sent by itself, and of what one sender may open
 * @param replies how answers find their ticket
 * @param mailbox how mailboxes are watched
 * @param reading how much of one mail is read
 * @param process how kept mails are worked on
 * @param deliver how letters are sent
 * @param display how much of a mail's HTML the pages show
 * @param dns resolvers for our own check of senders, or {@code system}; none makes no check
 * @param trust who is believed about the authors of mails
 * @param held what becomes of mails that wait for a person
 * @param retention for how many days what is kept
 */
@ConfigurationProperties(prefix = "counterfoil", ignoreUnknownFields = false)
public record Settings(
    @DefaultValue("./data") Path data,
    @DefaultValue("") String adminPassword,
    @DefaultValue("CF") String ticketPrefix,
    @DefaultValue Map<String, MailboxSettings> mailboxes,
    @DefaultValue Tryout tryout,
    @DefaultValue Map<String, Priority> priorities,
    @DefaultValue SlaSettings sla,
    @DefaultValue OnCallSettings onCall,
    @DefaultValue WorkingHoursSettings workingHours,
    @DefaultValue("") String phone,
    @DefaultValue("http://localhost:8080") String url,
    @DefaultValue Set<String> publicMailDomains,
    @DefaultValue("accept") UnknownOrganisation unknownOrganisation,
    @DefaultValue Limits limits,
    @DefaultValue Replies replies,
    @DefaultValue WatchSettings mailbox,
    @DefaultValue ReadingSettings reading,
    @DefaultValue Process process,
    @DefaultValue Deliver deliver,
    @DefaultValue Display display,
    @DefaultValue List<String> dns,
    @DefaultValue TrustSettings trust,
    @DefaultValue Held held,
    @DefaultValue Retained retention) {

  private static final int LONGEST_KEPT_DAYS = 36_500;

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

  /**
   * How many acknowledgements may leave (rule 31), and how many tickets a sender may open (rule
   * 20); 0 is no limit. The minutes are a word, for Spring Boot takes a number between two
   * underscores for a place in a list.
   */
  public record Limits(
      @DefaultValue("3") int acknowledgementsPerAddressHour,
      @DefaultValue("10") int acknowledgementsPerAddressDay,
      @DefaultValue("50") int acknowledgementsPerDomainHour,
      @DefaultValue("500") int acknowledgementsPerHour,
      @DefaultValue("10") int newTicketsPerSenderTenMinutes,
      @DefaultValue("50") int newTicketsPerSenderDay,
      @DefaultValue("3") int reopeningsPerTicketHour,
      @DefaultValue("10") int reopeningsPerTicketDay,
      @DefaultValue("100") int peoplePerTicket,
      @DefaultValue("12") int thanksWords,
      @DefaultValue("100000") int typedCharacters) {

    ReopenLimits reopenings() {
      return new ReopenLimits(reopeningsPerTicketHour, reopeningsPerTicketDay);
    }

    FloodLimits flood() {
      return new FloodLimits(newTicketsPerSenderTenMinutes, newTicketsPerSenderDay);
    }
  }

  /**
   * @param plusAddressing whether mail to {@code desk+anything@} arrives at {@code desk@}
   * @param lifetime of a reply address
   * @param keys that sign it, the newest first; none is a file of its own
   * @param engineersNeedNoProof whether an engineer's reply address is enough where no check says
   *     who wrote
   */
  public record Replies(
      @DefaultValue("false") boolean plusAddressing,
      @DefaultValue("90d") Duration lifetime,
      @DefaultValue List<String> keys,
      @DefaultValue("false") boolean engineersNeedNoProof) {

    /** Keys stay out of logs. */
    @Override
    public String toString() {
      return "Replies" + List.of(plusAddressing, lifetime, keys.size() + " keys");
    }
  }

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

  /**
   * @param chars of a mail's HTML, without its pictures
   * @param pictures that the mail itself brings
   * @param pictureSize of all these pictures together
   */
  public record Display(
      @DefaultValue("1000000") int chars,
      @DefaultValue("50") int pictures,
      @DefaultValue("10MB") DataSize pictureSize) {

    DisplayLimits limits() {
      return new DisplayLimits(chars, pictures, (int) pictureSize.toBytes());
    }
  }

  /**
   * @param keep so long a mail waits for a person, then it is archived; zero is for ever
   */
  public record Held(@DefaultValue("30d") Duration keep) {}

  /**
   * In days; 0 is for ever.
   *
   * @param resolved the words of a resolved ticket, since nothing has happened on it
   * @param raw the bytes of a mail, since it was decided
   * @param ignored the same of mails that changed no ticket
   */
  public record Retained(
      @DefaultValue("0") int resolved, @DefaultValue("0") int raw, @DefaultValue("0") int ignored) {

    RetentionDays days() {
      return new RetentionDays(resolved, raw, ignored);
    }
  }

  /** Says in a sentence which value cannot be, and what would be right. */
  public Settings {
    require(
        ticketPrefix.matches("[A-Z]{1,10}"),
        "ticket-prefix",
        ticketPrefix,
        "it must be one to ten capital letters, such as CF");
    mailboxes.forEach((name, one) -> one.check(name));
    priorities
        .keySet()
        .forEach(
            level ->
                require(
                    level.matches("P[1-4]"),
                    "priorities." + level,
                    level,
                    "priorities are P1, P2, P3 and P4"));
    between(
        0,
        1_000_000,
        "limits.new-tickets-per-sender-ten-minutes",
        limits.newTicketsPerSenderTenMinutes());
    between(0, 1_000_000, "limits.new-tickets-per-sender-day", limits.newTicketsPerSenderDay());
    between(0, 1_000_000, "limits.reopenings-per-ticket-hour", limits.reopeningsPerTicketHour());
    between(0, 1_000_000, "limits.reopenings-per-ticket-day", limits.reopeningsPerTicketDay());
    between(2, 1_000, "limits.people-per-ticket", limits.peoplePerTicket());
    between(0, 100, "limits.thanks-words", limits.thanksWords());
    // Tomcat takes forms of 2 MB, in which a character may need nine bytes.
    between(1_000, 200_000, "limits.typed-characters", limits.typedCharacters());
    require(
        replies.lifetime().compareTo(Duration.ofDays(1)) >= 0
            && replies.lifetime().compareTo(Duration.ofDays(3_650)) <= 0,
        "replies.lifetime",
        replies.lifetime(),
        "it must be from a day to ten years, such as 90d");
    for (String key : replies.keys()) {
      require(
          key.length() >= DeskKeys.SHORTEST,
          "replies.keys",
          "a key of " + key.length() + " characters",
          "a key must have at least "
              + DeskKeys.SHORTEST
              + " characters; make one by: openssl rand -base64 32");
    }
    sla.check();
    onCall.check();
    workingHours.check();
    require(
        phone.codePoints().noneMatch(Character::isISOControl) && phone.length() <= 100,
        "phone",
        phone,
        "it must be one line of at most 100 characters, such as +44 20 7946 0000");
    require(
        url.isEmpty() || url.matches("https?://[^/\\s\"<>]+(/[^\\s\"<>]*)?"),
        "url",
        url,
        "it must begin with https:// or http://, such as https://desk.example.com, or be empty");
    reading.check();
    TrustSettings.checkDns(dns);
    trust.check();
    between(1, 64, "process.workers", process.workers());
    between(1, 1_000, "process.batch", process.batch());
    require(
        process.batchSize().toMegabytes() >= 1 && process.batchSize().toMegabytes() <= 1_024,
        "process.batch-size",
        process.batchSize(),
        "it must be from 1MB to 1GB");
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
    between(0, 65_535, "tryout.smtp-port", tryout.smtpPort());
    between(0, 65_535, "tryout.imap-port", tryout.imapPort());
    between(1_000, 10_000_000, "display.chars", display.chars());
    between(0, 1_000, "display.pictures", display.pictures());
    require(
        display.pictureSize().toMegabytes() <= 100,
        "display.picture-size",
        display.pictureSize(),
        "it must be at most 100MB");
    require(
        held.keep().isZero()
            || (held.keep().compareTo(Duration.ofHours(1)) >= 0
                && held.keep().compareTo(Duration.ofDays(3_650)) <= 0),
        "held.keep",
        held.keep(),
        "it must be from an hour to ten years, such as 30d, or 0 for ever");
    between(0, LONGEST_KEPT_DAYS, "retention.resolved", retention.resolved());
    between(0, LONGEST_KEPT_DAYS, "retention.raw", retention.raw());
    between(0, LONGEST_KEPT_DAYS, "retention.ignored", retention.ignored());
    mailbox.check();
    WatchSettings.check("mailbox", mailbox.of(MailboxSettings.LIKE_ALL));
    mailboxes.forEach((name, one) -> WatchSettings.check("mailboxes." + name, mailbox.of(one)));
  }

  /** Whether nothing is configured, so that the embedded mail server stands in. */
  boolean isTryout() {
    return mailboxes.isEmpty();
  }

  /** Where the pages are, without a slash at the end; empty when nobody said. */
  String pages() {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  /** When a letter names the phone line. */
  PhoneLine phoneLine() {
    return new PhoneLine(phone, workingHours.hours());
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
              mailbox.of(MailboxSettings.LIKE_ALL)));
    }
    Map<String, Account> accounts = new LinkedHashMap<>();
    mailboxes.forEach((name, one) -> accounts.put(name, one.account(name, mailbox, clock)));
    return accounts;
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
                            level.getValue().resolution(),
                            sla.targets().of(level.getKey())))),
        limits.peoplePerTicket(),
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
