package counterfoil.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import counterfoil.store.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("rule-18")
class QuestionsTest {

  private final FakeDns dns = new FakeDns();
  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-02T08:20:00Z"));
  private final Questions questions =
      new Questions(
          dns,
          new DnsLimits(
              Duration.ofSeconds(2), 2, 4, 10, Duration.ofMinutes(1), Duration.ofMinutes(3)),
          clock);

  @AfterEach
  void close() {
    dns.close();
    questions.close();
  }

  @Test
  void answerIsRememberedAsLongAsItsOwnerSaysWithinTheLimits() {
    dns.with("a.example", "one");
    assertThat(questions.txt("a.example").join().texts()).containsExactly("one");
    clock.forward(Duration.ofMinutes(2));
    questions.txt("a.example").join();
    assertThat(dns.questions).hasValue(1);
    // The owner says five minutes.
    clock.forward(Duration.ofMinutes(1));
    questions.txt("a.example").join();
    assertThat(dns.questions).hasValue(2);
  }

  @Test
  void nameIsAskedOnceAtATime() {
    dns.silentFor("slow.example");
    CompletableFuture<Dns.Answer> first = questions.txt("slow.example");
    assertThat(questions.txt("slow.example")).isSameAs(first).isNotDone();
  }

  @Test
  void noMoreNamesAreRememberedThanTheLimit() {
    for (int i = 0; i < 50; i++) {
      questions.txt("n%d.example".formatted(i)).join();
    }
    assertThat(questions.size()).isEqualTo(10);
  }

  @Test
  void oneMoreQuestionThanCanWaitIsNotAsked() {
    for (int i = 0; i < 6; i++) {
      dns.silentFor("s%d.example".formatted(i));
      assertThat(questions.txt("s%d.example".formatted(i))).isNotDone();
    }
    assertThat(questions.txt("more.example").join()).isEqualTo(Dns.Answer.NONE);
    dns.close();
    await().until(() -> questions.txt("more.example").join().isAnswer());
  }

  @Test
  void whileTheDnsIsAwayFewAreAskedUntilOneIsAnswered() {
    dns.isAway = true;
    for (int i = 0; i < 100; i++) {
      assertThat(questions.txt("n%d.example".formatted(i)).join().isAnswer()).isFalse();
    }
    assertThat(dns.questions).hasValueLessThan(20);
    dns.isAway = false;
    assertThat(questions.txt("b.example").join().isAnswer()).isFalse();
    clock.forward(Duration.ofSeconds(1));
    assertThat(questions.txt("c.example").join().isAnswer()).isTrue();
    assertThat(questions.txt("d.example").join().isAnswer()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "a..b",
        ".a",
        "a b.example",
        "a\\.b",
        "\u00fc.example",
        "A.example",
        "a/b"
      })
  void whatIsNoNameIsNotAsked(String name) {
    assertThat(questions.txt(name).join())
        .isEqualTo(new Dns.Answer(true, List.of(), Duration.ZERO));
    assertThat(questions.txt("a".repeat(64) + ".example").join().texts()).isEmpty();
    assertThat(questions.txt("a.".repeat(130) + "example").join().texts()).isEmpty();
    assertThat(dns.questions).hasValue(0);
  }
}
