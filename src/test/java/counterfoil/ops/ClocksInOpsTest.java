package counterfoil.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import counterfoil.desk.DeskViews;
import counterfoil.desk.ServiceWatch;
import counterfoil.ticket.Goal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

@Tag("rule-40")
class ClocksInOpsTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.5Z");

  private static final ServiceWatch WATCH =
      new ServiceWatch() {
        @Override
        public void look() {
          throw new IllegalStateException();
        }

        @Override
        public long breaches(Goal goal) {
          return goal == Goal.RESOLUTION ? 7 : 0;
        }
      };

  /** A desk whose clocks stand so; empty when its database is away. */
  private static DeskViews desk(Optional<DeskViews.ClockCounts> counts) {
    return (DeskViews)
        Proxy.newProxyInstance(
            DeskViews.class.getClassLoader(),
            new Class<?>[] {DeskViews.class},
            (proxy, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("clockCounts");
              return counts.orElseThrow(() -> new DataAccessResourceFailureException("away"));
            });
  }

  private static Optional<DeskViews.ClockCounts> late(long tickets) {
    return Optional.of(
        new DeskViews.ClockCounts(
            Map.of(Goal.FIRST_RESPONSE, 0L, Goal.RESOLUTION, 5L),
            Map.of(Goal.FIRST_RESPONSE, 0L, Goal.RESOLUTION, 2L),
            Map.of(Goal.FIRST_RESPONSE, 0L, Goal.RESOLUTION, tickets),
            tickets,
            tickets == 0 ? Optional.empty() : Optional.of(NOON)));
  }

  @Test
  void anAlarmIsRaisedWhileTicketsAreLate() {
    assertThat(new ClockAlarms(desk(late(3))).look())
        .extracting(Alarm::key, Alarm::sentence)
        .containsExactly(
            tuple("overdue", "3 tickets are overdue, the oldest since 2026-11-23T12:00:00Z"));
    assertThat(new ClockAlarms(desk(late(1))).look().get(0).sentence())
        .startsWith("1 ticket is overdue");
    assertThat(new ClockAlarms(desk(late(0))).look()).isEmpty();
  }

  @Test
  @Tag("promise-10")
  void aDatabaseThatIsAwayIsNoLateTicket() {
    assertThat(new ClockAlarms(desk(Optional.empty())).look()).isEmpty();
  }

  @Test
  void metricsCountClocksByGoalAndBreaches() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    new ClockMetrics(desk(late(3)), WATCH, Clock.systemUTC()).bindTo(registry);

    assertThat(gauge(registry, "running")).isEqualTo(5);
    assertThat(gauge(registry, "paused")).isEqualTo(2);
    assertThat(gauge(registry, "overdue")).isEqualTo(3);
    assertThat(
            registry
                .get("counterfoil.clock.breaches")
                .tag("goal", "resolution")
                .functionCounter()
                .count())
        .isEqualTo(7);
  }

  private static double gauge(SimpleMeterRegistry registry, String state) {
    return registry
        .get("counterfoil.clocks")
        .tag("goal", "resolution")
        .tag("state", state)
        .gauge()
        .value();
  }
}
