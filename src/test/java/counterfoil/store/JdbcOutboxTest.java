package counterfoil.store;

import static counterfoil.store.DeskOnDatabase.mail;
import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.letters.Letter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class JdbcOutboxTest {

  private TestDatabase database;
  private DeskOnDatabase bot;

  @BeforeEach
  void queueOneLetter() {
    database = TestDatabase.empty();
    bot = new DeskOnDatabase(database);
    bot.keep(1, mail("nadia@harbour-hotels.example", "a@x.example", "No calls", "", "Help"));
    bot.processAll();
  }

  @Test
  @Tag("promise-3")
  void recordsTheAttemptBeforeAnythingIsSent() {
    Letter letter = bot.outbox.claimDue(10).get(0);

    assertThat(letter.attempts()).isEqualTo(1);
    assertThat(bot.column("select attempts::text from letter")).containsExactly("1");
    assertThat(bot.outbox.claimDue(10)).isEmpty();
  }

  @Test
  @Tag("promise-3")
  void sendsTheSameLetterAgainWhenTheBotDiedWhileSending() {
    Letter first = bot.outbox.claimDue(10).get(0);
    DeskOnDatabase heir = new DeskOnDatabase(database);
    heir.letPass(Duration.ofMinutes(1));
    heir.instance.beat();
    heir.instance.releaseDead();
    Letter again = heir.outbox.claimDue(10).get(0);

    assertThat(again.messageId()).isEqualTo(first.messageId());
    assertThat(again.text()).isEqualTo(first.text());
    assertThat(again.attempts()).isEqualTo(2);
  }

  @Test
  void sendsALetterOnce() {
    Letter letter = bot.outbox.claimDue(10).get(0);
    bot.outbox.markSent(letter);
    bot.clock.forward(Duration.ofDays(1));

    assertThat(bot.outbox.claimDue(10)).isEmpty();
    assertThat(bot.column("select state from letter")).containsExactly("SENT");
  }

  @Test
  @Tag("promise-3")
  void writesTheMarksOfOneMomentTogether() {
    queueTwoMore();
    List<Letter> letters = bot.outbox.claimDue(10);

    letters.forEach(bot.outbox::markSent);
    assertThat(bot.column("select state from letter order by id"))
        .as("the first waits for nobody")
        .containsExactly("SENT", "DUE", "DUE");

    bot.outbox.writeSent();
    assertThat(bot.column("select distinct state from letter")).containsExactly("SENT");
  }

  @Test
  @Tag("promise-3")
  void letsNoMarkWaitForLong() {
    queueTwoMore();
    List<Letter> letters = bot.outbox.claimDue(10);
    bot.outbox.markSent(letters.get(0));
    bot.outbox.markSent(letters.get(1));
    bot.clock.forward(Duration.ofMillis(51));
    bot.outbox.markSent(letters.get(2));

    assertThat(bot.column("select distinct state from letter")).containsExactly("SENT");
  }

  private void queueTwoMore() {
    bot.keep(
        2,
        mail("owen@harbour-hotels.example", "b@x.example", "No sound", "", "Help"),
        mail("owen@harbour-hotels.example", "c@x.example", "No music", "", "Help"));
    bot.processAll();
  }

  @Test
  @Tag("fault-F5")
  void triesLaterByTheLadderAndGivesUpAfterThreeDays() {
    for (Duration wait :
        List.of(Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofHours(1))) {
      bot.outbox.tryLater(bot.outbox.claimDue(10).get(0), "451 not now");
      bot.clock.forward(wait.minusSeconds(1));
      assertThat(bot.outbox.claimDue(10)).isEmpty();
      bot.clock.forward(Duration.ofSeconds(1));
    }
    bot.clock.forward(Duration.ofDays(3));
    bot.outbox.tryLater(bot.outbox.claimDue(10).get(0), "451 not now");

    assertThat(bot.column("select state from letter")).containsExactly("FAILED");
    assertThat(bot.column("select failure from letter")).containsExactly("451 not now");
  }

  @Test
  @Tag("fault-F5")
  void keepsTheWordsOfAServerThatRefuses() {
    bot.outbox.tryLater(bot.outbox.claimDue(10).get(0), null);
    assertThat(bot.column("select failure from letter").get(0)).contains("no reason was given");
    bot.clock.forward(Duration.ofMinutes(5));
    bot.outbox.fail(bot.outbox.claimDue(10).get(0), "550 no such user");

    assertThat(bot.column("select state from letter")).containsExactly("FAILED");
    assertThat(bot.outbox.claimDue(10)).isEmpty();
  }

  @Test
  @Tag("fault-F2")
  void freesALetterThatALivingBotCouldNotSettle() {
    bot.outbox.claimDue(10);
    bot.letPass(Instance.LONGEST_LETTER_CLAIM.plusSeconds(1));
    bot.instance.beat();
    bot.instance.releaseDead();

    assertThat(bot.outbox.claimDue(10)).hasSize(1);
  }
}
