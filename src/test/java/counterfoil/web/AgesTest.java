package counterfoil.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgesTest {

  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00.25Z");

  private final Ages ages = new Ages(Clock.fixed(NOW, ZoneOffset.UTC));

  @ParameterizedTest
  @CsvSource({
    "-10,now",
    "0,now",
    "59,now",
    "60,1 min",
    "3599,59 min",
    "3600,1 h",
    "86399,23 h",
    "86400,1 d",
    "864000,10 d"
  })
  void saysHowLongAgoInOneUnit(long seconds, String words) {
    assertThat(ages.ago(NOW.minusSeconds(seconds))).isEqualTo(words);
  }

  @Test
  void namesTheExactTimeInUtc() {
    assertThat(ages.exact(NOW)).isEqualTo("2 Mar 2026, 09:00:00 UTC");
    assertThat(ages.iso(NOW)).isEqualTo("2026-03-02T09:00:00Z");
  }
}
