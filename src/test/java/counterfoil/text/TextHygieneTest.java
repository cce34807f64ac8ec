package counterfoil.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("threat-T29")
class TextHygieneTest {

  @Test
  void makesLineEndsOne() {
    assertThat(TextHygiene.text("a\r\nb\rc\r\r\nd\u2028e\n\nf")).isEqualTo("a\nb\nc\nd\ne\n\nf");
  }

  @Test
  void takesOutWhatNoStoreHolds() {
    assertThat(TextHygiene.text("a\u0000b\u001bc\u0090d\te\ufefff")).isEqualTo("abcd\tef");
  }

  @Test
  void replacesLoneSurrogatesOnly() {
    assertThat(TextHygiene.text("x\ud800y\udc00z\ud83d\ude00"))
        .isEqualTo("x\ufffdy\ufffdz\ud83d\ude00");
  }

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      delimiter = '|',
      value = {"  a \t b  |a b", "a\u202eb\u200fc|abc", "e\u0301|é", "a\u200bb|ab", "|"})
  void makesOneLine(String text, String line) {
    assertThat(TextHygiene.oneLine(text == null ? "" : text)).isEqualTo(line == null ? "" : line);
  }

  @Test
  @Tag("threat-T12")
  void takesNoMoreThanThirtyMarksInARow() {
    assertThat(TextHygiene.oneLine("Z" + "\u0335\u200b".repeat(31) + "a\u0335"))
        .isEqualTo("Z" + "\u0335".repeat(30) + "a\u0335");
    assertThat(TextHygiene.oneLine("Z" + "\ud834\udd67".repeat(1_000_000))).hasSize(1 + 60);
  }

  @Test
  void keepsOrdinaryTextAsItIs() {
    String text = "Grüße, 日本語, \ud83d\udc4d\n\ttabbed";

    assertThat(TextHygiene.text(text)).isEqualTo(text);
  }
}
