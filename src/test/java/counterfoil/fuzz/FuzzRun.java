package counterfoil.fuzz;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A campaign: drives every target by Jazzer, one after the other and round again, each turn in a
 * process of its own, until the time is up; ends with a table and, when something was found, with
 * an error.
 *
 * <p>Options are system properties: {@code fuzz.seconds} (a minute for each target) in all; {@code
 * fuzz.targets}, names with commas between them, instead of all; {@code fuzz.results}, a file with
 * one line a turn that is gone on with; {@code fuzz.seed} (of the clock) of the first turn, the
 * next ones count up; {@code fuzz.goal} (20,000,000) executions in the file; {@code fuzz.keep}
 * (false) to keep, at the end, the smallest set of inputs that reaches all that was reached in
 * {@code src/test/fuzz}.
 *
 * <p>Inputs found on the way stay in {@code target/fuzz/TARGET/inputs}, and those that broke
 * something in {@code target/fuzz/TARGET/findings}.
 */
final class FuzzRun {

  private static final long LONGEST_TURN = 600;
  private static final int KEPT_BYTES = 48 * 1024;

  /** What any mail may take (promise 5), in seconds of the processor. */
  private static final int LONGEST_SECONDS = 2;

  private static final Duration REPORT = Duration.ofSeconds(20);

  /** {@code #4096 pulse cov: 310 ft: 800 corp: 99/4321b lim: 2048 exec/s: 2048 rss: 600Mb}. */
  private static final Pattern PROGRESS =
      Pattern.compile("#(\\d+)\\s+\\w+\\s+cov: (\\d+) ft: \\d+ corp: (\\d+)/.*exec/s: (\\d+).*");

  private static final Pattern TOTAL = Pattern.compile("stat::number_of_executed_units: (\\d+)");

  private final Path folder;
  private final PrintStream out;
  private final FuzzLog log;
  private final List<Target> targets;
  private final long goal = Long.getLong("fuzz.goal", 20_000_000);

  private long seed = Long.getLong("fuzz.seed", System.currentTimeMillis() / 1_000 % 1_000_000);

  private FuzzRun(Path folder, FuzzLog log, PrintStream out) {
    this.folder = folder;
    this.log = log;
    this.out = out;
    String names = System.getProperty("fuzz.targets", "");
    targets =
        names.isBlank()
            ? List.of(Target.values())
            : Arrays.stream(names.split(",")).map(Target::of).toList();
  }

  /**
   * Runs a campaign.
   *
   * @param arguments a folder for inputs, findings and logs
   */
  public static void main(String... arguments) throws Exception {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroy)));
    Path folder = Path.of(arguments[0]).toAbsolutePath();
    String results = System.getProperty("fuzz.results", "");
    FuzzLog log = FuzzLog.at(results.isBlank() ? folder.resolve("fuzz.csv") : Path.of(results));
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    boolean isClean = new FuzzRun(folder, log, out).run();
    // Threads of libraries must not keep the process.
    System.exit(isClean ? 0 : 1);
  }

  private boolean run() throws IOException, InterruptedException, NoSuchAlgorithmException {
    long seconds = Long.getLong("fuzz.seconds", 60L * targets.size());
    long turn = Math.max(1, Math.min(LONGEST_TURN, seconds / targets.size()));
    out.printf(
        "Fuzzing %s for %,d s in turns of %d s, from seed %d on.%n",
        String.join(", ", targets.stream().map(Target::word).toList()), seconds, turn, seed);
    List<String> found = new ArrayList<>();
    for (Target target : targets) {
      prepare(target);
    }
    long turns = Math.max(targets.size(), seconds / turn);
    for (int i = 0; i < turns; i++) {
      found.addAll(turn(targets.get(i % targets.size()), turn));
    }
    if (Boolean.getBoolean("fuzz.keep")) {
      for (Target target : targets) {
        keep(target);
      }
    }
    out.println();
    out.print(log.table());
    out.printf(
        Locale.ROOT,
        "%n%,d executions in the file, %.1f %% of %,d.%n",
        log.executions(),
        100.0 * log.executions() / goal,
        goal);
    out.println(found.isEmpty() ? "This campaign found nothing." : "This campaign found:");
    found.forEach(finding -> out.println("  " + finding));
    return found.isEmpty();
  }

  /** Puts the mails of the corpus and what was kept where Jazzer takes its inputs from. */
  private void prepare(Target target) throws IOException, NoSuchAlgorithmException {
    Files.createDirectories(inputs(target));
    Files.createDirectories(findings(target));
    List<byte[]> seeds = new ArrayList<>(Seeds.ofMails(target));
    seeds.addAll(Seeds.kept(target));
    for (byte[] input : seeds) {
      byte[] digest = MessageDigest.getInstance("SHA-1").digest(input);
      Path file = inputs(target).resolve(HexFormat.of().formatHex(digest));
      if (!Files.exists(file)) {
        Files.write(file, input);
      }
    }
  }

  /** One process; returns what it found. */
  private List<String> turn(Target target, long seconds) throws IOException, InterruptedException {
    long turnSeed = seed++;
    List<String> before = findingsOf(target);
    Instant start = Instant.now();
    Process process =
        jazzer(
            target,
            List.of(
                "--trace=" + traced(turnSeed),
                "-max_total_time=" + seconds,
                "-seed=" + turnSeed,
                "-dict=" + Seeds.dictionary().toAbsolutePath(),
                inputs(target).toString()));
    Watch watch = new Watch(target, turnSeed);
    Thread reading = new Thread(() -> watch.follow(process));
    reading.start();
    if (!process.waitFor(seconds + 120, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    reading.join();
    List<String> found = new ArrayList<>(findingsOf(target));
    found.removeAll(before);
    if (found.isEmpty() && process.exitValue() != 0) {
      throw new IllegalStateException(
          "Jazzer ended with %d, see %s".formatted(process.exitValue(), logFile(target)));
    }
    log.add(
        new FuzzLog.Turn(
            start.truncatedTo(ChronoUnit.SECONDS).toString(),
            target,
            turnSeed,
            Duration.between(start, Instant.now()).toSeconds(),
            watch.executions,
            watch.coverage,
            found.size()));
    watch.tell();
    return found.stream().map(file -> findings(target).resolve(file).toString()).toList();
  }

  /**
   * What is watched in a turn. Watching comparisons, too, takes half of the time, and finds words
   * that the dictionary lacks: one turn in three does.
   */
  private static String traced(long seed) {
    return new Random(seed).nextInt(3) == 0 ? "cov:cmp:div:indir" : "cov";
  }

  private Process jazzer(Target target, List<String> arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:-OmitStackTraceInFastThrow",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.type().getName(),
                "--instrumentation_includes=" + target.instrumented(),
                "--custom_hook_includes=counterfoil.**",
                "--mutator_framework=false",
                "--keep_going=5",
                "--reproducer_path=" + findings(target),
                "-artifact_prefix=" + findings(target) + "/",
                "-max_len=" + target.longest(),
                // Of the clock on the wall, on a machine that does other things, too: see isSlow.
                "-timeout=60",
                "-report_slow_units=" + LONGEST_SECONDS,
                "-print_final_stats=1"));
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /** Follows the words of one process. */
  private final class Watch {

    private final Target target;
    private final long turnSeed;
    private long executions;
    private long coverage;
    private String inputs = "0";
    private String rate = "0";
    private Instant told = Instant.now();

    Watch(Target target, long turnSeed) {
      this.target = target;
      this.turnSeed = turnSeed;
    }

    void follow(Process process) {
      try (BufferedReader words = process.inputReader(StandardCharsets.ISO_8859_1);
          PrintStream copy = new PrintStream(logFile(target).toFile(), StandardCharsets.UTF_8)) {
        for (String line = words.readLine(); line != null; line = words.readLine()) {
          copy.println(line);
          read(line);
        }
      } catch (IOException closed) {
        out.println(target.word() + ": " + closed.getMessage());
      }
    }

    private void read(String line) {
      Matcher progress = PROGRESS.matcher(line);
      Matcher total = TOTAL.matcher(line);
      if (total.matches()) {
        executions = Long.parseLong(total.group(1));
      } else if (progress.matches()) {
        executions = Long.parseLong(progress.group(1));
        coverage = Long.parseLong(progress.group(2));
        inputs = progress.group(3);
        rate = progress.group(4);
        if (Duration.between(told, Instant.now()).compareTo(REPORT) > 0) {
          tell();
        }
      } else if (line.startsWith("== Java Exception")
          || line.startsWith("==") && line.contains("ERROR")) {
        out.println(target.word() + ": " + line);
      }
    }

    void tell() {
      told = Instant.now();
      out.printf(
          Locale.ROOT,
          "%-16s seed %d: %,d executions, %s/s, coverage %,d, %s inputs; %,d in the file%n",
          target.word(),
          turnSeed,
          executions,
          rate,
          coverage,
          inputs,
          log.executions());
    }
  }

  /** The smallest inputs that reach together all that was reached, as many as there is room for. */
  private void keep(Target target) throws IOException, InterruptedException {
    Path merged = folder.resolve(target.word()).resolve("merged");
    deleteFiles(merged);
    Files.createDirectories(merged);
    Process process =
        jazzer(target, List.of("-merge=1", merged.toString(), inputs(target).toString()));
    new Watch(target, 0).follow(process);
    process.waitFor();
    List<byte[]> inputs = new ArrayList<>();
    for (Path file : files(merged)) {
      inputs.add(Files.readAllBytes(file));
    }
    inputs.sort(Comparator.comparingInt(input -> input.length));
    int room = KEPT_BYTES;
    List<byte[]> kept = new ArrayList<>();
    for (byte[] input : inputs) {
      room -= input.length + 1;
      if (room > 0) {
        kept.add(input);
      }
    }
    if (!kept.isEmpty()) {
      Seeds.keep(target, kept);
    }
    out.printf("%s: %d of %d inputs kept%n", target.word(), kept.size(), inputs.size());
  }

  private Path inputs(Target target) {
    return folder.resolve(target.word()).resolve("inputs");
  }

  private Path findings(Target target) {
    return folder.resolve(target.word()).resolve("findings");
  }

  private Path logFile(Target target) {
    return folder.resolve(target.word()).resolve("log.txt");
  }

  /**
   * What libFuzzer leaves of an input that broke something; Jazzer's own programs are no inputs.
   */
  private List<String> findingsOf(Target target) throws IOException {
    List<String> names = new ArrayList<>();
    for (Path file : files(findings(target))) {
      String name = file.getFileName().toString();
      if (name.matches("(crash|timeout|oom)-.*")
          || name.startsWith("slow-unit-") && isSlow(target, Files.readAllBytes(file))) {
        names.add(name);
      }
    }
    return names;
  }

  /** Whether an input that took long by the clock takes long when nothing else is measured. */
  private static boolean isSlow(Target target, byte[] input) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      long start = threads.getCurrentThreadCpuTime();
      target.run(input);
      least = Math.min(least, threads.getCurrentThreadCpuTime() - start);
    }
    return least > TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static void deleteFiles(Path folder) throws IOException {
    for (Path file : files(folder)) {
      Files.delete(file);
    }
  }
}
