package counterfoil.trust;

import java.util.Optional;

/**
 * What was checked and found good, or why it is not.
 *
 * @param good empty when there is a fault
 * @param fault the end of a sentence; empty when there is none
 */
record Checked<T>(Optional<T> good, String fault) {

  static <T> Checked<T> of(T good) {
    return new Checked<>(Optional.of(good), "");
  }

  static <T> Checked<T> fault(String fault) {
    return new Checked<>(Optional.empty(), fault);
  }
}
