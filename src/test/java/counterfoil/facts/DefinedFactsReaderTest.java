package counterfoil.facts;

import static counterfoil.facts.Letters.read;
import static counterfoil.facts.Letters.readParts;
import static counterfoil.facts.Letters.value;
import static counterfoil.facts.Letters.values;
import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.facts.Fact.Source;
import counterfoil.reply.MailText.Part;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("rule-33")
class DefinedFactsReaderTest {

  private static final String CALL = "CA0f1e2d3c4b5a69788796a5b4c3d2e1f0";
  private static final String UUID = "3b0c4d5e-1111-4222-8333-444455556666";
  private static final String LINK = "https://studio.uk.poly.ai/harbour-uk/PROJECT-HARBOUR1/home";

  @Test
  void readsTheFilledForm() {
    Facts facts =
        read(
            """
            Project link: %s
            Environment: Pre-release
            Call ID (if applicable): %s

            What happened:
            The agent reads the breakfast hours of last year.

            What I expected:
            The hours of this year.

            Steps to reproduce:
            1. Call the front desk
            2. Ask for breakfast
            3.
            """
                .formatted(LINK, CALL));
    assertThat(value(facts, "project_link")).isEqualTo(LINK);
    assertThat(facts.first("environment"))
        .contains(
            new Fact("Pre-release", "Environment: Pre-release", "body line 2", Source.STATED));
    assertThat(facts.first("call_id")).contains(new Fact(CALL, CALL, "body line 3", Source.STATED));
    assertThat(value(facts, "happened"))
        .isEqualTo("The agent reads the breakfast hours of last year.");
    assertThat(value(facts, "expected")).isEqualTo("The hours of this year.");
    assertThat(values(facts, "steps")).containsExactly("Call the front desk", "Ask for breakfast");
  }

  @Test
  void takesNoValueFromTheUntouchedForm() {
    Facts facts =
        read(
            "en",
            "Support request: [Brief description]",
            """
            Project link:
            Environment: [Sandbox / Pre-release / Live]
            Call ID (if applicable):

            What happened:

            What I expected:

            Steps to reproduce:
            1.
            2.
            3.
            """);
    assertThat(facts.values()).isEmpty();
    assertThat(facts.missing())
        .containsExactly("project_link", "environment", "call_id", "priority", "happened", "steps");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "**Environment:** `live` | Live",
        "- Env = staging | Pre-release",
        "\u2022 Enviroment: sandbx | Sandbox",
        "Which environment is affected?\\nProduction | Live",
        "Umgebung: Produktivumgebung | Live",
        "Entorno: preproducción | Pre-release",
        "環境:本番環境 | Live",
        "Stage\tUAT | Pre-release",
        "Environment:\\n[ ] Sandbox\\n[ ] Pre-release\\n[x] Live | Live",
        "Environment: Sandbox / Pre-release / Live | -",
        "Environment: n/a | -",
        "\"clientEnv\": \"live\", | Live"
      })
  void readsLabelsHoweverTheyAreSet(String body, String environment) {
    assertThat(value(read(body.replace("\\n", "\n")), "environment")).isEqualTo(environment);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "It works in Sandbox, but fails in Live. | Live",
        "Fails in Sandbox while Live is fine. | Sandbox",
        "This is not live, only sandbox. | Sandbox",
        "Runs well in staging. Not in prod. | Live",
        "We promoted it from pre-release to live and since then bookings fail. | Live",
        "Before we promote this to live: in pre-release the price is wrong. | Pre-release",
        "Live is not affected, it happens in Pre-release only. | Pre-release",
        "I can reproduce it in Sandbox, not in Live. | Sandbox",
        "The booking line fails, seen on PROD today. | Live",
        "We go live on Monday and the greeting is wrong. | -",
        "Guests ask for a live agent and for live music. | -",
        "Nadia Hart works for Live Harbour Hotels. | -"
      })
  void tellsTheAffectedEnvironmentFromTheOthers(String body, String environment) {
    assertThat(value(read(body), "environment")).isEqualTo(environment);
  }

  @Test
  void leavesTwoEnvironmentsOpenAndSaysSo() {
    Facts facts = read("Agent Booking, Sandbox, wrong price.\n\nAgent Spa, Live, wrong price.");
    assertThat(facts.first("environment")).isEmpty();
    assertThat(facts.notes()).containsExactly("environment: Sandbox and Live are both named");
  }

  @Test
  void putsTheAffectedProjectFirst() {
    Facts facts =
        read(
            "Our other project https://studio.poly.ai/harbour-uk/spa works fine.\n"
                + "The broken one: https://studio.poly.ai/harbour-uk/bookings.");
    assertThat(values(facts, "project_link"))
        .containsExactly(
            "https://studio.poly.ai/harbour-uk/bookings", "https://studio.poly.ai/harbour-uk/spa");
  }

  @Test
  void readsProjectAndCallFromAConversationAddress() {
    Facts facts =
        read("See <https://studio.poly.ai/harbour-uk/spa/conv\nersations/" + CALL + "> please.");
    assertThat(value(facts, "project_link"))
        .isEqualTo("https://studio.poly.ai/harbour-uk/spa/conversations/" + CALL);
    assertThat(value(facts, "call_id")).isEqualTo(CALL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Our account is AC0f1e2d3c4b5a69788796a5b4c3d2e1f0, message SM0f1e2d3c4b5a69788796a5b4c3d2e1f0.",
        "Deployment " + UUID + ", commit 0f1e2d3c4b5a69788796a5b4c3d2e1f0.",
        "Request ID in our call system: " + UUID,
        "Call-ID: " + UUID + "@10.1.2.3",
        "Read https://docs.poly.ai/analytics/conversations and https://studio.uk.poly.ai/ first.",
        "We poll https://api.uk.poly.ai/v3/harbour-uk/bookings/conversations",
        "His parcel: https://track.harbour-hotels.example/t/" + UUID,
        "Write to servicedesk@poly-ai.com or +44 20 7946 0000."
      })
  void ignoresWhatOnlyLooksAlike(String body) {
    assertThat(read(body).values()).doesNotContainKeys("project_link", "call_id");
  }

  @Test
  void takesABareUuidOnlyWithACue() {
    assertThat(value(read("The call was " + UUID + "."), "call_id")).isEqualTo(UUID);
    assertThat(value(read("Call ID: " + UUID), "call_id")).isEqualTo(UUID);
    assertThat(value(read("It is " + UUID + "."), "call_id")).isEqualTo("-");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Priority: P2 - High | P2",
        "Prio 3 would do. | P3",
        "Please treat this as P2. | P2",
        "This is not a P1 but a P2. | P2",
        "Priorität: dringend | P1",
        "優先度:低 | P4",
        "Priority: | -",
        "P3 please. | P3",
        "Guests ask for car park P1. | -",
        "This mail is classified P2. | -"
      })
  @Tag("rule-34")
  void readsAStatedPriority(String body, String level) {
    assertThat(value(read(body), "priority")).isEqualTo(level);
    assertThat(read(body).all("priority")).allMatch(fact -> fact.source() == Source.STATED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | The booking line is dead, nobody gets an answer. | P1",
        "en | Our agent has not picked up a single call since nine. | P1",
        "en | Another matter than the dropped calls. Not pressing, we have a note at the desk. | P4",
        "en | Table reservations fail for every guest. Parking questions still work. | P2",
        "en | Transfers to our busiest queue are not going through. | P2",
        "en | Now and then the agent misunderstands the name of the spa. | P3",
        "en | One guest was given the wrong check-out time. | P3",
        "en | There is a typo in the greeting. | P4",
        "en | Could you please add Owen as an editor? | P4",
        "en | The handoff went to the wrong desk. | P3",
        "en | Any news? | -",
        "en | In sandbox the agent does not answer any calls. | P2",
        "de | Der Assistent nimmt keine Anrufe mehr an. | P1",
        "de | Die Reservierung schlägt bei allen Gästen fehl. | P2",
        "fr | La ligne ne répond plus à aucun appel. | P1",
        "es | A veces no entiende la pregunta. | P3",
        "ja | 電話がまったくつながりません。 | P1"
      })
  @Tag("rule-34")
  void infersThePriorityFromWhatIsTold(String language, String body, String level) {
    Facts facts = read(language, "Harbour Hotels", body);
    assertThat(value(facts, "priority")).isEqualTo(level);
    assertThat(facts.all("priority"))
        .allMatch(fact -> fact.source() == Source.INFERRED && body.contains(fact.evidence()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "It works in Firefox, only in Chrome it doesn't. | Chrome",
        "Browser: Microsoft Edge 126 | Edge",
        "Mozilla/5.0 (X11; Linux) AppleWebKit/537.36 Chrome/126.0.0.0 Safari/537.36 Edg/126.0 | Edge",
        "The page stays blank in Safari. | Safari",
        "An edge case at the Safari Lodge. | -",
        "Tried Chrome and Firefox, both show nothing. | -"
      })
  void readsTheBareNameOfTheBrowser(String body, String browser) {
    assertThat(value(read(body), "browser")).isEqualTo(browser);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "How to reproduce:\n- call the spa\n- ask for a massage",
        "**Repro**\n1) call the spa\n2) ask for a massage",
        "Steps: call the spa > ask for a massage",
        "Schritte zum Nachstellen\n\ncall the spa\nask for a massage\n\nGruß",
        "It hangs up on me.\n\n1. call the spa\n2. ask for a massage\n",
        "再現手順:\n1. call the spa\n2. ask for a massage"
      })
  void readsStepsInEveryLayout(String body) {
    assertThat(values(read(body), "steps")).containsExactly("call the spa", "ask for a massage");
  }

  @Test
  void ignoresTranscriptsAndFarewells() {
    Facts facts =
        read(
            """
            One guest got a wrong answer:

            Agent: How can I help?
            Caller: It is urgent, I am in the sandbox with Chrome.
            Agent: One moment.

            Kind regards,
            Nadia Hart
            Head of Live Services
            """);
    assertThat(facts.values()).doesNotContainKeys("environment", "browser");
    assertThat(value(facts, "priority")).isEqualTo("P3");
  }

  @Test
  void usesTheForwardedMailWhereTheAuthorSaysNothing() {
    Facts facts =
        readParts(
            "Fwd: Spa",
            Part.NEW,
            "Please see below. It is Live.",
            Part.FORWARDED,
            "From: Owen\nThe agent quoted the wrong price, only once, in Sandbox.\nCall " + CALL);
    assertThat(value(facts, "environment")).isEqualTo("Live");
    assertThat(facts.first("call_id"))
        .contains(new Fact(CALL, CALL, "forwarded line 3", Source.STATED));
    assertThat(value(facts, "priority")).isEqualTo("P3");
  }

  @Test
  void keepsQuotedValuesApart() {
    Facts facts =
        readParts(
            "Re: Spa",
            Part.NEW,
            "Any news?",
            Part.QUOTED,
            "> Environment: Live\n> Call ID: " + CALL + "\n> " + LINK);
    assertThat(facts.values()).isEmpty();
    assertThat(facts.fallback()).containsOnlyKeys("project_link", "environment", "call_id");
    assertThat(facts.fallback().get("environment").get(0).where()).isEqualTo("quoted line 1");
  }

  @Test
  @Tag("rule-35")
  void readsAnswersUnderQuotedQuestions() {
    Facts facts =
        readParts(
            "Re: Spa",
            Part.NEW,
            "Answers below.",
            Part.QUOTED,
            "> Environment (Sandbox, Pre-release or Live)?",
            Part.NEW,
            "the live one",
            Part.QUOTED,
            "> Priority?",
            Part.NEW,
            "high");
    assertThat(value(facts, "environment")).isEqualTo("Live");
    assertThat(value(facts, "priority")).isEqualTo("P2");
  }

  @Test
  @Tag("rule-35")
  void doesNotAskForACallWhereThereIsNone() {
    assertThat(read("The Publish button does nothing.").missing()).doesNotContain("call_id");
    assertThat(read("The agent is silent.").missing()).contains("call_id");
  }

  @Test
  @Tag("rule-34")
  void raisesNothingForHeaders() {
    assertThat(read("Good morning from the harbour.").first("priority")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "live ",
        "not in live but in sandbox, ",
        "Environment: ",
        "Priority: P1\n",
        "Enviroment: sandbx\n",
        "<https://studio.poly.ai/a\n",
        "a/b ",
        "https://urldefense.com/v3/__https://*__;",
        "Thanks,\n",
        "1. step\n",
        "Agent: hello\n",
        "CA0-",
        "((((",
        "aaaaaaaaaaaaaaaa",
        "a@",
        "- Steps:\n\n\n",
        "\u3042",
        "'s"
      })
  void staysLinearOnHostileText(String piece) {
    String hostile = piece.repeat(1_000_000 / piece.length());
    Assertions.assertTimeout(
        Duration.ofSeconds(20), () -> read("en", hostile.substring(0, 998), hostile));
  }

  @Test
  void neverThrowsOnAnyText() {
    String[] pieces = {
      "Environment",
      ":",
      " ",
      "\n",
      "live",
      "P1",
      "not",
      "https://studio.poly.ai/a/b",
      "<",
      ">",
      "[",
      "]",
      "1.",
      "- ",
      "CA",
      "0f",
      "\u3042",
      "\ud83d",
      "\t",
      "|",
      "?",
      "'",
      "@",
      "Steps",
      "Thanks"
    };
    Random random = new Random(20260101);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int k = random.nextInt(40); k > 0; k--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      assertThat(readParts(text.toString(), Part.NEW, text, Part.QUOTED, text, Part.NEW, text))
          .as("seed 20260101, text %d: %s", i, text)
          .isNotNull();
    }
  }
}
