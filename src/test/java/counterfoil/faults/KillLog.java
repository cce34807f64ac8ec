package counterfoil.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * A file with one line for each kill. It is appended to, so that many kills may be the sum of many
 * runs.
 */
final class KillLog {

  /**
   * One kill and what came of it.
   *
   * @param seed of its run; with {@code number} it tells what was planned
   * @param mails that were written from the kill before to this one, or of the last to the end
   * @param lost of these mails; the other counts, too
   * @param again letters of the run that left more than once; told with its last kill
   */
  record Kill(
      long seed,
      int number,
      Point point,
      int occurrence,
      int mails,
      int lost,
      int doubled,
      int misthreaded,
      int again) {

    boolean isGood() {
      return lost == 0 && doubled == 0 && misthreaded == 0;
    }

    private String line() {
      return String.join(
          ",",
          List.of(
              String.valueOf(seed),
              String.valueOf(number),
              point.name(),
              String.valueOf(occurrence),
              String.valueOf(mails),
              String.valueOf(lost),
              String.valueOf(doubled),
              String.valueOf(misthreaded),
              String.valueOf(again)));
    }

    private static Kill of(String line) {
      String[] cells = line.split(",");
      return new Kill(
          Long.parseLong(cells[0]),
          Integer.parseInt(cells[1]),
          Point.valueOf(cells[2]),
          Integer.parseInt(cells[3]),
          Integer.parseInt(cells[4]),
          Integer.parseInt(cells[5]),
          Integer.parseInt(cells[6]),
          Integer.parseInt(cells[7]),
          Integer.parseInt(cells[8]));
    }
  }

  private static final String HEAD =
      "seed,kill,point,occurrence,mails,lost,doubled,misthreaded,again";

  private final Path file;
  private final List<Kill> kills = new ArrayList<>();

  private KillLog(Path file) {
    this.file = file;
  }

  /** Reads what earlier runs have left. */
  static KillLog at(Path file) throws IOException {
    KillLog log = new KillLog(file);
    if (Files.exists(file)) {
      Files.readAllLines(file).stream().skip(1).map(Kill::of).forEach(log.kills::add);
    }
    return log;
  }

  List<Kill> kills() {
    return List.copyOf(kills);
  }

  void add(List<Kill> more) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    List<String> lines = new ArrayList<>();
    if (!Files.exists(file)) {
      lines.add(HEAD);
    }
    more.forEach(kill -> lines.add(kill.line()));
    Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    kills.addAll(more);
  }

  /** All kills of the file by point, as a table of Markdown. */
  String table() {
    TreeMap<Point, int[]> byPoint = new TreeMap<>();
    int[] all = new int[6];
    for (Kill kill : kills) {
      int[] row = byPoint.computeIfAbsent(kill.point(), point -> new int[6]);
      int[] counts = {
        1, kill.mails(), kill.lost(), kill.doubled(), kill.misthreaded(), kill.again()
      };
      for (int i = 0; i < counts.length; i++) {
        row[i] += counts[i];
        all[i] += counts[i];
      }
    }
    StringBuilder table =
        new StringBuilder("| killed | kills | mails | lost | doubled | wrongly threaded |\n");
    table.append("| --- | --- | --- | --- | --- | --- |\n");
    byPoint.forEach((point, row) -> table.append(row(point.toString(), row)));
    table.append(row("all", all));
    table.append(
        "%n%d letters left a second time, with the Message-ID and the words of the first.%n"
            .formatted(all[5]));
    return table.toString();
  }

  private static String row(String name, int[] counts) {
    return String.format(
        Locale.ROOT,
        "| %s | %,d | %,d | %d | %d | %d |%n",
        name,
        counts[0],
        counts[1],
        counts[2],
        counts[3],
        counts[4]);
  }
}
