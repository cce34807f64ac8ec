package counterfoil.app;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.system.ApplicationHome;

/**
 * Where {@code config/} and {@code routes/} are looked for: {@code COUNTERFOIL_HOME}, else the
 * working folder if it has {@code routes/}, else the nearest folder above the jar that has it. What
 * is in no folder is read from the copies packed in the jar.
 */
final class Home {

  private static final String VARIABLE = "COUNTERFOIL_HOME";

  private final Optional<Path> folder;

  private Home(Optional<Path> folder) {
    this.folder = folder.map(path -> path.toAbsolutePath().normalize());
  }

  /** The home of this process. */
  static Home ofThisProcess() {
    File jar = new ApplicationHome(Counterfoil.class).getSource();
    return find(System.getenv(), Path.of(""), Optional.ofNullable(jar).map(file -> file.toPath()));
  }

  /**
   * @throws ConfigException when the variable names no folder
   */
  static Home find(Map<String, String> environment, Path workingFolder, Optional<Path> jar) {
    String given = environment.getOrDefault(VARIABLE, "").strip();
    if (!given.isEmpty()) {
      return new Home(Optional.of(folder(given)));
    }
    return new Home(
        Stream.concat(
                Stream.of(workingFolder.toAbsolutePath()),
                jar.stream().flatMap(file -> parents(file.toAbsolutePath())))
            .filter(path -> Files.isDirectory(path.resolve("routes")))
            .findFirst());
  }

  private static Path folder(String given) {
    try {
      Path folder = Path.of(given);
      if (Files.isDirectory(folder)) {
        return folder;
      }
    } catch (InvalidPathException e) {
      // Said below: it is no folder either way.
    }
    throw new ConfigException(
        VARIABLE
            + " is \""
            + given
            + "\", which is no folder; it should be the one that holds config/ and routes/.");
  }

  /** A home of its own, such as a test's. */
  static Home at(Path folder) {
    return new Home(Optional.of(folder));
  }

  /** The folder, absolute; empty when only the packed copies are there. */
  Optional<Path> folder() {
    return folder;
  }

  /** A file or folder of the home, such as {@code config/fields}; empty when it is not there. */
  Optional<Path> path(String name) {
    return folder.map(home -> home.resolve(name)).filter(Files::exists);
  }

  /**
   * A file of the home, else its copy packed in the jar.
   *
   * @param name relative, with slashes, such as {@code config/application.yaml}
   * @return empty when neither is there
   */
  Optional<InputStream> open(String name) throws IOException {
    Optional<Path> file = path(name).filter(Files::isRegularFile);
    return file.isPresent()
        ? Optional.of(Files.newInputStream(file.get()))
        : Optional.ofNullable(Home.class.getResourceAsStream("/" + name));
  }

  private static Stream<Path> parents(Path file) {
    return Stream.iterate(file.getParent(), path -> path != null, Path::getParent);
  }
}
