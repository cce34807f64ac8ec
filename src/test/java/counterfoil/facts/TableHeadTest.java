package counterfoil.facts;

import static counterfoil.facts.Letters.read;
import static counterfoil.facts.Letters.value;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("rule-33")
class TableHeadTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "| Env | Priority | Observed |\\n| Live | P2 | Wrong price |; Live; P2",
        "Env | Prio | Observed\\nLive | P3 | Wrong price; Live; P3",
        "| Env | Priority |\\n|---|---|\\n| Pre-release | P4 |; Pre-release; P4",
        "| **Environment** | **Priority** |\\n| :--- | ---: |\\n| Sandbox | P1 |; Sandbox; P1",
        "| Environment | Owner | Priority |\\n| Live | Nadia | low |; Live; P4",
        "| Field | Value |\\n| Environment | Live |\\n| Priority | P2 |; Live; P2"
      })
  void namesTheCellsBelow(String body, String environment, String priority) {
    Facts facts = read(body.replace("\\n", "\n"));
    assertThat(value(facts, "environment")).isEqualTo(environment);
    assertThat(value(facts, "priority")).isEqualTo(priority);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "| Colour | Shape |\\n| Live | P2 |",
        "| Environment of the lobby | Priority seats |\\n| warm | twelve |",
        "| Environment | Priority |\\n|---|---|"
      })
  void isNoHeadWithoutTwoLabelsAndRowsBelow(String body) {
    assertThat(read(body.replace("\\n", "\n")).values())
        .doesNotContainKeys("environment", "priority");
  }
}
