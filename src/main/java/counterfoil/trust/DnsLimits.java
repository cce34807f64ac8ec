package counterfoil.trust;

import java.time.Duration;

/**
 * How much is asked of the DNS.
 *
 * @param timeout for everything that one mail asks
 * @param threads that ask at the same time
 * @param queue questions that wait for a thread; one more is not asked
 * @param names whose answers are remembered
 * @param shortest time for which an answer is remembered, whatever its owner says
 * @param longest time for which an answer is remembered, whatever its owner says
 */
public record DnsLimits(
    Duration timeout, int threads, int queue, int names, Duration shortest, Duration longest) {

  /** What an ordinary desk needs. */
  public static final DnsLimits DEFAULTS =
      new DnsLimits(
          Duration.ofSeconds(2), 8, 200, 10_000, Duration.ofMinutes(1), Duration.ofHours(1));
}
