package counterfoil.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import counterfoil.desk.Page;
import counterfoil.rig.TokenServer;
import counterfoil.store.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fetching by access tokens from a real Dovecot, which asks the tokens' giver about each. */
@Tag("fault-F14")
class TokenLoginTest {

  private static final String DESK = "desk@counterfoil.example";

  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-02T09:00:00Z"));
  private final KeepingJournal journal = new KeepingJournal();
  private final CamelContext camel = new DefaultCamelContext();
  private Path folder;
  private TokenServer tokens;
  private TokenDovecot dovecot;
  private TokenSource source;
  private MailboxComponent component;
  private Account.Protocol protocol = Account.Protocol.IMAP;

  @BeforeEach
  void start() throws IOException {
    // Not a @TempDir, which other users cannot enter.
    folder = Files.createTempDirectory("dovecot");
    Files.setPosixFilePermissions(
        folder, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
    tokens = TokenServer.start(DESK);
  }

  @AfterEach
  void stop() throws Exception {
    camel.close();
    if (dovecot != null) {
      dovecot.close();
    }
    tokens.close();
    org.springframework.util.FileSystemUtils.deleteRecursively(folder);
  }

  @ParameterizedTest
  @CsvSource({
    "oauthbearer xoauth2,OAUTHBEARER",
    "xoauth2,XOAUTH2",
    "oauthbearer,OAUTHBEARER",
    "plain login xoauth2,XOAUTH2"
  })
  void logsInByTheWayThatTheServerOffers(String offered, String taken) throws Exception {
    dovecot(offered);
    dovecot.deliver("first");
    route(Duration.ofMinutes(10));

    await().untilAsserted(() -> assertThat(journal.kept()).hasSize(1));
    assertThat(dovecot.log()).contains("user=<" + DESK + ">, method=" + taken);
    assertThat(tokens.requests).hasSize(1);
    assertThat(tokens.refusals).hasValue(0);
  }

  @Test
  void showsNoTokenToServerThatOffersNoWay() throws Exception {
    dovecot("plain login");
    source = source();

    assertThatThrownBy(() -> Connections.imap(account(Duration.ofMinutes(10)), new KeptSocket()))
        .hasMessageContaining("offers no login by OAuth2");
    assertThat(dovecot.log()).doesNotContain("method=");
  }

  @Test
  void fetchesByPop3WithTheTokenOfTheMailbox() throws Exception {
    protocol = Account.Protocol.POP3;
    dovecot("plain oauthbearer xoauth2");
    dovecot.deliver("first");
    route(Duration.ofMinutes(10));
    await().untilAsserted(() -> assertThat(journal.kept()).hasSize(1));
    assertThat(dovecot.log()).contains("pop3-login: Info: Login: user=<" + DESK + ">");
    assertThat(dovecot.log()).contains("method=XOAUTH2");

    clock.forward(Duration.ofMinutes(2));
    tokens.revokeAll();
    dovecot.deliver("later");
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(journal.kept()).hasSize(2));
    assertThat(tokens.requests).hasSize(2);
    assertThat(tokens.refusals).as("the revoked one").hasValue(1);
  }

  @Test
  void showsNoTokenToPop3ServerThatOffersNoWay() throws Exception {
    protocol = Account.Protocol.POP3;
    dovecot("plain login");
    source = source();

    assertThatThrownBy(() -> Connections.pop3(account(Duration.ofMinutes(10)), new KeptSocket()))
        .hasMessageContaining("No authentication mechanisms supported");
    assertThat(dovecot.log()).doesNotContain("method=");
  }

  @Test
  void comesBackWithFreshTokenWhenTheOldOneExpiredDuringTheSession() throws Exception {
    dovecot("oauthbearer xoauth2");
    route(Duration.ofMinutes(10));
    await().untilAsserted(() -> assertThat(status().failure()).isEmpty());
    clock.forward(Duration.ofHours(2));
    tokens.revokeAll();
    dovecot.disconnectAll();
    dovecot.deliver("later");

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(journal.kept()).hasSize(1));
    await().untilAsserted(() -> assertThat(status().failure()).isEmpty());
    assertThat(source.expires()).contains(clock.instant().plus(Duration.ofHours(1)));
    assertThat(tokens.refusals).hasValue(0);
  }

  @Test
  void replacesTokenThatWasRevokedBeforeItsTime() throws Exception {
    dovecot("oauthbearer xoauth2");
    route(Duration.ofMinutes(10));
    await().untilAsserted(() -> assertThat(status().failure()).isEmpty());
    clock.forward(Duration.ofMinutes(2));
    tokens.revokeAll();
    dovecot.disconnectAll();
    dovecot.deliver("later");

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(journal.kept()).hasSize(1));
    assertThat(tokens.requests).hasSize(2);
    assertThat(tokens.refusals).hasValue(1);
  }

  @Test
  void locksNoAccountWhenEveryTokenIsRefused() throws Exception {
    tokens.issuesBadTokens = true;
    dovecot("oauthbearer xoauth2");
    // Tried a hundred times as often as anybody would set it, and the clock stands still.
    route(Duration.ofMillis(100));
    await().untilAsserted(() -> assertThat(tokens.refusals.get()).isGreaterThan(10));
    assertThat(tokens.requests).as("within a minute").hasSize(1);
    assertThat(status().failure().orElse(""))
        .contains("refused the access token of \"" + DESK + "\"")
        .contains("[AUTHENTICATIONFAILED]")
        .doesNotContain("token-1");
    for (int minute = 2; minute < 6; minute++) {
      int requests = minute;
      clock.forward(Duration.ofSeconds(60));
      await().untilAsserted(() -> assertThat(tokens.requests).hasSize(requests));
      int before = tokens.refusals.get();
      await().until(() -> tokens.refusals.get() > before + 5);
      assertThat(tokens.requests).as("in minute " + minute).hasSize(minute);
    }

    tokens.issuesBadTokens = false;
    clock.forward(Duration.ofSeconds(60));
    await().untilAsserted(() -> assertThat(status().failure()).isEmpty());
  }

  @Test
  void logsInTwiceAtMostBeforeItWaits() throws Exception {
    dovecot("oauthbearer xoauth2");
    source = source();
    source.token();
    clock.forward(Duration.ofMinutes(2));
    tokens.revokeAll();
    tokens.issuesBadTokens = true;
    route(Duration.ofMinutes(10));

    await().untilAsserted(() -> assertThat(status().failure().orElse("")).contains("refused"));
    assertThat(tokens.refusals).as("the old token, and a fresh one").hasValue(2);
    assertThat(tokens.requests).hasSize(2);
  }

  @Test
  void leavesServerAloneWhileThereIsNoToken() throws Exception {
    tokens.answer(
        400,
        "{\"error\":\"invalid_grant\",\"error_description\":\"Token has been expired or revoked.\"}",
        Map.of());
    dovecot("oauthbearer xoauth2");
    route(Duration.ofMillis(100));

    await()
        .untilAsserted(
            () ->
                assertThat(status().failure().orElse(""))
                    .contains("400 invalid_grant: Token has been expired or revoked."));
    assertThat(component.tokens().get("desk").failure()).isEqualTo(status().failure());
    assertThat(tokens.requests).hasSize(1);
    assertThat(dovecot.log()).doesNotContain("method=");

    tokens.answerTokens();
    clock.forward(Duration.ofMinutes(1));
    dovecot.deliver("first");
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(journal.kept()).hasSize(1));
    assertThat(component.tokens().get("desk").failure()).isEmpty();
  }

  private void dovecot(String mechanisms) throws Exception {
    dovecot = TokenDovecot.start(folder, tokens.introspection(), mechanisms);
  }

  private TokenSource source() {
    return new TokenSource(
        "desk",
        new OAuth2Client(
            tokens.tokenEndpoint(),
            "scope",
            new OAuth2Client.Secret("client-1", "s3cret", true),
            new OAuth2Client.ClientCredentials()),
        Duration.ofMinutes(1),
        clock);
  }

  private Account account(Duration loginRetry) {
    boolean pop3 = protocol == Account.Protocol.POP3;
    Account.Server server =
        new Account.Server(
            "127.0.0.1",
            pop3 ? dovecot.pop3Port() : dovecot.port(),
            DESK,
            new Login.AccessToken(source),
            Account.Tls.NONE);
    return new Account(
        "desk",
        DESK,
        server,
        server,
        new Account.Watching(
            protocol,
            List.of("INBOX"),
            "Processed",
            "Oversize",
            false,
            1_000_000,
            pop3 ? Duration.ofMillis(200) : Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            loginRetry,
            10,
            1_000_000,
            Account.Timeouts.DEFAULTS,
            Optional.empty()));
  }

  private void route(Duration loginRetry) throws Exception {
    if (source == null) {
      source = source();
    }
    component =
        new MailboxComponent(Map.of("desk", account(loginRetry)), journal, new OneBot(), clock);
    camel.addComponent("mailbox", component);
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("mailbox:desk")
                .routeId("receive")
                .process(exchange -> journal.keep(exchange.getMessage().getBody(Page.class)));
          }
        });
    camel.start();
  }

  private MailboxStatus status() {
    return component.statuses().get("desk");
  }
}
