package counterfoil.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server of ours in a Java process of its own; the first that it prints is its port. */
final class OtherJvm implements AutoCloseable {

  private static final int END_LIMIT_SECONDS = 10;

  private final Process process;
  private final int port;

  private OtherJvm(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static OtherJvm start(Class<?> main, String heap, Path log, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of("-Xmx" + heap, "-cp", System.getProperty("java.class.path")));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectError(log.toFile()).start();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("port ")) {
        Thread rest = new Thread(() -> lines.lines().forEach(any -> {}), "output of " + main);
        rest.setDaemon(true);
        rest.start();
        return new OtherJvm(process, Integer.parseInt(line.substring("port ".length())));
      }
    }
    throw new IOException(main.getName() + " did not start, see " + log);
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(END_LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
