package counterfoil.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import counterfoil.app.Shell.Run;
import counterfoil.rig.Database;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verb as a shell sees it: a process of its own, on a real PostgreSQL. */
class ImportCommandTest {

  private static final Duration LIMIT = Duration.ofSeconds(90);

  /** How a process ends that a signal ends: 128 and its number. */
  private static final int BY_SIGINT = 130;

  @TempDir private static Path data;
  private static Database database;

  @TempDir private Path temp;

  @BeforeAll
  static void startDatabase() {
    database = Database.start(data.resolve("postgres"));
  }

  @AfterAll
  static void stopDatabase() {
    database.close();
  }

  @BeforeEach
  void emptyTables() throws Exception {
    if (database.number("select count(*) from pg_tables where tablename = 'mail'") > 0) {
      try (var connection = database.connect();
          var statement = connection.createStatement()) {
        statement.execute("truncate mail");
      }
    }
  }

  @Test
  @Tag("promise-2")
  void takesEveryKindOnceHoweverOftenItIsRun() throws Exception {
    mbox("old.mbox", 5);
    Files.createDirectories(temp.resolve("Maildir/.Support/cur"));
    Files.createDirectories(temp.resolve("Maildir/.Support/new"));
    Files.writeString(temp.resolve("Maildir/.Support/cur/1790000001.a.host:2,S"), mail(101));
    Files.createDirectories(temp.resolve("export/deep"));
    Files.writeString(temp.resolve("export/deep/1.eml"), mail(102));
    Files.writeString(temp.resolve("single"), mail(103));
    Files.writeString(temp.resolve("same.eml"), mail(103));
    String[] command = {"import", "old.mbox", "Maildir", "export", "single", "same.eml"};

    Run first = counterfoil(command);
    Run second = counterfoil(command);

    assertThat(first.code()).isZero();
    assertThat(first.output())
        .contains("Found 9 mails")
        .containsPattern("found +9")
        .containsPattern("new +8  kept for mailbox tryout")
        .containsPattern("already there +1")
        .contains("Nobody gets a letter because of them.");
    assertThat(second.code()).isZero();
    assertThat(second.output())
        .containsPattern("new +0")
        .containsPattern("already there +9")
        .contains("Nothing is left to do.");
    assertThat(database.rows("select read_from from mail order by internal_date, id"))
        .extracting(row -> row.get(0))
        .containsExactly(
            "old.mbox, mail 1",
            "old.mbox, mail 2",
            "old.mbox, mail 3",
            "old.mbox, mail 4",
            "old.mbox, mail 5",
            "Maildir/.Support/cur/1790000001.a.host:2,S",
            "export/deep/1.eml",
            "single");
    assertThat(database.rows("select distinct folder, origin, state from mail"))
        .containsExactly(List.of("import", "HISTORY", "KEPT"));
  }

  @Test
  void storesNothingInADryRun() throws Exception {
    mbox("old.mbox", 7);

    Run run = counterfoil("import", "--dry-run", "old.mbox");

    assertThat(run.code()).isZero();
    assertThat(run.output())
        .containsPattern("would be new +7")
        .containsPattern("open tickets +7")
        .contains("Nothing was stored.");
    assertThat(
            database.number(
                "select (select count(*) from mail) + (select count(*) from ticket)"
                    + " + (select count(*) from instance)"))
        .isZero();
  }

  @Test
  void opensTicketsAsResolvedWhenToldTo() throws Exception {
    mbox("old.mbox", 1);

    assertThat(counterfoil("import", "--resolved", "old.mbox").code()).isZero();

    assertThat(database.rows("select origin from mail").get(0)).containsExactly("SETTLED_HISTORY");
  }

  @Test
  void namesWhatItCannotReadAndTakesTheRest() throws Exception {
    mbox("old.mbox", 2);
    Files.writeString(temp.resolve("empty.eml"), "");
    Files.write(temp.resolve("picture"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 0});

    Run run = counterfoil("import", "old.mbox", "empty.eml", "picture", "nowhere");

    assertThat(run.code()).isEqualTo(ExitCode.NO_INPUT);
    assertThat(run.output())
        .containsPattern("new +2")
        .containsPattern("unreadable +3")
        .contains("  empty.eml is empty.")
        .contains("  picture is neither an mbox")
        .contains("  nowhere is not there.");
    assertThat(database.number("select count(*) from mail")).isEqualTo(2);
  }

  @Test
  @Tag("promise-1")
  void goesOnAfterItWasStoppedByControlC() throws Exception {
    int all = mbox("old.mbox", 30_000);
    Process cut = start("import", "old.mbox");
    awaitSomeMails(cut);
    // It must not be done before the signal is there, however fast the machine is.
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("lock table mail in exclusive mode");
      new ProcessBuilder("kill", "-INT", String.valueOf(cut.pid())).start().waitFor();
      connection.commit();
    }

    assertThat(cut.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(cut.exitValue()).isEqualTo(BY_SIGINT);
    long kept = database.number("select count(*) from mail");
    assertThat(kept).isBetween(1L, all - 1L);
    assertThat(Files.readString(temp.resolve("output")))
        .containsPattern("gone through +%,d  it was stopped".formatted(kept))
        .contains("Run the same command again");
    goesOnTo(all, kept);
  }

  @Test
  @Tag("promise-1")
  @Tag("fault-F1")
  void goesOnAfterItWasKilled() throws Exception {
    int all = mbox("old.mbox", 30_000);
    Process cut = start("import", "old.mbox");
    awaitSomeMails(cut);
    cut.destroyForcibly().waitFor();

    goesOnTo(all, database.number("select count(*) from mail"));
  }

  private void goesOnTo(int all, long kept) throws Exception {
    Run run = counterfoil("import", "old.mbox");

    assertThat(run.code()).isZero();
    assertThat(run.output()).containsPattern("already there +%,d\\b".formatted(kept));
    assertThat(database.number("select count(*) from mail")).isEqualTo(all);
    assertThat(database.number("select count(distinct sha256) from mail")).isEqualTo(all);
  }

  @Test
  @Tag("promise-10")
  void saysThatTheDatabaseIsAway() throws Exception {
    mbox("old.mbox", 1);
    int nobody;
    try (ServerSocket socket = new ServerSocket(0)) {
      nobody = socket.getLocalPort();
    }

    Run run =
        counterfoil(
            "import",
            "--spring.datasource.url=jdbc:postgresql://127.0.0.1:" + nobody + "/desk",
            "old.mbox");

    assertThat(run.code()).isEqualTo(ExitCode.TRY_AGAIN);
    assertThat(run.errors())
        .contains("The database is away: ")
        .contains("Run the same command again")
        .doesNotContain("\tat ");
  }

  @Test
  void startsADatabaseOfItsOwnAndStopsIt() throws Exception {
    mbox("old.mbox", 3);
    Path folder = temp.resolve("desk");

    Run run = run(Map.of("COUNTERFOIL_DATA", folder.toString()), "import", "old.mbox");

    assertThat(run.code()).as(run.errors()).isZero();
    assertThat(run.output()).contains("The bot makes tickets of them when it is started.");
    assertThat(folder.resolve("postgres/cluster/postmaster.pid")).doesNotExist();
    try (Database own = Database.start(folder.resolve("postgres"))) {
      assertThat(own.number("select count(*) from mail")).isEqualTo(3);
    }
  }

  @Test
  void joinsTheDatabaseOfABotThatRunsOnTheSameFolder() throws Exception {
    mbox("old.mbox", 3);

    // This test holds the lock of the folder, as a bot does.
    Run run = run(Map.of("COUNTERFOIL_DATA", data.toString()), "import", "old.mbox");

    assertThat(run.code()).as(run.errors()).isZero();
    assertThat(run.output()).contains("A bot that runs makes tickets of them now");
    assertThat(database.number("select count(*) from mail")).isEqualTo(3);
  }

  @Test
  void asksWhichMailboxWhenThereAreSeveral() throws Exception {
    mbox("old.mbox", 1);
    Map<String, String> settings = new HashMap<>(onDatabase());
    for (String name : List.of("DESK", "LIFTS")) {
      settings.put("COUNTERFOIL_MAILBOXES_" + name + "_ADDRESS", name + "@desk.example");
      settings.put("COUNTERFOIL_MAILBOXES_" + name + "_IMAP_HOST", "imap.desk.example");
      settings.put("COUNTERFOIL_MAILBOXES_" + name + "_SMTP_HOST", "smtp.desk.example");
    }

    Run without = run(settings, "import", "old.mbox");
    Run wrong = run(settings, "import", "--mailbox=hotel", "old.mbox");
    Run right = run(settings, "import", "--mailbox=lifts", "old.mbox");

    assertThat(without.code()).isEqualTo(ExitCode.CONFIG);
    assertThat(without.errors())
        .contains("There are several mailboxes; say which")
        .contains("desk, lifts");
    assertThat(wrong.code()).isEqualTo(ExitCode.CONFIG);
    assertThat(wrong.errors()).contains("There is no mailbox \"hotel\".");
    assertThat(right.code()).isZero();
    assertThat(database.rows("select mailbox from mail").get(0)).containsExactly("lifts");
  }

  @Test
  void explainsItsUse() throws Exception {
    Run help = counterfoil("import", "--help");

    assertThat(help.code()).isZero();
    assertThat(help.output()).contains("Examples:").contains("mbox, maildir, eml");
    assertThat(counterfoil("import").code()).isEqualTo(ExitCode.USAGE);
    assertThat(counterfoil("import", "--dryrun=yes", "old.mbox").code()).isEqualTo(ExitCode.USAGE);
    assertThat(counterfoil("import", "--kind=zip", "old.mbox").code()).isEqualTo(ExitCode.USAGE);
  }

  private void awaitSomeMails(Process process) {
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> !process.isAlive() || mailsSoFar() > 0);
    assertThat(process.isAlive()).as("it has more to do").isTrue();
  }

  private static long mailsSoFar() throws Exception {
    return database.number("select count(*) from pg_tables where tablename = 'mail'") == 0
        ? 0
        : database.number("select count(*) from mail");
  }

  private int mbox(String name, int mails) throws IOException {
    try (BufferedWriter file = Files.newBufferedWriter(temp.resolve(name))) {
      for (int i = 1; i <= mails; i++) {
        file.write("From - Tue Oct 06 08:08:00 2026\n" + mail(i) + "\n");
      }
    }
    return mails;
  }

  private static String mail(int number) {
    return """
    From: Nadia Hart <nadia@harbour-hotels.example>
    To: servicedesk@counterfoil.example
    Subject: Calls dropped %1$d
    Date: Tue, 6 Oct 2026 %2$02d:%3$02d:%4$02d +0000
    Message-ID: <%1$d@harbour-hotels.example>

    Hello, this is request %1$d.
    """
        .formatted(number, number / 3600, number / 60 % 60, number % 60);
  }

  private Run counterfoil(String... arguments) throws IOException, InterruptedException {
    return run(onDatabase(), arguments);
  }

  private static Map<String, String> onDatabase() {
    return Shell.on(database);
  }

  private Run run(Map<String, String> settings, String... arguments)
      throws IOException, InterruptedException {
    return new Shell(temp).run(settings, arguments);
  }

  private Process start(String... arguments) throws IOException {
    return new Shell(temp).start(onDatabase(), arguments);
  }
}
