package counterfoil.ops;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.desk.DeskViews;
import counterfoil.store.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BacklogTest {

  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T09:00:00Z"));
  private long onServer;
  private long taken;
  private long inJournal;
  private final Backlog backlog =
      new Backlog(() -> new DeskViews.Progress(taken, inJournal), () -> onServer, clock);

  @Test
  void saysHowManyMailsWaitBeforeItKnowsHowFastTheyGo() {
    look(100_000, 7, 0);

    assertThat(backlog.progress()).contains(new Backlog.Progress(100_000, 0, Optional.empty()));
    assertThat(backlog.progress().orElseThrow().sentence())
        .isEqualTo("100,000 mails wait: 100,000 on the server, 0 in the journal");
  }

  @Test
  void saysHowFastTheyGoAndHowLongItTakes() {
    look(100_000, 7, 0);
    clock.forward(Duration.ofSeconds(10));
    look(88_000, 12_007, 2_000);

    Backlog.Progress progress = backlog.progress().orElseThrow();
    assertThat(progress.perMinute()).contains(60_000L);
    assertThat(progress.left()).contains(Duration.ofSeconds(90));
    assertThat(progress.sentence())
        .isEqualTo(
            "90,000 mails wait: 88,000 on the server, 2,000 in the journal; about 60,000 go a"
                + " minute, the last in about 90 seconds");
  }

  @Test
  void tellsTheSpeedOfTheLastMinuteAlone() {
    look(100_000, 0, 0);
    for (int i = 1; i <= 12; i++) {
      clock.forward(Duration.ofSeconds(10));
      look(100_000, i <= 6 ? 6_000L * i : 36_000, 0);
    }

    assertThat(backlog.progress().orElseThrow().perMinute()).contains(0L);
    assertThat(backlog.progress().orElseThrow().left()).isEmpty();
  }

  @Test
  void isSilentOnACalmDesk() {
    look(0, 1_000_000, Backlog.WORTH_TELLING - 1);

    assertThat(backlog.progress()).isEmpty();
  }

  @Test
  void endsWhenHardlyAnythingWaits() {
    look(5_000, 0, 300);
    look(0, 5_300, 3);

    assertThat(backlog.progress()).isEmpty();
  }

  private void look(long onServer, long taken, long inJournal) {
    this.onServer = onServer;
    this.taken = taken;
    this.inJournal = inJournal;
    backlog.look();
  }
}
