package counterfoil.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("rule-32")
class WorkingHoursTest {

  private static final WorkingHours LONDON =
      new WorkingHours(
          ZoneId.of("Europe/London"),
          EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
          LocalTime.of(9, 0),
          LocalTime.of(17, 0));

  /** London goes by UTC until the last Sunday of March, and again from that of October. */
  @ParameterizedTest
  @CsvSource({
    "2026-03-27T08:59:59Z, false",
    "2026-03-27T09:00:00Z, true",
    "2026-03-27T16:59:59Z, true",
    "2026-03-27T17:00:00Z, false",
    "2026-03-30T07:59:59Z, false",
    "2026-03-30T08:00:00Z, true",
    "2026-03-30T15:59:59Z, true",
    "2026-03-30T16:00:00Z, false",
    "2026-10-23T08:00:00Z, true",
    "2026-10-26T08:00:00Z, false",
    "2026-10-26T09:00:00Z, true",
    "2026-10-25T12:00:00Z, false"
  })
  @Tag("fault-F7")
  void goesByTheClockOnTheWall(Instant at, boolean open) {
    assertThat(LONDON.isOpen(at)).isEqualTo(open);
  }

  @Test
  @Tag("fault-F7")
  void knowsTheHourThatIsThereTwiceAndTheOneThatIsNot() {
    WorkingHours night =
        new WorkingHours(
            ZoneId.of("Europe/London"),
            Set.of(DayOfWeek.SUNDAY),
            LocalTime.of(1, 0),
            LocalTime.of(2, 0));

    assertThat(night.isOpen(Instant.parse("2026-10-25T00:30:00Z"))).isTrue();
    assertThat(night.isOpen(Instant.parse("2026-10-25T01:30:00Z"))).isTrue();
    assertThat(night.isOpen(Instant.parse("2026-10-25T02:00:00Z"))).isFalse();
    assertThat(night.isOpen(Instant.parse("2026-03-29T00:59:59Z"))).isFalse();
    assertThat(night.isOpen(Instant.parse("2026-03-29T01:00:00Z"))).isFalse();
  }

  @Test
  void midnightIsTheEndOfTheDay() {
    WorkingHours always =
        new WorkingHours(
            ZoneId.of("UTC"),
            EnumSet.allOf(DayOfWeek.class),
            LocalTime.MIDNIGHT,
            LocalTime.MIDNIGHT);

    assertThat(always.isOpen(Instant.parse("2026-11-22T00:00:00Z"))).isTrue();
    assertThat(always.isOpen(Instant.parse("2026-11-22T23:59:59Z"))).isTrue();
  }

  @Test
  void onlyAnUrgentTicketAtNightIsTold() {
    Instant night = Instant.parse("2026-11-23T03:00:00Z");
    PhoneLine line = new PhoneLine("+44 20 7946 0000", LONDON);

    assertThat(line.of("P1", night)).contains("+44 20 7946 0000");
    assertThat(line.of("P2", night)).isEmpty();
    assertThat(line.of("P1", Instant.parse("2026-11-23T10:00:00Z"))).isEmpty();
    assertThat(new PhoneLine("", LONDON).of("P1", night)).isEmpty();
  }
}
