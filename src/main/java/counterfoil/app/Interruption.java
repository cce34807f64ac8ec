package counterfoil.app;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, or any other friendly end of the process: asks the work to stop at the next good moment,
 * and lets the process end when it has.
 */
final class Interruption implements AutoCloseable {

  /** A page that is being kept may take so long. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean asked;
  private final Thread hook = new Thread(this::ask, "interruption");

  private Interruption() {}

  /** From now on Ctrl-C waits until this is closed. */
  static Interruption awaited() {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  private void ask() {
    asked = true;
    try {
      ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the work is to stop. */
  boolean isAsked() {
    return asked;
  }

  /**
   * @throws CancellationException when the work is to stop
   */
  void check() {
    if (asked) {
      throw new CancellationException();
    }
  }

  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already.
    }
  }
}
