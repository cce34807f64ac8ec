package counterfoil.reply;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("rule-35")
class TearLineTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- - - - - - - - [CF-1042] - - - - - - - -",
        "> - - - - - - - - [CF-1042] - - - - - - - -",
        ">>> - - - [CF-1042] - - -",
        "> > -------- [CF-1042] --------  ",
        "*\u2013 \u2013 \u2013 [CF-1042] \u2013 \u2013 \u2013*",
        "\u2014\u2014\u2014\u00a0[CF-1042]\u00a0\u2014\u2014\u2014"
      })
  void isKnownHoweverProgramsWriteIt(String line) {
    assertThat(TearLine.of(line).number()).isEqualTo("CF-1042");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[CF-1042]",
        "Re: [CF-1042]",
        "- - [CF-1042] - -",
        "- - - - [CF-1042]",
        "[CF-1042] - - - -",
        "- - - - CF-1042 - - - -",
        "- - - - [] - - - -",
        "- - - - [CF-] - - - -",
        "- - - - [-1042] - - - -",
        "- - - - [cf-1042] - - - -",
        "- - - - [CF-10 42] - - - -",
        "- - - - [CF-1042] and more - - - -",
        "- - - - ]CF-1042[ - - - -",
        "--- Please write above this line ---"
      })
  void isNoOtherLine(String line) {
    assertThat(TearLine.of(line).isNone()).isTrue();
  }

  @Test
  void countsQuoteSigns() {
    assertThat(TearLine.of("> >> - - - [CF-1042] - - -").depth()).isEqualTo(3);
  }
}
