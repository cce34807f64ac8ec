package counterfoil.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("rule-13")
class FlowedTextTest {

  @Test
  void joinsSoftLines() {
    assertThat(FlowedText.unwrapped("Our line \nis down.\n\nPlease \nhelp", false))
        .isEqualTo("Our line is down.\n\nPlease help");
  }

  @Test
  void joinsOnlyLinesOfOneQuote() {
    assertThat(FlowedText.unwrapped("> Which \n> one? \n>> deep \nMine", false))
        .isEqualTo("> Which one? \n>> deep \nMine");
  }

  @Test
  void takesAddedSpacesOff() {
    assertThat(FlowedText.unwrapped("https://studio.example/har \nbour", true))
        .isEqualTo("https://studio.example/harbour");
  }

  @Test
  void takesStuffingOff() {
    assertThat(FlowedText.unwrapped(" >not a quote\n From here", false))
        .isEqualTo(">not a quote\nFrom here");
  }

  @Test
  void leavesSignatureDelimiterAlone() {
    assertThat(FlowedText.unwrapped("Bye \n-- \nNadia", false)).isEqualTo("Bye \n-- \nNadia");
  }
}
