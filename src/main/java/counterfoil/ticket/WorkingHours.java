package counterfoil.ticket;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * When somebody is at the desk, by the clocks on its wall. No service clock goes by it: it only
 * says whether a customer is better off with the phone (rules 32 and 40).
 *
 * @param from the first minute
 * @param to the first minute after; midnight is the end of the day
 */
public record WorkingHours(ZoneId zone, Set<DayOfWeek> days, LocalTime from, LocalTime to) {

  /** Copies what it is given. */
  public WorkingHours {
    days = Set.copyOf(days);
  }

  /** Whether somebody is there. */
  public boolean isOpen(Instant at) {
    ZonedDateTime there = at.atZone(zone);
    LocalTime time = there.toLocalTime();
    return days.contains(there.getDayOfWeek())
        && !time.isBefore(from)
        && (to.equals(LocalTime.MIDNIGHT) || time.isBefore(to));
  }
}
