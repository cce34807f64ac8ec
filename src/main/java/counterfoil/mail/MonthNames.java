package counterfoil.mail;

import java.text.DateFormatSymbols;
import java.text.Normalizer;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names of the months, and the words for the halves of the day, in the languages in which mails
 * are passed on: as the Unicode locale data have them, which come with Java.
 */
final class MonthNames {

  private static final List<String> LANGUAGES =
      List.of(
          "en", "de", "fr", "es", "pt", "it", "nl", "pl", "cs", "sv", "da", "nb", "fi", "ru", "uk",
          "tr", "ja", "zh", "zh-TW", "ko", "hu", "ro", "sk", "el", "ca", "he", "ar", "id", "vi",
          "bg", "et", "lt", "hr", "sl", "th", "en-GB", "pt-BR");

  private static final List<TextStyle> STYLES =
      List.of(
          TextStyle.FULL, TextStyle.FULL_STANDALONE, TextStyle.SHORT, TextStyle.SHORT_STANDALONE);

  private final Map<String, Set<Integer>> months = new HashMap<>();
  private final Set<String> mornings = new HashSet<>(Set.of("am"));
  private final Set<String> afternoons = new HashSet<>(Set.of("pm"));

  static final MonthNames ALL = new MonthNames();

  private MonthNames() {
    for (String language : LANGUAGES) {
      Locale locale = Locale.forLanguageTag(language);
      for (Month month : Month.values()) {
        for (TextStyle style : STYLES) {
          addMonth(month.getDisplayName(style, locale), month);
        }
      }
      String[] halves = DateFormatSymbols.getInstance(locale).getAmPmStrings();
      mornings.add(plain(halves[0]));
      afternoons.add(plain(halves[1]));
    }
  }

  private void addMonth(String name, Month month) {
    String plain = plain(name);
    // "3월" and "thg 3" are numbers with a word, and read as such.
    if (plain.length() >= 3 && plain.chars().noneMatch(Character::isDigit)) {
      months.computeIfAbsent(plain, key -> new TreeSet<>()).add(month.getValue());
    }
  }

  /** A word as it is compared: lower case, one form of accents, without dots and blanks. */
  static String plain(String word) {
    StringBuilder out = new StringBuilder();
    Normalizer.normalize(word, Normalizer.Form.NFC)
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(
            c -> c != '.' && !Character.isSpaceChar(c) && Character.getType(c) != Character.FORMAT)
        .forEach(out::appendCodePoint);
    return out.toString();
  }

  /**
   * The months, 1 to 12, that a plain word may mean: "listopad" is one in Prague, one in Zagreb.
   */
  Set<Integer> months(String word) {
    return months.getOrDefault(word, Set.of());
  }

  boolean isMorning(String word) {
    return mornings.contains(word);
  }

  boolean isAfternoon(String word) {
    return afternoons.contains(word);
  }
}
