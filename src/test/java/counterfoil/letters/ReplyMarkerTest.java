package counterfoil.letters;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.mail.MailReader;
import counterfoil.reply.MailText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The line above which our letters ask people to write: what comes back below it is ours. */
@Tag("rule-15")
class ReplyMarkerTest {

  private final LetterTemplates shipped = new LetterTemplates(Path.of("config", "letters"));
  private final MailReader reader = new MailReader();

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void partsAnswerFromLetterThatComesBackWithoutAnyOtherSign(String language) {
    MailText text = answer("Since nine, on both lines.\n\n" + letter(language).text());

    assertThat(text.newPart()).isEqualTo("Since nine, on both lines.");
    assertThat(text.part(MailText.Part.QUOTED)).contains("CF-1042");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void letsIntroductionInAnyLanguageBelongToTheLetter(String language) {
    MailText text =
        answer(
            "Since nine, on both lines.\n\nMo 02.03.2026 09:15, Desk <desk@counterfoil.example>:\n\n"
                + letter(language).text());

    assertThat(text.newPart()).isEqualTo("Since nine, on both lines.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void keepsAnswersBetweenTheQuotedLinesOfTheLetter(String language) {
    String quoted =
        letter(language).text().lines().map(line -> "> " + line).collect(Collectors.joining("\n"));
    int middle = quoted.indexOf("\n", quoted.length() / 2) + 1;

    MailText text =
        answer(
            "See below.\n\n"
                + quoted.substring(0, middle)
                + "Since nine.\n"
                + quoted.substring(middle));

    assertThat(text.newPart()).isEqualTo("See below.\nSince nine.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void standsInBothFormsOfTheLetter(String language) {
    LetterTemplates.Written letter = letter(language);

    assertThat(letter.html()).contains(letter.text().lines().findFirst().orElseThrow());
  }

  private LetterTemplates.Written letter(String language) {
    return shipped.write(
        new Acknowledgement(
            "CF-1042",
            language,
            List.of(new Acknowledgement.Line("Environment", "Live")),
            List.of(new Acknowledgement.Missing("Call ID", "from the Conversations page")),
            new Acknowledgement.Priority("P1", "Urgent", false, "Immediate", "4 hours"),
            Acknowledgement.Size.FINE,
            "",
            "[CF-1042:abcdefghijklmnop]"));
  }

  private MailText answer(String body) {
    String mail =
        "From: Owen Pryce <owen@harbour-hotels.example>\nSubject: Lines\n"
            + "Content-Type: text/plain; charset=utf-8\n\n"
            + body;
    return reader.read(mail.getBytes(StandardCharsets.UTF_8)).text();
  }
}
