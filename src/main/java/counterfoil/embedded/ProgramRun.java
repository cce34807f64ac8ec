package counterfoil.embedded;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A program that was run to its end.
 *
 * @param exit its exit code; 127 when it could not be run at all, 124 when it took too long
 * @param output what it printed on standard output and standard error, stripped
 */
record ProgramRun(int exit, String output) {

  private static final int TOO_LONG = 124;
  private static final int NOT_FOUND = 127;

  boolean succeeded() {
    return exit == 0;
  }

  /** Runs a program that prints little; it is killed when it takes longer than the limit. */
  static ProgramRun of(Path workingFolder, List<String> command, Duration limit) {
    Process process;
    try {
      process = builder(workingFolder, command).start();
      process.getOutputStream().close();
    } catch (IOException e) {
      return new ProgramRun(NOT_FOUND, String.valueOf(e.getMessage()));
    }
    CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> everythingFrom(process));
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
        return new ProgramRun(
            TOO_LONG, command.get(0) + " took longer than " + limit.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new CannotStart("Interrupted while " + command.get(0) + " was running.", e);
    }
    return new ProgramRun(process.exitValue(), output.join().strip());
  }

  /** A process that speaks English and takes no advice from the PG variables of a visitor. */
  static ProcessBuilder builder(Path workingFolder, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(workingFolder.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    return builder;
  }

  private static String everythingFrom(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
