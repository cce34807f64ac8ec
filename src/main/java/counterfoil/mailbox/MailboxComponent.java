package counterfoil.mailbox;

import counterfoil.desk.Journal;
import counterfoil.desk.Leases;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.jspecify.annotations.Nullable;

/**
 * The Camel component {@code mailbox:}. From {@code mailbox:NAME} come pages of raw mail; to {@code
 * mailbox:send} go written mails, each by the SMTP server of the mailbox it names.
 */
public final class MailboxComponent extends DefaultComponent {

  static final String SEND = "send";

  /** So often it is seen to that no token expires. */
  private static final Duration LOOKS_AT_TOKENS = Duration.ofSeconds(5);

  private final Map<String, Account> accounts;
  private final Map<String, MailboxStatus> statuses = new TreeMap<>();
  private final Journal journal;
  private final Leases leases;
  private final Clock clock;
  private final SmtpConnections smtp;
  private @Nullable ScheduledExecutorService tokensKeeper;

  /**
   * @param accounts by name
   * @param journal asked which mails may leave the folder
   * @param leases asked whether this bot is the one to fetch
   */
  public MailboxComponent(
      Map<String, Account> accounts, Journal journal, Leases leases, Clock clock) {
    this.accounts = Map.copyOf(accounts);
    this.journal = journal;
    this.leases = leases;
    this.clock = clock;
    this.smtp = new SmtpConnections(this.accounts, clock);
    accounts.keySet().forEach(name -> statuses.put(name, new MailboxStatus(clock)));
  }

  /** How each mailbox does, by name. */
  public Map<String, MailboxStatus> statuses() {
    return Map.copyOf(statuses);
  }

  /**
   * Why a mailbox could not send when it was last tried, by name; those that could are not named.
   */
  public Map<String, String> sendFailures() {
    return smtp.failures();
  }

  @Override
  protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) {
    if (name.equals(SEND)) {
      return new MailboxEndpoint(uri, this, null, null);
    }
    Account account = accounts.get(name);
    if (account == null) {
      throw new IllegalArgumentException(
          "There is no mailbox \"%s\": the settings have %s under counterfoil.mailboxes."
              .formatted(name, statuses.keySet()));
    }
    return new MailboxEndpoint(uri, this, account, statuses.get(name));
  }

  Journal journal() {
    return journal;
  }

  Leases leases() {
    return leases;
  }

  Clock clock() {
    return clock;
  }

  SmtpConnections smtp() {
    return smtp;
  }

  /** The access tokens of each mailbox that logs in by OAuth2, by name. */
  public Map<String, TokenSource> tokens() {
    Map<String, TokenSource> tokens = new TreeMap<>();
    for (Account account : accounts.values()) {
      Stream.of(account.incoming(), account.smtp())
          .map(Account.Server::login)
          .filter(Login.AccessToken.class::isInstance)
          .forEach(login -> tokens.put(account.name(), ((Login.AccessToken) login).source()));
    }
    return tokens;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    Collection<TokenSource> sources = tokens().values();
    if (!sources.isEmpty()) {
      tokensKeeper =
          getCamelContext()
              .getExecutorServiceManager()
              .newScheduledThreadPool(this, "tokens", sources.size());
      for (TokenSource source : sources) {
        tokensKeeper.scheduleWithFixedDelay(
            source::keepFresh, 0, LOOKS_AT_TOKENS.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
  }

  @Override
  protected void doStop() throws Exception {
    super.doStop();
    if (tokensKeeper != null) {
      getCamelContext().getExecutorServiceManager().shutdownNow(tokensKeeper);
      tokensKeeper = null;
    }
    smtp.close();
  }
}
