package counterfoil.facts;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.letters.Acknowledgement;
import counterfoil.letters.LetterTemplates;
import counterfoil.mail.MailReader;
import counterfoil.mail.ParsedMail;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The letter that asks goes out, is filled in where it stands, and comes back by any program. */
@Tag("rule-35")
class FilledInLetterTest {

  private static final FieldDefinitions DEFINITIONS = FieldDefinitions.packed();
  private static final FactsReader FACTS = new DefinedFactsReader(DEFINITIONS);
  private static final MailReader MAILS = new MailReader();
  private static final LetterTemplates TEMPLATES =
      new LetterTemplates(Path.of("config", "letters"));

  /** German has letters of its own; French has labels, but neither letter nor hints. */
  private static final List<String> LANGUAGES = List.of("en", "de", "fr", "ja");

  private static final String CALL = "CA681f3ad0d037c1884614548178a5bc1b";

  private static final Map<String, String> VALUES =
      Map.of(
          "project_link", "https://studio.uk.poly.ai/harbour-hotels-uk/PROJECT-7KQ2M9XA",
          "environment", "Live",
          "call_id", CALL,
          "happened", "Callers hear nothing after the greeting.",
          "steps", "Call the booking line");

  /** Where people put what they write. */
  private enum Hand {
    INSTEAD_OF_THE_HINT("%3$s"),
    BEHIND_THE_HINT("[%2$s] %3$s"),
    BEFORE_THE_HINT("%3$s [%2$s]"),
    INSIDE_THE_BRACKETS("[%3$s]"),
    INSIDE_BEHIND_THE_HINT("[%2$s %3$s]"),
    BELOW_THE_HINT("[%2$s]\n%3$s"),
    BELOW_THE_LABEL("\n%3$s");

    private final String line;

    Hand(String line) {
      this.line = line;
    }

    String fill(String letter, String label, String hint, String value) {
      String asked = label + ": [" + hint + "]";
      assertThat(letter).contains(asked);
      String filled = label + ": " + line.formatted(label, hint, value);
      boolean isHtml = letter.contains("<p");
      return letter.replace(asked, isHtml ? filled.replace("\n", "<br>") : filled);
    }
  }

  static Stream<Arguments> programs() {
    return LANGUAGES.stream()
        .flatMap(
            language ->
                Stream.of(SentBack.values()).map(program -> Arguments.of(language, program)));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void fillsTheFieldThatWasFilledInAndNoOther(String language, SentBack program) {
    for (FieldDefinition field : asked()) {
      for (Hand hand : Hand.values()) {
        Facts facts =
            read(
                program.send(
                    letter(language),
                    letter ->
                        hand.fill(
                            letter,
                            field.title(language),
                            field.hint(language),
                            VALUES.get(field.name()))));

        assertThat(facts.values()).as("%s %s", field, hand).isEmpty();
        assertThat(answers(facts))
            .as("%s %s", field, hand)
            .containsOnlyKeys(field.name())
            // Where a program folds a step that stands behind our hint, it is two lines, so two
            // steps.
            .extractingByKey(field.name())
            .extracting(values -> String.join(" ", values))
            .isEqualTo(VALUES.get(field.name()));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("programs")
  void fillsAllAtOnce(String language, SentBack program) {
    Facts facts =
        read(
            program.send(
                letter(language),
                letter -> {
                  String filled = letter;
                  for (FieldDefinition field : asked()) {
                    filled =
                        Hand.INSTEAD_OF_THE_HINT.fill(
                            filled,
                            field.title(language),
                            field.hint(language),
                            VALUES.get(field.name()));
                  }
                  return filled;
                }));

    assertThat(answers(facts).keySet()).isEqualTo(VALUES.keySet());
    answers(facts)
        .forEach((field, values) -> assertThat(values).containsExactly(VALUES.get(field)));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void takesNothingFromAnUntouchedLetter(String language, SentBack program) {
    assertThat(read(program.send(letter(language), letter -> letter)).answers()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("programs")
  void takesNothingFromElsewhereInTheLetter(String language, SentBack program) {
    Facts facts =
        read(
            program.send(
                letter(language),
                letter ->
                    letter
                        .replace(
                            "CF-1042</strong>",
                            "CF-1042</strong><br>Call ID: " + VALUES.get("call_id") + "<br>")
                        .replace("P2", "P2\nCall ID: " + VALUES.get("call_id"))));

    assertThat(facts.answers()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void keepsStepsApart(SentBack program) {
    Facts facts =
        read(
            program.send(
                letter("en"),
                letter -> {
                  String filled =
                      Hand.BELOW_THE_LABEL.fill(
                          letter,
                          "Steps to reproduce",
                          "What to do, one step a line, until it happens",
                          "1. Call the line in Live\n2. Say yes\n3. Wait");
                  return filled;
                }));

    assertThat(answers(facts))
        .containsExactly(Map.entry("steps", List.of("Call the line in Live", "Say yes", "Wait")));
  }

  /** Another ticket, another desk, or a mail that only looks like a letter of ours. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "> Call ID: %s",
        "> --- Please write above this line ---\n>\n> Call ID: %s",
        "> - - - - - - - -\n> Call ID: %s\n> - - - - - - - -",
        "> - - - - [CF-7] - - - -\n> Call ID: %s\n> - - - - [CF-7] - - - -",
        "> - - - - [CF-1042] - - - -\n> Call ID: %s\n> - - - - [CF-7] - - - -",
        "> - - - - [CF-1042] - - - -\n> Call ID: %s",
        "> Call ID: %s\n> - - - - [CF-1042] - - - -",
        "> - - - - [CF-1042] - - - -\n> We looked at %s.\n> - - - - [CF-1042] - - - -",
        "> - - - - [CF-1042] - - - -\n> Ticket: %s\n> - - - - [CF-1042] - - - -",
        "> - - - - [CF-1042] - - - -\n> What happened:\n> - - - - [CF-1042] - - - -\n> Call ID: %s"
      })
  void takesNothingFromOtherQuotes(String quote) {
    Facts facts = read(reply("On 2026-11-23 08:00, Mei wrote:\n" + quote.formatted(CALL)));

    assertThat(facts.values()).isEmpty();
    assertThat(facts.answersOn("CF-1042")).isEmpty();
  }

  @Test
  void letsTheNewestAnswerCount() {
    String older =
        """
        - - - - [CF-1042] - - - -
        Environment: Sandbox
        Call ID: CA681f3ad0d037c1884614548178a5bc1b
        - - - - [CF-1042] - - - -
        """;
    String newer =
        """
        - - - - [CF-1042] - - - -
        Environment: Live
        - - - - [CF-1042] - - - -
        """;
    Facts facts =
        read(
            reply(
                "On 2026-11-23 09:00, Mei wrote:\n"
                    + SentBack.quoted(SentBack.quoted(older, 72) + "\n" + newer, 70)));

    assertThat(answers(facts))
        .containsOnly(
            Map.entry("environment", List.of("Live")),
            Map.entry("call_id", List.of("CA681f3ad0d037c1884614548178a5bc1b")));
  }

  @Test
  void readsACopyAboveTheQuoteAsNewAndLeavesOurLinesOut() {
    ParsedMail mail =
        MAILS.read(
            reply(
                """
                - - - - - - - - [CF-1042] - - - - - - - -

                Environment: Live
                Steps to reproduce: [What to do, one step a line, until it happens]

                - - - - - - - - [CF-1042] - - - - - - - -

                On 2026-11-23 08:00, Service Desk wrote:
                > --- Please write above this line ---
                """));
    Facts facts = FACTS.read(mail);

    assertThat(mail.text().newPart()).doesNotContain("CF-1042").contains("Environment: Live");
    assertThat(facts.first("environment").map(Fact::value)).contains("Live");
    assertThat(facts.values()).containsOnlyKeys("environment");
    assertThat(facts.answers()).isEmpty();
  }

  @Test
  void keepsTheWordsAndTheirPlace() {
    Facts facts =
        read(
            SentBack.PLAIN.send(
                letter("en"),
                letter ->
                    Hand.BEHIND_THE_HINT.fill(
                        letter, "Call ID", "On the Conversations page, column Call SID", CALL)));

    FormAnswers.Filled filled = facts.answersOn("CF-1042").get("call_id");
    assertThat(filled.words()).isEqualTo("Call ID: " + CALL);
    assertThat(filled.facts())
        .containsExactly(new Fact(CALL, CALL, "form line 7", Fact.Source.STATED));
  }

  private static byte[] reply(String quote) {
    return ("""
        From: Nadia Hart <nadia@harbour-hotels.example>
        Subject: Re: [CF-1042] We have received your request
        Message-ID: <answer@harbour-hotels.example>
        In-Reply-To: <letter@counterfoil.example>

        Please see below.

        """
            + quote)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static List<FieldDefinition> asked() {
    return DEFINITIONS.fields().stream().filter(field -> VALUES.containsKey(field.name())).toList();
  }

  private static LetterTemplates.Written letter(String language) {
    return TEMPLATES.write(
        new Acknowledgement(
            "CF-1042",
            language,
            List.of(new Acknowledgement.Line("Browser", "Safari")),
            asked().stream()
                .map(
                    field ->
                        new Acknowledgement.Missing(field.title(language), field.hint(language)))
                .toList(),
            new Acknowledgement.Priority("P2", "High", false, "Within SLA window", "8 hours"),
            Acknowledgement.Size.FINE,
            "",
            "[CF-1042:abcdefghijklmnop]"));
  }

  private static Facts read(byte[] raw) {
    ParsedMail mail = MAILS.read(raw);
    assertThat(mail.text().newPart()).isEqualTo("Please see below.");
    return FACTS.read(mail);
  }

  private static Map<String, List<String>> answers(Facts facts) {
    return facts.answersOn("CF-1042").entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                field -> field.getValue().facts().stream().map(Fact::value).toList()));
  }
}
