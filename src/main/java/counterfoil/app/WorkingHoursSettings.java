package counterfoil.app;

import static counterfoil.app.SettingCheck.require;
import static counterfoil.app.SettingCheck.wrong;

import counterfoil.ticket.WorkingHours;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When somebody is at the desk.
 *
 * @param zone such as {@code Europe/London}
 * @param days single ones and spans, such as {@code MON-FRI, SUN}
 * @param from such as {@code 09:00}
 * @param to such as {@code 17:00}; {@code 24:00} is the end of the day
 */
public record WorkingHoursSettings(
    @DefaultValue("UTC") String zone,
    @DefaultValue("MON-FRI") String days,
    @DefaultValue("09:00") String from,
    @DefaultValue("17:00") String to) {

  private static final List<String> DAYS =
      Arrays.stream(DayOfWeek.values()).map(day -> day.name().substring(0, 3)).toList();

  /** Says in a sentence which value cannot be, and what would be right. */
  void check() {
    WorkingHours hours = hours();
    require(
        hours.to().equals(LocalTime.MIDNIGHT) || hours.from().isBefore(hours.to()),
        "working-hours.to",
        to,
        "it must be later than working-hours.from; 24:00 is the end of the day");
  }

  WorkingHours hours() {
    return new WorkingHours(parsedZone(), parsedDays(), time("from", from), time("to", to));
  }

  private ZoneId parsedZone() {
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw wrong("working-hours.zone", zone, "it must be a zone, such as Europe/London or UTC");
    }
  }

  private Set<DayOfWeek> parsedDays() {
    Set<DayOfWeek> all = EnumSet.noneOf(DayOfWeek.class);
    for (String span : days.toUpperCase(Locale.ROOT).split(",")) {
      String[] ends = span.strip().split("-", 2);
      int first = DAYS.indexOf(ends[0].strip());
      int last = DAYS.indexOf(ends[ends.length - 1].strip());
      if (first < 0 || last < first) {
        throw wrong(
            "working-hours.days", days, "it must be days from MON to SUN, such as MON-FRI, SUN");
      }
      all.addAll(EnumSet.range(DayOfWeek.values()[first], DayOfWeek.values()[last]));
    }
    return all;
  }

  private static LocalTime time(String key, String words) {
    try {
      return words.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(words);
    } catch (DateTimeException e) {
      throw wrong("working-hours." + key, words, "it must be a time of the day, such as 09:00");
    }
  }
}
