package counterfoil.trust;

import java.time.Duration;
import java.util.List;

/** Asks the DNS. */
public interface Dns {

  /**
   * What came back.
   *
   * @param isAnswer false when nobody answered, or nobody could
   * @param texts the text records of the name; none when it has none
   * @param lifetime how long the answer holds
   */
  record Answer(boolean isAnswer, List<String> texts, Duration lifetime) {

    /** Nobody answered. */
    static final Answer NONE = new Answer(false, List.of(), Duration.ZERO);
  }

  /**
   * The text records of a name in A-labels, the parts of each put together. Waits for the answer,
   * and not for long.
   */
  Answer txt(String name);
}
