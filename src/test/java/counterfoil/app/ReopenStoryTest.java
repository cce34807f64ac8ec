package counterfoil.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import counterfoil.desk.TicketVerbs;
import counterfoil.mail.Address;
import counterfoil.mail.ParsedMail;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The story of the desk: an engineer asks, the ticket waits for its customer, the customer answers
 * in whatever way a client of theirs writes answers, and the ticket is back in the active queue
 * with its owner and its clock. Through SMTP and IMAP and the whole bot.
 */
@Tag("rule-21")
@Tag("rule-25")
@Tag("rule-40")
class ReopenStoryTest {

  private static final String MEI = "mei@counterfoil-desk.example";

  private static final Pattern MARK = Pattern.compile("\\[CF-[0-9]+:[a-z2-7]{16}]");

  @TempDir private static Path data;
  private static RunningDesk desk;
  private static JdbcTemplate jdbc;
  private static TicketVerbs verbs;

  /** How an answer comes back. */
  private enum Answer {
    /** As most clients write it: thread fields and quote. */
    WITH_QUOTED_TEXT,
    /** From a phone that writes the name of the thread nowhere but in In-Reply-To. */
    WITHOUT_REFERENCES,
    /** From another client, which knows the subject alone. */
    SUBJECT_TOKEN_ALONE,
    /** Written anew to the address that the letter was to be answered at. */
    REPLY_ADDRESS_ALONE,
    /** Copied into a new mail, with the last line of the letter. */
    MARK_ALONE
  }

  @BeforeAll
  static void open() {
    // GreenMail does not tell of a mail that comes between two of its answers: a look finds it.
    desk = new RunningDesk(data, "--counterfoil.mailbox.poll=2s");
    jdbc = desk.part(JdbcTemplate.class);
    verbs = desk.part(TicketVerbs.class);
  }

  @AfterAll
  static void close() {
    desk.close();
  }

  @ParameterizedTest
  @EnumSource(Answer.class)
  void theCustomersAnswerBringsTheTicketBack(Answer how) throws IOException {
    String nadia = "nadia@" + how.name().toLowerCase().replace('_', '-') + ".example";
    String first = desk.send(nadia, "Nobody gets through", "", "Priority: P1\n\nNo calls.");
    ParsedMail acknowledgement = desk.acknowledgementOf(nadia, first);
    String number = desk.decided(first).path("ticket").asString();
    verbs.assign(number, MEI, MEI);
    verbs.answer(number, "Which call was it?", MEI);
    ParsedMail question = question(nadia);

    assertThat(status(number)).isEqualTo("WAITING_FOR_CUSTOMER " + MEI);
    assertThat(clock(number)).isEqualTo("paused");
    assertThat(question.text().full()).contains("Which call was it?");
    assertThat(question.inReplyTo()).containsExactly(first);
    assertThat(question.header("auto-submitted")).isEmpty();
    Address replyTo = question.replyTo().get(0);
    assertThat(replyTo.email()).startsWith("servicedesk+").endsWith("@counterfoil.example");
    assertThat(replyTo).isNotEqualTo(acknowledgement.from().get(0));

    outOfOffice(nadia, question);
    bounce(question);
    assertThat(status(number)).isEqualTo("WAITING_FOR_CUSTOMER " + MEI);
    assertThat(clock(number)).isEqualTo("paused");

    String answer = answer(how, nadia, question, replyTo);

    assertThat(desk.decided(answer).path("ticket").asString()).isEqualTo(number);
    assertThat(desk.decided(answer).path("outcome").asString()).isEqualTo("APPENDED");
    assertThat(status(number)).isEqualTo("IN_PROGRESS " + MEI);
    assertThat(clock(number)).isEqualTo("running");
    assertThat(jdbc.queryForList(TEXTS, String.class, number))
        .containsExactly("CUSTOMER_MESSAGE", "ENGINEER_REPLY", "SYSTEM_NOTE", "CUSTOMER_MESSAGE");
    assertThat(
            jdbc.queryForObject(
                """
                select body from entry e join ticket t on t.id = e.ticket_id
                where t.number = ? and kind = 'CUSTOMER_MESSAGE' order by e.id desc limit 1
                """,
                String.class,
                number))
        .startsWith("It was the one at nine.");
  }

  private static final String TEXTS =
      """
      select kind from entry e join ticket t on t.id = e.ticket_id where t.number = ? order by e.id
      """;

  private static ParsedMail question(String address) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                desk.inbox(address).stream()
                    .filter(letter -> letter.header("auto-submitted").isEmpty())
                    .toList(),
            letters -> letters.size() == 1)
        .get(0);
  }

  private static String answer(Answer how, String from, ParsedMail question, Address replyTo)
      throws IOException {
    String words = "It was the one at nine.\n";
    String quoted =
        words
            + "\nOn Mon, 23 Nov 2026 at 09:00, Service Desk wrote:\n"
            + question.text().full().lines().map(line -> "> " + line + "\n").toList().stream()
                .reduce("", String::concat);
    Matcher marked = MARK.matcher(question.text().full());
    assertThat(marked.find()).as("the letter has its mark").isTrue();
    String mark = marked.group();
    String thread = "In-Reply-To: <" + question.messageId() + ">";
    String references =
        thread
            + "\nReferences: <"
            + String.join("> <", question.references())
            + "> <"
            + question.messageId()
            + ">";
    Map<Answer, List<String>> mails =
        Map.of(
            Answer.WITH_QUOTED_TEXT,
            List.of("Re: " + question.subject(), references, quoted),
            Answer.WITHOUT_REFERENCES,
            List.of("AW: your question", thread, words),
            Answer.SUBJECT_TOKEN_ALONE,
            List.of("Re: " + question.subject(), "", words),
            Answer.REPLY_ADDRESS_ALONE,
            List.of("The call", "", words),
            Answer.MARK_ALONE,
            List.of("The call", "", words + "\n> " + mark + "\n"));
    List<String> mail = mails.get(how);
    if (how != Answer.REPLY_ADDRESS_ALONE) {
      return desk.send(from, mail.get(0), mail.get(1), mail.get(2));
    }
    String id = "reply-address-alone@probe.example";
    desk.deliverTo(
        replyTo.email(),
        from,
        """
        From: %s
        To: %s
        Subject: %s
        Message-ID: <%s>
        Date: Mon, 23 Nov 2026 09:10:00 +0000

        %s
        """
            .formatted(from, replyTo.email(), mail.get(0), id, mail.get(2))
            .replace("\n", "\r\n")
            .getBytes(StandardCharsets.UTF_8));
    return id;
  }

  private static void outOfOffice(String from, ParsedMail question) throws IOException {
    String away =
        desk.send(
            from,
            "Out of office: " + question.subject(),
            "Auto-Submitted: auto-replied\nIn-Reply-To: <" + question.messageId() + ">",
            "I am away until Monday.");
    assertThat(desk.decided(away).path("outcome").asString()).isEqualTo("NOTED");
  }

  private static void bounce(ParsedMail question) throws IOException {
    String bounced =
        desk.send(
            "mailer-daemon@mx.elsewhere.example",
            "Undelivered Mail Returned to Sender",
            "Auto-Submitted: auto-replied\nIn-Reply-To: <" + question.messageId() + ">",
            "Your message could not be delivered: 550 5.1.1 no such user.");
    assertThat(desk.decided(bounced).path("outcome").asString()).isEqualTo("BOUNCE");
  }

  @Test
  @Tag("rule-25")
  void aResolvedTicketIsReopenedAndAnOldOneFollowedUp() throws IOException {
    String owen = "owen@reopened.example";
    String first = desk.send(owen, "Nobody gets through", "", "No calls.");
    String number = desk.decided(first).path("ticket").asString();
    verbs.setStatus(number, counterfoil.ticket.Status.RESOLVED, MEI);
    String again = desk.send(owen, "Re: Nobody", "In-Reply-To: <" + first + ">", "Still broken.");
    assertThat(desk.decided(again).path("outcome").asString()).isEqualTo("APPENDED");
    assertThat(status(number)).isEqualTo("OPEN ");

    verbs.setStatus(number, counterfoil.ticket.Status.RESOLVED, MEI);
    jdbc.update(
        "update ticket set changed_at = changed_at - interval '15 days' where number = ?", number);
    String late = desk.send(owen, "Re: Nobody", "In-Reply-To: <" + first + ">", "Broken again.");
    String followUp = desk.decided(late).path("ticket").asString();
    assertThat(followUp).isNotEqualTo(number);
    assertThat(status(number)).isEqualTo("RESOLVED ");
    assertThat(
            jdbc.queryForList(
                """
                select a.number || ' ' || relation || ' ' || b.number from ticket_link l
                join ticket a on a.id = l.from_id join ticket b on b.id = l.to_id
                where b.number = ?
                """,
                String.class,
                number))
        .containsExactly(followUp + " FOLLOW_UP_OF " + number);
    assertThat(desk.acknowledgementOf(owen, late).subject()).contains(followUp);
  }

  private static String status(String number) {
    return jdbc.queryForObject(
        "select status || ' ' || owner from ticket where number = ?", String.class, number);
  }

  private static String clock(String number) {
    return jdbc.queryForObject(
        """
        select case when stopped_at is not null then 'stopped'
                    when paused_since is not null then 'paused' else 'running' end
        from ticket_clock c join ticket t on t.id = c.ticket_id
        where t.number = ? and c.goal = 'RESOLUTION'
        """,
        String.class,
        number);
  }
}
