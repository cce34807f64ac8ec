package counterfoil.bench;

import static org.awaitility.Awaitility.await;

import counterfoil.rig.BotProcess;
import counterfoil.rig.Database;
import counterfoil.rig.Dovecot;
import counterfoil.rig.ImapPeer;
import counterfoil.rig.MailboxClient;
import counterfoil.rig.SeededMails;
import counterfoil.rig.SeededMails.Sample;
import counterfoil.rig.SmtpSink;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Measures the whole journey of mails, from the mailbox to the acknowledgement that SMTP has taken,
 * with the packaged bot between real servers in processes of their own, and in the same run what
 * its parts could do alone.
 *
 * <p>Options are system properties: {@code bench.mails} (2000) in each round; {@code bench.rounds}
 * (2), the first on a cold JVM and the others on a warm one; {@code bench.jfr} (false) to record
 * where the bot spends its time; {@code bench.prompt} (100) mails that come one by one to an idle
 * desk; {@code bench.greenmail} (false) to leave Dovecot out; {@code bench.backlog} (0) to see
 * instead how so many small mails are worked off that lie there before the bot starts; {@code
 * bench.tickets} (0) to see instead whether a mail costs more where so many tickets are than where
 * none is, with {@code bench.keep} (false) to find those of the run before; {@code bench.facts}
 * (false) to see instead how fast facts are read, without servers.
 */
final class Benchmark {

  private static final long SEED = 20_260_601;
  private static final int CONNECTIONS = 4;
  private static final Duration OPEN_LIMIT = Duration.ofMinutes(2);
  private static final Duration ROUND_LIMIT = Duration.ofMinutes(10);
  private static final double BUDGET_PER_SECOND = 1_000;
  private static final double BUDGET_OF_LIMIT = 0.5;

  private final int mails = Integer.getInteger("bench.mails", 2_000);
  private final int prompt = Integer.getInteger("bench.prompt", 100);
  private final int rounds = Integer.getInteger("bench.rounds", 2);
  private final Path folder;
  private final Path jar;
  private final PrintStream out;
  private final List<Sample> given = new ArrayList<>();

  private Benchmark(Path folder, Path jar, PrintStream out) {
    this.folder = folder;
    this.jar = jar;
    this.out = out;
  }

  /**
   * Runs and prints; ends with an error when a mail was lost, doubled or put on a wrong ticket.
   *
   * @param arguments the packaged bot, and a folder for logs and data
   */
  public static void main(String... arguments) throws Exception {
    if (Boolean.getBoolean("bench.facts")) {
      FactsBenchmark.run();
      return;
    }
    Path folder = Path.of(arguments[1]).toAbsolutePath();
    int tickets = Integer.getInteger("bench.tickets", 0);
    if (tickets > 0) {
      GrownRun.clear(folder);
    } else {
      deleteTree(folder);
    }
    Files.createDirectories(folder);
    // Who ends the benchmark by Ctrl-C ends its servers, too.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroy)));
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Path jar = Path.of(arguments[0]).toAbsolutePath();
    int backlog = Integer.getInteger("bench.backlog", 0);
    if (tickets > 0) {
      int mails = Integer.getInteger("bench.mails", 2_000);
      new GrownRun(tickets, mails, Integer.getInteger("bench.rounds", 2), folder, out).run();
    } else if (backlog > 0) {
      new BacklogRun(backlog, folder, jar, out).run();
    } else {
      new Benchmark(folder, jar, out).run();
    }
  }

  private void run() throws Exception {
    // Dovecot's user must get to its folder, whoever may enter this one.
    Path open =
        Files.createTempDirectory(
            "counterfoil-bench",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    try (Database database = Database.start(folder.resolve("postgres"));
        ImapPeer imap = imap(open.toRealPath());
        SinkProcess sink = SinkProcess.start(folder);
        MailboxClient client = MailboxClient.at(imap)) {
      describe(imap, database);
      SeededMails seeded = new SeededMails(SEED);
      List<Sample> first = load(seeded, client, "INBOX");
      try (BotProcess bot = startBot(jar, folder, imap, sink, database)) {
        Meter meter = new Meter(bot, database, imap, sink);
        double cold = cold(bot, meter, first);
        double best = cold;
        for (int round = 2; round <= rounds; round++) {
          load(seeded, client, "Staged");
          best = warm(round, bot, meter, client);
        }
        promptness(seeded, client, sink, meter);
        long memory = ProcessUse.peakMegabytes(bot.pid());
        checkAndPrint(client, database, sink, memory);
        bot.close();
        ceilings(imap, database, sink, best);
      }
    } finally {
      deleteTree(open);
    }
  }

  static ImapPeer imap(Path folder) throws IOException, InterruptedException {
    return Dovecot.isInstalled() && !Boolean.getBoolean("bench.greenmail")
        ? Dovecot.start(folder.resolve("dovecot"))
        : GreenMailProcess.start(folder);
  }

  private void describe(ImapPeer imap, Database database) throws SQLException {
    line("machine", cores() + " cores, Java " + Runtime.version() + ", load " + load());
    line("mailbox", imap.name() + ", a process of its own");
    line(
        "database",
        "PostgreSQL %s, fsync %s, synchronous_commit %s"
            .formatted(
                one(database, "show server_version"),
                one(database, "show fsync"),
                one(database, "show synchronous_commit")));
    line("letters", "to an SMTP server in a process of its own that only writes down whose");
    line("limits", "OFF: nothing bounds how many acknowledgements leave (rules 20 and 31)");
  }

  private static String one(Database database, String query) throws SQLException {
    return database.rows(query).get(0).get(0);
  }

  private List<Sample> load(SeededMails seeded, MailboxClient client, String name)
      throws Exception {
    List<Sample> samples = seeded.next(mails);
    for (Sample sample : samples) {
      client.append(name, sample.raw());
    }
    given.addAll(samples);
    return samples;
  }

  /** The packaged bot, with its logs in the folder. */
  static BotProcess startBot(
      Path jar, Path folder, ImapPeer imap, SinkProcess sink, Database database)
      throws IOException {
    Map<String, String> environment = BotProcess.environment(imap, sink.port(), database);
    List<String> command = new ArrayList<>();
    command.addAll(List.of("-Xmx512m", "-Xlog:gc:file=" + folder.resolve("gc.log")));
    if (Boolean.getBoolean("bench.jfr")) {
      command.add(
          "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
              + folder.resolve("bot.jfr"));
    }
    command.addAll(List.of("-jar", jar.toString()));
    return BotProcess.start(command, environment, folder.resolve("bot.log"));
  }

  /** The mails lie in the mailbox before the bot starts. */
  private double cold(BotProcess bot, Meter meter, List<Sample> samples) throws Exception {
    Instant start = Instant.now();
    bot.awaitOpen(OPEN_LIMIT);
    Instant ready = openedAt(bot);
    meter.begin();
    Instant last = meter.awaitRound(given, ready);
    out.printf(
        Locale.ROOT,
        "%nround 1, cold JVM: %d mails, %d bytes in the middle%n",
        samples.size(),
        samples.stream()
            .mapToInt(s -> s.raw().length)
            .sorted()
            .skip(samples.size() / 2)
            .findFirst()
            .orElse(0));
    line(
        "from process start",
        rate(start, last)
            + ", of that %.1f s until the desk was open".formatted(seconds(start, ready)));
    line("from open desk", rate(ready, last));
    meter.print();
    return mails / seconds(ready, last);
  }

  /**
   * The bot is held by SIGSTOP while the mails are moved into its mailbox, so that they are there
   * at once; the clock starts when it goes on. The server's notice to who waits in IDLE, half a
   * second with Dovecot, counts.
   */
  private double warm(int round, BotProcess bot, Meter meter, MailboxClient client)
      throws Exception {
    signal(bot, "-STOP");
    client.moveAll("Staged", "INBOX");
    meter.begin();
    Instant start = Instant.now();
    signal(bot, "-CONT");
    Instant last = meter.awaitRound(given, start);
    out.printf("%nround %d, warm JVM: %d mails more%n", round, mails);
    line("from waking up", rate(start, last));
    meter.print();
    return mails / seconds(start, last);
  }

  /** An idle desk, and one mail at a time. */
  private void promptness(SeededMails seeded, MailboxClient client, SinkProcess sink, Meter meter)
      throws Exception {
    if (prompt == 0) {
      return;
    }
    List<Sample> requests = new ArrayList<>();
    while (requests.size() < prompt) {
      seeded.next(prompt).stream().filter(Sample::isNew).forEach(requests::add);
    }
    Instant start = Instant.now();
    Promptness promptness = Promptness.of(requests, client, sink);
    given.addAll(requests);
    meter.awaitRound(given, start);
    out.printf("%nan idle desk that waits in IDLE%n");
    line("to the answer", promptness.words());
  }

  private static void signal(BotProcess bot, String signal) throws Exception {
    new ProcessBuilder("kill", signal, String.valueOf(bot.pid())).inheritIO().start().waitFor();
  }

  /** As the bot's own log says, for looking takes time. */
  private static Instant openedAt(BotProcess bot) throws IOException {
    return bot.said()
        .lines()
        .filter(line -> line.contains("The desk is open."))
        .findFirst()
        .map(line -> OffsetDateTime.parse(line.substring(0, line.indexOf(' '))).toInstant())
        .orElseThrow();
  }

  private void checkAndPrint(MailboxClient client, Database database, SinkProcess sink, long memory)
      throws Exception {
    Check check = Check.of(given, database, sink.taken());
    int left = client.count("INBOX");
    out.printf("%nall rounds together%n");
    line(
        "counts",
        "%d mails: %d tickets, %d entries, %d acknowledgements"
            .formatted(given.size(), check.tickets(), check.entries(), check.acknowledgements()));
    line(
        "every serial number",
        "%d lost, %d doubled, %d wrongly threaded, %d left in the mailbox"
            .formatted(check.lost(), check.doubled(), check.threaded(), left));
    line("memory of the bot", "%d MB resident at most; %s".formatted(memory, Heap.of(folder)));
    if (!check.isGood() || left > 0) {
      throw new IllegalStateException("the desk did not keep its promises: " + check);
    }
  }

  private void ceilings(ImapPeer imap, Database database, SinkProcess sink, double measured)
      throws Exception {
    List<byte[]> raw = given.stream().limit(mails).map(Sample::raw).toList();
    byte[] letter = letter(database);
    double fetch = Ceilings.fetch(imap, "Processed", mails);
    double insert = Ceilings.insert(database, raw);
    double oneByOne = Ceilings.handOver(sink.port(), letter, 2_000, 1);
    double handOver = Ceilings.handOver(sink.port(), letter, 2_000, CONNECTIONS);
    double share = (double) given.stream().filter(Sample::isNew).count() / given.size();
    double seconds = 1 / fetch + 1 / insert + share / oneByOne;
    double limit = cores() / seconds;
    out.printf("%nceilings of the parts, each alone, in plain code, warm%n");
    line("bulk fetch", perSecond(fetch) + ", pages of 100 on one connection");
    line("batched insert", perSecond(insert) + ", a commit for each 100 on one connection");
    line(
        "hand-over to SMTP",
        "%s on one kept connection, %s on %d (letters of %d bytes)"
            .formatted(perSecond(oneByOne), perSecond(handOver), CONNECTIONS, letter.length));
    line(
        "limit of the whole",
        "%s: a mail costs 1/fetch + 1/insert + %.2f letters/hand-over on one connection = %.0f us,"
                .formatted(perSecond(limit), share, seconds * 1e6)
            + " servers included, on "
            + cores()
            + " cores; reading and deciding cost nothing in it");
    line(
        "ratio",
        "%.0f %% of the limit (budget: %.0f %%); %s (budget: %s)"
            .formatted(
                100 * measured / limit,
                100 * BUDGET_OF_LIMIT,
                perSecond(measured),
                perSecond(BUDGET_PER_SECOND)));
    line("load at the end", load());
  }

  /** An acknowledgement of the size that they had. */
  private static byte[] letter(Database database) throws SQLException {
    int size =
        Integer.parseInt(
            one(
                database,
                "select round(avg(length(body_text) + length(body_html))) + 1000 from letter"));
    String line = "x".repeat(75) + "\r\n";
    return ("From: servicedesk@counterfoil.example\r\nTo: guest@hotel.example\r\n"
            + "Subject: We have your mail\r\nMessage-ID: <ceiling@counterfoil.example>\r\n\r\n"
            + line.repeat(size / line.length()))
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static double seconds(Instant start, Instant end) {
    return Duration.between(start, end).toMillis() / 1_000.0;
  }

  private String rate(Instant start, Instant last) {
    double seconds = seconds(start, last);
    return "%s, %.2f s to the last acknowledgement".formatted(perSecond(mails / seconds), seconds);
  }

  private static String perSecond(double rate) {
    return String.format(Locale.ROOT, "%,.0f/s", rate);
  }

  private static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  private static String load() {
    try {
      String all = Files.readString(Path.of("/proc/loadavg"));
      return all.substring(0, all.indexOf(' ')) + " (mean of the last minute)";
    } catch (IOException e) {
      return "unknown";
    }
  }

  private void line(String what, String words) {
    out.printf("  %-20s %s%n", what, words);
  }

  static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** What a round costs, process by process. */
  private final class Meter {

    private final BotProcess bot;
    private final Database database;
    private final SinkProcess sink;
    private final Cpu cpu;
    private Cpu.Used before;
    private Cpu.Used after;
    private String load = "";

    Meter(BotProcess bot, Database database, ImapPeer imap, SinkProcess sink) throws IOException {
      this.bot = bot;
      this.database = database;
      this.sink = sink;
      this.cpu = new Cpu(bot, database, imap, sink);
      this.before = cpu.now();
      this.after = before;
    }

    void begin() throws IOException {
      before = cpu.now();
      load = Benchmark.load();
    }

    /** When the last acknowledgement of this round was taken, once nothing is left to do. */
    Instant awaitRound(List<Sample> all, Instant start) throws Exception {
      try {
        await()
            .atMost(ROUND_LIMIT)
            .pollInterval(Duration.ofMillis(100))
            .until(() -> isQuiet(all.size()) || !bot.isAlive());
      } catch (ConditionTimeoutException e) {
        throw new IllegalStateException("the desk does not come to an end:\n" + bot, e);
      }
      if (!bot.isAlive()) {
        throw new IllegalStateException("the bot has ended:\n" + bot);
      }
      after = cpu.now();
      return sink.taken().stream()
          .map(SmtpSink.Taken::at)
          .filter(at -> at.isAfter(start))
          .max(Comparator.naturalOrder())
          .orElseThrow();
    }

    /** Counts all only when nothing waits, for that takes the database a while. */
    private boolean isQuiet(int all) throws SQLException {
      return database
          .rows(
              """
              select case
                when exists (select 1 from mail where state = 'KEPT')
                  or exists (select 1 from mail where state = 'IN_HAND')
                  or exists (select 1 from letter where state = 'DUE') then 0
                else (select count(*) from mail where state = 'DONE') end
              """)
          .get(0)
          .equals(List.of(String.valueOf(all)));
    }

    void print() {
      line("CPU for each mail", after.since(before, mails));
      line("load before", load);
    }
  }
}
