package counterfoil.bench;

import static org.awaitility.Awaitility.await;

import counterfoil.rig.BotProcess;
import counterfoil.rig.Database;
import counterfoil.rig.Dovecot;
import counterfoil.rig.ImapPeer;
import counterfoil.rig.MailboxClient;
import counterfoil.rig.SeededMails;
import counterfoil.rig.SeededMails.Sample;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How a long backlog of small mails is worked off: whether the last tenth goes as fast as the
 * first, whether the heap stays where it is, and whether all of them are there in the end.
 */
final class BacklogRun {

  private static final long SEED = 20_260_602;
  private static final int STEPS = 10;
  private static final int LOADED_AT_ONCE = 1_000;
  private static final long LOOK_MILLIS = 100;
  private static final Duration LEAVING_LIMIT = Duration.ofMinutes(10);
  private static final Duration OPEN_LIMIT = Duration.ofMinutes(5);
  private static final Duration STANDSTILL = Duration.ofMinutes(3);
  private static final double NANOS = 1e9;

  private final int mails;
  private final Path folder;
  private final Path jar;
  private final PrintStream out;

  BacklogRun(int mails, Path folder, Path jar, PrintStream out) {
    this.mails = mails;
    this.folder = folder;
    this.jar = jar;
    this.out = out;
  }

  void run() throws Exception {
    if (!Dovecot.isInstalled()) {
      throw new IllegalStateException(
          "a backlog needs Dovecot, for the mails are put into its Maildir");
    }
    Path open =
        Files.createTempDirectory(
            "counterfoil-backlog",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    try (Database database = Database.start(folder.resolve("postgres"));
        ImapPeer imap = Dovecot.start(open.toRealPath().resolve("dovecot"));
        SinkProcess sink = SinkProcess.start(folder)) {
      List<Sample> given = load(new Maildir(open.toRealPath().resolve("dovecot/mail")));
      out.printf("%n%,d mails lie in the mailbox of %s%n", mails, imap.name());
      BotProcess bot = Benchmark.startBot(jar, folder, imap, sink, database);
      try (bot) {
        bot.awaitOpen(OPEN_LIMIT);
        drain(database, bot, new Cpu(bot, database, imap, sink));
        awaitEmpty(imap);
        out.printf(
            "  %-20s %d MB resident at most%n",
            "memory of the bot", ProcessUse.peakMegabytes(bot.pid()));
      }
      out.printf("  %-20s %s%n", "", Heap.of(folder));
      out.printf("  %-20s %s%n", "log", progressInLog(bot));
      check(given, database, imap, sink);
    } finally {
      Benchmark.deleteTree(open);
    }
  }

  /** What is needed to check them; the bytes are in the mailbox. */
  private List<Sample> load(Maildir maildir) throws IOException {
    SeededMails seeded = SeededMails.small(SEED);
    List<Sample> given = new ArrayList<>();
    while (given.size() < mails) {
      for (Sample sample : seeded.next(Math.min(LOADED_AT_ONCE, mails - given.size()))) {
        maildir.add(sample.raw());
        given.add(
            new Sample(sample.serial(), sample.root(), sample.sender(), List.of(), new byte[0]));
      }
    }
    return given;
  }

  /** Prints a line for each tenth of the mails that is decided. */
  private void drain(Database database, BotProcess bot, Cpu cpu) throws Exception {
    List<Double> rates = new ArrayList<>();
    try (Connection connection = database.connect();
        PreparedStatement look =
            connection.prepareStatement(
                """
                select coalesce((select max(id) from mail), 0)
                       - (select count(*) from mail where state in ('KEPT', 'IN_HAND')),
                       (select count(*) from letter where state = 'DUE')
                """)) {
      long began = System.nanoTime();
      long stepBegan = began;
      long stepFrom = 0;
      Cpu.Used used = cpu.now();
      long last = 0;
      long moved = began;
      long letters = 1;
      while (last < mails || letters > 0) {
        await().pollDelay(Duration.ofMillis(LOOK_MILLIS)).until(() -> true);
        long now = System.nanoTime();
        long[] found = look(look);
        moved = found[0] > last || found[1] != letters ? now : moved;
        last = found[0];
        letters = found[1];
        if (!bot.isAlive() || now - moved > STANDSTILL.toNanos()) {
          throw new IllegalStateException("nothing goes on after " + last + " mails:\n" + bot);
        }
        if (last - stepFrom >= mails / STEPS || last >= mails && last > stepFrom) {
          double rate = (last - stepFrom) / ((now - stepBegan) / NANOS);
          Cpu.Used usedNow = cpu.now();
          rates.add(rate);
          out.printf(
              Locale.ROOT,
              "  %,9d decided after %6.1f s: %,6.0f/s, %,d letters wait; CPU for each mail: %s%n",
              last,
              (now - began) / NANOS,
              rate,
              letters,
              usedNow.since(used, last - stepFrom));
          used = usedNow;
          stepFrom = last;
          stepBegan = now;
        }
      }
      out.printf(
          Locale.ROOT,
          "  %-20s %,.0f/s over all, %.1f s to the last letter%n",
          "rate",
          mails / ((System.nanoTime() - began) / NANOS),
          (System.nanoTime() - began) / NANOS);
    }
    print(rates);
  }

  private static long[] look(PreparedStatement look) throws SQLException {
    try (ResultSet row = look.executeQuery()) {
      row.next();
      return new long[] {row.getLong(1), row.getLong(2)};
    }
  }

  /** The first step has a cold JVM, so the second counts as well. */
  private void print(List<Double> rates) {
    double last = rates.get(rates.size() - 1);
    out.printf(Locale.ROOT, "  %-20s %.2f of the first", "the last step", last / rates.get(0));
    if (rates.size() > 2) {
      out.printf(Locale.ROOT, ", %.2f of the second", last / rates.get(1));
    }
    out.println();
  }

  /** Mails leave the folder behind those that are taken in, for Maildir is slow to let them go. */
  private void awaitEmpty(ImapPeer imap) throws Exception {
    Instant start = Instant.now();
    try (MailboxClient client = MailboxClient.at(imap)) {
      await()
          .atMost(LEAVING_LIMIT)
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> client.count("INBOX") == 0);
    }
    out.printf(
        Locale.ROOT,
        "  %-20s %d s after the last decision%n",
        "all mails moved",
        Duration.between(start, Instant.now()).toSeconds());
  }

  private static String progressInLog(BotProcess bot) throws IOException {
    List<String> lines = bot.said().lines().filter(line -> line.contains("backlog: ")).toList();
    return lines.size()
        + " lines of progress"
        + (lines.isEmpty()
            ? ""
            : ", such as: " + lines.get(lines.size() / 2).replaceAll(".*backlog: ", ""));
  }

  private void check(List<Sample> given, Database database, ImapPeer imap, SinkProcess sink)
      throws Exception {
    Check check = Check.of(given, database, sink.taken());
    int left;
    try (MailboxClient client = MailboxClient.at(imap)) {
      left = client.count("INBOX");
    }
    out.printf(
        "  %-20s %d lost, %d doubled, %d wrongly threaded, %d left in the mailbox; %,d tickets,"
            + " %,d acknowledgements%n",
        "every serial number",
        check.lost(),
        check.doubled(),
        check.threaded(),
        left,
        check.tickets(),
        check.acknowledgements());
    if (!check.isGood() || left > 0) {
      throw new IllegalStateException("the desk did not keep its promises: " + check);
    }
  }
}
