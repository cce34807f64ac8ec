package counterfoil.bench;

import counterfoil.rig.SmtpSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** An SMTP server in a process of its own that takes every letter and writes down when. */
final class SinkProcess implements AutoCloseable {

  private final OtherJvm jvm;
  private final Path letters;

  private SinkProcess(OtherJvm jvm, Path letters) {
    this.jvm = jvm;
    this.letters = letters;
  }

  static SinkProcess start(Path folder) throws IOException {
    Path letters = folder.resolve("letters.txt");
    return new SinkProcess(
        OtherJvm.start(SinkProcess.class, "256m", folder.resolve("sink.log"), letters.toString()),
        letters);
  }

  /**
   * Runs until it is ended.
   *
   * @param file takes one line for each letter
   */
  public static void main(String... file) throws IOException {
    Writer lines = Files.newBufferedWriter(Path.of(file[0]));
    // A server that is not closed keeps the process alive.
    @SuppressWarnings("resource")
    SmtpSink sink = new SmtpSink((count, letter) -> write(lines, letter));
    System.out.println("port " + sink.port());
  }

  private static void write(Writer lines, SmtpSink.Taken letter) {
    synchronized (lines) {
      try {
        lines.write(
            letter.at()
                + " "
                + letter.recipient()
                + " "
                + letter.messageId()
                + " "
                + letter.words()
                + "\n");
        lines.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  int port() {
    return jvm.port();
  }

  long pid() {
    return jvm.pid();
  }

  List<SmtpSink.Taken> taken() throws IOException {
    return Files.readAllLines(letters).stream()
        .map(line -> line.split(" "))
        .map(word -> new SmtpSink.Taken(word[2], word[1], Instant.parse(word[0]), word[3]))
        .toList();
  }

  @Override
  public void close() {
    jvm.close();
  }
}
