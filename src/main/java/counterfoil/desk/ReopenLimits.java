package counterfoil.desk;

import java.util.Optional;

/**
 * How often a ticket may be reopened by mail (rule 27); what is beyond is an entry and moves
 * nothing. 0 is no limit.
 *
 * @param perHour in the last hour
 * @param perDay in the last 24 hours
 */
public record ReopenLimits(int perHour, int perDay) {

  /** The defaults of rule 27. */
  public static final ReopenLimits DEFAULTS = new ReopenLimits(3, 10);

  /** Which limit is reached, in words; empty when it may be reopened once more. */
  Optional<String> reached(Known.Count reopened) {
    if (perHour > 0 && reopened.hour() >= perHour) {
      return Optional.of(reopened.hour() + " times in the last hour");
    }
    return perDay > 0 && reopened.day() >= perDay
        ? Optional.of(reopened.day() + " times in the last day")
        : Optional.empty();
  }
}
