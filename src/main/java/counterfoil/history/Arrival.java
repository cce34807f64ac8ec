package counterfoil.history;

import counterfoil.mail.HeaderGlance;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** When a mail of a history arrived. */
final class Arrival {

  /** Before this there was no mail; a clock that was never set says 1970 or 1980. */
  private static final Instant FIRST = Instant.parse("1981-01-01T00:00:00Z");

  /** Clocks may be ahead, and time zones forgotten. */
  private static final Duration SLACK = Duration.ofDays(1);

  private final Instant now;

  Arrival(Instant now) {
    this.now = now;
  }

  /**
   * The first likely one of: what the header says, what the place says, now. The header goes first:
   * it comes along when files are copied, and a From_ line or a file's time often tells of the
   * copy.
   *
   * @param place when the mail was put where it lies
   */
  Instant of(HeaderGlance header, Optional<Instant> place) {
    return Stream.concat(header.dates(), place.stream())
        .filter(date -> date.isAfter(FIRST) && date.isBefore(now.plus(SLACK)))
        .findFirst()
        .map(date -> date.isAfter(now) ? now : date)
        .orElse(now);
  }
}
