package counterfoil.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** How many alarms of each name are raised. */
@Component
class AlarmMetrics implements MeterBinder {

  private static final String[] NAMES = {
    "undecided",
    "held",
    "flood",
    "reopenings",
    "parked",
    "database",
    "receiving",
    "sending",
    "reconcile",
    "token",
    "overdue"
  };

  private final Alarms alarms;

  AlarmMetrics(Alarms alarms) {
    this.alarms = alarms;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (String name : NAMES) {
      Gauge.builder("counterfoil.alarms", alarms, all -> raised(all, name))
          .description("Alarms that are raised now")
          .tag("alarm", name)
          .register(registry);
    }
  }

  private static long raised(Alarms alarms, String name) {
    return alarms.raised().stream().filter(one -> one.alarm().name().equals(name)).count();
  }
}
