package counterfoil.app;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks whoever sits at the terminal. Ctrl-C is an answer, too: the line is read by another thread,
 * so that what was opened is closed at once.
 */
final class Confirmation {

  private static final int LOOK_MILLIS = 100;

  private final Supplier<@Nullable String> line;
  private final BooleanSupplier isToStop;

  /**
   * @param line reads a line; null at the end of the input
   * @param isToStop whether Ctrl-C was pressed
   */
  Confirmation(Supplier<@Nullable String> line, BooleanSupplier isToStop) {
    this.line = line;
    this.isToStop = isToStop;
  }

  /** Whether the answer is yes. */
  boolean isGiven(String question) {
    System.err.print(question + " [y/N] ");
    System.err.flush();
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    Thread reader = new Thread(() -> answer.complete(isYes(line.get())), "confirmation");
    reader.setDaemon(true);
    reader.start();
    while (!isToStop.getAsBoolean()) {
      try {
        return answer.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        // Nobody has answered yet.
      } catch (ExecutionException e) {
        return false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    System.err.println();
    return false;
  }

  private static boolean isYes(@Nullable String answer) {
    return answer != null
        && (answer.strip().equalsIgnoreCase("y") || answer.strip().equalsIgnoreCase("yes"));
  }
}
