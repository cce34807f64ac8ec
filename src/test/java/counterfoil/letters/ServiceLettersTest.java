package counterfoil.letters;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.ticket.Goal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("rule-40")
class ServiceLettersTest {

  private final LetterTemplates templates = new LetterTemplates(Path.of("config", "letters"));

  private static OnCallPage page(String subject) {
    return new OnCallPage(
        "CF-1042",
        "P1",
        subject,
        "nadia@x.example",
        "2026-11-23 08:00 UTC",
        List.of(new OnCallPage.Promise(Goal.RESOLUTION, "2026-11-23 12:00 UTC", "4 hours")),
        "https://desk.example/tickets/CF-1042");
  }

  @Test
  void aPageSaysAllThatIsNeededToBegin() {
    LetterTemplates.Written letter = templates.write("page", "en", page("No calls"));

    assertThat(letter.subject()).isEqualTo("[CF-1042] P1: No calls");
    for (String text : List.of(letter.text(), letter.html())) {
      assertThat(text)
          .contains(
              "CF-1042",
              "No calls",
              "nadia@x.example",
              "due 2026-11-23 12:00 UTC, in 4 hours",
              "https://desk.example/tickets/CF-1042");
    }
  }

  @Test
  @Tag("threat-T16")
  void theWordsOfTheSenderAreNoMarkupInAPage() {
    String hostile = "<img src=x onerror=alert(1)>${7*7}";
    LetterTemplates.Written letter = templates.write("page", "en", page(hostile));

    assertThat(letter.subject()).isEqualTo("[CF-1042] P1: " + hostile);
    assertThat(letter.html()).doesNotContain("<img").contains("&lt;img");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void eachKindIsWrittenInEachLanguageWithOneLineOfSubject(String language) {
    ServiceLetterSamples.forEach(
        (kind, letter) -> {
          LetterTemplates.Written written = templates.write(kind, language, letter);
          assertThat(written.subject()).as(kind).startsWith("[CF-1] ").doesNotContain("\n");
          assertThat(written.text()).as(kind).contains("CF-1").doesNotContain("<", "${");
          assertThat(written.html()).as(kind).contains("lang=\"" + language + "\"", "CF-1");
        });
  }

  @Test
  void whatIsEmptyIsNotMentioned() {
    assertThat(templates.write("reminder", "en", new Reminder("CF-1", "3 days", "")).text())
        .contains("3 days ago")
        .doesNotContain("Resolved");
    assertThat(templates.write("resolved", "de", new ResolvedLetter("CF-1", "", 14)).text())
        .contains("CF-1 ist Resolved", "14 Tagen")
        .doesNotContain("nichts von Ihnen");
    assertThat(templates.write("question", "en", new Question("CF-1", List.of(), "")).text())
        .doesNotContain("- - -");
  }

  @Test
  @Tag("rule-35")
  void aQuestionHasTheLinesToFillIn() {
    Question question =
        new Question(
            "CF-1", List.of(new Acknowledgement.Missing("Call ID", "from the page")), "10 days");
    LetterTemplates.Written letter = templates.write("question", "en", question);

    assertThat(letter.text())
        .containsSubsequence("- - [CF-1] - -", "Call ID: [from the page]", "- - [CF-1] - -")
        .contains("Resolved in 10 days");
  }
}
