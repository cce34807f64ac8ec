package counterfoil.mail;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The Date field (RFC 5322 section 3.3) with the obsolete forms and the common mistakes: two-digit
 * years, zone names, missing seconds or zone, any order of day and month name.
 */
public final class MailDate {

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  /** RFC 5322 section 4.3; every other name counts as UTC, as that section says. */
  static final Map<String, Integer> ZONES =
      Map.of(
          "edt", -4, "est", -5, "cdt", -5, "cst", -6, "mdt", -6, "mst", -7, "pdt", -7, "pst", -8,
          "cet", 1, "cest", 2);

  private MailDate() {}

  /** The instant, or nothing when the text is no date between 1970 and 2999. */
  public static Optional<Instant> of(String field) {
    int month = 0;
    List<Integer> numbers = new ArrayList<>();
    int[] time = {-1, 0, 0};
    int offsetSeconds = 0;
    for (String word : words(field)) {
      char first = word.charAt(0);
      if (word.indexOf(':') > 0 && Character.isDigit(first)) {
        time = time(word);
      } else if ((first == '+' || first == '-') && time[0] >= 0) {
        offsetSeconds = offsetSeconds(word);
      } else if (isNumber(word)) {
        numbers.add(Integer.parseInt(word));
      } else if (word.length() >= 3 && MONTHS.contains(word.substring(0, 3))) {
        month = month > 0 ? month : MONTHS.indexOf(word.substring(0, 3)) + 1;
      } else if (time[0] >= 0 && offsetSeconds == 0) {
        offsetSeconds = ZONES.getOrDefault(word, 0) * 3600;
      }
    }
    if (month == 0 || numbers.size() < 2 || time[0] < 0) {
      return Optional.empty();
    }
    int zone = zone(offsetSeconds);
    boolean isYearFirst = numbers.get(0) > 31;
    int year = numbers.get(isYearFirst ? 0 : 1);
    int day = numbers.get(isYearFirst ? 1 : 0);
    return instant(year < 50 ? year + 2000 : year < 1000 ? year + 1900 : year, month, day, time)
        .map(utc -> utc.minusSeconds(zone));
  }

  private static int zone(int seconds) {
    return Math.abs(seconds) <= 18 * 3600 ? seconds : 0;
  }

  private static Optional<Instant> instant(int year, int month, int day, int[] time) {
    if (year < 1970 || year > 2999) {
      return Optional.empty();
    }
    try {
      int second = Math.min(time[2], 59);
      return Optional.of(
          LocalDateTime.of(year, month, day, time[0], time[1], second).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException notInTheCalendar) {
      return Optional.empty();
    }
  }

  /** How far from UTC a field says its author is; UTC when it says nothing. */
  static ZoneOffset offset(String field) {
    ZoneOffset offset = ZoneOffset.UTC;
    boolean hasTime = false;
    for (String word : words(field)) {
      boolean isSigned = word.charAt(0) == '+' || word.charAt(0) == '-';
      hasTime |= word.indexOf(':') > 0;
      if (hasTime && (isSigned || ZONES.containsKey(word))) {
        int seconds = isSigned ? offsetSeconds(word) : ZONES.get(word) * 3600;
        offset = ZoneOffset.ofTotalSeconds(zone(seconds));
      }
    }
    return offset;
  }

  /** Words in lower case; commas, dashes between day, month and year, and comments fall away. */
  private static List<String> words(String field) {
    String text = field.length() > 200 ? field.substring(0, 200) : field;
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    int depth = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      depth += c == '(' ? 1 : 0;
      boolean isInDate = c == '-' && i > 0 && Character.isLetterOrDigit(text.charAt(i - 1));
      if (depth > 0 || c == ' ' || c == ',' || c == '\t' || isInDate) {
        if (word.length() > 0) {
          words.add(word.toString().toLowerCase(Locale.ROOT));
          word.setLength(0);
        }
      } else {
        word.append(c);
      }
      depth -= c == ')' && depth > 0 ? 1 : 0;
    }
    return words;
  }

  private static boolean isNumber(String word) {
    return word.length() <= 6 && word.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static int[] time(String word) {
    int[] time = {0, 0, 0};
    String[] parts = word.split(":", 4);
    for (int i = 0; i < Math.min(3, parts.length); i++) {
      String digits = parts[i].replaceFirst("\\..*", "");
      if (!isNumber(digits) || digits.isEmpty()) {
        return i < 2 ? new int[] {-1, 0, 0} : time;
      }
      time[i] = Integer.parseInt(digits);
    }
    return time;
  }

  /** {@code +0200} in seconds. */
  private static int offsetSeconds(String word) {
    String digits = word.substring(1).replace(":", "");
    if (digits.length() != 4 || !isNumber(digits)) {
      return 0;
    }
    int value = Integer.parseInt(digits);
    int seconds = value / 100 * 3600 + value % 100 * 60;
    return word.charAt(0) == '-' ? -seconds : seconds;
  }
}
