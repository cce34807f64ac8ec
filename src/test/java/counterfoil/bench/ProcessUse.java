package counterfoil.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What processes have used, as Linux counts it in {@code /proc}; see proc(5). */
final class ProcessUse {

  /** sysconf(_SC_CLK_TCK), 100 on every Linux that Java runs on. */
  private static final double TICKS_PER_SECOND = 100;

  private static final int UTIME = 11;

  private ProcessUse() {}

  /** CPU seconds of a process and of all that it has started, those that have ended too. */
  static double cpuSeconds(long pid) {
    return ProcessHandle.of(pid).stream()
            .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
            .mapToLong(process -> ticks(Path.of("/proc/" + process.pid() + "/stat")))
            .sum()
        / TICKS_PER_SECOND;
  }

  /** CPU seconds that a Java process has spent on making its code fast. */
  static double compilerSeconds(long pid) throws IOException {
    try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
      return threads
              .filter(ProcessUse::isCompiler)
              .mapToLong(thread -> ticks(thread.resolve("stat")))
              .sum()
          / TICKS_PER_SECOND;
    }
  }

  private static boolean isCompiler(Path thread) {
    try {
      return Files.readString(thread.resolve("comm")).matches("C[12] Compiler.*\\s*");
    } catch (IOException e) {
      return false;
    }
  }

  /** User and system time, its own and that of children it has waited for. */
  private static long ticks(Path file) {
    try {
      String stat = Files.readString(file);
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      long ticks = 0;
      for (int i = UTIME; i < UTIME + 4; i++) {
        ticks += Long.parseLong(fields[i]);
      }
      return ticks;
    } catch (IOException e) {
      // It ended meanwhile: its parent has its time.
      return 0;
    }
  }

  /** The most memory that a process ever had in use, in MB (10^6 bytes). */
  static long peakMegabytes(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1_024 / 1_000_000)
        .findFirst()
        .orElse(-1);
  }
}
