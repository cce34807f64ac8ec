package counterfoil.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import counterfoil.desk.Page;
import jakarta.mail.Flags;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MailboxConsumerTest {

  private static final String DESK = "desk@counterfoil.example";

  private final KeepingJournal journal = new KeepingJournal();
  private final OneBot leases = new OneBot();
  private final CamelContext camel = new DefaultCamelContext();
  private GreenMail server = new GreenMail(ServerSetup.IMAP.dynamicPort());
  private GreenMailUser user = startServer();
  private MailboxComponent component = component("Processed", "right", Duration.ofMinutes(5));

  private GreenMailUser startServer() {
    server.start();
    return server.setUser(DESK, DESK, "right");
  }

  private MailboxComponent component(String processed, String password, Duration poll) {
    Account account =
        new Account(
            "desk",
            DESK,
            new Account.Server(
                "127.0.0.1", server.getImap().getPort(), DESK, password, Account.Tls.NONE),
            new Account.Server("127.0.0.1", 1, "", "", Account.Tls.NONE),
            "INBOX",
            processed,
            poll,
            Duration.ofMinutes(10),
            2,
            1_000_000);
    return new MailboxComponent(Map.of("desk", account), journal, leases, Clock.systemUTC());
  }

  @BeforeEach
  void deliverOneMail() {
    deliver("first");
  }

  @AfterEach
  void stop() throws Exception {
    camel.close();
    server.stop();
  }

  @Test
  @Tag("rule-7")
  @Tag("promise-1")
  void movesKeptMailsToProcessed() throws Exception {
    deliver("second");
    deliver("third");
    route(true);

    await().untilAsserted(() -> assertThat(messages("Processed")).isEqualTo(3));
    assertThat(messages("INBOX")).isZero();
    assertThat(journal.texts())
        .satisfiesExactly(
            raw -> assertThat(raw).contains("first"),
            raw -> assertThat(raw).contains("second"),
            raw -> assertThat(raw).contains("third"));
  }

  @Test
  @Tag("rule-2")
  @Tag("fault-F10")
  void takesMailThatAPersonHasReadInWebmail() throws Exception {
    inbox().getMessages().get(0).setFlag(Flags.Flag.SEEN, true);
    route(true);

    await().untilAsserted(() -> assertThat(journal.kept()).hasSize(1));
  }

  @Test
  @Tag("rule-3")
  void hearsOfNewMailWithoutWaitingForThePoll() throws Exception {
    route(true);
    await().untilAsserted(() -> assertThat(journal.kept()).hasSize(1));

    // GreenMail tells nobody of a mail that comes in the moment in which IDLE begins: so one more,
    // until one is heard of. The look around is five minutes away. See ImapOnDovecotTest for one.
    await()
        .pollInterval(Duration.ofMillis(500))
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              deliver("later");
              return journal.kept().size() > 1;
            });
  }

  @Test
  @Tag("rule-7")
  void leavesMailInPlaceAndTakesItOnce() throws Exception {
    component = component("", "right", Duration.ofMillis(200));
    route(true);
    await().untilAsserted(() -> assertThat(journal.kept()).hasSize(1));
    camel.getRouteController().stopRoute("receive");
    camel.getRouteController().startRoute("receive");
    deliver("second");
    await().untilAsserted(() -> assertThat(journal.kept()).hasSize(2));

    assertThat(journal.fetched).hasValue(2);
    assertThat(messages("INBOX")).isEqualTo(2);
  }

  @Test
  @Tag("promise-1")
  @Tag("promise-10")
  void leavesOnTheServerWhatCouldNotBeKeptAndTakesItLater() throws Exception {
    journal.away = true;
    route(true);
    await()
        .untilAsserted(
            () ->
                assertThat(component.statuses().get("desk").failure().orElse(""))
                    .contains("the database is away"));
    assertThat(messages("INBOX")).isEqualTo(1);

    journal.away = false;
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(messages("Processed")).isEqualTo(1));
    await().untilAsserted(() -> assertThat(component.statuses().get("desk").failure()).isEmpty());
  }

  @Test
  @Tag("promise-1")
  void movesNothingThatTheJournalDoesNotHave() throws Exception {
    route(false);

    await()
        .untilAsserted(
            () ->
                assertThat(component.statuses().get("desk").failure().orElse(""))
                    .contains("not in the journal"));
    assertThat(messages("INBOX")).isEqualTo(1);
  }

  @Test
  @Tag("promise-1")
  void movesAtTheNextConnectWhatWasKeptButNotMoved() throws Exception {
    journal.knowsAll = true;
    route(true);

    await().untilAsserted(() -> assertThat(messages("Processed")).isEqualTo(1));
    assertThat(journal.fetched).hasValue(0);
  }

  @Test
  void saysThatTheLoginWasRefused() throws Exception {
    component = component("Processed", "wrong-word", Duration.ofMinutes(5));
    route(true);

    await()
        .untilAsserted(
            () ->
                assertThat(component.statuses().get("desk").failure().orElse(""))
                    .contains("refused the login of \"" + DESK + "\"")
                    .doesNotContain("wrong-word"));
  }

  @Test
  void saysThatNothingAnswersAndComesBackWhenTheServerDoes() throws Exception {
    int port = server.getImap().getPort();
    server.stop();
    route(true);
    await()
        .untilAsserted(
            () ->
                assertThat(component.statuses().get("desk").failure().orElse(""))
                    .contains("nothing answers at 127.0.0.1:" + port));

    server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    user = startServer();
    deliver("after the pause");
    await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(() -> assertThat(journal.kept()).hasSize(1));
  }

  private void route(boolean keeps) throws Exception {
    camel.addComponent("mailbox", component);
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("mailbox:desk")
                .routeId("receive")
                .process(
                    exchange -> {
                      if (keeps) {
                        journal.keep(exchange.getMessage().getBody(Page.class));
                      }
                    })
                // As the desk's own route ends: nobody may take the page's completion along.
                .to("seda:process?size=1&discardWhenFull=true");
          }
        });
    camel.start();
  }

  private void deliver(String words) {
    try {
      user.deliver(
          new MimeMessage(
              Session.getInstance(new Properties()),
              new ByteArrayInputStream(
                  ("From: nadia@harbour-hotels.example\r\nSubject: x\r\n\r\n" + words + "\r\n")
                      .getBytes(StandardCharsets.UTF_8))));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private com.icegreen.greenmail.store.MailFolder inbox() throws Exception {
    return server.getManagers().getImapHostManager().getInbox(user);
  }

  private int messages(String folder) {
    ImapHostManager manager = server.getManagers().getImapHostManager();
    var found = manager.getFolder(user, folder);
    return found == null ? 0 : found.getMessageCount();
  }
}
