package counterfoil.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How well facts are read in mails by people who did not know the rules: {@code
 * src/test/phrasings}. The floors lie a little below what is reached, so that a change of rules or
 * words that reads worse is seen. All figures stand in {@code target/phrasings.txt} then.
 */
@Tag("rule-33")
@Tag("rule-34")
class PhrasingsTest {

  private static final Path PHRASINGS = Path.of("src/test/phrasings");
  private static final Path FIGURES = Path.of("target/phrasings.txt");
  private static final List<String> ORDINARY = List.of("d", "e");
  private static final List<String> HARD = List.of("a", "b", "c", "f", "g");

  private static final Set<String> CORE =
      Set.of("projects", "primary", "call_ids", "environment", "priority", "browser");

  private static final Map<String, Scored> BY_SET = new TreeMap<>();

  /** Mails and how they were read. */
  private record Scored(FieldScores scores, List<String> takenFromQuotes) {

    Scored() {
      this(new FieldScores(), new ArrayList<>());
    }

    void add(CarefulReading expected, Map<String, Set<String>> got) {
      expected
          .accepted()
          .forEach((field, sets) -> scores.add(expected.mail(), field, sets, got.get(field)));
      takenFromQuotes.addAll(expected.takenFromQuote(got));
    }

    double core() {
      return scores.allRight(CORE);
    }

    String figures() {
      return scores.table()
          + String.format(Locale.ROOT, "all core fields right %.3f%n", core())
          + "quoted values taken as new: "
          + takenFromQuotes.size();
    }

    String told() {
      return figures() + "\n\n" + String.join("\n", scores.mistakes());
    }
  }

  @BeforeAll
  static void readAll() throws IOException {
    MailJudge judge = MailJudge.of(Home.at(Path.of("")));
    Scored ordinary = new Scored();
    Scored hard = new Scored();
    for (String set : sets()) {
      Scored ofSet = new Scored();
      List<CarefulReading> truth = truth(set);
      List<Map<String, Set<String>>> got =
          truth.parallelStream().map(expected -> read(judge, set, expected.mail())).toList();
      for (int i = 0; i < truth.size(); i++) {
        ofSet.add(truth.get(i), got.get(i));
        (ORDINARY.contains(set) ? ordinary : hard).add(truth.get(i), got.get(i));
      }
      BY_SET.put(set, ofSet);
    }
    BY_SET.put("ordinary", ordinary);
    BY_SET.put("hard", hard);
    List<String> figures = new ArrayList<>();
    BY_SET.forEach((set, scored) -> figures.add(set + "\n" + scored.told() + "\n"));
    Files.write(FIGURES, figures);
  }

  private static Map<String, Set<String>> read(MailJudge judge, String set, String mail) {
    try {
      byte[] raw = Files.readAllBytes(PHRASINGS.resolve(set).resolve(mail + ".eml"));
      return ReadingAsFields.of(judge.read(raw));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void readsOrdinaryMailsAsAPersonWould() {
    assertAbove(
        "ordinary",
        Map.ofEntries(
            Map.entry("projects", 0.99),
            Map.entry("primary", 0.99),
            Map.entry("call_ids", 0.985),
            Map.entry("environment", 0.975),
            Map.entry("priority", 0.97),
            Map.entry("priority stated", 0.98),
            Map.entry("priority inferred", 0.965),
            Map.entry("browser", 0.98),
            Map.entry("description", 0.98),
            Map.entry("steps", 0.93)),
        0.955);
  }

  @Test
  void readsMostOfHardMails() {
    assertAbove(
        "hard",
        Map.ofEntries(
            Map.entry("projects", 0.98),
            Map.entry("primary", 0.965),
            Map.entry("call_ids", 0.985),
            Map.entry("environment", 0.945),
            Map.entry("priority", 0.905),
            Map.entry("priority stated", 0.93),
            Map.entry("priority inferred", 0.895),
            Map.entry("browser", 0.92),
            Map.entry("description", 0.96),
            Map.entry("steps", 0.90)),
        0.84);
  }

  @Test
  void takesNothingQuotedAsNew() {
    assertThat(BY_SET.values()).flatExtracting(Scored::takenFromQuotes).isEmpty();
  }

  @Test
  void hasATruthForEachMailAndAMailForEachTruth() {
    assertThat(sets())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(ORDINARY.stream(), HARD.stream()).toList());
    for (String set : sets()) {
      assertThat(truth(set).stream().map(CarefulReading::mail).sorted())
          .containsExactlyElementsOf(
              names(PHRASINGS.resolve(set), path -> path.toString().endsWith(".eml")).stream()
                  .map(name -> name.replace(".eml", ""))
                  .toList());
    }
  }

  private static void assertAbove(String mails, Map<String, Double> floors, double core) {
    Scored scored = BY_SET.get(mails);
    assertThat(scored.scores().below(floors)).as(scored.told()).isEmpty();
    assertThat(scored.core()).as(scored.told()).isGreaterThanOrEqualTo(core);
  }

  private static List<CarefulReading> truth(String set) {
    try {
      return Files.readAllLines(PHRASINGS.resolve(set).resolve("truth.jsonl")).stream()
          .map(CarefulReading::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> sets() {
    return names(PHRASINGS, Files::isDirectory);
  }

  private static List<String> names(Path folder, Predicate<Path> which) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(which).map(path -> path.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
