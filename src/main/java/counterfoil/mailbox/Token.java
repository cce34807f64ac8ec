package counterfoil.mailbox;

import java.time.Duration;
import java.time.Instant;

/**
 * An access token.
 *
 * @param value the secret word itself
 * @param issued when it was asked for, by our clock
 * @param expires when servers refuse it
 */
record Token(String value, Instant issued, Instant expires) {

  /** No server is shown a token in its last moments. */
  private static final Duration LAST_MOMENTS = Duration.ofSeconds(30);

  private static final Duration EARLY = Duration.ofMinutes(5);

  /** Whether a server should take it; a token from the future is of a clock that was set back. */
  boolean isValid(Instant now) {
    return !now.isBefore(issued) && now.isBefore(expires.minus(atMost(LAST_MOMENTS, 10)));
  }

  /** Whether it is time for another: five minutes before the end, or a fifth of a short life. */
  boolean isAging(Instant now) {
    return now.isBefore(issued) || !now.isBefore(expires.minus(atMost(EARLY, 5)));
  }

  private Duration atMost(Duration most, int share) {
    Duration part = Duration.between(issued, expires).dividedBy(share);
    return part.compareTo(most) < 0 ? part : most;
  }

  /** Without the secret word. */
  @Override
  public String toString() {
    return "token until " + expires;
  }
}
