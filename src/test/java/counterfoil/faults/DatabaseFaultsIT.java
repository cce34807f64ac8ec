package counterfoil.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import counterfoil.rig.BotProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The database goes away, cuts, or is full, and one bot lives through all of it. */
@Tag("rule-10")
@Tag("promise-1")
@Tag("promise-2")
@Tag("promise-10")
class DatabaseFaultsIT {

  private static final long SEED = 22;
  private static final Duration PACE = Duration.ofMillis(80);
  private static final Duration RESUMED = Duration.ofSeconds(30);
  private static final int LARGE_MAIL = 1_500_000;
  private static final int LARGE_MAILS = 16;

  /** More than a WAL segment, less than the large mails. */
  private static final int LARGEST_FILE = 17_000_000;

  private static final List<Point> COMMITS =
      List.of(
          Point.BEFORE_KEEP,
          Point.AFTER_KEEP,
          Point.BEFORE_CLAIM,
          Point.AFTER_CLAIM,
          Point.BEFORE_APPLY,
          Point.AFTER_APPLY,
          Point.BEFORE_LETTER_CLAIM,
          Point.AFTER_LETTER_CLAIM,
          Point.BEFORE_SENT,
          Point.AFTER_SENT);

  private static Site site;
  private static BotProcess bot;

  @BeforeAll
  static void open() throws Exception {
    site = Site.start(SEED);
    bot = site.openBot();
  }

  @AfterAll
  static void close() {
    site.close();
  }

  @AfterEach
  void losesNothingAndLives() throws Exception {
    site.trap.disarm();
    site.customers.pause();
    site.oracle.assertAllIsWell();
    assertThat(bot.isAlive()).isTrue();
  }

  @Test
  @Tag("fault-F2")
  void resumesWhenTheDatabaseHasDiedAndCameBack() throws Exception {
    resumesAfter(Duration.ofSeconds(3));
  }

  @Test
  @Tag("fault-F2")
  @Tag("long")
  void resumesWhenTheDatabaseWasAwayForHalfAMinute() throws Exception {
    resumesAfter(Duration.ofSeconds(30));
  }

  private static void resumesAfter(Duration outage) throws Exception {
    site.customers.keepWriting(PACE);
    awaitKept(10);
    site.database.stopImmediately();
    Site.pass(outage);
    site.database.startAgain();
    Instant back = Instant.now();
    assertThat(site.oracle.missing()).isEmpty();
    awaitKept(1);
    Duration resumed = Duration.between(back, Instant.now());
    System.out.printf("resumed %d ms after an outage of %s%n", resumed.toMillis(), outage);
    assertThat(resumed).isLessThan(RESUMED);
  }

  /** So many mails more than now. */
  private static void awaitKept(int more) throws Exception {
    long kept = site.database.number("select count(*) from mail");
    await("mails are kept, bot: " + bot)
        .atMost(Site.LIMIT)
        .until(() -> site.database.number("select count(*) from mail") >= kept + more);
  }

  @Test
  @Tag("fault-F2")
  void survivesAStormOfTerminatedSessions() throws Exception {
    site.customers.keepWriting(PACE);
    long terminated = 0;
    for (int i = 0; i < 20; i++) {
      Site.pass(Duration.ofMillis(250));
      terminated += site.database.terminateSessions();
    }
    assertThat(terminated).isPositive();
    assertThat(site.oracle.missing()).isEmpty();
  }

  @Test
  @Tag("fault-F3")
  void asksAgainWhenItDoesNotKnowWhetherACommitWasDone() throws Exception {
    for (Point commit : COMMITS) {
      site.trap.arm(
          commit,
          1,
          () -> {
            throw Trap.cut();
          });
      site.customers.write(8);
      assertThat(site.trap.awaitSprung(Site.LIMIT)).as("%s", commit).isTrue();
      assertThat(site.oracle.missing()).as("%s", commit).isEmpty();
    }
  }

  /**
   * No server process may write a file beyond a size, which PostgreSQL treats as it does a full
   * disk: what it has is safe, and no table grows.
   */
  @Test
  @Tag("fault-F6")
  void takesNothingInWhileTheDatabaseCannotGrow() throws Exception {
    site.database.limitFiles(LARGEST_FILE);
    try {
      for (int i = 0; i < LARGE_MAILS; i++) {
        site.customers.writeLarge(LARGE_MAIL);
      }
      await("the database refuses, bot: " + bot)
          .atMost(Site.LIMIT)
          .until(() -> bot.said().contains("could not extend file"));
      Site.pass(Duration.ofSeconds(3));
      assertThat(site.oracle.missing()).isEmpty();
      assertThat(site.database.number("select count(*) from mail"))
          .isLessThan(site.customers.written().size());
    } finally {
      site.database.limitFiles(-1);
    }
  }
}
