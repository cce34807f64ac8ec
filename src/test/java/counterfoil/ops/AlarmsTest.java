package counterfoil.ops;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.store.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

@Tag("rule-4")
@Tag("promise-6")
class AlarmsTest {

  private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");

  private final SettableClock clock = new SettableClock(NINE);
  private final List<Alarm> wrong = new ArrayList<>();
  private final Alarms alarms = new Alarms(List.of(() -> List.copyOf(wrong)), clock);
  private final AlarmsHealth health = new AlarmsHealth(alarms);

  @Test
  void raisesAnAlarmOnceItHasLastedAndClearsItWhenItIsOver() {
    wrong.add(new Alarm("receiving", "desk", "nothing answers", Duration.ofMinutes(1)));
    alarms.look();
    assertThat(alarms.raised()).isEmpty();

    clock.forward(Duration.ofMinutes(1));
    wrong.set(0, new Alarm("receiving", "desk", "login refused", Duration.ofMinutes(1)));
    alarms.look();
    assertThat(alarms.raised()).containsExactly(new Alarms.Raised(wrong.get(0), NINE));
    assertThat(health.health().getStatus()).isEqualTo(new Status("DEGRADED"));
    assertThat(health.health().getDetails().get("receiving desk").toString())
        .startsWith("login refused");

    wrong.clear();
    alarms.look();
    assertThat(alarms.raised()).isEmpty();
    assertThat(health.health().getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void beginsAnewWhenTroubleComesBack() {
    wrong.add(new Alarm("receiving", "desk", "nothing answers", Duration.ofMinutes(1)));
    alarms.look();
    List<Alarm> kept = List.copyOf(wrong);
    wrong.clear();
    alarms.look();
    clock.forward(Duration.ofMinutes(1));
    wrong.addAll(kept);
    alarms.look();

    assertThat(alarms.raised()).isEmpty();
  }

  @Test
  void tellsSubjectsApart() {
    wrong.add(new Alarm("sending", "desk", "refused", Duration.ZERO));
    wrong.add(new Alarm("sending", "sales", "refused", Duration.ZERO));
    alarms.look();

    assertThat(alarms.raised()).hasSize(2);
  }
}
