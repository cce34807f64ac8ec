package counterfoil.store;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Random sequences of mails and commands: whatever the order in which mails arrive, however many
 * bots there are and whichever of them dies, the entries of tickets are the same; statuses move
 * along their table alone; and the history of each ticket rebuilds it.
 *
 * <p>{@code -Dmodel.seed=N} begins elsewhere, {@code -Dmodel.sequences=N} plays more of them.
 */
@Tag("promise-2")
@Tag("promise-4")
@Tag("promise-9")
@Tag("rule-21")
@Tag("rule-22")
@Tag("rule-24")
@Tag("rule-25")
@Tag("rule-26")
@Tag("rule-27")
class ModelTest {

  private static final long SEED = Long.getLong("model.seed", 1);
  private static final int SEQUENCES = Integer.getInteger("model.sequences", 1000);

  /** More would say the same again. */
  private static final int REPORTED = Integer.getInteger("model.reported", 3);

  private static final Logger LOG = (Logger) LoggerFactory.getLogger("counterfoil");

  /** No power fails in here: thousands of commits wait for no disk, and no mail has a log line. */
  @BeforeAll
  static void hurry() {
    LOG.setLevel(Level.WARN);
    TestDatabase.empty().jdbc().execute("alter system set synchronous_commit = off");
    TestDatabase.empty().jdbc().execute("select pg_reload_conf()");
  }

  @AfterAll
  static void takeTime() {
    LOG.setLevel(null);
    TestDatabase.empty().jdbc().execute("alter system reset synchronous_commit");
    TestDatabase.empty().jdbc().execute("select pg_reload_conf()");
  }

  @Test
  void everyOrderOfArrivalComesToTheSame() {
    System.out.printf("model: %d sequences from seed %d on%n", SEQUENCES, SEED);
    ModelPlay play = new ModelPlay();
    List<String> findings = new ArrayList<>();
    int failed = 0;
    long start = System.nanoTime();
    for (int from = 0; from < SEQUENCES; from += ModelPlay.TOGETHER) {
      List<ModelSequence> sequences =
          LongStream.range(SEED + from, SEED + Math.min(SEQUENCES, from + ModelPlay.TOGETHER))
              .mapToObj(ModelSequence::of)
              .toList();
      for (Map.Entry<Integer, List<String>> found : play.play(sequences).entrySet()) {
        failed++;
        if (findings.size() < REPORTED) {
          findings.add(
              new ModelShrinking(play).report(sequences.get(found.getKey()), found.getValue()));
        }
      }
    }
    System.out.printf(
        "model: %d failed, %d s%n", failed, (System.nanoTime() - start) / 1_000_000_000);
    assertThat(findings)
        .withFailMessage(
            () ->
                "%s of %d sequences from seed %d on fail"
                    .formatted(String.join("\n", findings), SEQUENCES, SEED))
        .isEmpty();
    assertThat(failed).isZero();
  }
}
