package counterfoil.privacy;

import counterfoil.ticket.Change;
import java.time.Instant;

/**
 * What is to be erased, and who says so.
 *
 * @param who for the history of the tickets: a user of the desk, or {@code counterfoil}
 * @param why in words
 * @param at the moment of it
 */
public record Order(Whom whom, String who, String why, Instant at) {

  /** As the history tells it. */
  Change.Erasure erasure() {
    return whom instanceof Whom.Person ? Change.Erasure.AT_REQUEST : Change.Erasure.TIME_IS_OVER;
  }
}
