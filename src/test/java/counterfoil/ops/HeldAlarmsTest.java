package counterfoil.ops;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.desk.HeldMails;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

@Tag("rule-20")
@Tag("rule-27")
@Tag("promise-6")
class HeldAlarmsTest {

  private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");

  private final Desk desk = new Desk();
  private final Alarms alarms =
      new Alarms(List.of(new HeldAlarms(desk)), Clock.fixed(NINE, ZoneOffset.UTC));

  @Test
  void nothingIsRaisedWhileNobodyWaits() {
    alarms.look();

    assertThat(alarms.raised()).isEmpty();
  }

  @Test
  void whatIsHeldIsSaidWithHowManyAndSinceWhen() {
    desk.counts = new HeldMails.Counts(3, 0, Optional.of(NINE));
    alarms.look();

    assertThat(sentences())
        .containsExactly(
            "3 mails are held for a person to decide, the oldest since 2026-11-23T09:00:00Z; look"
                + " at /held");
  }

  @Test
  void aFloodIsOneAlarmHoweverManyMailsCome() {
    desk.counts = new HeldMails.Counts(1, 1, Optional.of(NINE));
    alarms.look();
    desk.counts = new HeldMails.Counts(40, 39, Optional.of(NINE));
    alarms.look();

    assertThat(alarms.raised())
        .extracting(one -> one.alarm().name())
        .containsExactly("held", "flood");
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    new AlarmMetrics(alarms).bindTo(registry);
    assertThat(registry.get("counterfoil.alarms").tag("alarm", "flood").gauge().value())
        .isEqualTo(1);
    assertThat(registry.get("counterfoil.alarms").tag("alarm", "reopenings").gauge().value())
        .isZero();
  }

  @Test
  void ticketsThatAreNotReopenedAreNamed() {
    desk.notReopened = List.of("CF-1042");
    alarms.look();
    assertThat(sentences().get(0))
        .startsWith("a ticket was reopened too often")
        .endsWith("CF-1042");

    desk.notReopened = IntStream.range(1, 13).mapToObj(i -> "CF-" + i).toList();
    alarms.look();
    assertThat(alarms.raised()).hasSize(1);
  }

  @Test
  void aDatabaseThatIsAwayEndsNoAlarm() {
    desk.counts = new HeldMails.Counts(1, 1, Optional.of(NINE));
    alarms.look();
    desk.isAway = true;
    alarms.look();

    assertThat(alarms.raised()).hasSize(2);
  }

  private List<String> sentences() {
    return alarms.raised().stream().map(one -> one.alarm().sentence()).toList();
  }

  private static final class Desk implements HeldMails {

    private Counts counts = new Counts(0, 0, Optional.empty());
    private List<String> notReopened = List.of();
    private boolean isAway;

    @Override
    public List<Line> waiting(int limit) {
      return List.of();
    }

    @Override
    public Optional<Line> mail(long id) {
      return Optional.empty();
    }

    @Override
    public Counts counts() {
      if (isAway) {
        throw new DataAccessResourceFailureException("away");
      }
      return counts;
    }

    @Override
    public List<String> notReopened(Duration within) {
      return notReopened;
    }
  }
}
