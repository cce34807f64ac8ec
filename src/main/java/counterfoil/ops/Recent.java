package counterfoil.ops;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;

/** A look at the database that is kept for a moment, however many gauges there are. */
final class Recent<T> {

  /** The database is asked at most so often. */
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final Supplier<T> look;
  private final T none;
  private final Clock clock;
  private Instant at = Instant.MIN;
  private T value;

  /**
   * @param none what there is while the database is away
   */
  Recent(Supplier<T> look, T none, Clock clock) {
    this.look = look;
    this.none = none;
    this.clock = clock;
    this.value = none;
  }

  synchronized T get() {
    if (at.isBefore(clock.instant().minus(FRESH))) {
      at = clock.instant();
      try {
        value = look.get();
      } catch (DataAccessException e) {
        value = none;
      }
    }
    return value;
  }
}
