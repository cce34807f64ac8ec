package counterfoil.ops;

import counterfoil.desk.DeskViews;
import counterfoil.desk.ServiceWatch;
import counterfoil.ticket.Goal;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** How the promises of the desk stand. */
@Component
class ClockMetrics implements MeterBinder {

  private static final DeskViews.ClockCounts NONE =
      new DeskViews.ClockCounts(Map.of(), Map.of(), Map.of(), 0, Optional.empty());

  private final Recent<DeskViews.ClockCounts> counts;
  private final ServiceWatch watch;

  ClockMetrics(DeskViews desk, ServiceWatch watch, Clock clock) {
    this.counts = new Recent<>(desk::clockCounts, NONE, clock);
    this.watch = watch;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (Goal goal : Goal.values()) {
      gauge(registry, goal, "running", DeskViews.ClockCounts::running);
      gauge(registry, goal, "paused", DeskViews.ClockCounts::paused);
      gauge(registry, goal, "overdue", DeskViews.ClockCounts::overdue);
      FunctionCounter.builder("counterfoil.clock.breaches", watch, one -> one.breaches(goal))
          .description("Promises that this bot has found broken since its start")
          .tag("goal", goal.words())
          .register(registry);
    }
  }

  private void gauge(
      MeterRegistry registry,
      Goal goal,
      String state,
      Function<DeskViews.ClockCounts, Map<Goal, Long>> of) {
    Gauge.builder("counterfoil.clocks", counts, now -> count(of.apply(now.get()), goal))
        .description("Clocks of tickets that were not stopped")
        .tag("goal", goal.words())
        .tag("state", state)
        .register(registry);
  }

  private static double count(Map<Goal, Long> counts, Goal goal) {
    Long count = counts.get(goal);
    return count == null ? Double.NaN : count;
  }
}
