package counterfoil.ops;

import counterfoil.desk.ReadingPool;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Whether threads are left to read with. One that goes on with a mail that was given up takes a
 * processor for itself, and only a restart ends it; with as many of them as processors the bot asks
 * for that, for this is part of liveness. Their mails are parked, so it does not happen again.
 */
@Component("reading")
class ReadingHealth implements HealthIndicator {

  private final ReadingPool pool;

  ReadingHealth(ReadingPool pool) {
    this.pool = pool;
  }

  @Override
  public Health health() {
    int stuck = pool.stuck();
    boolean isWorking = stuck < Runtime.getRuntime().availableProcessors();
    return (isWorking ? Health.up() : Health.down())
        .withDetail("stuckThreads", stuck)
        .withDetail("givenUp", pool.givenUp())
        .build();
  }
}
