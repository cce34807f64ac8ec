package counterfoil.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Waits at one point of the wire for its time to come, and springs once. */
final class Trap {

  /** What happens; an exception cuts the connection on which it was seen. */
  @FunctionalInterface
  interface Spring {
    void release() throws IOException;
  }

  private @Nullable Point point;
  private int passes;
  private Spring spring = () -> {};
  private CountDownLatch sprung = new CountDownLatch(0);

  /**
   * @param occurrence 1 for the first time that the point is passed from now on
   */
  synchronized void arm(Point at, int occurrence, Spring then) {
    point = at;
    passes = occurrence;
    spring = then;
    sprung = new CountDownLatch(1);
  }

  synchronized void disarm() {
    point = null;
  }

  /** For a tap that has seen the point. */
  void at(Point passed) throws IOException {
    CountDownLatch done;
    synchronized (this) {
      if (passed != point || --passes > 0) {
        return;
      }
      point = null;
      done = sprung;
    }
    try {
      spring.release();
    } finally {
      done.countDown();
    }
  }

  /** For a spring that takes long: whoever waits need not wait for its end. */
  void sprung() {
    CountDownLatch done;
    synchronized (this) {
      done = sprung;
    }
    done.countDown();
  }

  /** Whether it has sprung within this time. */
  boolean awaitSprung(Duration limit) throws InterruptedException {
    CountDownLatch waited;
    synchronized (this) {
      waited = sprung;
    }
    return waited.await(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** For a spring that cuts the connection. */
  static IOException cut() {
    return new IOException("cut by the test");
  }
}
