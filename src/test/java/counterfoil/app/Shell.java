package counterfoil.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import counterfoil.rig.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs the command line as a shell does: in a process of its own, with an environment of its own.
 */
final class Shell {

  private final Path folder;

  /** In a working folder, which gets the files {@code output} and {@code errors}. */
  Shell(Path folder) {
    this.folder = folder;
  }

  /** What a process left. */
  record Run(int code, String output, String errors) {}

  /** The settings by which the bot finds a database. */
  static Map<String, String> on(Database database) {
    return Map.of(
        "SPRING_DATASOURCE_URL", database.url(),
        "SPRING_DATASOURCE_USERNAME", database.user(),
        "SPRING_DATASOURCE_PASSWORD", database.password());
  }

  /** Waits for the end. */
  Run run(Map<String, String> settings, String... arguments)
      throws IOException, InterruptedException {
    int code = start(settings, arguments).waitFor();
    return new Run(
        code,
        Files.readString(folder.resolve("output"), UTF_8),
        Files.readString(folder.resolve("errors"), UTF_8));
  }

  /** Only starts. */
  Process start(Map<String, String> settings, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                // Whoever is started by a shell's background job has Ctrl-C ignored otherwise.
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                Counterfoil.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(folder.resolve("output").toFile())
            .redirectError(folder.resolve("errors").toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("COUNTERFOIL_") || name.startsWith("SPRING_"));
    builder.environment().putAll(settings);
    builder.environment().put("LC_ALL", "C.UTF-8");
    return builder.start();
  }
}
