package counterfoil.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private long now = Long.MAX_VALUE - 5;

  @Test
  void writesOneLineOverEachSecondOnATerminal() {
    Progress progress = progress(true);
    for (int i = 1; i <= 9; i++) {
      now += Duration.ofMillis(300).toNanos();
      progress.done(100 * i, 12_000, 1_000_000L * i, 160_000_000);
    }
    progress.end();

    assertThat(said.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "\r400 of 12,000 mails (2 %), 4.0 MB of 160.0 MB, 333 mails/s, about 47 s left\u001b[K"
                + "\r800 of 12,000 mails (5 %), 8.0 MB of 160.0 MB, 333 mails/s, about 46 s left"
                + "\u001b[K\r\u001b[K");
  }

  @Test
  void countsMailsWhoseSizeNobodyKnows() {
    Progress progress = progress(false);
    now += Duration.ofSeconds(10).toNanos();
    progress.done(4_000, 12_000);

    assertThat(said.toString(StandardCharsets.UTF_8))
        .isEqualToIgnoringNewLines("4,000 of 12,000 mails, 400 mails/s");
  }

  @Test
  void countsTickets() {
    Progress progress = progress(false);
    now += Duration.ofSeconds(10).toNanos();
    progress.tickets(4_000, 12_000);

    assertThat(said.toString(StandardCharsets.UTF_8))
        .isEqualToIgnoringNewLines("4,000 of 12,000 tickets, 400 tickets/s, about 20 s left");
  }

  @Test
  void writesALineEachTenSecondsInALog() {
    Progress progress = progress(false);
    for (int i = 1; i <= 25; i++) {
      now += Duration.ofSeconds(1).toNanos();
      progress.found(1_000L * i, 5_000_000L * i);
    }
    progress.end();

    assertThat(said.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "Looking: 10,000 mails so far, 50.0 MB", "Looking: 20,000 mails so far, 100.0 MB");
  }

  @Test
  void saysNothingOfWhatIsDoneAtOnce() {
    Progress progress = progress(true);
    progress.done(1, 1, 0, 0);
    progress.end();

    assertThat(said.size()).isZero();
  }

  @Test
  void tellsLongTimesInHours() {
    Progress progress = progress(false);
    now += Duration.ofSeconds(60).toNanos();
    progress.done(60, 20_000, 60, 20_000);

    assertThat(said.toString(StandardCharsets.UTF_8)).contains("1 mails/s, about 5 h 32 min left");
  }

  private Progress progress(boolean isTerminal) {
    return new Progress(new PrintStream(said, true, StandardCharsets.UTF_8), isTerminal, () -> now);
  }
}
