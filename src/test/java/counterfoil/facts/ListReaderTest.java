package counterfoil.facts;

import static counterfoil.facts.Letters.read;
import static counterfoil.facts.Letters.values;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("rule-33")
class ListReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Ring the number \u2192 wait one ring \u2192 say goodbye | Ring the number; wait one ring; say goodbye",
        "Ring the number -> wait one ring -> say goodbye | Ring the number; wait one ring; say goodbye",
        "How to get there: ring the number > wait one ring > say no | ring the number; wait one ring; say no",
        "Go to Analytics, set 90 days, shrink the window. | Go to Analytics; set 90 days; shrink the window",
        "I called the spa, asked for a massage, said yes. | I called the spa; asked for a massage; said yes",
        "It hangs.\\n\\n- Open Analytics\\n- Click Export\\n- Choose CSV | Open Analytics; Click Export; Choose CSV"
      })
  void readsChainsBulletsAndRowsOfActions(String body, String steps) {
    assertThat(values(read(body.replace("\\n", "\n")), "steps"))
        .isEqualTo(List.of(steps.split("; ")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "What we tried:\n- Open Analytics\n- Click Export",
        "We already tried:\n\n- Restart the agent\n- Clear the cache",
        "1. https://studio.poly.ai/harbour-uk/spa\n2. https://studio.poly.ai/harbour-uk/inn",
        "Steps to reproduce:\n- https://studio.poly.ai/harbour-uk/spa\n- https://docs.poly.ai/",
        "- The price is wrong\n- The greeting is old",
        "1. The price is wrong\n2. The booking fails",
        "1. Does it work?\n2. Is it live?",
        "Could you go to Analytics, set 90 days, shrink the window?",
        "We moved it Sandbox -> Pre-release."
      })
  void takesNoOtherListForSteps(String body) {
    assertThat(values(read(body), "steps")).isEmpty();
  }
}
