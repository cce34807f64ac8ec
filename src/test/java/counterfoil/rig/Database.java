package counterfoil.rig;

import static org.awaitility.Awaitility.await;

import counterfoil.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A PostgreSQL that outlives the bot, and a look into it. */
public final class Database implements AutoCloseable {

  private static final Duration END_LIMIT = Duration.ofSeconds(30);

  private final Path folder;

  private volatile EmbeddedPostgres server;

  private Database(EmbeddedPostgres server, Path folder) {
    this.server = server;
    this.folder = folder;
  }

  /** Starts on a folder. */
  public static Database start(Path folder) {
    return new Database(EmbeddedPostgres.start(folder), folder);
  }

  /** For a JDBC driver. */
  public String url() {
    return server.jdbcUrl();
  }

  /** Where it listens; another port after each start. */
  public int port() {
    return URI.create(url().substring("jdbc:".length())).getPort();
  }

  /** To log in. */
  public String user() {
    return server.username();
  }

  /** To log in. */
  public String password() {
    return server.password();
  }

  /** The first process of the server. */
  public long pid() throws IOException {
    return Long.parseLong(Files.readAllLines(folder.resolve("cluster/postmaster.pid")).get(0));
  }

  /** Dies as in a power cut, but for the page cache: nothing is finished and nobody is told. */
  public void stopImmediately() throws IOException, InterruptedException {
    ProcessHandle postmaster = ProcessHandle.of(pid()).orElseThrow();
    new ProcessBuilder("kill", "-QUIT", String.valueOf(postmaster.pid())).start().waitFor();
    await().atMost(END_LIMIT).until(() -> !postmaster.isAlive());
    server.close();
  }

  /**
   * From now on no process of the server can write a file beyond a size.
   *
   * @param bytes at least 16 MB, for the write-ahead log; -1 for no limit
   */
  public void limitFiles(long bytes) throws IOException, InterruptedException {
    String soft = bytes < 0 ? "unlimited" : String.valueOf(bytes);
    ProcessHandle postmaster = ProcessHandle.of(pid()).orElseThrow();
    // The first one first: those that it starts from now on inherit it.
    for (ProcessHandle process :
        Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList()) {
      new ProcessBuilder(
              "prlimit", "--pid", String.valueOf(process.pid()), "--fsize=" + soft + ":unlimited")
          .start()
          .waitFor();
    }
  }

  /** Starts again what was stopped, on another port. */
  public void startAgain() {
    server = EmbeddedPostgres.start(folder);
  }

  /** Ends the session of everybody else; returns how many there were. */
  public long terminateSessions() throws SQLException {
    return number(
        """
        select count(pg_terminate_backend(pid)) from pg_stat_activity
        where backend_type = 'client backend' and pid <> pg_backend_pid()
        """);
  }

  /** How many sessions there are beside the one that asks. */
  public long sessionsOfOthers() throws SQLException {
    return number(
        """
        select count(*) from pg_stat_activity
        where backend_type = 'client backend' and pid <> pg_backend_pid()
        """);
  }

  /** Changes rows; returns how many. */
  public int update(String statement) throws SQLException {
    try (Connection connection = connect();
        PreparedStatement prepared = connection.prepareStatement(statement)) {
      return prepared.executeUpdate();
    }
  }

  /** A connection of one's own. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url(), user(), password());
  }

  /** One number. */
  public long number(String query) throws SQLException {
    return Long.parseLong(rows(query).get(0).get(0));
  }

  /** Every row as texts; a null is an empty one. */
  public List<List<String>> rows(String query) throws SQLException {
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement(query);
        ResultSet result = statement.executeQuery()) {
      List<List<String>> rows = new ArrayList<>();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          String value = result.getString(i);
          row.add(value == null ? "" : value);
        }
        rows.add(row);
      }
      return rows;
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
