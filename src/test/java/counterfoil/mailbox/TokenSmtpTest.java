package counterfoil.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import counterfoil.mail.Envelope;
import counterfoil.rig.TokenServer;
import counterfoil.store.SettableClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.subethamail.smtp.AuthenticationHandler;
import org.subethamail.smtp.AuthenticationHandlerFactory;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** Sending by access tokens, and how often a server sees us that does not let us in. */
@Tag("fault-F14")
class TokenSmtpTest {

  private static final String DESK = "desk@counterfoil.example";

  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-02T09:00:00Z"));
  private final TokenServer tokens = start();
  private final List<String> logins = new CopyOnWriteArrayList<>();
  private final List<String> mails = new CopyOnWriteArrayList<>();
  private volatile List<String> offered = List.of("LOGIN", "XOAUTH2");
  private volatile Optional<RejectException> mood = Optional.empty();
  private final SMTPServer server =
      SMTPServer.port(0)
          .authenticationHandlerFactory(new Doorman())
          .requireAuth()
          .messageHandlerFactory(context -> new Taker())
          .build();

  private static TokenServer start() {
    try {
      return TokenServer.start(DESK);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void stop() {
    server.stop();
    tokens.close();
  }

  @ParameterizedTest
  @CsvSource({
    "LOGIN XOAUTH2,XOAUTH2",
    "PLAIN OAUTHBEARER,OAUTHBEARER",
    "XOAUTH2 OAUTHBEARER,OAUTHBEARER"
  })
  void sendsByTheWayThatTheServerOffers(String ways, String taken) throws Exception {
    offered = List.of(ways.split(" "));
    SmtpConnections smtp = connect();
    smtp.send(letter());
    smtp.send(letter());

    assertThat(mails).hasSize(2);
    assertThat(logins).as("the connection is kept").containsExactly(taken);
    assertThat(tokens.requests).hasSize(1);
  }

  @Test
  void showsNoTokenToServerThatOffersNoWay() {
    offered = List.of("PLAIN", "LOGIN");
    SmtpConnections smtp = connect();

    assertThatThrownBy(() -> smtp.send(letter())).isInstanceOf(SmtpTroubleException.class);
    assertThat(logins).isEmpty();
  }

  @Test
  void replacesTokenThatWasRevokedBeforeItsTime() throws Exception {
    SmtpConnections smtp = connect();
    smtp.send(letter());
    smtp.close();
    clock.forward(Duration.ofMinutes(2));
    tokens.revokeAll();
    smtp.send(letter());

    assertThat(mails).hasSize(2);
    assertThat(tokens.requests).hasSize(2);
    assertThat(tokens.refusals).hasValue(1);
  }

  @Test
  void locksNoAccountHoweverManyLettersWait() {
    tokens.issuesBadTokens = true;
    SmtpConnections smtp = connect();
    for (int i = 0; i < 100; i++) {
      assertThatThrownBy(() -> smtp.send(letter()))
          .isInstanceOf(SmtpTroubleException.class)
          .hasMessageContaining("refused the access token of \"" + DESK + "\"")
          .hasMessageContaining("535")
          .hasMessageNotContaining("token-");
      clock.forward(Duration.ofSeconds(5));
    }
    assertThat(logins).as("in 500 seconds").hasSize(1);
    assertThat(tokens.requests).hasSize(1);
    assertThat(smtp.failures()).containsKey("desk");

    tokens.issuesBadTokens = false;
    clock.forward(Duration.ofSeconds(100));
    assertThatCode(() -> smtp.send(letter())).doesNotThrowAnyException();
    assertThat(logins).hasSize(2);
    assertThat(smtp.failures()).isEmpty();
  }

  @Test
  void locksNoAccountOfAPassword() {
    offered = List.of("LOGIN");
    SmtpConnections smtp = connect(new Login.Password("wrong-word"));
    for (int i = 0; i < 100; i++) {
      assertThatThrownBy(() -> smtp.send(letter()))
          .isInstanceOf(SmtpTroubleException.class)
          .hasMessageContaining("refused the login of \"" + DESK + "\"");
    }

    assertThat(logins).hasSize(1);
  }

  @Test
  void waitsAsLongAsABusyServerAsks() throws Exception {
    mood =
        Optional.of(
            new RejectException(
                454, "4.7.0 Request is throttled. Suggested Backoff Time: 120000 milliseconds"));
    SmtpConnections smtp = connect();
    for (int i = 0; i < 12; i++) {
      assertThatThrownBy(() -> smtp.send(letter()))
          .isInstanceOf(SmtpTroubleException.class)
          .hasMessageContaining("is busy and is left alone for 120 seconds");
      clock.forward(Duration.ofSeconds(10));
    }
    assertThat(logins).hasSize(1);
    assertThat(tokens.requests).as("the token is not to blame").hasSize(1);

    mood = Optional.empty();
    smtp.send(letter());
    assertThat(mails).hasSize(1);
  }

  @Test
  void leavesServerAloneWhileThereIsNoToken() throws Exception {
    tokens.answer(500, "", Map.of());
    SmtpConnections smtp = connect();
    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(() -> smtp.send(letter()))
          .isInstanceOf(SmtpTroubleException.class)
          .hasMessageContaining("no access token")
          .hasMessageContaining("answered 500");
    }
    assertThat(tokens.requests).hasSize(1);
    assertThat(logins).isEmpty();

    tokens.answerTokens();
    clock.forward(Duration.ofMinutes(1));
    smtp.send(letter());
    assertThat(mails).hasSize(1);
  }

  private SmtpConnections connect() {
    return connect(
        new Login.AccessToken(
            new TokenSource(
                "desk",
                new OAuth2Client(
                    tokens.tokenEndpoint(),
                    "scope",
                    new OAuth2Client.Secret("client-1", "s3cret", true),
                    new OAuth2Client.ClientCredentials()),
                Duration.ofMinutes(10),
                clock)));
  }

  private SmtpConnections connect(Login login) {
    server.start();
    Account.Server smtp =
        new Account.Server("127.0.0.1", server.getPortAllocated(), DESK, login, Account.Tls.NONE);
    Account account =
        new Account(
            "desk",
            DESK,
            smtp,
            smtp,
            "INBOX",
            "Processed",
            Duration.ofMinutes(1),
            Duration.ofMinutes(10),
            100,
            1_000_000);
    return new SmtpConnections(Map.of("desk", account), clock);
  }

  private static Envelope letter() {
    return new Envelope(
        "desk",
        "",
        List.of("nadia@harbour-hotels.example"),
        "Subject: x\r\n\r\nHello\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  /** Looks at each login, and asks the tokens' giver. */
  private final class Doorman implements AuthenticationHandlerFactory {

    private static final Pattern SHOWN =
        Pattern.compile("(user=(?<x>[^\1]*)\1|n,a=(?<b>[^,]*),\1)auth=Bearer (?<token>[^\1]+)\1\1");

    @Override
    public List<String> getAuthenticationMechanisms() {
      return offered;
    }

    @Override
    public AuthenticationHandler create() {
      return new AuthenticationHandler() {

        private boolean refuses;
        private int lines;

        @Override
        public Optional<String> auth(String line, MessageContext context) throws RejectException {
          if (refuses) {
            throw new RejectException(535, "5.7.8 Authentication unsuccessful");
          }
          String[] words = line.split(" ");
          if (lines++ == 0) {
            logins.add(words[1]);
            if (mood.isPresent()) {
              throw mood.get();
            }
          }
          if (logins.get(logins.size() - 1).equals("LOGIN")) {
            refuses = lines == 2;
            return Optional.of("334 VXNlcm5hbWU6");
          }
          Matcher shown =
              SHOWN.matcher(
                  new String(Base64.getDecoder().decode(words[2]), StandardCharsets.UTF_8));
          String user = shown.matches() && shown.group("x") != null ? "x" : "b";
          if (shown.matches()
              && shown.group(user).equals(DESK)
              && tokens.isGood(shown.group("token"))) {
            return Optional.empty();
          }
          refuses = true;
          // {"status":"invalid_token"}
          return Optional.of("334 eyJzdGF0dXMiOiJpbnZhbGlkX3Rva2VuIn0=");
        }

        @Override
        public Object getIdentity() {
          return DESK;
        }
      };
    }
  }

  private final class Taker implements MessageHandler {

    @Override
    public void from(String from) {}

    @Override
    public void recipient(String recipient) {}

    @Override
    public String data(InputStream data) throws IOException {
      mails.add(new String(data.readAllBytes(), StandardCharsets.US_ASCII));
      return "taken";
    }

    @Override
    public void done() {}
  }
}
