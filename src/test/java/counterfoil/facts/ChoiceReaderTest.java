package counterfoil.facts;

import static counterfoil.facts.Letters.read;
import static counterfoil.facts.Letters.value;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("rule-33")
class ChoiceReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Not in the sandbox, and not in pre-release. | Live",
        "It is not in Sandbox. It is not in Live either. | Pre-release",
        "It is neither in Sandbox nor in Pre-release. | Live",
        "Not in the sandbox. | -",
        "It is not in Sandbox, not in Pre-release and not in Live. | -"
      })
  void takesThePlaceThatIsLeft(String body, String environment) {
    assertThat(value(read(body), "environment")).isEqualTo(environment);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The bot was promoted to Live on the same day. | Live",
        "The bot was promoted to live on the same day. | -",
        "Promoted to Live on Monday, and since then calls drop. | Live",
        "We go Live on Monday. | -",
        "Live music is asked for. | -",
        "Guests ask for a Live agent. | -"
      })
  void knowsAPlaceByItsCapital(String body, String environment) {
    assertThat(value(read(body), "environment")).isEqualTo(environment);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "We see it in live, agents hear nothing. | Live",
        "Calls fail in live, music plays. | Live",
        "In live: agent says nothing. | Live",
        "We see that live agents hear nothing. | -",
        "Calls fail while live music plays. | -"
      })
  void letsNoPhraseReachAcrossCommasAndColons(String body, String environment) {
    assertThat(value(read(body), "environment")).isEqualTo(environment);
  }
}
