package counterfoil.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes what the server prints to {@code postgres.log}; a full file becomes {@code
 * postgres.log.1}, so that there are never more than two.
 */
final class PostgresLog {

  private static final int LAST_LINES = 12;
  private static final int BUFFER = 8192;

  private final Path file;
  private final long limit;
  private final Deque<String> lastLines = new ArrayDeque<>();
  private final StringBuilder line = new StringBuilder();

  /**
   * @param limit size in bytes at which a file is full
   */
  PostgresLog(Path file, long limit) {
    this.file = file;
    this.limit = limit;
  }

  /** Reads the server's output to its end, on a thread of its own. */
  Thread follow(InputStream output) {
    Thread thread = new Thread(() -> copy(output), "postgres-log");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** The end of what the server printed since it was started. */
  synchronized String lastLines() {
    return String.join("\n", lastLines);
  }

  /** Whether a server that did not start may do so a moment later. */
  boolean tellsOfPassingTrouble() {
    String said = lastLines();
    // The free port was taken in between; processes of a killed server have not noticed yet.
    return said.contains("Address already in use") || said.contains("is still in use");
  }

  private void copy(InputStream output) {
    byte[] buffer = new byte[BUFFER];
    try (output) {
      for (int n = output.read(buffer); n >= 0; n = output.read(buffer)) {
        remember(new String(buffer, 0, n, StandardCharsets.UTF_8));
        write(buffer, n);
      }
    } catch (IOException e) {
      remember("(end of log: " + e.getMessage() + ")\n");
    }
  }

  private synchronized void remember(String text) {
    text.chars()
        .forEach(
            c -> {
              if (c != '\n') {
                line.append((char) c);
                return;
              }
              lastLines.addLast(line.toString());
              line.setLength(0);
              if (lastLines.size() > LAST_LINES) {
                lastLines.removeFirst();
              }
            });
  }

  private void write(byte[] bytes, int length) {
    try {
      if (Files.exists(file) && Files.size(file) + length > limit) {
        Files.move(
            file,
            file.resolveSibling(file.getFileName() + ".1"),
            StandardCopyOption.REPLACE_EXISTING);
      }
      try (OutputStream out =
          Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        out.write(bytes, 0, length);
      }
    } catch (IOException e) {
      // A full disk must not stop the reading: the server would wait for its log for ever.
      remember("(not written to " + file + ": " + e.getMessage() + ")\n");
    }
  }
}
