package counterfoil.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Every input that fuzzing starts from or has kept passes its target, with no fuzzer around. */
@Tag("promise-5")
@Tag("fault-F12")
class FuzzTargetsTest {

  @TestFactory
  Stream<DynamicTest> holdsForWhatFuzzingKept() {
    return Arrays.stream(Target.values())
        .map(target -> dynamicTest(target.word(), () -> replay(target)));
  }

  private static void replay(Target target) {
    List<byte[]> inputs = new ArrayList<>(Seeds.ofMails(target));
    inputs.addAll(Seeds.kept(target));
    assertThat(inputs).as("inputs").isNotEmpty();
    for (byte[] input : inputs) {
      try {
        target.run(input);
      } catch (Throwable found) {
        throw new AssertionError(
            target.word() + ", input in Base64: " + Base64.getEncoder().encodeToString(input),
            found);
      }
    }
  }
}
