package counterfoil.store;

import static counterfoil.store.DeskOnDatabase.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import counterfoil.desk.Batch;
import counterfoil.facts.Facts;
import counterfoil.mail.ParsedMail;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One mail of a batch cannot be read, or not in time; the others become tickets. */
@Tag("promise-5")
@Tag("rule-5")
class UnreadableMailTest {

  private static final String NADIA = "nadia@harbour-hotels.example";

  private final CountDownLatch released = new CountDownLatch(1);
  private DeskOnDatabase bot;

  @BeforeEach
  void open() {
    bot =
        new DeskOnDatabase(
            TestDatabase.empty(), this::facts, Duration.ofSeconds(1), Duration.ofSeconds(3));
  }

  @AfterEach
  void release() {
    released.countDown();
  }

  @Test
  @Tag("fault-F13")
  void isParkedWhenTheStackOverflows() {
    keep("Good one", "stack", "Another good one");
    bot.processAll();

    assertThat(states()).isEqualTo("DONE PARKED DONE");
    assertThat(reason()).isEqualTo("StackOverflowError while reading");
    assertThat(subjects()).contains("Good one", "Another good one").hasSize(3);
  }

  @Test
  @Tag("fault-F13")
  void isTriedAloneThreeTimesWhenMemoryIsOut() {
    keep("Good one", "memory", "Another good one");
    for (int attempt = 1; attempt < 3; attempt++) {
      bot.processAll();
      assertThat(states()).isEqualTo("DONE KEPT DONE");
      assertThat(reason()).isEqualTo("no memory was left to read it");
      bot.clock.forward(Duration.ofSeconds(5));
    }
    bot.processAll();

    assertThat(states()).isEqualTo("DONE PARKED DONE");
    assertThat(reason()).isEqualTo("OutOfMemoryError while reading");
  }

  @Test
  void isParkedWhenReadingItTakesTooLong() {
    keep("Good one", "slow", "Another good one");
    bot.processAll();
    assertThat(states()).isEqualTo("DONE IN_HAND DONE");

    await()
        .untilAsserted(
            () -> {
              bot.processAll();
              assertThat(states()).isEqualTo("DONE PARKED DONE");
            });
    assertThat(reason()).isEqualTo("reading it took longer than 3 seconds");
    assertThat(subjects()).contains("Good one", "Another good one").hasSize(3);
  }

  @Test
  void becomesATicketWhenItIsReadALittleLater() {
    keep("Good one", "slow", "Another good one");
    bot.processAll();
    assertThat(states()).isEqualTo("DONE IN_HAND DONE");

    released.countDown();
    await()
        .untilAsserted(
            () -> {
              bot.processAll();
              assertThat(states()).isEqualTo("DONE DONE DONE");
            });
    assertThat(subjects()).containsExactly("Good one", "Another good one", "slow");
    assertThat(bot.column("select attempts from mail order by id")).containsOnly("1");
  }

  @Test
  void isClaimedNoMoreWhenItIsParked() {
    keep("slow");
    Batch batch = bot.decided();

    assertThat(batch.mails()).isEmpty();
    bot.desk.apply(batch);
    await()
        .untilAsserted(
            () -> {
              bot.processAll();
              assertThat(states()).isEqualTo("PARKED");
            });
    assertThat(bot.desk.claim().mails()).isEmpty();
  }

  private Facts facts(ParsedMail mail) {
    switch (mail.subject()) {
      case "stack" -> throw new StackOverflowError();
      case "memory" -> throw new OutOfMemoryError();
      case "slow" -> {
        while (released.getCount() > 0) {
          LockSupport.parkNanos(1_000_000);
        }
      }
      default -> {
        // Read like any other.
      }
    }
    return Facts.NONE;
  }

  private void keep(String... subjects) {
    for (int i = 0; i < subjects.length; i++) {
      bot.keep(i + 1L, mail(NADIA, "m" + i + "@harbour-hotels.example", subjects[i], "", "Help"));
    }
  }

  private String states() {
    return String.join(" ", bot.column("select state from mail order by id"));
  }

  private List<String> subjects() {
    return bot.column("select subject from ticket order by id");
  }

  /** Of the mail that went another way. */
  private String reason() {
    return bot.column("select reason from mail where state <> 'DONE'").get(0);
  }
}
