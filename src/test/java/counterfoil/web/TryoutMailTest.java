package counterfoil.web;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.mail.Address;
import counterfoil.mail.MailReader;
import counterfoil.mail.ParsedMail;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TryoutMailTest {

  @ParameterizedTest
  @CsvSource({
    "A question,Re: A question",
    "Re: A question,Re: A question",
    "RE: A question,RE: A question",
    "Return of the question,Re: Return of the question",
    "'','Re: '"
  })
  void answersUnderTheSameSubject(String subject, String answer) {
    assertThat(TryoutMail.answerTo(mail("Subject: " + subject)).subject()).isEqualTo(answer);
  }

  @Test
  void leavesRoomAboveTheQuotedMail() {
    ParsedMail question =
        mail("From: Mei <mei@desk.example>\r\nDate: Mon, 02 Mar 2026 10:00:00 +0100");

    assertThat(TryoutMail.answerTo(question).text())
        .isEqualTo("\n\nOn 2 Mar 2026 at 09:00, Mei wrote:\n> Which environment?\n> And when?\n");
  }

  @Test
  void continuesTheThreadOfTheMailItAnswers() {
    assertThat(TryoutMail.chainBefore(mail("References: <a@x.example> <b@x.example>")))
        .containsExactly("a@x.example", "b@x.example");
    assertThat(TryoutMail.chainBefore(mail("In-Reply-To: <a@x.example>")))
        .containsExactly("a@x.example");
    assertThat(TryoutMail.chainBefore(mail("In-Reply-To: <a@x.example> <b@x.example>"))).isEmpty();
    assertThat(TryoutMail.chainBefore(mail("Subject: x"))).isEmpty();
  }

  @Test
  void signsTheExampleWithTheVisitorsName() {
    TryoutMail example = TryoutMail.example(new Address("owen@harbour-hotels.example", "Owen"));

    assertThat(example.problem()).isEmpty();
    assertThat(example.text()).endsWith("Kind regards\nOwen");
  }

  private static ParsedMail mail(String header) {
    String raw = header + "\r\n\r\nWhich environment?\r\nAnd when?\r\n";
    return new MailReader().read(raw.getBytes(StandardCharsets.UTF_8));
  }
}
