package counterfoil.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.ticket.ServiceTargets.Targets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("rule-40")
class ServiceTargetsTest {

  private static final Targets FOUR_HOURS =
      new Targets(Optional.empty(), Optional.of(Duration.ofHours(4)));
  private static final Targets AGREED =
      new Targets(Optional.of(Duration.ofMinutes(15)), Optional.empty());

  private final ServiceTargets targets =
      new ServiceTargets(Map.of("P1", FOUR_HOURS), Map.of("Harbour Hotels", Map.of("P1", AGREED)));

  @Test
  void whatWasAgreedWithAnOrganisationComesFirst() {
    assertThat(targets.of("P1", "Harbour Hotels")).isEqualTo(AGREED);
    assertThat(targets.of("P1", "Harbour Hotels").of(Goal.RESOLUTION)).isEmpty();
    assertThat(targets.of("P1", "Elsewhere")).isEqualTo(FOUR_HOURS);
    assertThat(targets.of("P1", "")).isEqualTo(FOUR_HOURS);
  }

  @Test
  void whatIsNotThereStartsNoClock() {
    assertThat(targets.of("P3").of(Goal.FIRST_RESPONSE)).isEmpty();
    assertThat(targets.of("P3", "Harbour Hotels")).isEqualTo(Targets.NONE);
  }
}
