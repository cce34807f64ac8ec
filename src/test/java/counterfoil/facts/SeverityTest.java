package counterfoil.facts;

import static counterfoil.facts.Letters.read;
import static counterfoil.facts.Letters.value;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("rule-34")
class SeverityTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Bookings fail. | P3",
        "Bookings fail. It is about one call in fifty. | P3",
        "Bookings fail. Every caller is affected. | P2",
        "It concerns all callers. Bookings fail. | P2",
        "Calls are dropped. Every single one of them. | P1",
        "Calls are dropped. It happens now and then. | P3",
        "The booking gives an error. No rush. | P4"
      })
  void hearsHowManyAreHitFromTheSentencesBeside(String body, String level) {
    assertThat(value(read(body), "priority")).isEqualTo(level);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Bookings fail for every caller | Please have a look. | P2",
        "Bookings fail | Please have a look. | P3",
        "Bookings fail | There is a typo in the greeting. | P4"
      })
  void letsWhatIsSureDecideBeforeWhatMerelyFails(String subject, String body, String level) {
    assertThat(value(read("en", subject, body), "priority")).isEqualTo(level);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The dashboard is down. | P3",
        "Nobody can open the console. | P3",
        "The agent is down. | P1"
      })
  void knowsThatCallersDoNotUseThePagesOfTheProduct(String body, String level) {
    assertThat(value(read(body), "priority")).isEqualTo(level);
  }
}
