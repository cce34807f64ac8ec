package counterfoil.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("rule-40")
class DurationWordsTest {

  @ParameterizedTest
  @CsvSource({
    "PT4H, 4 hours, 4 Stunden",
    "PT8H, 8 hours, 8 Stunden",
    "PT1H, 1 hour, 1 Stunde",
    "PT1M, 1 minute, 1 Minute",
    "PT90M, 1 hour 30 minutes, 1 Stunde 30 Minuten",
    "PT24H, 24 hours, 24 Stunden",
    "PT47H59M, 47 hours 59 minutes, 47 Stunden 59 Minuten",
    "P2D, 2 days, 2 Tage",
    "P3DT1H, 3 days 1 hour, 3 Tage 1 Stunde",
    "PT59S, 0 minutes, 0 Minuten",
    "PT-2H, 2 hours, 2 Stunden"
  })
  void saysItInTheLanguageOfTheLetter(Duration duration, String english, String german) {
    assertThat(DurationWords.of(duration, "en")).isEqualTo(english);
    assertThat(DurationWords.of(duration, "de")).isEqualTo(german);
    assertThat(DurationWords.of(duration, "ja")).isEqualTo(english);
  }
}
