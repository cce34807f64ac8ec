package counterfoil.facts;

import static counterfoil.facts.Letters.read;
import static counterfoil.facts.Letters.value;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("rule-34")
class LevelReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | Bring it down to P3. | P3",
        "en | Please bump this up to P1. | P1",
        "en | It can go from P2 to P4. | P4",
        "en | From P2 to P4, please. | P4",
        "en | Priority: from P2 to P4 | P4",
        "de | Bitte auf P3 herabstufen. | P3"
      })
  void takesTheLevelThatTheMatterIsMovedTo(String language, String body, String level) {
    assertThat(value(read(language, "Harbour Hotels", body), "priority")).isEqualTo(level);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "I'd call this one medium. | P3",
        "We would rate this low. | P4",
        "Please treat it as high. | P2",
        "The volume is low. | -",
        "The medium is the message. | -"
      })
  void takesAWordOfTheScaleWhereItIsSaidOfTheMatter(String body, String level) {
    assertThat(value(read(body), "priority")).isEqualTo(level);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | It was a P1, now P3. | P3",
        "en | It was P1 yesterday. Please treat it as P3. | P3",
        "en | Originally P2, down to P4 now. | P4",
        "en | The last one was a P1. | -",
        "en | It came in as P2. | -",
        "en | It used to be a P2. | -",
        "de | Das war ein P1, jetzt P3. | P3",
        "nl | Het was een P1, nu P3. | P3"
      })
  void leavesTheLevelThatItHadBefore(String language, String body, String level) {
    assertThat(value(read(language, "Harbour Hotels", body), "priority")).isEqualTo(level);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Impact: 2 - Medium\\nPriority: 3 - Moderate | P3",
        "Severity: high\\nPriority: P3 | P3",
        "Priority: P4\\nUrgency: high | P4",
        "Severity: high | P2",
        "Impact: 2 - Medium | P3"
      })
  void takesALesserLabelWhereNoneNamesThePriority(String body, String level) {
    assertThat(value(read(body.replace("\\n", "\n")), "priority")).isEqualTo(level);
  }
}
