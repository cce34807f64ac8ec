package counterfoil.web;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.store.SettableClock;
import counterfoil.ticket.Goal;
import counterfoil.ticket.ServiceClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("rule-40")
class ClockLinesTest {

  private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");
  private static final ServiceClock FOUR_HOURS =
      ServiceClock.start(1, Goal.RESOLUTION, NINE, Duration.ofHours(4));

  private static ClockLines.Line line(ServiceClock clock, Duration after) {
    return new ClockLines(new SettableClock(NINE.plus(after)))
        .of(Map.of("CF-1", List.of(clock)))
        .get("CF-1")
        .get(0);
  }

  @ParameterizedTest
  @CsvSource({
    "PT1H50M, running, resolution due in 2 h 10 min",
    "PT3H59M30S, running, resolution due in less than a minute",
    "PT4H5M, overdue, resolution overdue by 5 min",
    "P3DT4H, overdue, resolution overdue by 3 d"
  })
  void saysHowMuchIsLeft(Duration after, String look, String words) {
    assertThat(line(FOUR_HOURS, after))
        .isEqualTo(new ClockLines.Line(look, words, NINE.plus(Duration.ofHours(4))));
  }

  @Test
  void saysThatItWasWarned() {
    assertThat(line(FOUR_HOURS.warned(NINE), Duration.ofHours(3)).look()).isEqualTo("soon");
  }

  @Test
  @Tag("rule-25")
  void saysThatItIsPaused() {
    Instant ten = NINE.plus(Duration.ofHours(1));
    assertThat(line(FOUR_HOURS.pause(ten), Duration.ofDays(2)).words())
        .isEqualTo("resolution paused, 3 h left");
    assertThat(line(FOUR_HOURS.pause(ten.plus(Duration.ofHours(4))), Duration.ofDays(2)).words())
        .isEqualTo("resolution paused, overdue by 1 h");
  }

  @Test
  void saysNothingOfWhatIsOver() {
    assertThat(
            new ClockLines(new SettableClock(NINE))
                .of(Map.of("CF-1", List.of(FOUR_HOURS.stop(NINE)))))
        .containsEntry("CF-1", List.of());
  }
}
