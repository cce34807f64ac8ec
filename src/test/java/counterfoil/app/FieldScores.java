package counterfoil.app;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How well fields were read in many mails. What is read for a field is a set of values, which is
 * empty when nothing is. Of several sets that are right, the nearest to what was read counts.
 */
final class FieldScores {

  private static final class Tally {
    private int right;
    private int wrong;
    private int missed;
    private int exact;
    private int mails;

    double precision() {
      return share(right, right + wrong);
    }

    double recall() {
      return share(right, right + missed);
    }

    double f1() {
      return share(2 * right, 2 * right + wrong + missed);
    }

    /** Whoever says nothing says nothing wrong. */
    private static double share(int part, int whole) {
      return whole == 0 ? 1 : (double) part / whole;
    }
  }

  private final Map<String, Tally> tallies = new TreeMap<>();
  private final Map<String, Set<String>> misread = new TreeMap<>();
  private final List<String> mistakes = new ArrayList<>();

  /**
   * Counts one field of one mail.
   *
   * @param accepted each set that is right
   */
  void add(String mail, String field, List<Set<String>> accepted, Set<String> got) {
    Set<String> nearest =
        accepted.stream().max(Comparator.comparingInt(one -> nearness(one, got))).orElseThrow();
    int common = common(nearest, got);
    Tally tally = tallies.computeIfAbsent(field, name -> new Tally());
    tally.right += common;
    tally.wrong += got.size() - common;
    tally.missed += nearest.size() - common;
    tally.mails++;
    Set<String> fields = misread.computeIfAbsent(mail, name -> new HashSet<>());
    if (nearest.equals(got)) {
      tally.exact++;
    } else {
      fields.add(field);
      mistakes.add(
          "%s %s: expected %s, got %s".formatted(mail, field, words(accepted), words(got)));
    }
  }

  private static int nearness(Set<String> accepted, Set<String> got) {
    int common = common(accepted, got);
    return common - (accepted.size() - common) - (got.size() - common);
  }

  private static int common(Set<String> one, Set<String> other) {
    return (int) one.stream().filter(other::contains).count();
  }

  private static String words(List<Set<String>> accepted) {
    return accepted.stream().map(FieldScores::words).distinct().collect(Collectors.joining(" or "));
  }

  private static String words(Set<String> values) {
    return values.isEmpty()
        ? "nothing"
        : values.stream().sorted().collect(Collectors.joining(" and "));
  }

  /** The harmonic mean of precision and recall over all values of a field. */
  double f1(String field) {
    return tally(field).f1();
  }

  /** The share of mails in which each of these fields is right. */
  double allRight(Set<String> fields) {
    fields.forEach(this::tally);
    long right =
        misread.values().stream()
            .filter(wrong -> fields.stream().noneMatch(wrong::contains))
            .count();
    return (double) right / misread.size();
  }

  /** The fields whose F1 is less than it should be, with both. */
  List<String> below(Map<String, Double> floors) {
    List<String> below = new ArrayList<>();
    floors.forEach(
        (field, floor) -> {
          if (f1(field) < floor) {
            below.add(line("%s: F1 %.3f is less than %.3f", field, f1(field), floor));
          }
        });
    return below;
  }

  /** One line for each field and value, as read in one mail: what was expected, and what came. */
  List<String> mistakes() {
    return List.copyOf(mistakes);
  }

  /** Precision, recall, F1 and the share of mails with exactly the right values, by field. */
  String table() {
    StringBuilder table =
        new StringBuilder(
            line("%-18s%8s%8s%8s%8s%8s%n", "field", "P", "R", "F1", "exact", "mails"));
    tallies.forEach(
        (field, tally) ->
            table.append(
                line(
                    "%-18s%8.3f%8.3f%8.3f%8.3f%8d%n",
                    field,
                    tally.precision(),
                    tally.recall(),
                    tally.f1(),
                    (double) tally.exact / tally.mails,
                    tally.mails)));
    return table.toString();
  }

  private Tally tally(String field) {
    Tally tally = tallies.get(field);
    if (tally == null) {
      throw new IllegalArgumentException("No mail tells of " + field);
    }
    return tally;
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
