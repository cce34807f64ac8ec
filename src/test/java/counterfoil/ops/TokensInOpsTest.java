package counterfoil.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import counterfoil.desk.Journal;
import counterfoil.desk.Leases;
import counterfoil.mailbox.Account;
import counterfoil.mailbox.Login;
import counterfoil.mailbox.MailboxComponent;
import counterfoil.mailbox.OAuth2Client;
import counterfoil.mailbox.TokenSource;
import counterfoil.rig.TokenServer;
import counterfoil.store.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What operators see of the access tokens. */
@Tag("fault-F14")
class TokensInOpsTest {

  private static final String DESK = "desk@counterfoil.example";
  private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");

  private final SettableClock clock = new SettableClock(NINE);
  private final TokenServer server = start();
  private final MailboxComponent mailboxes = mailboxes();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final DefaultCamelContext camel = new DefaultCamelContext();

  private static TokenServer start() {
    try {
      return TokenServer.start(DESK);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private MailboxComponent mailboxes() {
    TokenSource source =
        new TokenSource(
            "desk",
            new OAuth2Client(
                server.tokenEndpoint(),
                "scope",
                new OAuth2Client.Secret("client-1", "s3cret-word", true),
                new OAuth2Client.ClientCredentials()),
            Duration.ofMinutes(10),
            clock);
    Account.Server imap =
        new Account.Server("127.0.0.1", 1, DESK, new Login.AccessToken(source), Account.Tls.NONE);
    Account account =
        new Account(
            "desk",
            DESK,
            imap,
            imap,
            "INBOX",
            "Processed",
            Duration.ofMinutes(1),
            Duration.ofMinutes(10),
            10,
            1_000_000);
    return new MailboxComponent(
        Map.of("desk", account), notCalled(Journal.class), notCalled(Leases.class), clock);
  }

  @AfterEach
  void stop() throws IOException {
    camel.close();
    server.close();
  }

  @Test
  void tellHowLongTheTokenIsGood() {
    new TokenMetrics(mailboxes, clock).bindTo(metrics);
    assertThat(gauge("counterfoil.oauth2.expires")).isNaN();
    camel.addComponent("mailbox", mailboxes);
    camel.start();
    await().until(() -> mailboxes.tokens().get("desk").expires().isPresent());

    assertThat(gauge("counterfoil.oauth2.expires")).isEqualTo(3600);
    assertThat(gauge("counterfoil.oauth2.up")).isEqualTo(1);
    assertThat(new MailboxHealth(mailboxes).health().getDetails().get("desk").toString())
        .contains("token=until 2026-11-23T10:00:00Z");
    assertThat(new MailboxAlarms(mailboxes).look()).noneMatch(one -> one.name().equals("token"));
  }

  @Test
  void raiseAnAlarmWithTheWordsOfTheEndpoint() {
    new TokenMetrics(mailboxes, clock).bindTo(metrics);
    server.answer(
        401,
        "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000222: The provided client"
            + " secret keys for app 'client-1' are expired.\"}",
        Map.of());
    camel.addComponent("mailbox", mailboxes);
    camel.start();
    await().until(() -> mailboxes.tokens().get("desk").failure().isPresent());

    assertThat(gauge("counterfoil.oauth2.up")).isZero();
    Alarms alarms = new Alarms(List.of(new MailboxAlarms(mailboxes)), clock);
    alarms.look();
    clock.forward(Duration.ofMinutes(2));
    alarms.look();
    assertThat(alarms.raised())
        .filteredOn(one -> one.alarm().key().equals("token desk"))
        .singleElement()
        .satisfies(
            one ->
                assertThat(one.alarm().sentence())
                    .contains("401 invalid_client: AADSTS7000222")
                    .doesNotContain("s3cret-word"));
    assertThat(new MailboxHealth(mailboxes).health().getDetails().get("desk").toString())
        .contains("token=none yet; no access token")
        .contains("AADSTS7000222");
  }

  /** Nothing is fetched here. */
  private static <T> T notCalled(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              throw new UnsupportedOperationException(method.getName());
            }));
  }

  private double gauge(String name) {
    return metrics.get(name).tag("mailbox", "desk").gauge().value();
  }
}
