package counterfoil.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of our own on a data folder, for a desk that has no database server yet. It
 * is the real thing: the data outlives the process, commits are on disk before they return, and
 * pages carry checksums.
 *
 * <p>The folder holds {@code cluster} (the server's data), {@code bin-VERSION} (its programs),
 * {@code password}, {@code lock} and {@code postgres.log}. The server listens on 127.0.0.1 only, on
 * a port that is free. It runs in a session of its own, so that Ctrl-C on the console reaches the
 * bot and not the database under it. When the bot is killed the server lives on; the next start
 * stops it.
 *
 * <p>There is no shutdown hook: whoever started it closes it, after everything that uses it.
 */
public final class EmbeddedPostgres implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);

  private static final String USER = "counterfoil";
  private static final String MAJOR_VERSION = PostgresBinaries.VERSION.replaceFirst("\\..*", "");
  private static final long ROOM_FOR_A_NEW_CLUSTER = 300_000_000;
  private static final long MEGABYTE = 1_000_000;
  private static final Duration INITDB_LIMIT = Duration.ofMinutes(5);
  private static final int PASSWORD_BYTES = 24;

  /** A bot that was started just now may be making its cluster. */
  private static final Duration JOIN_LIMIT = Duration.ofMinutes(2);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private final int port;
  private final String password;
  private final boolean joined;
  private final Runnable stop;

  private EmbeddedPostgres(int port, String password, boolean joined, Runnable stop) {
    this.port = port;
    this.password = password;
    this.joined = joined;
    this.stop = stop;
  }

  /**
   * Starts the server on a folder, which is created and filled the first time. Returns when it
   * takes connections, after the recovery that a killed server needs.
   *
   * @throws CannotStart with what is wrong: the platform, the folder, its disk, another bot on it,
   *     or the last lines of the server's log
   */
  public static EmbeddedPostgres start(Path folder) {
    return start(folder, ServerUser::choices);
  }

  /**
   * Starts the server, or joins the one that another Counterfoil runs on this folder; that one goes
   * on when this is closed.
   *
   * @throws CannotStart as {@link #start(Path)} does, and when the other one's server does not
   *     become ready
   */
  public static EmbeddedPostgres startOrJoin(Path folder) {
    try {
      return start(folder);
    } catch (CannotStart.FolderInUse e) {
      return join(folder, e);
    }
  }

  private static EmbeddedPostgres join(Path wanted, CannotStart.FolderInUse inUse) {
    long deadline = System.nanoTime() + JOIN_LIMIT.toNanos();
    try {
      Path folder = wanted.toRealPath();
      while (System.nanoTime() < deadline) {
        Optional<Integer> port = Postmaster.portOfReady(folder, cluster(folder));
        if (port.isPresent()) {
          String password = Files.readString(passwordFile(folder)).strip();
          return new EmbeddedPostgres(port.get(), password, true, () -> {});
        }
        Postmaster.pause(BETWEEN_LOOKS);
      }
    } catch (IOException e) {
      throw new CannotStart(
          "The database of the Counterfoil that runs on "
              + wanted.toAbsolutePath()
              + " cannot be joined: "
              + e.getMessage()
              + ". Run this as the same user.",
          e);
    }
    throw inUse;
  }

  /** Which ways to try for running a server on a data folder. */
  @FunctionalInterface
  interface Choices {
    List<ServerUser> on(Path folder) throws IOException;
  }

  static EmbeddedPostgres start(Path wanted, Choices choices) {
    try {
      Path folder = Files.createDirectories(wanted.toAbsolutePath()).toRealPath();
      FolderLock lock = FolderLock.on(folder);
      try {
        return start(folder, choices, lock);
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (AccessDeniedException | ReadOnlyFileSystemException e) {
      throw new CannotStart(
          "The data folder "
              + wanted.toAbsolutePath()
              + " cannot be written by this user ("
              + e.getMessage()
              + "); change its owner, or name another one with COUNTERFOIL_DATA.",
          e);
    } catch (IOException e) {
      throw new CannotStart(
          "The data folder "
              + wanted.toAbsolutePath()
              + " cannot be used: "
              + e.getMessage()
              + ". Make room or repair it, or name another one with COUNTERFOIL_DATA.",
          e);
    }
  }

  private static EmbeddedPostgres start(Path folder, Choices choices, FolderLock lock)
      throws IOException {
    requireRoom(folder);
    PostgresBinaries binaries = PostgresBinaries.in(folder);
    stopOrphan(folder);
    String password = password(folder);
    ServerUser user =
        ServerUser.thatWorks(choices.on(folder), folder, ownedByTheServer(folder), binaries);
    if (!Files.exists(cluster(folder))) {
      initialise(folder, binaries, user);
    }
    requireMajorVersion(folder);
    PostgresServer server = PostgresServer.start(folder, binaries, user);
    LOG.info(
        "PostgreSQL {} runs on port {} {}", PostgresBinaries.VERSION, server.port(), user.way());
    return new EmbeddedPostgres(server.port(), password, false, () -> stop(lock, folder, server));
  }

  /** Where the server keeps its data. */
  static Path cluster(Path folder) {
    return folder.resolve("cluster");
  }

  private static Path passwordFile(Path folder) {
    return folder.resolve("password");
  }

  /** All but the programs, which everybody may read. */
  private static List<Path> ownedByTheServer(Path folder) {
    return Stream.of("cluster", "password", "lock", "postgres.log", "postgres.log.1")
        .map(folder::resolve)
        .toList();
  }

  private static void requireRoom(Path folder) throws IOException {
    long free = Files.getFileStore(folder).getUsableSpace();
    if (!Files.exists(cluster(folder)) && free < ROOM_FOR_A_NEW_CLUSTER) {
      throw new CannotStart(
          "The disk of the data folder "
              + folder
              + " has "
              + free / MEGABYTE
              + " MB left, and a new database needs "
              + ROOM_FOR_A_NEW_CLUSTER / MEGABYTE
              + " MB; make room, or name another folder with COUNTERFOIL_DATA.");
    }
  }

  /** A server that outlived its bot is stopped; a file that names somebody else is removed. */
  private static void stopOrphan(Path folder) throws IOException {
    Path cluster = cluster(folder);
    Optional<Postmaster> named = Postmaster.namedIn(folder, cluster);
    if (named.isEmpty()) {
      return;
    }
    Postmaster postmaster = named.get();
    if (postmaster.isServer() && !postmaster.isOurs()) {
      throw new CannotStart(
          "Another PostgreSQL server (process "
              + postmaster.pid()
              + ", "
              + postmaster.program().map(Path::toString).orElse("unknown program")
              + ") works on "
              + cluster
              + "; stop it and start the bot again.");
    }
    if (postmaster.isServer()) {
      LOG.info("stopping the PostgreSQL of a killed run, process {}", postmaster.pid());
      postmaster.stop();
    }
    // PostgreSQL itself believes the file as long as any process has that id, a zombie even.
    Files.deleteIfExists(Postmaster.file(cluster));
  }

  /** Read from its file, which is made the first time and readable by its owner alone. */
  private static String password(Path folder) throws IOException {
    Path file = passwordFile(folder);
    if (Files.exists(file)) {
      return Files.readString(file).strip();
    }
    if (Files.exists(cluster(folder))) {
      throw new CannotStart(
          "The database in "
              + cluster(folder)
              + " is there, but the file with its password, "
              + file
              + ", is not; bring it back from a backup.");
    }
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    Path unfinished = folder.resolve("password.unfinished");
    Files.deleteIfExists(unfinished);
    Files.createFile(
        unfinished,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(unfinished, password + "\n");
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    return password;
  }

  /** Makes the cluster under another name first: one that is there is whole. */
  private static void initialise(Path folder, PostgresBinaries binaries, ServerUser user)
      throws IOException {
    Path unfinished = folder.resolve("cluster.unfinished");
    PostgresBinaries.deleteTree(unfinished);
    List<String> initdb =
        List.of(
            binaries.program("initdb").toString(),
            "--pgdata=" + unfinished,
            "--username=" + USER,
            "--pwfile=" + passwordFile(folder),
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            // Sorts by code point and knows the case of all letters, whatever the machine's libc.
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            "--data-checksums",
            "--no-instructions");
    ProgramRun run = ProgramRun.of(folder, user.command(initdb), INITDB_LIMIT);
    if (!run.succeeded()) {
      throw new CannotStart(
          "The database could not be created in " + folder + ". initdb said:\n" + run.output());
    }
    Files.move(unfinished, cluster(folder), StandardCopyOption.ATOMIC_MOVE);
  }

  private static void requireMajorVersion(Path folder) throws IOException {
    String found = Files.readString(cluster(folder).resolve("PG_VERSION")).strip();
    if (!found.equals(MAJOR_VERSION)) {
      throw new CannotStart(
          "The database in "
              + cluster(folder)
              + " was written by PostgreSQL "
              + found
              + ", and this bot brings PostgreSQL "
              + MAJOR_VERSION
              + "; bring the data over with pg_dump or pg_upgrade, or name another folder with"
              + " COUNTERFOIL_DATA.");
    }
  }

  /** Where the server is, for a JDBC driver. The port changes from start to start. */
  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  /** Whether the server is another Counterfoil's. */
  public boolean isJoined() {
    return joined;
  }

  /** The name to log in with. */
  public String username() {
    return USER;
  }

  /** The password to log in with: made the first time and kept in the folder. */
  public String password() {
    return password;
  }

  /**
   * Stops the server and waits until it is gone. Sessions that are still open are ended. One that
   * was joined goes on.
   */
  @Override
  public void close() {
    stop.run();
  }

  private static void stop(FolderLock lock, Path folder, PostgresServer server) {
    try (lock) {
      server.stop(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
