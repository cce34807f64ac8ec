package counterfoil.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import counterfoil.rig.TokenServer;
import counterfoil.store.SettableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fault-F14")
class TokenSourceTest {

  private static final Instant MORNING = Instant.parse("2026-03-02T09:00:00Z");
  private static final Duration LOGIN_RETRY = Duration.ofMinutes(10);

  private final SettableClock clock = new SettableClock(MORNING);
  private final TokenServer server = start();
  private final TokenSource source =
      new TokenSource("desk", client("s3cret-word"), LOGIN_RETRY, clock);

  private static TokenServer start() {
    try {
      return TokenServer.start("desk@counterfoil.example");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private OAuth2Client client(String secret) {
    return new OAuth2Client(
        server.tokenEndpoint(),
        "scope",
        new OAuth2Client.Secret("client-1", secret, true),
        new OAuth2Client.ClientCredentials());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void keepsTokenWhileItLives() throws Exception {
    Token first = source.token();
    clock.forward(Duration.ofMinutes(59));

    assertThat(source.token()).isEqualTo(first);
    assertThat(server.requests).hasSize(1);
    assertThat(source.expires()).contains(MORNING.plus(Duration.ofHours(1)));
  }

  @Test
  void renewsTokenFiveMinutesBeforeItExpires() {
    source.keepFresh();
    clock.forward(Duration.ofMinutes(54));
    source.keepFresh();
    assertThat(server.requests).hasSize(1);

    clock.forward(Duration.ofMinutes(1));
    source.keepFresh();
    assertThat(server.requests).hasSize(2);
    assertThat(source.expires()).contains(clock.instant().plus(Duration.ofHours(1)));
  }

  @Test
  void renewsShortLivedTokenInTheLastFifthOfItsLife() {
    server.lifetime = 600;
    source.keepFresh();
    clock.forward(Duration.ofSeconds(479));
    source.keepFresh();
    assertThat(server.requests).hasSize(1);

    clock.forward(Duration.ofSeconds(1));
    source.keepFresh();
    assertThat(server.requests).hasSize(2);
  }

  @Test
  void goesOnWithOldTokenWhileTheNewOneIsNotToBeHad() throws Exception {
    Token first = source.token();
    clock.forward(Duration.ofMinutes(56));
    server.answer(503, "", Map.of());
    source.keepFresh();

    assertThat(source.token()).isEqualTo(first);
    assertThat(source.failure()).isPresent();
    clock.forward(Duration.ofMinutes(4));
    assertThatThrownBy(source::token).isInstanceOf(NoTokenException.class);
  }

  @Test
  void renewsTokenWhenTheClockWasSet() throws Exception {
    Token first = source.token();
    clock.forward(Duration.ofDays(1));
    assertThat(source.token()).isNotEqualTo(first);
    assertThat(server.requests).hasSize(2);

    clock.forward(Duration.ofDays(-2));
    assertThat(source.token().issued()).isEqualTo(clock.instant());
    assertThat(server.requests).hasSize(3);
    source.keepFresh();
    assertThat(server.requests).hasSize(3);
  }

  @Test
  void asksOnceForManyWhoNeedOneAtTheSameMoment() throws Exception {
    ExecutorService many = Executors.newFixedThreadPool(16);
    try {
      List<Future<Token>> tokens = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        tokens.add(many.submit(source::token));
      }
      for (Future<Token> token : tokens) {
        assertThat(token.get()).isEqualTo(source.token());
      }
    } finally {
      many.shutdownNow();
    }

    assertThat(server.requests).hasSize(1);
  }

  @Test
  void asksForRefusedTokenAnewOnceAMinuteAtMost() throws Exception {
    Token first = source.token();
    assertThat(source.insteadOf(first)).as("within the minute").isEmpty();
    clock.forward(Duration.ofSeconds(61));
    Token second = source.insteadOf(first).orElseThrow();
    assertThat(source.insteadOf(first)).as("somebody has a newer one").contains(second);
    assertThat(source.insteadOf(second)).as("within the minute").isEmpty();
    assertThat(server.requests).hasSize(2);

    clock.forward(Duration.ofSeconds(61));
    assertThat(source.token()).as("the second was refused").isNotEqualTo(second);
    assertThat(server.requests).hasSize(3);
  }

  @Test
  void saysWhyItWasRefusedAndWaitsAsLongAsAfterARefusedLogin() throws Exception {
    server.answer(
        401,
        "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: Invalid client secret"
            + " provided: s3cret-word.\\r\\nTrace ID: 1\"}",
        Map.of());
    NoTokenException refused = catchThrowableOfType(NoTokenException.class, source::token);

    assertThat(refused)
        .hasMessageContaining("401 invalid_client: AADSTS7000215: Invalid client secret")
        .hasMessageContaining(server.tokenEndpoint().toString())
        .hasMessageNotContaining("s3cret-word")
        .hasMessageNotContaining("\n");
    assertThat(source.failure()).contains(refused.getMessage());
    for (int second = 0; second < 600; second++) {
      assertThatThrownBy(source::token).hasMessage(refused.getMessage());
      source.keepFresh();
      clock.forward(Duration.ofSeconds(1));
    }
    assertThat(server.requests).hasSize(1);

    server.answerTokens();
    source.keepFresh();
    assertThat(source.token().value()).isEqualTo("token-2");
    assertThat(source.failure()).isEmpty();
  }

  @Test
  void asksAgainAfterAMinuteWhenItMayPass() {
    server.answer(500, "<html>Oops</html>", Map.of("Content-Type", "text/html"));
    source.keepFresh();
    assertThat(source.failure().orElse("")).endsWith("answered 500");
    clock.forward(Duration.ofSeconds(59));
    source.keepFresh();
    assertThat(server.requests).hasSize(1);

    clock.forward(Duration.ofSeconds(1));
    server.answerTokens();
    source.keepFresh();
    assertThat(source.failure()).isEmpty();
  }

  @Test
  void waitsAsLongAsTheEndpointAsks() {
    server.answer(429, "{\"error\":\"too_many\"}", Map.of("Retry-After", "300"));
    source.keepFresh();
    clock.forward(Duration.ofSeconds(299));
    source.keepFresh();
    assertThat(server.requests).hasSize(1);

    clock.forward(Duration.ofSeconds(1));
    server.answer(503, "", Map.of("Retry-After", "Mon, 02 Mar 2026 09:10:00 GMT"));
    source.keepFresh();
    assertThat(server.requests).hasSize(2);
    clock.forward(Duration.ofSeconds(299));
    source.keepFresh();
    assertThat(server.requests).hasSize(2);
    clock.forward(Duration.ofSeconds(1));
    source.keepFresh();
    assertThat(server.requests).hasSize(3);
  }

  @Test
  void waitsNoLongerThanAnHourForWhatMayPass() {
    server.answer(503, "", Map.of("Retry-After", "999999999"));
    source.keepFresh();
    clock.forward(Duration.ofHours(1));
    source.keepFresh();

    assertThat(server.requests).hasSize(2);
  }

  @Test
  void takesGarbageForNoToken() {
    for (String garbage :
        List.of(
            "{",
            "[]",
            "\"\"",
            "{\"access_token\":\"x\"}",
            "{\"access_token\":\"x\\u0001auth\",\"token_type\":\"Bearer\"}",
            "{\"access_token\":17,\"token_type\":\"Bearer\"}",
            "{\"access_token\":\"x\",\"token_type\":\"mac\"}",
            "{\"a\":".repeat(5_000),
            "x".repeat(3_000_000))) {
      server.answer(200, garbage, Map.of());
      source.keepFresh();
      assertThat(source.failure().orElse(""))
          .endsWith("answered with something that is no bearer token");
      clock.forward(Duration.ofMinutes(1));
    }
  }

  @Test
  void givesUpOnAnEndpointThatHangs() {
    server.hangs = true;
    TokenEndpoint endpoint = new TokenEndpoint(client("s3cret-word"), Duration.ofMillis(200));

    assertThatThrownBy(() -> endpoint.ask(MORNING))
        .isInstanceOf(TokenTroubleException.class)
        .hasMessageEndingWith("does not answer in time");
  }

  @Test
  void saysThatTheEndpointCannotBeReached() {
    server.close();
    source.keepFresh();

    assertThat(source.failure().orElse("")).endsWith("cannot be reached");
  }

  @Test
  void showsNoSecret() throws Exception {
    OAuth2Client client = client("s3cret-word");
    Token token = source.token();

    assertThat(
            List.of(
                client,
                client.proof(),
                new OAuth2Client.RefreshToken("s3cret-word"),
                new Login.Password("s3cret-word"),
                new Login.AccessToken(source),
                token))
        .asString()
        .doesNotContain("s3cret-word")
        .doesNotContain(token.value());
  }
}
