package counterfoil.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WordSearchTest {

  static Stream<Arguments> found() {
    return Stream.of(
        Arguments.of("It is in production now.", "in production", "in production"),
        Arguments.of("It is in\nproduction now.", "in production", "in\nproduction"),
        Arguments.of("It is in \u00a0 production.", "in\nproduction", "in \u00a0 production"),
        Arguments.of("> It is in\n> > production.", "in production", "in\n> > production"),
        Arguments.of("> in production", "> in production", "in production"),
        Arguments.of("a > b", "a > b", "a > b"),
        Arguments.of("in production", " in production ", "in production"),
        // Words that were cut within a character of two halves.
        Arguments.of("\ud83d\ude00x", "\ud83d", "\ud83d\ude00"),
        Arguments.of("x\ud83d\ude00", "\ude00", "\ud83d\ude00"));
  }

  @ParameterizedTest
  @MethodSource("found")
  void findsWordsHoweverTheyAreSet(String text, String words, String found) {
    assertThat(find(text, words)).isEqualTo(found);
  }

  static Stream<Arguments> notFound() {
    return Stream.of(
        Arguments.of("It is Live.", "live"),
        Arguments.of("It is Live.", "  "),
        Arguments.of("It is Live.", ""),
        Arguments.of("", "Live"),
        Arguments.of("Li", "Live"),
        Arguments.of("Li ve", "Live"));
  }

  @ParameterizedTest
  @MethodSource("notFound")
  void findsNothingElse(String text, String words) {
    assertThat(find(text, words)).isEmpty();
  }

  @Test
  void prefersTheLineThatWasNamed() {
    String text = "Live one\nLive two\n\nLive four";

    assertThat(new WordSearch(text).nearest("Live", 4).orElseThrow().start())
        .isEqualTo(text.indexOf("Live four"));
    assertThat(new WordSearch(text).nearest("Live", 2).orElseThrow().start())
        .isEqualTo(text.indexOf("Live two"));
    assertThat(new WordSearch(text).nearest("Live", Integer.MAX_VALUE).orElseThrow().start())
        .isEqualTo(text.indexOf("Live four"));
  }

  @Test
  void prefersWholeWords() {
    String text = "Liverpool\n\n\nLive";

    assertThat(new WordSearch(text).nearest("Live", 1).orElseThrow().start())
        .isEqualTo(text.lastIndexOf("Live"));
  }

  /** Where a search that begins again at each character would take hours. */
  @Test
  void isLinearWhateverTheWordsAre() {
    WordSearch text = new WordSearch("a".repeat(2_000_000));
    String words = "a".repeat(100_000) + "b";

    assertTimeoutPreemptively(
        Duration.ofSeconds(10), () -> assertThat(text.nearest(words, 1)).isEmpty());
  }

  private static String find(String text, String words) {
    return new WordSearch(text)
        .nearest(words, 1)
        .map(found -> text.substring(found.start(), found.end()))
        .orElse("");
  }
}
