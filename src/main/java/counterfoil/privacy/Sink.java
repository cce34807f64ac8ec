package counterfoil.privacy;

import java.io.IOException;
import java.io.OutputStream;

/** Where an export goes: a folder, or an archive. */
public interface Sink {

  /** What one file holds. */
  @FunctionalInterface
  interface Content {
    /** Writes it; the stream stays open. */
    void to(OutputStream out) throws IOException;
  }

  /**
   * Adds a file.
   *
   * @param name with slashes between folders; of letters, digits, dots and dashes that are ours
   */
  void file(String name, Content content) throws IOException;
}
