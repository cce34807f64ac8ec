package counterfoil.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import counterfoil.rig.BotProcess;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several bots on one mailbox and one database; some die, and some are stopped for a while. */
@Tag("rule-8")
@Tag("promise-2")
@Tag("promise-4")
@Tag("fault-F11")
class InstancesIT {

  private static final long SEED = 88;
  private static final Duration TAKE_OVER = Duration.ofSeconds(15);
  private static final Duration BETWEEN_KILLS = Duration.ofSeconds(10);
  private static final int MAILS = 2_000;
  private static final String KEPT_SINCE = "select count(*) from mail where kept_at > '%s'";

  /** Batches, of which a bot that stands still may have one for each worker. */
  private static final int IN_THE_HAND_OF_ONE = 20;

  @Test
  void goesOnWithinFifteenSecondsWhenTheOneThatFetchesIsKilled() throws Exception {
    try (Site site = Site.start(SEED)) {
      BotProcess first = site.openBot();
      site.customers.write(1);
      awaitKept(site, 1, Site.LIMIT);
      site.openBot();
      site.customers.write(60);
      awaitKept(site, 8, Site.LIMIT);
      Duration takenOver = killAndTakeOver(site, first);
      assertThat(takenOver).isLessThan(TAKE_OVER);
      site.oracle.assertAllIsWell();
    }
  }

  /** Kills the bot that fetches; returns how long it took until a mail written later was kept. */
  private static Duration killAndTakeOver(Site site, BotProcess holder) throws Exception {
    site.kill(holder);
    Instant killed = Instant.now();
    assertThat(site.oracle.missing()).isEmpty();
    site.customers.write(1);
    awaitKept(site, site.customers.written().size(), Site.LIMIT);
    Duration took = Duration.between(killed, Instant.now());
    System.out.printf("taken over %d ms after the kill%n", took.toMillis());
    return took;
  }

  private static void awaitKept(Site site, int mails, Duration limit) {
    await(mails + " mails are kept, bots:\n" + site.lastWords())
        .atMost(limit)
        .until(() -> site.database.number("select count(*) from mail") >= mails);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  @Tag("long")
  void losesAndDoublesNothingWhenOneOfThemIsKilledEveryTenSeconds(int instances) throws Exception {
    Random random = new Random(SEED + instances);
    try (Site site = Site.start(SEED + instances)) {
      List<BotProcess> bots = new ArrayList<>();
      for (int i = 0; i < instances; i++) {
        bots.add(site.openBot());
      }
      site.customers.keepWriting(Duration.ofMillis(20));
      int kills = 0;
      Duration slowest = Duration.ZERO;
      while (site.customers.written().size() < MAILS) {
        Site.pass(BETWEEN_KILLS);
        BotProcess killed = bots.remove(random.nextInt(bots.size()));
        site.kill(killed);
        kills++;
        String died = site.database.rows("select now()").get(0).get(0);
        Instant at = Instant.now();
        assertThat(site.oracle.missing()).isEmpty();
        bots.add(site.startBot());
        // Mails keep coming: the first that is kept is kept by another bot.
        await("another bot fetches, bots:\n" + site.lastWords())
            .atMost(Site.LIMIT)
            .until(() -> site.database.number(KEPT_SINCE.formatted(died)) > 0);
        Duration took = Duration.between(at, Instant.now());
        slowest = took.compareTo(slowest) > 0 ? took : slowest;
        site.forgiveDeaths();
      }
      site.customers.pause();
      site.oracle.assertAllIsWell();
      System.out.printf(
          "%d instances, %d mails, %d kills: 0 lost, 0 doubled, 0 wrongly threaded;"
              + " the slowest take-over took %d ms%n",
          instances, site.customers.written().size(), kills, slowest.toMillis());
      assertThat(slowest).isLessThan(TAKE_OVER);
    }
  }

  @Test
  void appliesNothingTwiceWhenItWasStoppedAmidItsWork() throws Exception {
    stopAndContinue(Point.BEFORE_KEEP, Duration.ZERO);
  }

  @ParameterizedTest
  @EnumSource(
      value = Point.class,
      names = {
        "BEFORE_FETCH",
        "BEFORE_KEEP",
        "AFTER_KEEP",
        "BEFORE_MOVE",
        "AFTER_CLAIM",
        "BEFORE_APPLY",
        "AFTER_APPLY",
        "BEFORE_SEND",
        "BEFORE_SENT"
      })
  @Tag("long")
  void appliesNothingTwiceWhenItWasStoppedForAMinuteAmid(Point point) throws Exception {
    stopAndContinue(point, Duration.ofMinutes(1));
  }

  /**
   * Stopped as by a long pause for garbage: what the bot has just said is not heard by the server
   * before it goes on, and what the server has just said not by the bot.
   */
  private static void stopAndContinue(Point point, Duration atLeast) throws Exception {
    CountDownLatch goesOn = new CountDownLatch(1);
    try (Site site = Site.start(SEED + point.ordinal())) {
      BotProcess stopped = site.openBot();
      site.customers.write(1);
      awaitKept(site, 1, Site.LIMIT);
      site.trap.arm(
          point,
          1,
          () -> {
            stopped.signal("STOP");
            site.trap.sprung();
            awaitOpen(goesOn);
          });
      site.customers.write(30);
      assertThat(site.trap.awaitSprung(Site.LIMIT)).isTrue();
      Instant stop = Instant.now();
      site.openBot();
      Instant at = Instant.now();
      site.customers.write(10);
      awaitKept(site, site.customers.written().size(), Site.LIMIT);
      Duration took = Duration.between(at, Instant.now());
      System.out.printf(
          "stopped %s, taken over %d ms later, %d ms after another one was there%n",
          point, Duration.between(stop, Instant.now()).toMillis(), took.toMillis());
      assertThat(site.oracle.missing()).isEmpty();
      awaitDone(site, site.customers.written().size() - IN_THE_HAND_OF_ONE);
      Duration left = atLeast.minus(Duration.between(stop, Instant.now()));
      Site.pass(left.isNegative() ? Duration.ZERO : left);
      stopped.signal("CONT");
      goesOn.countDown();
      site.customers.write(10);
      site.oracle.assertAllIsWell();
      assertThat(stopped.isAlive()).isTrue();
      assertThat(took).isLessThan(TAKE_OVER);
    }
  }

  private static void awaitOpen(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Trap.cut();
    }
  }

  private static void awaitDone(Site site, int mails) {
    await(mails + " mails are done, bots:\n" + site.lastWords())
        .atMost(Site.LIMIT)
        .until(
            () -> site.database.number("select count(*) from mail where state = 'DONE'") >= mails);
  }
}
