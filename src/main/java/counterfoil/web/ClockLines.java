package counterfoil.web;

import counterfoil.ticket.ServiceClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says how the clocks of tickets stand, as pages show it: {@code resolution due in 2 h 10 min}. */
final class ClockLines {

  private final Clock clock;

  ClockLines(Clock clock) {
    this.clock = clock;
  }

  /**
   * @param look one word for how it stands: in time, soon, overdue or paused
   * @param words all of it
   * @param due when; it moves on while the clock is paused
   */
  public record Line(String look, String words, Instant due) {}

  /** Of tickets by their number; a clock that was stopped has nothing more to say. */
  Map<String, List<Line>> of(Map<String, List<ServiceClock>> clocks) {
    Instant now = clock.instant();
    Map<String, List<Line>> lines = new LinkedHashMap<>();
    clocks.forEach(
        (number, ofTicket) ->
            lines.put(
                number,
                ofTicket.stream()
                    .filter(one -> one.stoppedAt().isEmpty())
                    .map(one -> line(one, now))
                    .toList()));
    return lines;
  }

  private static Line line(ServiceClock clock, Instant now) {
    Duration left = clock.remaining(now);
    String time = words(left.abs());
    boolean late = clock.isOverdue(now);
    if (!clock.isRunning()) {
      return line(clock, "paused", "paused, " + (late ? "overdue by " + time : time + " left"));
    }
    if (late) {
      return line(clock, "overdue", "overdue by " + time);
    }
    return line(clock, clock.warnedAt().isPresent() ? "soon" : "running", "due in " + time);
  }

  private static Line line(ServiceClock clock, String look, String words) {
    return new Line(look, clock.goal().words() + " " + words, clock.dueAt());
  }

  /** In the two units that say most: {@code 2 h 10 min}, {@code 3 d 4 h}. */
  static String words(Duration time) {
    if (time.toMinutes() < 1) {
      return "less than a minute";
    }
    if (time.toHours() < 1) {
      return time.toMinutes() + " min";
    }
    if (time.toDays() < 1) {
      return time.toHours() + " h" + rest(time.toMinutesPart(), " min");
    }
    return time.toDays() + " d" + rest(time.toHoursPart(), " h");
  }

  private static String rest(int count, String unit) {
    return count == 0 ? "" : " " + count + unit;
  }
}
