package counterfoil.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Splitting is linear: twice the text, twice the looks at its lines. Looks are counted, not time;
 * each costs a bounded number of comparisons, because a line counts no longer than 400 characters.
 */
@Tag("threat-T12")
class SplittingCostTest {

  private static final int LINES = 4_000;

  /** Far above what ordinary mails need (4 to 30), far below what a square would give. */
  private static final int LOOKS_PER_LINE = 250;

  private static final Map<String, String> SHAPES =
      Map.of(
          "introductions", "On Mon, 2 Mar 2026 at 09:15, Mei <mei@counterfoil.example>\n",
          "open brackets", "On Mon, 2 Mar 2026 at 09:15, Mei <\n\n",
          "labels", "From: Mei\n",
          "all labels", "From: Mei\nDate: 2\n\n",
          "sign-offs", "Regards,\nMei\n\n",
          "legal words", "This message may contain secrets.\n\n",
          "quotes and answers",
              "> Which one of the lines that ring at night is it that you mean\nlive\n",
          "rules and names", "-----\nMei\nTel: 1\n",
          "devices", "Sent from my iPhone\n",
          "markers", "> -- please write above this line --\n");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "introductions",
        "open brackets",
        "labels",
        "all labels",
        "sign-offs",
        "legal words",
        "quotes and answers",
        "rules and names",
        "devices",
        "markers"
      })
  void doublesWithTheText(String shape) {
    long once = looks("Hello\n" + SHAPES.get(shape).repeat(LINES));
    long twice = looks("Hello\n" + SHAPES.get(shape).repeat(2 * LINES));

    assertThat(twice).isLessThan(2 * once + once / 10);
    assertThat(once).isLessThan((long) LOOKS_PER_LINE * 3 * LINES);
  }

  @ParameterizedTest
  @CsvSource({"Regards,", "This message may contain secrets.", "--", "On 2 Mar 2026 09:15 Mei <"})
  void doublesWithTheBlankLinesBelow(String line) {
    String lines = "Hello\n" + (line + "\n").repeat(12);

    long once = looks(lines + "\n".repeat(LINES));
    long twice = looks(lines + "\n".repeat(2 * LINES));

    assertThat(twice).isLessThan(2 * once + once / 10);
  }

  @Test
  void looksAtNoMoreThanTheBeginningOfALongLine() {
    assertThat(NormalLine.of("On Monday ".repeat(100_000)))
        .hasSizeLessThanOrEqualTo(NormalLine.LONGEST);
  }

  private static long looks(String text) {
    TextLines lines = new TextLines(text);
    ReplySplitter.split(MarkedText.plain(text), lines, false, true, Set.of("mei"));
    return lines.looks();
  }
}
