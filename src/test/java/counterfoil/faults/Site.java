package counterfoil.faults;

import static org.awaitility.Awaitility.await;

import counterfoil.rig.BotProcess;
import counterfoil.rig.Database;
import counterfoil.rig.Dovecot;
import counterfoil.rig.MailboxClient;
import counterfoil.rig.SmtpSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that bots live between: a Dovecot, a PostgreSQL and an SMTP server, each behind a proxy, with
 * one trap for all of them, and customers who write.
 */
final class Site implements AutoCloseable {

  /** Long, for machines that have other things to do. */
  static final Duration LIMIT = Duration.ofSeconds(120);

  private static final int TRAINING_MAILS = 20;

  static {
    // Who ends the tests by Ctrl-C ends their servers and bots, too.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroy)));
  }

  final Trap trap = new Trap();
  final Database database;
  final Dovecot dovecot;
  final SmtpSink sink;
  final Customers customers;
  final Oracle oracle;
  final Proxy imap;
  final Proxy sql;
  final Proxy smtp;

  private final Path folder;
  private final Map<String, String> settings = new HashMap<>();
  private final List<BotProcess> bots = new ArrayList<>();
  private List<String> java = List.of();
  private boolean hidesMove;

  private Site(Path folder, long seed) throws Exception {
    this.folder = folder;
    if (!Dovecot.isInstalled()) {
      throw new IllegalStateException(
          "these tests need a Dovecot: apt-get install dovecot-imapd dovecot-lmtpd");
    }
    database = Database.start(folder.resolve("postgres"));
    dovecot = Dovecot.start(folder.resolve("dovecot"));
    sink = new SmtpSink((count, letter) -> {});
    imap = new Proxy("IMAP", dovecot::port, () -> new ImapTap(trap, hidesMove));
    sql = new Proxy("SQL", database::port, () -> new PostgresTap(trap));
    smtp = new Proxy("SMTP", sink::port, () -> new SmtpTap(trap));
    customers = new Customers(seed, MailboxClient.at(dovecot));
    oracle = new Oracle(this);
    settings.putAll(BotProcess.environment(dovecot, smtp.port(), database));
    settings.put("COUNTERFOIL_MAILBOXES_DESK_IMAP_PORT", String.valueOf(imap.port()));
    settings.put(
        "SPRING_DATASOURCE_URL",
        "jdbc:postgresql://127.0.0.1:%d/postgres?sslmode=disable&gssEncMode=disable"
            .formatted(sql.port()));
    // Small pages and batches: more moments at which something can happen.
    settings.put("COUNTERFOIL_MAILBOX_PAGE_MAILS", "7");
    settings.put("COUNTERFOIL_PROCESS_BATCH", "10");
    settings.put("COUNTERFOIL_DELIVER_BATCH", "5");
  }

  /**
   * Starts the servers on a new folder of their own.
   *
   * @param seed of the mails
   */
  static Site start(long seed) throws Exception {
    // Dovecot's user must get to its folder, whoever may enter those of the tests.
    Path folder =
        Files.createTempDirectory(
            "counterfoil-faults",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    Site site = new Site(folder.toRealPath(), seed);
    try {
      site.java = FastJar.command(site::train);
      return site;
    } catch (Exception e) {
      site.close();
      throw e;
    }
  }

  private void train(List<String> arguments) throws Exception {
    customers.write(TRAINING_MAILS);
    BotProcess bot = BotProcess.start(arguments, settings, folder.resolve("training.log"));
    bot.awaitOpen(LIMIT);
    oracle.awaitSettled(LIMIT);
    bot.close();
  }

  /** Changes what the bots are told by their environment, from the next start on. */
  void set(String variable, String value) {
    settings.put(variable, value);
  }

  /** Whether Dovecot looks as if it had no MOVE, from the next connection on. */
  void hideMove(boolean hidden) {
    hidesMove = hidden;
  }

  /** Starts a bot, and returns at once. */
  BotProcess startBot() throws IOException {
    BotProcess bot =
        BotProcess.start(java, settings, folder.resolve("bot-%d.log".formatted(bots.size() + 1)));
    bots.add(bot);
    return bot;
  }

  /** Starts a bot, and returns when it is open. */
  BotProcess openBot() throws IOException {
    BotProcess bot = startBot();
    bot.awaitOpen(LIMIT);
    return bot;
  }

  /** Kills, and returns when nobody works for the dead any more. */
  void kill(BotProcess bot) throws InterruptedException {
    bot.kill();
    bot.awaitEnd();
    if (bots.stream().noneMatch(BotProcess::isAlive)) {
      await("the dead bot's sessions end")
          .atMost(LIMIT)
          .pollInterval(Duration.ofMillis(5))
          .until(() -> database.sessionsOfOthers() == 0);
    }
  }

  /** What every bot said last that lives, and the last that died. */
  String lastWords() {
    return bots.stream()
        .filter(bot -> bot.isAlive() || bot == bots.get(bots.size() - 1))
        .map(BotProcess::toString)
        .collect(Collectors.joining("\n--\n"));
  }

  /** A minute goes by while no bot lives: heartbeats and leases of the dead are old. */
  void letTimePass() throws Exception {
    age("instance", "seen_at = seen_at - interval '1 minute'");
    age("mailbox_lease", "until = until - interval '1 minute'");
    forgiveDeaths();
  }

  /** What died with several bots is not parked for it, since it is us who kill. */
  void forgiveDeaths() throws SQLException {
    age("mail", "deaths = 0 where deaths > 0");
  }

  /**
   * What is to be tried again after minutes is due at once, and so is what a bot believes to have
   * in hand for longer than it takes: its claim was committed, but the bot never learned of it.
   */
  void hurry() throws SQLException {
    age("letter", "due_at = now() where state = 'DUE' and due_at > now()");
    age("mail", "due_at = now() where state = 'KEPT' and due_at > now()");
    age(
        "mail",
        "claimed_at = claimed_at - interval '1 hour'"
            + " where state = 'IN_HAND' and claimed_at < now() - interval '5 seconds'");
    age(
        "letter",
        "claimed_at = claimed_at - interval '1 day'"
            + " where state = 'DUE' and claimed_by is not null"
            + " and claimed_at < now() - interval '5 seconds'");
  }

  /** Lets time go by of which nothing can be waited for: it is what the test is about. */
  static void pass(Duration time) throws InterruptedException {
    new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void age(String table, String change) throws SQLException {
    // A bot that died early has made no tables.
    if (database.number("select count(*) from pg_tables where tablename = '" + table + "'") > 0) {
      database.update("update " + table + " set " + change);
    }
  }

  @Override
  public void close() {
    customers.close();
    bots.forEach(BotProcess::kill);
    imap.close();
    sql.close();
    smtp.close();
    sink.close();
    dovecot.close();
    database.close();
    delete(folder);
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      // The machine's temp folder is not ours to keep clean at the cost of a test.
    }
  }
}
