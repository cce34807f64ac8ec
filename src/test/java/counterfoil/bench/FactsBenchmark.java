package counterfoil.bench;

import counterfoil.facts.DefinedFactsReader;
import counterfoil.facts.Facts;
import counterfoil.facts.FactsReader;
import counterfoil.facts.FieldDefinitions;
import counterfoil.mail.MailReader;
import counterfoil.mail.ParsedMail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Statistics;

/**
 * How fast facts are read, apart from all else: over the mails of the corpus, which are read
 * already, one after the other.
 *
 * <p>Beside the clock it takes the time that the thread was at work, for other processes want the
 * processor, too. The mails of the corpus are short, so the characters are counted as well. JMH
 * starts JVMs of its own for it.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class FactsBenchmark {

  private static final int TARGET = 2_000;

  /** One JVM may compile better than the next. */
  private static final int FORKS = 2;

  /** On two cores that others use, too, the compiler was at it for up to 45 seconds. */
  private static final int WARMUPS = 15;

  private static final int MEASUREMENTS = 5;
  private static final TimeValue EACH = TimeValue.seconds(4);
  private static final Path MAILS = Path.of("src/test/mails");

  /** The mails of the corpus that nobody made to hurt. */
  @State(Scope.Benchmark)
  public static class Corpus {

    private final FactsReader facts = new DefinedFactsReader(FieldDefinitions.packed());
    private List<ParsedMail> mails = List.of();

    /** Reads all but their facts. */
    @Setup
    public void read() {
      mails = mails();
    }
  }

  /** Where a thread is in the corpus. */
  @State(Scope.Thread)
  public static class Place {

    private int next;
  }

  /** How long a thread was at work. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Work {

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private long start;

    /** Nanoseconds since the iteration began. */
    public long cpu;

    /** An iteration begins. */
    @Setup(Level.Iteration)
    public void begin() {
      start = threads.getCurrentThreadCpuTime();
    }
  }

  /** The facts of one mail. */
  @Benchmark
  public Facts facts(Corpus corpus, Place place, Work work) {
    Facts read = corpus.facts.read(corpus.mails.get(place.next));
    place.next = (place.next + 1) % corpus.mails.size();
    work.cpu = work.threads.getCurrentThreadCpuTime() - work.start;
    return read;
  }

  private static List<ParsedMail> mails() {
    MailReader reader = new MailReader();
    try (Stream<Path> files = Files.walk(MAILS)) {
      return files
          .filter(file -> file.toString().endsWith(".eml"))
          .filter(file -> !file.startsWith(MAILS.resolve("hostile")))
          .sorted()
          .map(FactsBenchmark::bytes)
          .map(reader::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Measures and says it in a few lines. */
  static void run() throws RunnerException {
    RunResult result =
        new Runner(
                new OptionsBuilder()
                    .include(FactsBenchmark.class.getName())
                    .forks(FORKS)
                    .threads(1)
                    .warmupIterations(WARMUPS)
                    .warmupTime(EACH)
                    .measurementIterations(MEASUREMENTS)
                    .measurementTime(EACH)
                    .jvmArgsAppend("-Xmx512m")
                    .shouldFailOnError(true)
                    .build())
            .runSingle();
    Statistics aSecond = result.getPrimaryResult().getStatistics();
    double busy = result.getSecondaryResults().get("cpu").getScore() / 1e9;
    List<ParsedMail> mails = mails();
    double characters =
        mails.stream().mapToInt(mail -> mail.text().full().length()).average().orElse(0);
    System.out.printf(
        Locale.ROOT,
        """

        Facts of %,d mails of %,.0f characters on average, by one thread, warm:
          mails a second                       %,10.0f   (%,.0f to %,.0f)
          mails a second of the processor      %,10.0f   (target %,d)
          characters a second of the processor %,10.0f
        """,
        mails.size(),
        characters,
        aSecond.getMean(),
        aSecond.getMin(),
        aSecond.getMax(),
        aSecond.getMean() / busy,
        TARGET,
        aSecond.getMean() / busy * characters);
  }
}
