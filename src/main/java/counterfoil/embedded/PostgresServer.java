package counterfoil.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A running server: its first process, its port, and who reads its log. */
record PostgresServer(Process process, int port, Thread logReader) {

  private static final long LOG_FILE_BYTES = 5_000_000;

  /** Long, for the recovery after a kill. */
  private static final Duration START_LIMIT = Duration.ofMinutes(5);

  private static final Duration END_LIMIT = Duration.ofSeconds(10);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(300);
  private static final int ATTEMPTS = 20;

  /**
   * Starts until it runs: the free port may be taken by someone else in between, and the last
   * processes of a killed server take a moment to notice.
   *
   * @throws CannotStart with the last lines of the log
   */
  static PostgresServer start(Path folder, PostgresBinaries binaries, ServerUser user)
      throws IOException {
    Path cluster = EmbeddedPostgres.cluster(folder);
    for (int attempt = 1; ; attempt++) {
      int port = freePort();
      PostgresLog log = new PostgresLog(folder.resolve("postgres.log"), LOG_FILE_BYTES);
      Process process =
          ProgramRun.builder(folder, user.command(command(binaries, cluster, port))).start();
      process.getOutputStream().close();
      PostgresServer server =
          new PostgresServer(process, port, log.follow(process.getInputStream()));
      if (server.becomesReady(cluster)) {
        return server;
      }
      if (attempt == ATTEMPTS || !log.tellsOfPassingTrouble()) {
        throw new CannotStart(
            "The embedded PostgreSQL did not start on "
                + cluster
                + ". The last lines of its log:\n"
                + log.lastLines());
      }
      Postmaster.pause(BETWEEN_ATTEMPTS);
    }
  }

  /** In a session of its own, so that Ctrl-C on the console does not reach it. */
  private static List<String> command(PostgresBinaries binaries, Path cluster, int port) {
    List<String> command = new ArrayList<>();
    command.add("setsid");
    command.add(binaries.program("postgres").toString());
    command.add("-D");
    command.add(cluster.toString());
    for (String setting : settings(port)) {
      command.add("-c");
      command.add(setting);
    }
    return command;
  }

  /** Given at each start, so that a newer bot brings its settings to an older cluster. */
  private static List<String> settings(int port) {
    return List.of(
        "listen_addresses=127.0.0.1",
        "port=" + port,
        "unix_socket_directories=",
        "max_connections=60",
        "shared_buffers=256MB",
        "fsync=on",
        "synchronous_commit=on",
        "full_page_writes=on",
        "max_wal_size=1GB",
        "timezone=UTC",
        "log_timezone=UTC",
        "log_line_prefix=%m [%p] ",
        "log_checkpoints=off");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      return socket.getLocalPort();
    }
  }

  private boolean becomesReady(Path cluster) throws IOException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    boolean ready = false;
    try {
      while (!ready && process.isAlive() && System.nanoTime() < deadline) {
        ready = Postmaster.isReady(cluster, process.pid());
        if (!ready) {
          Postmaster.pause(BETWEEN_LOOKS);
        }
      }
      return ready;
    } finally {
      if (!ready) {
        process.destroy();
        awaitEnd();
      }
    }
  }

  /** Stops the server and waits until it is gone. Sessions that are still open are ended. */
  void stop(Path folder) {
    if (process.isAlive()) {
      new Postmaster(process.pid(), folder, EmbeddedPostgres.cluster(folder)).stop();
    }
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(END_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      // The log ends when the last of the server's processes does.
      logReader.join(END_LIMIT.toMillis());
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
