package counterfoil.letters;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How long something takes, in the words of a letter: {@code 4 hours}, {@code 4 Stunden}. */
public final class DurationWords {

  /** One and many of days, hours and minutes; a language that is not here reads English. */
  private static final Map<String, String[][]> WORDS =
      Map.of(
          "en", new String[][] {{"day", "days"}, {"hour", "hours"}, {"minute", "minutes"}},
          "de", new String[][] {{"Tag", "Tage"}, {"Stunde", "Stunden"}, {"Minute", "Minuten"}});

  /** Up to here people count in hours: "36 hours". */
  private static final Duration FEW_HOURS = Duration.ofHours(48);

  private DurationWords() {}

  /**
   * To the minute; less than one is {@code 0 minutes}, and there is no sign.
   *
   * @param language two letters
   */
  public static String of(Duration duration, String language) {
    String[][] words = WORDS.getOrDefault(language, WORDS.get("en"));
    Duration all = duration.abs();
    boolean inDays = all.compareTo(FEW_HOURS) >= 0;
    long[] counts = {
      inDays ? all.toDays() : 0, inDays ? all.toHoursPart() : all.toHours(), all.toMinutesPart()
    };
    String told =
        IntStream.range(0, counts.length)
            .filter(unit -> counts[unit] > 0)
            .mapToObj(unit -> counts[unit] + " " + words[unit][counts[unit] == 1 ? 0 : 1])
            .collect(Collectors.joining(" "));
    return told.isEmpty() ? "0 " + words[2][1] : told;
  }
}
