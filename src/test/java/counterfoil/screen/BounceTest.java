package counterfoil.screen;

import static counterfoil.screen.Bounce.Action.DELAYED;
import static counterfoil.screen.Bounce.Action.DELIVERED;
import static counterfoil.screen.Bounce.Action.EXPANDED;
import static counterfoil.screen.Bounce.Action.FAILED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import counterfoil.mail.ParsedMail;
import counterfoil.screen.Bounce.Recipient;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The mails of {@code src/test/mails/bounce} show it server by server; here are the details. */
@Tag("rule-29")
class BounceTest {

  private static final String DAEMON = "mailer-daemon@mx.harbour-hotels.example";
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Screener screener = new Screener(Set.of("servicedesk@counterfoil.example"));

  @Test
  void tellsEachRecipientOfAReport() {
    Bounce bounce =
        bounceOf(
            report(
                """
                Reporting-MTA: dns; mx.harbour-hotels.example

                Final-Recipient: RFC822; <nadia@harbour-hotels.example>
                Action: Failed
                Status: 5.2.2 (mailbox full)
                Diagnostic-Code: smtp; 552 5.2.2
                 Quota exceeded

                final-recipient: owen@harbour-hotels.example
                action: delayed
                status: 4.4.1

                Final-Recipient: rfc822;hotels@lists.example
                Action: expanded (to list)
                Status: 2.0.0
                """));

    assertThat(bounce.recipients())
        .containsExactly(
            new Recipient(
                "nadia@harbour-hotels.example", FAILED, "5.2.2", "552 5.2.2 Quota exceeded"),
            new Recipient("owen@harbour-hotels.example", DELAYED, "4.4.1", ""),
            new Recipient("hotels@lists.example", EXPANDED, "2.0.0", ""));
  }

  @Test
  void partsRecipientsWithoutBlankLines() {
    Bounce bounce =
        bounceOf(
            report(
                """
                Reporting-MTA: dns; mx.harbour-hotels.example
                Final-Recipient: rfc822; nadia@harbour-hotels.example
                Action: failed
                Status: 5.1.1
                Final-Recipient: rfc822; owen@harbour-hotels.example
                Action: delivered
                Status: 2.1.5
                """));

    assertThat(bounce.recipients())
        .extracting(Recipient::address, Recipient::action)
        .containsExactly(
            tuple("nadia@harbour-hotels.example", FAILED),
            tuple("owen@harbour-hotels.example", DELIVERED));
  }

  @Test
  void takesTheAddressThatTheLetterWasSentTo() {
    Bounce bounce =
        bounceOf(
            report(
                """
                Original-Recipient: rfc822;nadia+2Bdesk@harbour-hotels.example
                Final-Recipient: rfc822;n.hart@store.harbour-hotels.example
                Action: failed
                Status: 5.1.1
                """));

    assertThat(bounce.recipients())
        .extracting(Recipient::address)
        .containsExactly("nadia+desk@harbour-hotels.example");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5.0.0 | smtp; 550 5.7.1 Rejected      | 5.7.1",
        "5.1.1 | smtp; 550 5.7.1 Rejected      | 5.1.1",
        "4.0.0 | smtp; 421 try again           | 4.0.0",
        "''    | smtp; 550 no such user        | 5.0.0",
        "''    | smtp; sorry (#5.1.1)          | 5.1.1",
        "5.1.1 (bad mailbox) | smtp; unknown   | 5.1.1",
        "''    | smtp; 192.0.2.5 did not answer | ''",
        "''    | X-Unix; 5.1.1.25 is an address | ''",
      })
  void takesTheStatusThatSaysMost(String status, String diagnostic, String expected) {
    String fields =
        "Final-Recipient: rfc822;nadia@harbour-hotels.example\nAction: failed\n"
            + (status.isEmpty() ? "" : "Status: " + status + "\n")
            + "Diagnostic-Code: "
            + diagnostic
            + "\n";

    assertThat(bounceOf(report(fields)).recipients())
        .extracting(Recipient::status)
        .containsExactly(expected);
  }

  @Test
  void knowsTheLetterByItsReturnedHeader() {
    MailWith mail =
        report("Final-Recipient: rfc822;nadia@harbour-hotels.example\nAction: failed\n")
            .report(
                "text/rfc822-headers",
                "Received: from desk\nMESSAGE-ID:\n <counterfoil.1@counterfoil.example>\n")
            .and("In-Reply-To", "counterfoil.2@counterfoil.example");

    assertThat(bounceOf(mail).originalMessageId()).isEqualTo("counterfoil.1@counterfoil.example");
  }

  @Test
  void knowsTheLetterByWhatTheReportAnswers() {
    MailWith mail =
        report("Final-Recipient: rfc822;nadia@harbour-hotels.example\nAction: failed\n")
            .and("In-Reply-To", "counterfoil.2@counterfoil.example");

    assertThat(bounceOf(mail).originalMessageId()).isEqualTo("counterfoil.2@counterfoil.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Your mail could not be delivered to <nadia@harbour-hotels.example>.",
        "There was an error delivering your mail to nadia@harbour-hotels.example.",
        "Ihre Nachricht konnte nicht zugestellt werden:\n\n * nadia@harbour-hotels.example",
        "Votre message n'a pas pu être remis :\n\n- nadia@harbour-hotels.example",
        "Su mensaje no se pudo entregar:\n\nnadia@harbour-hotels.example (550)",
        "Não foi possível entregar:\n\"nadia@harbour-hotels.example\":",
        "Impossibile recapitare a:\n<nadia@harbour-hotels.example>",
        "Uw bericht kon niet worden bezorgd:\nnadia@harbour-hotels.example",
        "Nie można dostarczyć:\n\tnadia@harbour-hotels.example",
        "Zprávu nelze doručit:\nnadia@harbour-hotels.example",
        "Meddelandet kunde inte levereras:\nnadia@harbour-hotels.example",
        "Viestiä ei voitu toimittaa:\nnadia@harbour-hotels.example",
        "Сообщение не может быть доставлено:\nnadia@harbour-hotels.example",
        "Повідомлення не вдалося доставити:\nnadia@harbour-hotels.example",
        "İletiniz teslim edilemedi:\nnadia@harbour-hotels.example",
        "次の宛先に配信できませんでした。\nnadia@harbour-hotels.example",
        "您的邮件无法送达：\nnadia@harbour-hotels.example",
        "메시지를 배달하지 못했습니다.\nnadia@harbour-hotels.example",
        "-- nadia@harbour-hotels.example\nno such mailbox",
      })
  void readsTheWordsOfServersInManyLanguages(String text) {
    MailWith mail = MailWith.from(DAEMON).and(text + "\n\nPostmaster <help@mx.example>");

    assertThat(bounceOf(mail).recipients())
        .extracting(Recipient::address)
        .containsExactly("nadia@harbour-hotels.example");
  }

  @Test
  void doesNotReadTheCopyOfTheLetter() {
    MailWith mail =
        MailWith.from(DAEMON)
            .and(
                """
                Mail could not be delivered:
                <nadia@harbour-hotels.example>: unknown

                --- Below this line is a copy of the message.

                Message-ID: <counterfoil.1@counterfoil.example>
                To: owen@harbour-hotels.example

                mei@counterfoil.example will call you.
                """);

    assertThat(bounceOf(mail))
        .isEqualTo(
            new Bounce(
                List.of(new Recipient("nadia@harbour-hotels.example", FAILED, "", "unknown")),
                "counterfoil.1@counterfoil.example"));
  }

  @Test
  void fallsBackOnTheAddressee() {
    MailWith mail =
        MailWith.from(DAEMON)
            .and("Something went wrong.")
            .report("message/rfc822", "To: Nadia Hart <nadia@harbour-hotels.example>\n");

    assertThat(bounceOf(mail).recipients())
        .containsExactly(new Recipient("nadia@harbour-hotels.example", FAILED, "", ""));
  }

  @Test
  void saysNothingWhereNothingIsTold() {
    assertThat(bounceOf(MailWith.from(DAEMON).and("I am not sorry.")))
        .isEqualTo(new Bounce(List.of(), ""));
  }

  @Test
  void isThereForABounceAlone() {
    assertThat(screener.screen(MailWith.text("Hello").read()).bounce()).isEmpty();
    assertThat(screener.screen(MailWith.field("Auto-Submitted", "auto-replied").read()).bounce())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@",
        "<a@b",
        "could not be delivered to ",
        "nadia@harbour-hotels.example\n",
        "5.",
        "550 ",
        "Final-Recipient: rfc822;a@b.example\n",
        "a@",
        " @b",
        ":",
        ";",
        "\n \n",
        "rcpt to:<"
      })
  @Tag("threat-T12")
  void isLinearInAnyText(String piece) {
    String text = piece.repeat(2_000_000 / piece.length());
    ParsedMail mail =
        report(text.substring(0, 250_000)).and("could not be delivered to " + text).read();
    long start = THREADS.getCurrentThreadCpuTime();
    Screening screening = screener.screen(mail);

    assertThat(Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start))
        .isLessThan(Duration.ofSeconds(2));
    assertThat(screening.bounce()).isPresent();
  }

  private static MailWith report(String fields) {
    return MailWith.field("Content-Type", "multipart/report; report-type=delivery-status")
        .report("message/delivery-status", fields);
  }

  private Bounce bounceOf(MailWith mail) {
    return screener.screen(mail.read()).bounce().orElseThrow();
  }
}
