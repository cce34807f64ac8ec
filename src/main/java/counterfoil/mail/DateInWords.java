package counterfoil.mail;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A date as a program wrote it for people, in whatever language: {@code Dienstag, 4. März 2025
 * 10:15}, {@code 2025年3月4日 10:15}, {@code 3/4/2025 10:15 AM}. Not all of these can be told apart,
 * so there may be two readings; without a year or a time there is none.
 */
final class DateInWords {

  private static final int LONGEST = 200;
  private static final int FIRST_YEAR = 1990;
  private static final int LAST_YEAR = 2100;
  private static final int CENTURY = 2000;
  private static final int NOON = 12;

  private static final int DIGITS = 1;
  private static final int LETTERS = 2;
  private static final int IDEOGRAPHS = 3;
  private static final int BLANKS = 4;

  private final List<String> tokens;
  private final Set<Integer> months = new TreeSet<>();
  private final List<Integer> numbers = new ArrayList<>();
  private final List<int[]> dates = new ArrayList<>();
  private int year;
  private int day;
  private int hour = -1;
  private int minute;
  private int second;
  private boolean isMorning;
  private boolean isAfternoon;
  private Optional<ZoneOffset> zone = Optional.empty();

  private DateInWords(String words) {
    tokens = tokens(words.length() > LONGEST ? words.substring(0, LONGEST) : words);
  }

  /**
   * All that these words may mean.
   *
   * @param otherwise the zone, where the words name none
   */
  static List<Instant> readings(String words, ZoneOffset otherwise) {
    DateInWords reading = new DateInWords(words);
    reading.read();
    return reading.instants(otherwise);
  }

  /** Runs of digits, runs of letters, and single signs; blanks part them and stand as one. */
  private static List<String> tokens(String words) {
    List<String> tokens = new ArrayList<>();
    int at = 0;
    while (at < words.length()) {
      int kind = kind(words.codePointAt(at));
      int end = at + Character.charCount(words.codePointAt(at));
      while (kind > 0 && end < words.length() && kind(words.codePointAt(end)) == kind) {
        end += Character.charCount(words.codePointAt(end));
      }
      if (kind >= 0) {
        tokens.add(kind == DIGITS ? digits(words.substring(at, end)) : words.substring(at, end));
      }
      at = end;
    }
    return tokens;
  }

  private static int kind(int c) {
    if (Character.getType(c) == Character.FORMAT) {
      return -1;
    }
    if (Character.isDigit(c)) {
      return DIGITS;
    }
    if (Character.isSpaceChar(c) || c == '\t' || c == '\n') {
      return BLANKS;
    }
    int type = Character.getType(c);
    boolean isMark = type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    if (Character.isLetter(c) || isMark) {
      return Character.isIdeographic(c) ? IDEOGRAPHS : LETTERS;
    }
    return 0;
  }

  private static String digits(String run) {
    StringBuilder out = new StringBuilder(run.length());
    run.codePoints().forEach(c -> out.append(Character.digit(c, 10)));
    return out.toString();
  }

  private String token(int at) {
    return at >= 0 && at < tokens.size() ? tokens.get(at) : "";
  }

  private int number(int at) {
    String token = token(at);
    boolean isNumber =
        !token.isEmpty()
            && token.length() <= 4
            && token.chars().allMatch(c -> c >= '0' && c <= '9');
    return isNumber ? Integer.parseInt(token) : -1;
  }

  private void read() {
    for (int at = 0; at < tokens.size(); ) {
      at = number(at) >= 0 ? numbers(at) : word(at);
    }
  }

  /** Numbers that belong together, from here on; returns where to go on. */
  private int numbers(int at) {
    String sign = token(at + 1);
    int second = number(at + 2);
    boolean isJoined = sign.length() == 1 && second >= 0;
    boolean isThree = isJoined && token(at + 3).equals(sign) && number(at + 4) >= 0;
    if (isJoined && sign.equals(":") || isJoined && "hH".contains(sign)) {
      return time(at);
    }
    // Finns write a time with dots, too: behind a date.
    boolean isDated = !dates.isEmpty() || !months.isEmpty();
    if (isThree && "./-".contains(sign) && !isDated) {
      dates.add(new int[] {number(at), second, number(at + 4), sign.charAt(0)});
      return at + 5;
    }
    // "4. 3. 2025", as Czechs and Slovaks write it.
    if (sign.equals(".")
        && token(at + 2).isBlank()
        && number(at + 3) >= 0
        && token(at + 4).equals(".")
        && token(at + 5).isBlank()
        && number(at + 6) >= 0) {
      dates.add(new int[] {number(at), number(at + 3), number(at + 6), '.'});
      return at + 7;
    }
    if (isJoined && sign.equals(".") && hour < 0 && token(at + 2).length() == 2) {
      return time(at);
    }
    return marked(at);
  }

  /** A number, and the sign behind it that says what it counts, such as 年 or 월. */
  private int marked(int at) {
    int next = token(at + 1).isBlank() ? at + 2 : at + 1;
    String sign = token(next);
    char first = sign.isEmpty() ? ' ' : sign.charAt(0);
    int value = number(at);
    switch (first) {
      case '年', '년' -> year = value;
      case '月', '월' -> months.add(value);
      case '日', '일', '号' -> day = value;
      case '時', '时', '點', '点', '시' -> hour = value;
      case '分', '분' -> minute = value;
      case '秒', '초' -> second = value;
      default -> {
        numbers.add(value);
        return at + 1;
      }
    }
    return at + 1;
  }

  private int time(int at) {
    hour = number(at);
    minute = number(at + 2);
    boolean hasSeconds =
        token(at + 3).equals(token(at + 1)) && number(at + 4) >= 0 && token(at + 4).length() == 2;
    second = hasSeconds ? number(at + 4) : 0;
    return hasSeconds ? at + 5 : at + 3;
  }

  private int word(int at) {
    String word = MonthNames.plain(token(at));
    // "p. m." and "π.μ." have their letters apart.
    int letter = at + 1;
    while (word.length() == 1
        && (token(letter).equals(".") || token(letter).isBlank())
        && letter < tokens.size()) {
      letter++;
    }
    String pair = word + MonthNames.plain(token(letter));
    if (word.length() == 1 && pair.length() == 2 && half(pair)) {
      return letter + 1;
    }
    if (word.isEmpty()) {
      return at + 1;
    }
    if (hour >= 0 || isBeforeTime(at + 1)) {
      half(word);
    }
    if (word.equals("tháng") || word.equals("thg")) {
      int next = token(at + 1).isBlank() ? at + 2 : at + 1;
      if (number(next) > 0) {
        months.add(number(next));
        return next + 1;
      }
    }
    // Hebrew joins "in" to the name.
    Set<Integer> named =
        MonthNames.ALL.months(word.startsWith("\u05d1") ? word.substring(1) : word);
    // "mar. 4 febbraio" begins with a Tuesday: the last name before the time is that of the month.
    if (!named.isEmpty() && (months.isEmpty() || hour < 0)) {
      months.clear();
      months.addAll(named);
    }
    return hour >= 0 ? zone(at, word) : at + 1;
  }

  /** Half of the world says first which half of the day it is; "de" is one in Hungary. */
  private boolean isBeforeTime(int at) {
    int next = at;
    while (next < tokens.size() && (token(next).isBlank() || token(next).equals("."))) {
      next++;
    }
    return number(next) >= 0 && !token(next + 1).isEmpty() && ":時时點点시".contains(token(next + 1));
  }

  private boolean half(String word) {
    isMorning |= MonthNames.ALL.isMorning(word);
    isAfternoon |= MonthNames.ALL.isAfternoon(word);
    return MonthNames.ALL.isMorning(word) || MonthNames.ALL.isAfternoon(word);
  }

  /** {@code +0100}, {@code GMT+1}, {@code UTC+05:30}, {@code CET}. */
  private int zone(int at, String word) {
    boolean isUtc = word.equals("gmt") || word.equals("utc") || word.equals("z");
    int sign = isUtc ? at + 1 : at;
    boolean isSigned = "+-\u2212".contains(token(sign)) && !token(sign).isEmpty();
    int hours = number(sign + 1);
    if (isSigned && hours >= 0) {
      boolean hasColon = token(sign + 2).equals(":") && number(sign + 3) >= 0;
      boolean isLong = token(sign + 1).length() > 2;
      int minutes = hasColon ? number(sign + 3) : isLong ? hours % 100 : 0;
      int seconds = (isLong ? hours / 100 : hours) * 3600 + minutes * 60;
      if (zone.isEmpty() && seconds <= 18 * 3600) {
        zone = Optional.of(ZoneOffset.ofTotalSeconds(token(sign).equals("+") ? seconds : -seconds));
      }
      return sign + (hasColon ? 4 : 2);
    }
    if (isUtc) {
      zone = zone.or(() -> Optional.of(ZoneOffset.UTC));
    } else if (MailDate.ZONES.containsKey(word)) {
      zone = zone.or(() -> Optional.of(ZoneOffset.ofHours(MailDate.ZONES.get(word))));
    }
    return at + 1;
  }

  private List<Instant> instants(ZoneOffset otherwise) {
    List<Instant> all = new ArrayList<>();
    for (int[] date : days()) {
      instant(date, zone.orElse(otherwise)).filter(one -> !all.contains(one)).ifPresent(all::add);
    }
    return all;
  }

  /** All days that may be meant, as year, month, day. */
  private List<int[]> days() {
    List<int[]> days = new ArrayList<>();
    if (!dates.isEmpty()) {
      int[] date = dates.get(0);
      if (date[0] > 31) {
        days.add(new int[] {date[0], date[1], date[2]});
      } else {
        int last = date[2] < 100 ? CENTURY + date[2] : date[2];
        days.add(new int[] {last, date[1], date[0]});
        if (date[3] != '.') {
          days.add(new int[] {last, date[0], date[1]});
        }
      }
      return days;
    }
    for (int number : numbers) {
      if (number > 31 && year == 0) {
        year = number;
      } else if (number <= 31 && day == 0) {
        day = number;
      }
    }
    months.forEach(month -> days.add(new int[] {year, month, day}));
    return days;
  }

  private Optional<Instant> instant(int[] date, ZoneOffset offset) {
    if (hour < 0 || date[0] < FIRST_YEAR || date[0] > LAST_YEAR) {
      return Optional.empty();
    }
    int ofDay = hour;
    if (isAfternoon && !isMorning && hour < NOON) {
      ofDay += NOON;
    } else if (isMorning && !isAfternoon && hour == NOON) {
      ofDay = 0;
    }
    try {
      return Optional.of(
          LocalDateTime.of(date[0], date[1], date[2], ofDay, minute, second).toInstant(offset));
    } catch (DateTimeException notInTheCalendar) {
      return Optional.empty();
    }
  }
}
