package counterfoil.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the real server, with its real programs. */
class EmbeddedPostgresTest {

  private static final int ROWS_BEFORE_THE_KILL = 200;
  private static final Duration SOON = Duration.ofSeconds(30);

  /** A folder that was started once; the tests work on copies, to save them the seconds of that. */
  @TempDir static Path seed;

  @TempDir Path temp;

  @BeforeAll
  static void startOnce() {
    EmbeddedPostgres.start(seed).close();
  }

  @Test
  void startsOnAnEmptyFolderAndKeepsRowsOverARestart() throws Exception {
    Path folder = temp.resolve("not there yet").resolve("postgres");
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
      execute(postgres, "create table kept (word text)", "insert into kept values ('Grüße, 東京')");
    }
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
      assertThat(ask(postgres, "select word from kept")).isEqualTo("Grüße, 東京");
    }
  }

  @Test
  @Tag("promise-1")
  void putsEveryCommitOnDisk() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder())) {
      assertThat(ask(postgres, "show fsync")).isEqualTo("on");
      assertThat(ask(postgres, "show synchronous_commit")).isEqualTo("on");
      assertThat(ask(postgres, "show full_page_writes")).isEqualTo("on");
      assertThat(ask(postgres, "show data_checksums")).isEqualTo("on");
    }
  }

  @Test
  void isSetUpForMailsOfAllLanguagesAndASmallMachine() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder())) {
      assertThat(ask(postgres, "show server_encoding")).isEqualTo("UTF8");
      assertThat(ask(postgres, "select lower('ÄÖÜ ŞИ')")).isEqualTo("äöü şи");
      assertThat(ask(postgres, "show max_connections")).isEqualTo("60");
      assertThat(ask(postgres, "show shared_buffers")).isEqualTo("256MB");
      assertThat(ask(postgres, "show server_version"))
          .isEqualTo(PostgresBinaries.VERSION.replaceFirst("\\.\\d+$", ""));
    }
  }

  @Test
  void letsNobodyInWithoutThePasswordFromItsFile() throws Exception {
    Path folder = folder();
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
      Path file = folder.resolve("password");
      assertThat(Files.readString(file).strip()).isEqualTo(postgres.password()).hasSize(32);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThatThrownBy(
              () -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), "guessed"))
          .hasMessageContaining("password authentication failed");
      assertThat(ask(postgres, "show listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(ask(postgres, "show unix_socket_directories")).isEmpty();
    }
  }

  @Test
  void isGoneWhenClosed() throws Exception {
    Path folder = folder();
    EmbeddedPostgres postgres = EmbeddedPostgres.start(folder);
    ProcessHandle server = server(folder);
    Connection stillOpen = connect(postgres);

    postgres.close();

    assertThat(runs(server)).isFalse();
    assertThat(stillOpen.isValid(1)).isFalse();
    assertThat(folder.resolve("cluster/postmaster.pid")).doesNotExist();
    assertThat(folder.resolve("postgres.log")).content().contains("database system is shut down");
  }

  @Test
  void isNotReachedByControlC() throws Exception {
    Path folder = folder();
    EmbeddedPostgres postgres = EmbeddedPostgres.start(folder);
    try (postgres) {
      assertThat(session(server(folder).pid()))
          .isNotEqualTo(session(ProcessHandle.current().pid()));
    }
  }

  @Test
  @Tag("promise-1")
  void keepsWhatWasCommittedWhenTheBotIsKilledAndTheServerLivesOn() throws Exception {
    Path folder = folder();
    int written = killAfterRows(folder);
    ProcessHandle orphan = server(folder);
    assertThat(runs(orphan)).isTrue();

    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
      assertThat(runs(orphan)).isFalse();
      assertThat(rows(postgres)).isGreaterThanOrEqualTo(written);
    }
  }

  @Test
  @Tag("promise-1")
  void keepsWhatWasCommittedWhenTheServerIsKilledToo() throws Exception {
    Path folder = folder();
    int written = killAfterRows(folder);
    ProcessHandle orphan = server(folder);
    orphan.descendants().forEach(ProcessHandle::destroyForcibly);
    orphan.destroyForcibly();

    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
      assertThat(rows(postgres)).isGreaterThanOrEqualTo(written);
    }
    assertThat(folder.resolve("postgres.log")).content().contains("was not properly shut down");
  }

  @Test
  void waitsForTheLastProcessesOfAServerWhoseFirstWasKilled() throws Exception {
    Path folder = folder();
    int written = killAfterRows(folder);
    server(folder).destroyForcibly();

    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
      assertThat(rows(postgres)).isGreaterThanOrEqualTo(written);
    }
  }

  @Test
  void startsWhenAStaleFileNamesAProcessOfSomebodyElse() throws Exception {
    Path folder = folder();
    EmbeddedPostgres.start(folder).close();
    Process somebody = new ProcessBuilder("sleep", "600").start();
    try {
      Files.writeString(
          folder.resolve("cluster/postmaster.pid"),
          somebody.pid() + "\n" + folder.resolve("cluster") + "\n1\n5432\n\n\n0 0\nready\n");

      try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
        assertThat(ask(postgres, "select 1")).isEqualTo("1");
      }
      assertThat(somebody.isAlive()).isTrue();
    } finally {
      somebody.destroyForcibly();
    }
  }

  @Test
  void saysThatAnotherProcessUsesTheFolder() throws Exception {
    Path folder = folder();
    Process other = writer(folder);
    try (BufferedReader output = other.inputReader()) {
      awaitRow(output, 1);
      assertThatExceptionOfType(CannotStart.class)
          .isThrownBy(() -> EmbeddedPostgres.start(folder))
          .withMessageContaining("already in use by another Counterfoil")
          .withMessageContaining("process " + other.pid())
          .withMessageContaining("COUNTERFOIL_DATA");
      awaitRow(output, ROWS_BEFORE_THE_KILL);
    } finally {
      other.destroyForcibly().waitFor();
    }
    EmbeddedPostgres.start(folder).close();
  }

  @Test
  void joinsTheServerOfAnotherProcessAndLeavesItRunning() throws Exception {
    Path folder = folder();
    Process other = writer(folder);
    try (BufferedReader output = other.inputReader()) {
      awaitRow(output, 1);
      try (EmbeddedPostgres joined = EmbeddedPostgres.startOrJoin(folder)) {
        assertThat(joined.isJoined()).isTrue();
        assertThat(ask(joined, "select 1")).isEqualTo("1");
      }
      assertThat(runs(server(folder))).isTrue();
      awaitRow(output, ROWS_BEFORE_THE_KILL);
    } finally {
      other.destroyForcibly().waitFor();
    }
    try (EmbeddedPostgres own = EmbeddedPostgres.startOrJoin(folder)) {
      assertThat(own.isJoined()).isFalse();
    }
  }

  @Test
  void saysThatThisProcessUsesTheFolderAlready() throws Exception {
    Path folder = folder();
    EmbeddedPostgres first = EmbeddedPostgres.start(folder);
    try (first) {
      assertThatExceptionOfType(CannotStart.class)
          .isThrownBy(() -> EmbeddedPostgres.start(folder))
          .withMessageContaining("already in use");
      assertThat(ask(first, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void runsAsNobodyWhereRootMayNotUnshareAndOpensEitherWayAfterwards() throws Exception {
    assumeThat(ServerUser.Owner.ofThisProcess().user()).as("run as root").isZero();
    Path folder = reachable(folder());
    ServerUser nobody = ServerUser.switchedToNobody();
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, any -> List.of(nobody))) {
      execute(postgres, "create table kept (word text)", "insert into kept values ('here')");
      assertThat(user(server(folder))).isNotZero();
    }
    ServerUser unshared = ServerUser.unshared(ServerUser.Owner.ofThisProcess());
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, any -> List.of(unshared))) {
      assertThat(ask(postgres, "select word from kept")).isEqualTo("here");
    }
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, any -> List.of(nobody))) {
      assertThat(ask(postgres, "select word from kept")).isEqualTo("here");
    }
  }

  @Test
  void runsForAnOrdinaryUser() throws Exception {
    assumeThat(ServerUser.Owner.ofThisProcess().user()).as("run as root").isZero();
    ServerUser nobody = ServerUser.switchedToNobody();
    Path folder = Files.createDirectory(temp.resolve("postgres"));
    Files.setAttribute(reachable(folder), "unix:uid", nobody.owner().orElseThrow().user());
    Process writer = start(nobody, readableClassPath(), folder);
    try (BufferedReader output = writer.inputReader()) {
      awaitRow(output, 1);
      assertThat(user(server(folder))).isNotZero().isEqualTo(user(writer.toHandle()));
    } finally {
      writer.destroyForcibly().waitFor();
    }
    EmbeddedPostgres.start(folder).close();
    assertThat(Optional.of(ServerUser.Owner.of(folder.resolve("cluster"))))
        .isEqualTo(nobody.owner());
  }

  @Test
  void leavesTheFolderToTheUserItBelongsToWhenRootStarts() throws Exception {
    assumeThat(ServerUser.Owner.ofThisProcess().user()).as("run as root").isZero();
    Path folder = reachable(folder());
    ServerUser nobody = ServerUser.switchedToNobody();
    EmbeddedPostgres.start(folder, any -> List.of(nobody)).close();

    EmbeddedPostgres.start(folder).close();

    assertThat(Optional.of(ServerUser.Owner.of(folder.resolve("cluster"))))
        .isEqualTo(nobody.owner());
  }

  @Test
  void saysWhatWasTriedWhereNothingWorks() throws IOException {
    Path folder = folder();
    ServerUser missing = new ServerUser("by magic", List.of("no-such-program"), Optional.empty());
    ServerUser refused =
        new ServerUser(
            "by force", List.of("sh", "-c", "echo not allowed; exit 1"), Optional.empty());

    assertThatExceptionOfType(CannotStart.class)
        .isThrownBy(() -> EmbeddedPostgres.start(folder, any -> List.of(missing, refused)))
        .withMessageContaining("by magic")
        .withMessageContaining("no-such-program")
        .withMessageContaining("by force (not allowed)")
        .withMessageContaining("spring.datasource.url");
  }

  @Test
  void showsTheEndOfTheLogWhenTheServerDoesNotStart() throws Exception {
    Path folder = folder();
    EmbeddedPostgres.start(folder).close();
    Files.delete(folder.resolve("cluster/global/pg_control"));

    assertThatExceptionOfType(CannotStart.class)
        .isThrownBy(() -> EmbeddedPostgres.start(folder))
        .withMessageContaining("did not start on " + folder.toRealPath())
        .withMessageContaining("pg_control");
  }

  @Test
  void refusesADatabaseOfAnotherVersion() throws Exception {
    Path folder = folder();
    EmbeddedPostgres.start(folder).close();
    Files.writeString(folder.resolve("cluster/PG_VERSION"), "16\n");

    assertThatExceptionOfType(CannotStart.class)
        .isThrownBy(() -> EmbeddedPostgres.start(folder))
        .withMessageContaining("written by PostgreSQL 16")
        .withMessageContaining("pg_dump");
  }

  @Test
  void refusesAFolderThatIsAFile() throws Exception {
    Path file = Files.createFile(temp.resolve("file"));

    assertThatExceptionOfType(CannotStart.class)
        .isThrownBy(() -> EmbeddedPostgres.start(file.resolve("postgres")))
        .withMessageContaining(file.toString())
        .withMessageContaining("COUNTERFOIL_DATA");
  }

  @Test
  void refusesAPlatformWithoutBinaries() {
    assertThatExceptionOfType(CannotStart.class)
        .isThrownBy(() -> PostgresBinaries.archive("Mac OS X", "aarch64"))
        .withMessageContaining("Mac OS X on aarch64")
        .withMessageContaining("spring.datasource.url");
  }

  @Test
  void hasTheBinariesOfItsVersionForBothPlatforms() {
    for (String processor : List.of("amd64", "aarch64")) {
      String archive = PostgresBinaries.archive("Linux", processor);
      assertThat(PostgresBinaries.class.getResource(archive))
          .as(archive)
          .asString()
          .contains("-" + PostgresBinaries.VERSION + ".jar");
    }
  }

  private Path folder() throws IOException {
    Path folder = Files.createDirectory(temp.resolve("postgres"));
    // The programs by hard links, the rest by copies.
    copy("-al", "bin-" + PostgresBinaries.VERSION, folder);
    copy("-a", "cluster", folder);
    copy("-a", "password", folder);
    return folder;
  }

  private static void copy(String how, String name, Path target) {
    ProgramRun copy =
        ProgramRun.of(
            target, List.of("cp", how, seed.resolve(name).toString(), target.toString()), SOON);
    assertThat(copy).isEqualTo(new ProgramRun(0, ""));
  }

  /** Another user gets to the folder, too. */
  private Path reachable(Path folder) throws IOException {
    Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwxr-xr-x"));
    return folder;
  }

  private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
    return DriverManager.getConnection(
        postgres.jdbcUrl(), postgres.username(), postgres.password());
  }

  private static void execute(EmbeddedPostgres postgres, String... commands) throws SQLException {
    try (Connection connection = connect(postgres);
        Statement statement = connection.createStatement()) {
      for (String command : commands) {
        statement.execute(command);
      }
    }
  }

  private static String ask(EmbeddedPostgres postgres, String query) throws SQLException {
    try (Connection connection = connect(postgres);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      assertThat(result.next()).isTrue();
      return result.getString(1);
    }
  }

  private static int rows(EmbeddedPostgres postgres) throws SQLException {
    return Integer.parseInt(ask(postgres, "select max(n) from written having max(n) = count(*)"));
  }

  private static ProcessHandle server(Path folder) throws IOException {
    String pid = Files.readAllLines(folder.resolve("cluster/postmaster.pid")).get(0);
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }

  /** Ended but not yet collected by its parent counts as gone. */
  private static boolean runs(ProcessHandle process) throws IOException {
    return process.isAlive() && !stat(process.pid())[0].equals("Z");
  }

  private static String session(long pid) throws IOException {
    return stat(pid)[3];
  }

  /** The fields of /proc/PID/stat after the name: state, parent, group, session. */
  private static String[] stat(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
  }

  private static int user(ProcessHandle process) throws IOException {
    return ServerUser.Owner.of(Path.of("/proc", Long.toString(process.pid()))).user();
  }

  private static Process writer(Path folder) throws IOException {
    return start(ServerUser.same(), System.getProperty("java.class.path"), folder);
  }

  private static Process start(ServerUser user, String classPath, Path folder) throws IOException {
    String java = ProcessHandle.current().info().command().orElseThrow();
    List<String> command =
        List.of(java, "-cp", classPath, KilledWriter.class.getName(), folder.toString());
    return new ProcessBuilder(user.command(command))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Copies of what the writer needs, since the build's own may lie in somebody's home folder. */
  private String readableClassPath() throws Exception {
    Path copies = Files.createDirectory(temp.resolve("classes"));
    List<Class<?>> needed =
        List.of(
            EmbeddedPostgres.class,
            KilledWriter.class,
            org.postgresql.Driver.class,
            org.slf4j.Logger.class,
            org.apache.commons.compress.archivers.tar.TarArchiveInputStream.class,
            org.apache.commons.io.IOUtils.class,
            org.apache.commons.lang3.StringUtils.class,
            org.apache.commons.codec.Charsets.class,
            org.tukaani.xz.XZInputStream.class);
    List<Path> entries = new ArrayList<>();
    for (Class<?> type : needed) {
      entries.add(Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()));
    }
    String archive = PostgresBinaries.archive("Linux", System.getProperty("os.arch"));
    String url = String.valueOf(PostgresBinaries.class.getResource(archive));
    entries.add(Path.of(URI.create(url.substring("jar:".length(), url.indexOf('!')))));
    List<String> copied = new ArrayList<>();
    for (Path entry : entries) {
      Path copy = copies.resolve(copied.size() + "-" + entry.getFileName());
      ProgramRun run =
          ProgramRun.of(temp, List.of("cp", "-r", entry.toString(), copy.toString()), SOON);
      assertThat(run).isEqualTo(new ProgramRun(0, ""));
      copied.add(copy.toString());
    }
    return String.join(":", copied);
  }

  private static int awaitRow(BufferedReader output, int row) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.equals("written " + row)) {
        return row;
      }
    }
    throw new AssertionError("the writer ended before row " + row);
  }

  /** Kills a writing bot with SIGKILL and returns how many rows it had committed at least. */
  private static int killAfterRows(Path folder) throws Exception {
    Process writer = writer(folder);
    try (BufferedReader output = writer.inputReader()) {
      awaitRow(output, ROWS_BEFORE_THE_KILL);
      writer.destroyForcibly().waitFor();
      return ROWS_BEFORE_THE_KILL;
    } finally {
      await().atMost(SOON).until(() -> !writer.isAlive());
    }
  }
}
