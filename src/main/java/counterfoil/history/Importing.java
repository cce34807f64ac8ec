package counterfoil.history;

import counterfoil.desk.HistoricMail;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;

/**
 * Reads mails one after the other and hands them over in pages. It may be stopped, or die, at any
 * moment: what was handed over is there, and the next import passes over it.
 */
public final class Importing {

  /** Told after each page. */
  @FunctionalInterface
  public interface Watcher {
    /**
     * @param mails gone through so far
     * @param bytes of them
     */
    void done(long mails, long bytes);
  }

  private final Limits limits;
  private final ToIntFunction<List<HistoricMail>> keep;
  private final Watcher watcher;
  private final BooleanSupplier stopped;

  private final List<HistoricMail> page = new ArrayList<>();
  private final List<Trouble> troubles = new ArrayList<>();
  private long pageBytes;
  private long seen;
  private long bytes;
  private long done;
  private long handedOver;
  private long fresh;
  private long tooLarge;
  private long unreadable;

  /**
   * @param keep takes a page whole, or throws; answers how many of it were new
   * @param stopped asked before each mail
   */
  public Importing(
      Limits limits,
      ToIntFunction<List<HistoricMail>> keep,
      Watcher watcher,
      BooleanSupplier stopped) {
    this.limits = limits;
    this.keep = keep;
    this.watcher = watcher;
    this.stopped = stopped;
  }

  /** Goes through all of them, in this order; once. */
  public void run(List<FoundMail> mails) {
    for (FoundMail mail : mails) {
      boolean isFull =
          page.size() >= limits.pageMails()
              || (pageBytes + mail.size() > limits.pageBytes() && !page.isEmpty());
      if (isFull) {
        handOver();
      }
      if (stopped.getAsBoolean()) {
        return;
      }
      take(mail);
      seen++;
      bytes += mail.size();
    }
    handOver();
  }

  private void take(FoundMail mail) {
    if (mail.size() > limits.largestMail()) {
      tooLarge++;
      troubles.add(
          new Trouble(
              mail.name(),
              String.format(
                  Locale.ROOT,
                  "is too large: %,d bytes, and the limit is %,d",
                  mail.size(),
                  limits.largestMail())));
      return;
    }
    try {
      byte[] raw = mail.read();
      if (raw.length == 0) {
        unreadable++;
        troubles.add(new Trouble(mail.name(), "is empty"));
        return;
      }
      page.add(HistoricMail.of(mail.name(), mail.date(), raw));
      pageBytes += raw.length;
    } catch (IOException e) {
      unreadable++;
      troubles.add(Trouble.of(mail.name(), e));
    }
  }

  private void handOver() {
    if (!page.isEmpty()) {
      fresh += keep.applyAsInt(List.copyOf(page));
      handedOver += page.size();
      page.clear();
      pageBytes = 0;
    }
    done = seen;
    watcher.done(done, bytes);
  }

  /** How it went, so far; what was read and not handed over counts as not done. */
  public Tally tally(long found) {
    return new Tally(
        found, done, fresh, handedOver - fresh, tooLarge, unreadable, List.copyOf(troubles));
  }
}
