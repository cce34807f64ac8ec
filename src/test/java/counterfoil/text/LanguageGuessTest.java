package counterfoil.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageGuessTest {

  private record Sentence(String language, String text) {
    boolean isToldRight() {
      return LanguageGuess.of(text).equals(language);
    }
  }

  private static final List<Sentence> SENTENCES = sentences();

  @ParameterizedTest
  @MethodSource("languages")
  void tellsALanguageByOneOrTwoSentences(String language) {
    List<Sentence> all =
        SENTENCES.stream().filter(sentence -> sentence.language().equals(language)).toList();

    assertThat(all).hasSizeGreaterThanOrEqualTo(8);
    assertThat(all.stream().filter(Sentence::isToldRight).count())
        .isGreaterThanOrEqualTo(all.size() - 1);
  }

  @Test
  void isRarelyWrong() {
    List<Sentence> wrong = SENTENCES.stream().filter(sentence -> !sentence.isToldRight()).toList();

    assertThat(wrong).hasSizeLessThanOrEqualTo(SENTENCES.size() / 50);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hu|Jó napot, a vonalunk reggel óta nem működik, kérem segítsenek.",
        "ro|Bună ziua, linia noastră nu funcționează de azi dimineață.",
        "sk|Dobrý deň, naša linka od rána nefunguje. Ďakujeme.",
        "el|Καλημέρα, η γραμμή δεν λειτουργεί.",
        "he|שלום, הקו לא עובד מהבוקר",
        "ar|مرحبا، الخط لا يعمل منذ الصباح",
        "ja|CA681f3ad0 https://studio.example/agent の通話が切れます",
        "de|Die Hotline (https://studio.example/en/the/line) ist seit heute tot.",
        "fr|Est-il possible de modifier nous-mêmes les horaires ?",
      })
  void tellsOthersToo(String language, String text) {
    assertThat(LanguageGuess.of(text)).isEqualTo(language);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "\u0000", "''''", "\uD800", "🙂🙂", "- - -", "a@b", "ß"})
  void saysWhenNothingTells(String text) {
    assertThat(LanguageGuess.of(text)).isEqualTo("und");
  }

  private static Stream<String> languages() {
    return Stream.of(
        "en", "de", "fr", "es", "pt", "it", "nl", "pl", "cs", "sv", "da", "no", "fi", "ru", "uk",
        "tr", "ja", "zh", "ko", "und");
  }

  private static List<Sentence> sentences() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    LanguageGuessTest.class.getResourceAsStream("sentences.tsv")),
                StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", 2))
          .map(line -> new Sentence(line[0], line[1]))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
