package counterfoil.store;

import static counterfoil.store.DeskOnDatabase.mail;
import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.desk.Batch;
import counterfoil.letters.Letter;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clock of the machine is set back or forward while mails and letters wait. */
@Tag("fault-F7")
@Tag("promise-6")
class ClockStepsTest {

  private static final String NADIA = "nadia@harbour-hotels.example";

  private DeskOnDatabase bot;

  @BeforeEach
  void open() {
    bot = new DeskOnDatabase(TestDatabase.empty());
  }

  @ParameterizedTest
  @ValueSource(ints = {-24, -1, 1, 24})
  void answersAMailThatWasKeptBeforeTheStep(int hours) {
    bot.keep(1, mail(NADIA, "a@x.example", "No calls", "", "Help"));
    bot.clock.forward(Duration.ofHours(hours));
    bot.processAll();

    assertThat(bot.column("select outcome from mail")).containsExactly("OPENED");
    assertThat(bot.outbox.claimDue(10)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {-24, -1, 1, 24})
  void sendsALetterThatWasQueuedBeforeTheStep(int hours) {
    bot.keep(1, mail(NADIA, "a@x.example", "No calls", "", "Help"));
    bot.processAll();
    bot.clock.forward(Duration.ofHours(hours));

    assertThat(bot.outbox.claimDue(10)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {-24, -1, 1, 24})
  void triesAgainWithinTheLongestWaitWhatFailedBeforeTheStep(int hours) {
    bot.keep(1, mail(NADIA, "a@x.example", "No calls", "", "Help"));
    bot.processAll();
    Letter letter = bot.outbox.claimDue(10).get(0);
    bot.outbox.tryLater(letter, "451 later");
    bot.keep(2, mail("owen@elsewhere.example", "b@x.example", "Other", "", "Help me"));
    Batch batch = bot.decided();
    bot.journal.putBack(
        batch.cases().stream().map(of -> of.claimed()).toList(), Duration.ofMinutes(5), "weather");
    bot.clock.forward(Duration.ofHours(hours));
    bot.clock.forward(Claiming.LONGEST_WAIT.plusMinutes(5));
    bot.processAll();

    assertThat(bot.count("ticket")).isEqualTo(2);
    assertThat(bot.outbox.claimDue(10)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {-24, -1, 1, 24})
  void opensNoSecondTicketForAMailThatComesAgainAfterTheStep(int hours) {
    String same = mail(NADIA, "a@x.example", "No calls", "", "Help");
    bot.keep(1, same);
    bot.processAll();
    bot.clock.forward(Duration.ofHours(hours));
    bot.keep(2, "Received: by another way\n" + same);
    bot.processAll();

    assertThat(bot.count("ticket")).isEqualTo(1);
    assertThat(bot.count("letter")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {-24, -1})
  @Tag("rule-31")
  void answersNoMoreOftenAfterAStepBack(int hours) {
    for (int i = 0; i < 3; i++) {
      bot.keep(i, mail(NADIA, "a%d@x.example".formatted(i), "Case " + i, "", "Help"));
      bot.processAll();
    }
    bot.clock.forward(Duration.ofHours(hours));
    bot.keep(9, mail(NADIA, "z@x.example", "And another", "", "Help"));
    bot.processAll();

    assertThat(bot.count("ticket")).isEqualTo(4);
    assertThat(bot.count("letter")).isEqualTo(3);
  }
}
