package counterfoil.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfirmationTest {

  @ParameterizedTest
  @ValueSource(strings = {"y", "Y", " yes "})
  void takesNothingButYesForYes(String yes) {
    assertThat(answered(yes)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "n", "no", "yesterday", "j"})
  void takesEverythingElseForNo(String no) {
    assertThat(answered(no)).isFalse();
  }

  @Test
  void takesTheEndOfTheInputForNo() {
    assertThat(new Confirmation(() -> null, () -> false).isGiven("Now?")).isFalse();
  }

  @Test
  @Timeout(30)
  void waitsForNoAnswerOnceItIsStopped() {
    CountDownLatch never = new CountDownLatch(1);
    AtomicBoolean stopped = new AtomicBoolean();

    boolean given =
        new Confirmation(
                () -> {
                  stopped.set(true);
                  try {
                    never.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  return "yes";
                },
                stopped::get)
            .isGiven("Now?");

    assertThat(given).isFalse();
  }

  private static boolean answered(String line) {
    return new Confirmation(() -> line, () -> false).isGiven("Now?");
  }
}
