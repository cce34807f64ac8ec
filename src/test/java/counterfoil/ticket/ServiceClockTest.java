package counterfoil.ticket;

import static counterfoil.ticket.Status.IN_PROGRESS;
import static counterfoil.ticket.Status.OPEN;
import static counterfoil.ticket.Status.RESOLVED;
import static counterfoil.ticket.Status.WAITING_FOR_CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("rule-40")
class ServiceClockTest {

  private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");

  private static final ServiceClock FOUR_HOURS =
      ServiceClock.start(1, Goal.RESOLUTION, NINE, Duration.ofHours(4));

  private static Instant at(String time) {
    return Instant.parse("2026-11-23T" + time + ":00Z");
  }

  @Test
  void isDueAfterItsTarget() {
    assertThat(FOUR_HOURS.dueAt()).isEqualTo(at("13:00"));
    assertThat(FOUR_HOURS.warnAt(75)).isEqualTo(at("12:00"));
    assertThat(FOUR_HOURS.remaining(at("10:30"))).isEqualTo(Duration.ofMinutes(150));
    assertThat(FOUR_HOURS.isOverdue(at("12:59"))).isFalse();
    assertThat(FOUR_HOURS.isOverdue(at("13:00"))).isTrue();
  }

  @Test
  @Tag("rule-25")
  void doesNotCountTheTimeInWhichTheDeskWaitsForTheCustomer() {
    ServiceClock paused = FOUR_HOURS.follow(WAITING_FOR_CUSTOMER, at("10:00"));
    assertThat(paused.nextAt(75)).isEmpty();
    assertThat(paused.remaining(at("23:00"))).isEqualTo(Duration.ofHours(3));
    assertThat(paused.isOverdue(at("23:00"))).isFalse();

    ServiceClock resumed = paused.follow(OPEN, at("11:30"));
    assertThat(resumed.dueAt()).isEqualTo(at("14:30"));
    assertThat(resumed.warnAt(75)).isEqualTo(at("13:30"));
  }

  @Test
  @Tag("rule-25")
  void doesNotCountTheTimeInWhichTheTicketWasResolved() {
    ServiceClock stopped = FOUR_HOURS.follow(RESOLVED, at("12:00"));
    assertThat(stopped.nextAt(75)).isEmpty();
    assertThat(stopped.isOverdue(at("23:00"))).isFalse();

    ServiceClock reopened = stopped.follow(OPEN, at("22:00"));
    assertThat(reopened.remaining(at("22:00"))).isEqualTo(Duration.ofHours(1));
    assertThat(reopened.dueAt()).isEqualTo(at("23:00"));
  }

  @Test
  void staysOverdueWhenItWasStoppedTooLate() {
    assertThat(FOUR_HOURS.stop(at("13:01")).isOverdue(at("23:00"))).isTrue();
  }

  @Test
  void aFirstResponseIsGivenOnce() {
    ServiceClock response =
        ServiceClock.start(1, Goal.FIRST_RESPONSE, NINE, Duration.ofHours(1)).stop(at("09:30"));

    assertThat(response.follow(RESOLVED, at("10:00")).follow(OPEN, at("11:00")))
        .isEqualTo(response);
  }

  @Test
  void anotherPriorityCountsTheTimeThatWentBy() {
    ServiceClock lower =
        FOUR_HOURS.pause(at("10:00")).resume(at("10:30")).retarget(Duration.ofHours(8));
    assertThat(lower.dueAt()).isEqualTo(at("17:30"));
    assertThat(lower.retarget(Duration.ofHours(1)).isOverdue(at("10:31"))).isTrue();
  }

  @Test
  void saysEachThingOnce() {
    assertThat(FOUR_HOURS.nextAt(75)).contains(at("12:00"));
    ServiceClock warned = FOUR_HOURS.warned(at("12:00"));
    assertThat(warned.nextAt(75)).contains(at("13:00"));
    ServiceClock breached = warned.breached(at("13:00"));
    assertThat(breached.nextAt(75)).isEmpty();
    assertThat(breached.retarget(Duration.ofHours(8)).nextAt(75)).isEmpty();
    assertThat(breached.stop(at("14:00")).restart(at("15:00")).nextAt(75)).isEmpty();
    assertThat(breached.breached(at("20:00")).breachedAt()).contains(at("13:00"));
  }

  @ParameterizedTest
  @EnumSource(Status.class)
  void theSameStatusTwiceIsOnce(Status status) {
    ServiceClock once = FOUR_HOURS.pause(at("09:30")).follow(status, at("10:00"));
    assertThat(once.follow(status, at("10:00"))).isEqualTo(once);
    assertThat(once.follow(status, at("11:00"))).isEqualTo(once);
  }

  @ParameterizedTest
  @CsvSource({
    "WAITING_FOR_CUSTOMER, OPEN",
    "RESOLVED, IN_PROGRESS",
    "WAITING_FOR_CUSTOMER, RESOLVED"
  })
  @Tag("fault-F7")
  void aClockThatIsSetBackTakesNothingAway(Status away, Status back) {
    ServiceClock after = FOUR_HOURS.follow(away, at("10:00")).follow(back, at("08:00"));

    assertThat(after.pausedFor()).isEqualTo(Duration.ZERO);
    assertThat(after.dueAt()).isEqualTo(at("13:00"));
    assertThat(FOUR_HOURS.remaining(at("07:00"))).isEqualTo(Duration.ofHours(4));
    assertThat(FOUR_HOURS.pause(at("07:00")).remaining(at("12:00"))).isEqualTo(Duration.ofHours(4));
    assertThat(FOUR_HOURS.stop(at("07:00")).isOverdue(at("23:00"))).isFalse();
  }

  /** Held against somebody who looks at the ticket each minute and counts on their fingers. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
  void agreesWithCountingMinuteByMinute(long seed) {
    Random random = new Random(seed);
    for (int life = 0; life < 200; life++) {
      Duration target = Duration.ofMinutes(1 + random.nextInt(300));
      ServiceClock clock = ServiceClock.start(1, Goal.RESOLUTION, NINE, target);
      Status status = OPEN;
      long counted = 0;
      for (int minute = 0; minute < 400; minute++) {
        Instant now = NINE.plus(Duration.ofMinutes(minute));
        if (random.nextInt(20) == 0) {
          status = Status.values()[random.nextInt(4)];
          clock = clock.follow(status, now);
        }
        if (random.nextInt(60) == 0) {
          target = Duration.ofMinutes(1 + random.nextInt(300));
          clock = clock.retarget(target);
        }
        assertThat(clock.remaining(now))
            .as("life %d, minute %d, %s", life, minute, status)
            .isEqualTo(target.minusMinutes(counted));
        boolean counts = status == OPEN || status == IN_PROGRESS;
        assertThat(clock.isRunning()).isEqualTo(counts);
        if (counts) {
          assertThat(clock.dueAt()).isEqualTo(now.plus(target).minusSeconds(60 * counted));
          counted++;
        }
      }
    }
  }
}
