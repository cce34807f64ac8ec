package counterfoil.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Under which user PostgreSQL's programs run. They refuse to run as root, and so root needs a way
 * to be someone else; every way is tried before it is relied on.
 *
 * @param way for the reader of an error message
 * @param prefix the command that turns into the program named after it
 * @param owner who must own the server's files for this way to work; empty when nothing can be done
 *     about it
 */
record ServerUser(String way, List<String> prefix, Optional<Owner> owner) {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int ROOT = 0;

  /** Not root, and known by name: initdb asks for it. */
  private static final String IS_SOMEBODY =
      "test \"$(id -u)\" -ne 0 || { echo 'still root'; exit 1; }; id -un";

  private static final String CAN_WORK =
      "\"$1\" --version && touch \"$2/.probe\" && rm \"$2/.probe\"";

  /** A user and group, by number. */
  record Owner(int user, int group) {

    static Owner of(Path file) throws IOException {
      return new Owner(
          (Integer) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS),
          (Integer) Files.getAttribute(file, "unix:gid", LinkOption.NOFOLLOW_LINKS));
    }

    /** Who this process runs as. */
    static Owner ofThisProcess() throws IOException {
      List<String> status = Files.readAllLines(Path.of("/proc/self/status"));
      return new Owner(effectiveId(status, "Uid:"), effectiveId(status, "Gid:"));
    }

    /** The lines hold real, effective, saved and file system id. */
    private static int effectiveId(List<String> status, String label) {
      return status.stream()
          .filter(line -> line.startsWith(label))
          .map(line -> Integer.parseInt(line.split("\\s+")[2]))
          .findFirst()
          .orElseThrow();
    }
  }

  /** As whoever started the bot. */
  static ServerUser same() {
    return new ServerUser("as the user who started the bot", List.of(), Optional.empty());
  }

  /** In a user namespace without a mapping: the program sees "nobody", the files stay with us. */
  static ServerUser unshared(Owner owner) {
    return new ServerUser("by 'unshare -U'", List.of("unshare", "-U"), Optional.of(owner));
  }

  /** As another user of this machine, which only root can do. */
  static ServerUser switched(Owner owner) {
    return new ServerUser(
        "by 'setpriv' to user " + owner.user(),
        List.of(
            "setpriv",
            "--reuid=" + owner.user(),
            "--regid=" + owner.group(),
            "--clear-groups",
            "--"),
        Optional.of(owner));
  }

  /** The unprivileged user that root switches to: {@code nobody}, as /etc/passwd has it. */
  static ServerUser switchedToNobody() throws IOException {
    Owner nobody = new Owner(65534, 65534);
    try (Stream<String> lines = Files.lines(Path.of("/etc/passwd"))) {
      return switched(
          lines
              .map(line -> line.split(":"))
              .filter(fields -> fields.length > 3 && fields[0].equals("nobody"))
              .map(fields -> new Owner(Integer.parseInt(fields[2]), Integer.parseInt(fields[3])))
              .findFirst()
              .orElse(nobody));
    }
  }

  /**
   * The ways worth trying, in order. A folder keeps its owner if it can: what an ordinary user
   * filled must not be closed to that user because root started the bot once.
   */
  static List<ServerUser> choices(Path folder) throws IOException {
    Owner me = Owner.ofThisProcess();
    if (me.user() != ROOT) {
      return List.of(same(), unshared(me));
    }
    Path cluster = EmbeddedPostgres.cluster(folder);
    Owner owner = Owner.of(Files.exists(cluster) ? cluster : folder);
    List<ServerUser> choices = new ArrayList<>();
    if (owner.user() != ROOT) {
      choices.add(switched(owner));
    }
    choices.add(unshared(me));
    choices.add(switchedToNobody());
    return choices;
  }

  /**
   * The first of the choices that works here, after the files were given to it.
   *
   * @throws CannotStart when none does; says what was tried and why it failed
   */
  static ServerUser thatWorks(
      List<ServerUser> choices, Path folder, List<Path> files, PostgresBinaries binaries)
      throws IOException {
    List<String> failures = new ArrayList<>();
    for (ServerUser choice : choices) {
      ProgramRun run = choice.probe(folder, IS_SOMEBODY);
      if (run.succeeded()) {
        choice.takeOver(folder, files);
        run = choice.probe(folder, CAN_WORK, binaries.program("postgres"), folder);
      }
      if (run.succeeded()) {
        return choice;
      }
      failures.add(choice.way() + " (" + run.output().replace('\n', ' ') + ")");
    }
    throw new CannotStart(
        "The embedded PostgreSQL cannot run here on the data folder "
            + folder
            + ". Tried: "
            + String.join("; ", failures)
            + ". Start the bot as an ordinary user who may write that folder, or set"
            + " spring.datasource.url to a PostgreSQL server of your own.");
  }

  List<String> command(List<String> program) {
    return Stream.concat(prefix.stream(), program.stream()).toList();
  }

  private ProgramRun probe(Path folder, String script, Path... arguments) {
    List<String> shell = List.of("/bin/sh", "-c", script, "probe");
    Stream<String> values = Stream.of(arguments).map(Path::toString);
    return ProgramRun.of(folder, command(Stream.concat(shell.stream(), values).toList()), PATIENCE);
  }

  private void takeOver(Path folder, List<Path> files) throws IOException {
    if (owner.isEmpty() || Owner.ofThisProcess().user() != ROOT) {
      return;
    }
    giveTo(owner.get(), folder);
    for (Path file : files) {
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        try (Stream<Path> tree = Files.walk(file)) {
          for (Path path : (Iterable<Path>) tree::iterator) {
            giveTo(owner.get(), path);
          }
        }
      }
    }
  }

  private static void giveTo(Owner owner, Path path) throws IOException {
    if (!Owner.of(path).equals(owner)) {
      Files.setAttribute(path, "unix:uid", owner.user(), LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(path, "unix:gid", owner.group(), LinkOption.NOFOLLOW_LINKS);
    }
  }
}
