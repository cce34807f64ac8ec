package counterfoil.app;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Says how far something is: one line that is written over each second where somebody looks on, a
 * line each ten seconds in a log.
 */
final class Progress {

  private static final Duration ON_A_TERMINAL = Duration.ofSeconds(1);
  private static final Duration IN_A_LOG = Duration.ofSeconds(10);
  private static final String ERASE_TO_THE_END = "\u001b[K";

  private final PrintStream out;
  private final boolean isTerminal;
  private final LongSupplier nanos;
  private final long pause;
  private long start;
  private long last;
  private boolean hasLine;

  /**
   * @param nanos a clock as {@link System#nanoTime()}
   */
  Progress(PrintStream out, boolean isTerminal, LongSupplier nanos) {
    this.out = out;
    this.isTerminal = isTerminal;
    this.nanos = nanos;
    this.pause = (isTerminal ? ON_A_TERMINAL : IN_A_LOG).toNanos();
    begin();
  }

  /** From now on time is measured. */
  void begin() {
    start = nanos.getAsLong();
    last = start;
  }

  /** So many mails were found so far. */
  void found(long mails, long bytes) {
    say(() -> String.format(Locale.ROOT, "Looking: %,d mails so far, %s", mails, megabytes(bytes)));
  }

  /** So much is done of what is to be done. */
  void done(long mails, long allMails, long bytes, long allBytes) {
    say(() -> line(mails, allMails, bytes, allBytes));
  }

  /** So many mails are done of all. */
  void done(long mails, long allMails) {
    say(
        () ->
            String.format(
                Locale.ROOT,
                "%,d of %,d mails, %,.0f mails/s",
                mails,
                allMails,
                mails / seconds()));
  }

  /** So many tickets are done of all. */
  void tickets(long tickets, long allTickets) {
    say(
        () ->
            String.format(
                Locale.ROOT,
                "%,d of %,d tickets, %,.0f tickets/s, about %s left",
                tickets,
                allTickets,
                tickets / seconds(),
                time(tickets == 0 ? 0 : (allTickets - tickets) * seconds() / tickets)));
  }

  private double seconds() {
    return Math.max(1e-3, (nanos.getAsLong() - start) / 1e9);
  }

  private String line(long mails, long allMails, long bytes, long allBytes) {
    double seconds = seconds();
    double left = bytes == 0 ? 0 : (allBytes - bytes) * seconds / bytes;
    return String.format(
        Locale.ROOT,
        "%,d of %,d mails (%d %%), %s of %s, %,.0f mails/s, about %s left",
        mails,
        allMails,
        allBytes == 0 ? 100 : 100 * bytes / allBytes,
        megabytes(bytes),
        megabytes(allBytes),
        mails / seconds,
        time(left));
  }

  static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%,.1f MB", bytes / 1e6);
  }

  private static String time(double seconds) {
    long whole = Math.round(seconds);
    return whole < 60
        ? whole + " s"
        : whole < 3_600
            ? whole / 60 + " min " + whole % 60 + " s"
            : whole / 3_600 + " h " + whole / 60 % 60 + " min";
  }

  private void say(Supplier<String> line) {
    long now = nanos.getAsLong();
    if (now - last >= pause) {
      last = now;
      hasLine = true;
      if (isTerminal) {
        out.print("\r" + line.get() + ERASE_TO_THE_END);
        out.flush();
      } else {
        out.println(line.get());
      }
    }
  }

  /** The line that was written over makes room for what comes next. */
  void end() {
    if (isTerminal && hasLine) {
      out.print("\r" + ERASE_TO_THE_END);
      out.flush();
    }
    hasLine = false;
  }
}
