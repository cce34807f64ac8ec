package counterfoil.faults;

import counterfoil.rig.BotProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The packaged jar, laid out so that it starts fast: libraries beside it, and an archive of all
 * classes that a bot at work has loaded. Without web pages, which nobody looks at here. Made once
 * for each packaged jar and version of Java.
 */
final class FastJar {

  private static final Path JAR = Path.of("target/counterfoil.jar").toAbsolutePath();
  private static final Path FOLDER =
      Path.of("target/faults/fast-" + Runtime.version()).toAbsolutePath();
  private static final long EXTRACT_LIMIT_SECONDS = 120;
  private static final List<String> OPTIONS =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-XX:-UsePerfData",
          "-Xshare:auto",
          // What a class archive cannot hold is not worth a line in the log of each start.
          "-Xlog:cds=off",
          "-Xlog:cds+dynamic=off",
          "-Xmx512m",
          "-Dspring.main.web-application-type=none");

  private FastJar() {}

  /** One life of a bot, from its start to its end by SIGTERM. */
  @FunctionalInterface
  interface Life {
    void of(List<String> java) throws Exception;
  }

  /**
   * What follows the java command.
   *
   * @param training lives with these arguments, and does all that bots do, when no archive is there
   */
  static List<String> command(Life training) throws Exception {
    Path jar = FOLDER.resolve("counterfoil.jar");
    Path archive = FOLDER.resolve("counterfoil.jsa");
    if (!isNewer(jar)) {
      Files.createDirectories(FOLDER);
      Files.deleteIfExists(archive);
      extract();
    }
    if (!isNewer(archive)) {
      training.of(command("-XX:ArchiveClassesAtExit=" + archive, jar));
    }
    return command("-XX:SharedArchiveFile=" + archive, jar);
  }

  private static boolean isNewer(Path made) throws IOException {
    return Files.exists(made)
        && Files.getLastModifiedTime(made).compareTo(Files.getLastModifiedTime(JAR)) > 0;
  }

  private static void extract() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                BotProcess.java(),
                "-Djarmode=tools",
                "-jar",
                JAR.toString(),
                "extract",
                "--force",
                "--destination",
                FOLDER.toString())
            .redirectErrorStream(true)
            .redirectOutput(FOLDER.resolve("extract.log").toFile())
            .start();
    if (!process.waitFor(EXTRACT_LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException(
          "the jar could not be laid out: " + Files.readString(FOLDER.resolve("extract.log")));
    }
  }

  private static List<String> command(String archive, Path jar) {
    List<String> command = new ArrayList<>(OPTIONS);
    command.addAll(List.of(archive, "-jar", jar.toString()));
    return command;
  }
}
