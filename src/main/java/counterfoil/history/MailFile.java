package counterfoil.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** A file that holds one mail. */
record MailFile(Path file, String name, long size, Instant date) implements FoundMail {

  @Override
  public byte[] read() throws IOException {
    return Files.readAllBytes(file);
  }
}
