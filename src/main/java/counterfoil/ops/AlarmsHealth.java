package counterfoil.ops;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** The alarms that are raised; the desk works on meanwhile, so it is degraded and not down. */
@Component("alarmsHealthIndicator")
class AlarmsHealth implements HealthIndicator {

  private final Alarms alarms;

  AlarmsHealth(Alarms alarms) {
    this.alarms = alarms;
  }

  @Override
  public Health health() {
    Health.Builder health = alarms.raised().isEmpty() ? Health.up() : Health.status("DEGRADED");
    alarms
        .raised()
        .forEach(
            one ->
                health.withDetail(
                    one.alarm().key(), one.alarm().sentence() + " (since " + one.since() + ")"));
    return health.build();
  }
}
