package counterfoil.app;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when a thread ends by something that nobody caught. Without memory the bot ends, as
 * it does with {@code -XX:+ExitOnOutOfMemoryError}: a timer that is gone is not started again, and
 * a bot of which a part stands still looks as if it were well. Whoever watches the process starts
 * it anew, and a mail that three bots died of is parked unread.
 *
 * <p>A mail that needs too much memory alone does not come here: it is put back or parked.
 */
final class LostThread implements Thread.UncaughtExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(LostThread.class);

  @Override
  public void uncaughtException(Thread thread, Throwable trouble) {
    if (trouble instanceof OutOfMemoryError) {
      // Not exit: its hooks need memory. What was not committed is done again.
      Runtime.getRuntime().halt(ExitCode.OS_ERROR);
    }
    LOG.error("the thread {} ended", thread.getName(), trouble);
  }
}
