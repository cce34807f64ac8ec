package counterfoil.facts;

import static counterfoil.facts.Letters.parts;
import static counterfoil.facts.Letters.weighed;
import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.reply.MailText.Part;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("rule-33")
class ExplanationTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Environment: Live | + Live: it stands behind the label",
        "Fails in Live. | + Live: its clause tells of trouble",
        "It is only in Live. | + Live: it is this one only",
        "Not in Live. | - Live: its clause denies it",
        "All works in Live. | - Live: its clause says that all is well there",
        "We moved it from Sandbox to Live. | - Sandbox: something was moved from there to another one",
        "Is it Sandbox? | - Sandbox: it is only asked about",
        "We go live on Monday. | - go live: it belongs to a turn of phrase that means something else",
        "It is our other project in Live. | - Live: it is only compared with",
        "Environment: Live\\nIt fails in Sandbox. | - Sandbox: its clause tells of trouble, but a label decides",
        "Fails in Live. Sandbox was used, too. | - Sandbox: it is named, but more speaks for Live",
        "Agent Booking, Sandbox.\\nAgent Spa, Live. | - Live: it is named, and so is another",
        "Not in Sandbox. Not in Pre-release. | + Live: all others are denied"
      })
  void saysWhyAPlaceWasChosenOrNot(String body, String why) {
    assertThat(weighed(body.replace("\\n", "\n"), "environment"))
        .extracting(ExplanationTest::told)
        .contains(why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Bring it down to P3. | + P3: the author moved it there",
        "I'd call this one medium. | + P3: the author says it of the whole matter",
        "The last one was a P1. | - P1: it is what it was before",
        "This is not a P1 but a P2. | - P1: its clause denies it",
        "Severity: high\\nPriority: P3 | - P2: a label that names the field itself says more",
        "Priority: 2 - Medium | - P2: what stands beside it makes it something else",
        "The volume is low. | - P4: the word alone may mean something else"
      })
  @Tag("rule-34")
  void saysWhyALevelWasChosenOrNot(String body, String why) {
    assertThat(weighed(body.replace("\\n", "\n"), "priority"))
        .extracting(ExplanationTest::told)
        .contains(why);
  }

  @Test
  @Tag("rule-34")
  void namesTheWordsThatALevelFollowsFrom() {
    assertThat(weighed("Every caller is dropped.", "priority"))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.rank()).isEqualTo(Rank.INFERENCE);
              assertThat(one.why()).contains("\"dropped\" (down)", "(all)");
            });
  }

  @Test
  @Tag("rule-34")
  void saysThatALevelCountsLessElsewhere() {
    assertThat(weighed("In sandbox the agent does not answer any calls.", "priority"))
        .extracting(Candidate::why)
        .anyMatch(why -> why.endsWith(", one less outside environment=Live"));
  }

  @Test
  void marksWhatIsOnlyQuoted() {
    List<Candidate> weighed =
        weighed(
            parts("Re: Spa", Part.NEW, "Any news?", Part.QUOTED, "> Environment: Live\n"),
            "environment");
    assertThat(weighed)
        .extracting(ExplanationTest::told)
        .containsExactly(
            "- Live: it is only quoted, and counts where the mail opens a ticket of its own");
    assertThat(weighed.get(0).fact().where()).isEqualTo("quoted line 1");
  }

  @Test
  void marksWhatIsPassedOnWhereTheAuthorSaysIt() {
    List<Candidate> weighed =
        weighed(
            parts("Fwd: Spa", Part.NEW, "It is in Live.", Part.FORWARDED, "Environment: Sandbox\n"),
            "environment");
    assertThat(weighed)
        .extracting(ExplanationTest::told)
        .containsExactly(
            "+ Live: it is named",
            "- Sandbox: the author says it, and comes before what is passed on");
    assertThat(weighed.get(1).fact().where()).isEqualTo("forwarded line 1");
  }

  @Test
  void choosesWhatIsPassedOnWhereTheAuthorSaysNothing() {
    assertThat(
            weighed(
                parts("Fwd", Part.NEW, "Please see below.", Part.FORWARDED, "Environment: Live\n"),
                "environment"))
        .extracting(ExplanationTest::told)
        .containsExactly("+ Live: it stands behind the label");
  }

  private static String told(Candidate one) {
    return (one.chosen() ? "+ " : "- ") + one.fact().value() + ": " + one.why();
  }
}
