package counterfoil.embedded;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The first process of a server, as its file {@code postmaster.pid} names it.
 *
 * @param folder where our programs lie
 * @param cluster the server's data
 */
record Postmaster(long pid, Path folder, Path cluster) {

  /** Line of the file that says where the server listens. */
  private static final int PORT_LINE = 3;

  /** Line of the file that says how far the server is. */
  private static final int STATE_LINE = 7;

  private static final Duration FAST = Duration.ofSeconds(60);
  private static final Duration IMMEDIATE = Duration.ofSeconds(20);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  static Path file(Path cluster) {
    return cluster.resolve("postmaster.pid");
  }

  /** Who the file names; empty when there is no file or no number in it. */
  static Optional<Postmaster> namedIn(Path folder, Path cluster) throws IOException {
    List<String> lines = lines(cluster);
    if (lines.isEmpty() || !lines.get(0).strip().matches("\\d{1,10}")) {
      return Optional.empty();
    }
    return Optional.of(new Postmaster(Long.parseLong(lines.get(0).strip()), folder, cluster));
  }

  /** Whether the server with this process id has written that it takes connections. */
  static boolean isReady(Path cluster, long pid) throws IOException {
    List<String> lines = lines(cluster);
    return lines.size() > STATE_LINE
        && lines.get(0).strip().equals(Long.toString(pid))
        && lines.get(STATE_LINE).strip().equals("ready");
  }

  /** Where a server that takes connections listens; empty when there is none. */
  static Optional<Integer> portOfReady(Path folder, Path cluster) throws IOException {
    Optional<Postmaster> server = namedIn(folder, cluster).filter(Postmaster::isServer);
    if (server.isEmpty() || !isReady(cluster, server.get().pid())) {
      return Optional.empty();
    }
    List<String> lines = lines(cluster);
    return lines.size() > PORT_LINE
        ? Optional.of(Integer.parseInt(lines.get(PORT_LINE).strip()))
        : Optional.empty();
  }

  private static List<String> lines(Path cluster) throws IOException {
    try {
      return Files.readAllLines(file(cluster));
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  /**
   * Whether the process lives and is a server on this cluster. A process id is given out again
   * after a while, and then the file names somebody else.
   */
  boolean isServer() {
    return program()
            .map(program -> program.getFileName().toString().equals("postgres"))
            .orElse(false)
        && linkOf("cwd").map(cluster::equals).orElse(true);
  }

  /** Whether the program is one that we unpacked, of this version or an earlier one. */
  boolean isOurs() {
    return program().map(program -> program.startsWith(folder)).orElse(false);
  }

  /** The program that the process runs; empty when it is dead or none of our business. */
  Optional<Path> program() {
    return linkOf("exe");
  }

  /**
   * Stops the server: sessions are ended, what was committed is on disk. Returns when it is gone.
   *
   * @throws CannotStart when it does not stop
   */
  void stop() {
    signal("INT");
    if (!isGoneWithin(FAST)) {
      signal("QUIT");
      if (!isGoneWithin(IMMEDIATE)) {
        throw new CannotStart(
            "The PostgreSQL server of an earlier run (process "
                + pid
                + ") does not stop; end it by hand and start the bot again.");
      }
    }
  }

  private void signal(String name) {
    // Java knows TERM and KILL only; TERM would wait for the sessions to end.
    ProgramRun.of(
        folder, List.of("/bin/sh", "-c", "kill -" + name + " " + pid), Duration.ofSeconds(10));
  }

  private boolean isGoneWithin(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (isServer()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      pause(BETWEEN_LOOKS);
    }
    return true;
  }

  /** Waits a moment between two looks at a server. */
  static void pause(Duration moment) {
    try {
      Thread.sleep(moment.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStart("Interrupted while waiting for PostgreSQL.", e);
    }
  }

  /** A zombie has no links, which is right: it holds nothing any more. */
  private Optional<Path> linkOf(String name) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), name)).toString();
      return Optional.of(Path.of(target.replaceFirst(" \\(deleted\\)$", "")));
    } catch (AccessDeniedException e) {
      return name.equals("exe") ? commandLine() : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** In a container root may not read the links of another user's process, but may read this. */
  private Optional<Path> commandLine() {
    try {
      String line = Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"));
      return Optional.of(line.split("\0")[0]).filter(first -> !first.isEmpty()).map(Path::of);
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
