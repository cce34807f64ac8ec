package counterfoil.facts;

import static counterfoil.facts.Letters.read;
import static counterfoil.facts.Letters.value;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("rule-33")
class TicksTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Environment: [ ] Sandbox [x] Live | Live",
        "Environment: [ x ] Sandbox [ ] Pre-release [ ] Live | Sandbox",
        "Environment: ( ) Sandbox (\u2022) Pre-release ( ) Live | Pre-release",
        "Environment: \u2610 Sandbox \u2611 Pre-release \u2610 Live | Pre-release",
        "Environment:\\n\u2610 Sandbox\\n\u2612 Live | Live",
        "Environment: \u2705 Live \u274c Sandbox | Live",
        "Environment: \ud83d\udd18 Live | Live",
        "Environment: [ ] Sandbox [ ] Pre-release [ ] Live | -",
        "Environment: \u2610 Sandbox \u2610 Pre-release \u2610 Live | -"
      })
  void chooseAPlace(String body, String environment) {
    assertThat(value(read(body.replace("\\n", "\n")), "environment")).isEqualTo(environment);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Priority: ( ) P1 ( ) P2 (\u2022) P3 ( ) P4 | P3",
        "Priority: [ ] P1  [X] P2  [ ] P3  [ ] P4 | P2",
        "Priority: \u2610 P1 \u2610 P2 \u2610 P3 \u2611 P4 | P4",
        "Priority:\\n( ) P1\\n(x) P2\\n( ) P3\\n( ) P4 | P2",
        "Priority: [ ] P1 [ ] P2 [ ] P3 [ ] P4 | -"
      })
  @Tag("rule-34")
  void chooseALevel(String body, String level) {
    assertThat(value(read(body.replace("\\n", "\n")), "priority")).isEqualTo(level);
  }
}
