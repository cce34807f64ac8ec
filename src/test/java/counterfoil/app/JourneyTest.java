package counterfoil.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import counterfoil.mail.ParsedMail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A mail becomes a ticket: the whole bot on real parts, seen from where the customer sits. */
class JourneyTest {

  // One address for each story: an address gets three acknowledgements an hour.
  private static final String NADIA = "nadia@booking.quayside-inns.example";
  private static final String STRANGER = "eve@elsewhere.example";

  @TempDir private static Path data;
  private static RunningDesk desk;

  @BeforeAll
  static void open() {
    desk = new RunningDesk(data);
  }

  @AfterAll
  static void close() {
    desk.close();
  }

  @Test
  @Tag("rule-32")
  @Tag("promise-3")
  void acknowledgesARequestWithWhatItUnderstoodAndWhatIsMissing() throws IOException {
    String mail =
        desk.send(
            NADIA,
            "Callers hear nothing",
            "",
            """
            Project link: https://studio.uk.poly.ai/harbour-hotels-uk/PROJECT-7KQ2M9XA/agent
            Environment: Live

            What happened:
            Callers hear nothing after the greeting.
            """);
    ParsedMail letter = desk.acknowledgementOf(NADIA, mail);
    JsonNode journal = desk.decided(mail);
    String number = journal.path("ticket").asString();

    assertThat(letter.subject()).startsWith("[" + number + "]");
    assertThat(letter.header("auto-submitted")).containsExactly("auto-replied");
    assertThat(letter.header("x-auto-response-suppress")).containsExactly("All");
    assertThat(letter.header("return-path")).containsExactly("<>");
    assertThat(letter.references()).contains(mail);
    assertThat(letter.author().orElseThrow().email()).isEqualTo(RunningDesk.ADDRESS);
    assertThat(letter.text().full())
        .contains(number)
        .contains("Live")
        .contains("harbour-hotels-uk/PROJECT-7KQ2M9XA")
        .contains("Call ID")
        .contains("Waiting for Customer");
    assertThat(journal.path("acknowledgement").asString()).isEqualTo("queued");
  }

  @Test
  @Tag("rule-32")
  @Tag("threat-T7")
  void saysNothingBackThatAStrangerWrote() throws IOException {
    String mail =
        desk.send(
            STRANGER,
            "Buy cheap watches at evil.example",
            "",
            """
            Project link: https://studio.uk.poly.ai/acme-uk/acme-team-4/agent?see=https://evil.example/watches
            Environment: Live

            What happened:
            Your account is closed, visit evil.example at once.

            Steps to reproduce:
            1. Visit evil.example
            """);
    ParsedMail letter = desk.acknowledgementOf(STRANGER, mail);

    assertThat(letter.subject() + letter.text().full())
        .doesNotContainIgnoringCase("evil")
        .doesNotContainIgnoringCase("watches")
        .contains("acme-uk/acme-team-4");
  }

  @Test
  @Tag("rule-25")
  @Tag("rule-33")
  void bringsATicketThatWaitsBackToTheQueueWhenTheCustomerAnswers() throws IOException {
    String from = "owen@quayside-inns.example";
    String mail = desk.send(from, "The agent mixes up dates", "", "It says Monday for Tuesday.");
    ParsedMail letter = desk.acknowledgementOf(from, mail);
    String number = desk.decided(mail).path("ticket").asString();
    assertThat(
            desk.post(
                "/api/tickets/" + number + "/status", "{\"status\":\"Waiting for Customer\"}"))
        .contains("Waiting for Customer");

    String answer =
        desk.send(
            from,
            "Re: " + letter.subject(),
            "In-Reply-To: <" + letter.messageId() + ">",
            "Call ID: CA681f3ad0d037c1884614548178a5bc1b\n\nEnvironment: Sandbox");
    assertThat(desk.decided(answer).path("outcome").asString()).isEqualTo("APPENDED");
    JsonNode ticket = desk.ticket(number);

    assertThat(ticket.path("status").asString()).isEqualTo("Open");
    assertThat(ticket.path("entries").valueStream().map(e -> e.path("kind").asString()))
        .containsExactly("CUSTOMER_MESSAGE", "SYSTEM_NOTE", "CUSTOMER_MESSAGE");
    assertThat(ticket.path("facts").path("call_id").get(0).path("value").asString())
        .isEqualTo("CA681f3ad0d037c1884614548178a5bc1b");
    assertThat(ticket.path("facts").path("environment").get(0).path("value").asString())
        .isEqualTo("Sandbox");
    assertThat(desk.inbox(from)).hasSize(1);

    String more =
        desk.send(
            from,
            "Re: " + letter.subject(),
            "In-Reply-To: <" + letter.messageId() + ">",
            "Again in CA1f92c7b3ad5e4608917bd0e3fa26c845, not only on CA681f3ad0d037c1884614548178a5bc1b.");
    desk.decided(more);
    assertThat(
            desk.ticket(number)
                .path("facts")
                .path("call_id")
                .valueStream()
                .map(fact -> fact.path("value").asString()))
        .containsExactly(
            "CA681f3ad0d037c1884614548178a5bc1b", "CA1f92c7b3ad5e4608917bd0e3fa26c845");
  }

  @Test
  @Tag("rule-35")
  void readsWhatWasFilledInInsideTheQuoteOfItsLetter() throws IOException {
    String from = "quote@quayside-inns.example";
    String call = "CA27c9a4d13f5be0861d4c7f9a2b3e5d60";
    String mail =
        desk.send(
            from,
            "Callers hear nothing",
            "",
            """
            Project link: https://studio.uk.poly.ai/harbour-hotels-uk/PROJECT-7KQ2M9XA/agent
            Environment: Live

            What happened:
            Callers hear nothing after the greeting.
            """);
    ParsedMail letter = desk.acknowledgementOf(from, mail);
    JsonNode facts = desk.ticket(desk.decided(mail).path("ticket").asString()).path("facts");
    assertThat(facts.has("call_id")).isFalse();

    String quote = letter.text().full().replaceAll("(?m)^", "> ");
    String filledIn = quote.replaceFirst("(?m)^> Call ID:.*$", "> Call ID: " + call);
    assertThat(filledIn).isNotEqualTo(quote);
    String answer =
        desk.send(
            from,
            "Re: " + letter.subject(),
            "In-Reply-To: <" + letter.messageId() + ">",
            "On Mon, 23 Nov 2026 at 08:01, Service Desk <"
                + RunningDesk.ADDRESS
                + "> wrote:\n\n"
                + filledIn);
    JsonNode ticket = desk.ticket(desk.decided(answer).path("ticket").asString());

    JsonNode found = ticket.path("facts").path("call_id");
    assertThat(found.size()).isEqualTo(1);
    assertThat(found.get(0).path("value").asString()).isEqualTo(call);
    assertThat(found.get(0).path("evidence").asString()).isEqualTo(call);
    assertThat(found.get(0).path("where").asString()).startsWith("form line ");
    assertThat(ticket.path("facts").has("steps")).isFalse();
    assertThat(ticket.path("entries").valueStream().map(e -> e.path("text").asString()))
        .last()
        .isEqualTo("Call ID: " + call);
  }

  @Test
  @Tag("rule-9")
  @Tag("promise-2")
  @Tag("fault-F8")
  void countsAMailOnceThatWasDeliveredTwice() throws IOException {
    String from = "twice@quayside-inns.example";
    byte[] mail =
        ("From: "
                + from
                + "\r\nTo: "
                + RunningDesk.ADDRESS
                + "\r\nSubject: Twice\r\n"
                + "Message-ID: <twice@quayside-inns.example>\r\n\r\nOnce is enough.\r\n")
            .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    desk.deliver(from, mail);
    desk.deliver(from, mail);

    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                desk.json("/api/journal?search=twice@quayside-inns.example")
                        .valueStream()
                        .filter(line -> line.path("state").asString().equals("DONE"))
                        .count()
                    == 2);
    assertThat(desk.json("/api/tickets?search=" + from).size()).isEqualTo(1);
    assertThat(desk.inbox(from)).hasSize(1);
  }

  @Test
  void answersEachTimeSomebodyTypesTheSameMailByHand() throws IOException {
    String from = "curl@quayside-inns.example";
    byte[] typed =
        "From: curl@quayside-inns.example\r\nSubject: Help\r\n\r\nNo call is answered.\r\n"
            .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    desk.deliver(from, typed);
    desk.deliver(from, typed);

    await().atMost(Duration.ofSeconds(30)).until(() -> desk.inbox(from).size() == 2);
  }

  @Test
  @Tag("rule-31")
  @Tag("threat-T8")
  void doesNotAnswerAMachine() throws IOException {
    String from = "watch@status.quayside-inns.example";
    String mail =
        desk.send(from, "[FIRING] error rate", "Auto-Submitted: auto-generated", "It burns.");
    JsonNode journal = desk.decided(mail);

    assertThat(journal.path("outcome").asString()).isEqualTo("OPENED");
    assertThat(journal.path("acknowledgement").asString()).isEqualTo("not sent: AUTO_GENERATED");
    assertThat(desk.inbox(from)).isEmpty();
  }

  @Test
  @Tag("rule-29")
  @Tag("threat-T8")
  void ignoresItsOwnLetterWhenItComesBack() throws IOException {
    String from = "loop@quayside-inns.example";
    ParsedMail letter = desk.acknowledgementOf(from, desk.send(from, "Loop", "", "Hello"));
    desk.deliver(from, desk.rawInbox(from).get(0));

    assertThat(desk.decided(letter.messageId()).path("outcome").asString()).isEqualTo("IGNORED");
    assertThat(desk.inbox(from)).hasSize(1);
  }

  @Test
  @Tag("promise-5")
  @Tag("fault-F12")
  @Tag("threat-T11")
  void ticketsAGoodMailBehindEveryHostileOne() throws IOException {
    for (Path hostile : hostileMails()) {
      desk.deliver("mallory@elsewhere.example", Files.readAllBytes(hostile));
    }
    String good = desk.send("good@quayside-inns.example", "A good mail", "", "Please help.");

    assertThat(desk.decided(good).path("outcome").asString()).isEqualTo("OPENED");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                desk.json("/api/journal?limit=500")
                    .valueStream()
                    .allMatch(line -> line.path("state").asString().equals("DONE")));
  }

  private static List<Path> hostileMails() {
    try (Stream<Path> files = Files.list(Path.of("src/test/mails/hostile"))) {
      List<Path> mails =
          files
              .filter(file -> file.toString().endsWith(".eml"))
              // The mail server of the try-out cannot hold these two; JdbcJournalTest has them.
              .filter(file -> !file.endsWith("nothing.eml") && !file.endsWith("only-blanks.eml"))
              .sorted()
              .toList();
      assertThat(mails).hasSizeGreaterThan(10);
      return mails;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @Tag("rule-38")
  void showsItsHealthAndFigures() throws IOException {
    desk.decided(desk.send("figures@quayside-inns.example", "Figures", "", "Hello"));

    JsonNode health = desk.json("/actuator/health");
    assertThat(health.path("status").asString()).isEqualTo("UP");
    assertThat(health.path("components").path("mailboxes").path("status").asString())
        .isEqualTo("UP");
    assertThat(desk.get("/actuator/prometheus"))
        .contains("counterfoil_mails{state=\"DONE\"}")
        .contains("counterfoil_mailbox_up{mailbox=\"tryout\"} 1.0");
  }
}
