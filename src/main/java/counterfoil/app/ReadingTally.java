package counterfoil.app;

import java.time.Duration;
import java.util.Locale;

/** How many mails were read, and how fast. */
final class ReadingTally {

  private final long start = System.nanoTime();
  private final Duration cpuBefore = cpu();
  private long mails;
  private long failures;
  private long bytes;
  private double slowest;
  private String slowestFile = "";

  void add(String file, long size, double millis) {
    mails++;
    bytes += size;
    if (millis >= slowest) {
      slowest = millis;
      slowestFile = file;
    }
  }

  void addFailure() {
    failures++;
  }

  long all() {
    return mails + failures;
  }

  /** One line; the rate for each second of CPU holds on a machine that is busy, too. */
  String line() {
    double seconds = Math.max(1e-3, (System.nanoTime() - start) / 1e9);
    double cpu = Math.max(1e-3, cpu().minus(cpuBefore).toNanos() / 1e9);
    return String.format(
        Locale.ROOT,
        "%,d mails, %s, in %,.1f s: %,.0f mails/s, %,.0f for each second of CPU."
            + " The slowest took %,.0f ms: %s. %s.",
        mails,
        Progress.megabytes(bytes),
        seconds,
        mails / seconds,
        mails / cpu,
        slowest,
        slowestFile,
        failures == 0 ? "No errors" : String.format(Locale.ROOT, "%,d errors", failures));
  }

  private static Duration cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
