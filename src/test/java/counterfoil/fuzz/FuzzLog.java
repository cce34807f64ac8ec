package counterfoil.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A file with one line for each turn of a target, appended to: executions are the sum of many. */
final class FuzzLog {

  /**
   * One turn of a target.
   *
   * @param date in UTC, ISO 8601
   * @param executions how often the target was called
   * @param coverage branches that any input has reached, by libFuzzer's count
   * @param findings inputs that broke what must hold, or took too long
   */
  record Turn(
      String date,
      Target target,
      long seed,
      long seconds,
      long executions,
      long coverage,
      int findings) {

    private String line() {
      return "%s,%s,%d,%d,%d,%d,%d"
          .formatted(date, target.word(), seed, seconds, executions, coverage, findings);
    }

    private static Turn of(String line) {
      String[] cells = line.split(",");
      return new Turn(
          cells[0],
          Target.of(cells[1]),
          Long.parseLong(cells[2]),
          Long.parseLong(cells[3]),
          Long.parseLong(cells[4]),
          Long.parseLong(cells[5]),
          Integer.parseInt(cells[6]));
    }
  }

  private static final String HEAD = "date,target,seed,seconds,executions,coverage,findings";

  private final Path file;
  private final List<Turn> turns = new ArrayList<>();

  private FuzzLog(Path file) {
    this.file = file;
  }

  /** Reads what earlier campaigns have left. */
  static FuzzLog at(Path file) throws IOException {
    FuzzLog log = new FuzzLog(file);
    if (Files.exists(file)) {
      Files.readAllLines(file).stream().skip(1).map(Turn::of).forEach(log.turns::add);
    }
    return log;
  }

  void add(Turn turn) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    List<String> lines = new ArrayList<>();
    if (!Files.exists(file)) {
      lines.add(HEAD);
    }
    lines.add(turn.line());
    Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    turns.add(turn);
  }

  long executions() {
    return turns.stream().mapToLong(Turn::executions).sum();
  }

  /** The whole file by target, as a table of Markdown. */
  String table() {
    Map<Target, List<Turn>> byTarget = new EnumMap<>(Target.class);
    turns.forEach(
        turn -> byTarget.computeIfAbsent(turn.target(), t -> new ArrayList<>()).add(turn));
    StringBuilder table =
        new StringBuilder(
            """
            | target | turns | seconds | executions | a second | coverage | findings |
            | --- | --- | --- | --- | --- | --- | --- |
            """);
    byTarget.forEach((target, its) -> table.append(row(target.word(), its)));
    return table.append(row("all", turns)).toString();
  }

  private static String row(String name, List<Turn> turns) {
    long seconds = turns.stream().mapToLong(Turn::seconds).sum();
    long executions = turns.stream().mapToLong(Turn::executions).sum();
    boolean isOne = turns.stream().map(Turn::target).distinct().count() == 1;
    return String.format(
        Locale.ROOT,
        "| %s | %,d | %,d | %,d | %,d | %s | %d |%n",
        name,
        turns.size(),
        seconds,
        executions,
        executions / Math.max(1, seconds),
        isOne ? turns.stream().mapToLong(Turn::coverage).max().orElse(0) : "",
        turns.stream().mapToInt(Turn::findings).sum());
  }
}
