package counterfoil.history;

import java.io.IOException;
import java.time.Instant;

/** A mail that was found in a file, and is not in memory yet. */
public interface FoundMail {

  /** The file, and where in it: what a person needs to find it again. */
  String name();

  /** When it arrived, as far as that is known. */
  Instant date();

  /** How many bytes are to be read. */
  long size();

  /**
   * Its bytes as they were delivered.
   *
   * @throws IOException when they cannot be read, or are not what was found
   */
  byte[] read() throws IOException;
}
