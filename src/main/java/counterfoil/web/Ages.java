package counterfoil.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Says when something happened, as pages show it: {@code 3 min}, with the exact time at hand. */
public final class Ages {

  private static final DateTimeFormatter EXACT =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final Clock clock;

  Ages(Clock clock) {
    this.clock = clock;
  }

  /** How long ago, in the one unit that says most; {@code now} below a minute and in the future. */
  public String ago(Instant at) {
    Duration age = Duration.between(at, clock.instant());
    if (age.toMinutes() < 1) {
      return "now";
    }
    if (age.toHours() < 1) {
      return age.toMinutes() + " min";
    }
    if (age.toDays() < 1) {
      return age.toHours() + " h";
    }
    return age.toDays() + " d";
  }

  /** To the second, in UTC. */
  public String exact(Instant at) {
    return EXACT.format(at);
  }

  /** For {@code <time datetime>}: ISO 8601. */
  public String iso(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
