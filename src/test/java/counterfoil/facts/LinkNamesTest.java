package counterfoil.facts;

import static counterfoil.facts.Letters.read;
import static counterfoil.facts.Letters.values;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("rule-33")
class LinkNamesTest {

  private static final String INN = "https://studio.poly.ai/harbour-uk/inn";
  private static final String ROYAL = "https://studio.poly.ai/harbour-uk/royal";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Stay Inn - %s\\nStay Royal - %s\\n\\nOnly Stay Royal is affected.",
        "Stay Inn: %s\\nStay Royal: %s\\n\\nStay Royal is the one in trouble.",
        "- Stay Inn %s\\n- Stay Royal %s\\n\\nStay Royal drops every call.",
        "1. Stay Inn %s\\n2. Stay Royal %s\\n\\nThe greeting of Stay Royal is wrong.",
        "Stay Inn: %s\\nStay Royal: %s\\n\\nStay Inn works fine."
      })
  void tellWhichLinkIsMeant(String body) {
    assertThat(values(read(body.replace("\\n", "\n").formatted(INN, ROYAL)), "project_link"))
        .containsExactly(ROYAL, INN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Stay Inn: %s\\nStay Royal: %s\\n\\nBoth drop calls.",
        "Stay Inn: %s\\nStay Royal: %s\\n\\nStay Inn drops every call.",
        "%s\\n%s\\n\\nOnly Stay Royal is affected."
      })
  void leaveTheOrderWhenTheyTellNothing(String body) {
    assertThat(values(read(body.replace("\\n", "\n").formatted(INN, ROYAL)), "project_link"))
        .containsExactly(INN, ROYAL);
  }
}
