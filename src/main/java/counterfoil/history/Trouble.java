package counterfoil.history;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;

/**
 * Something that was not taken, and why.
 *
 * @param name the file, and where in it
 * @param reason half a sentence that a person can read, such as {@code is empty}
 */
public record Trouble(String name, String reason) {

  static Trouble of(String name, IOException trouble) {
    return new Trouble(name, reason(trouble));
  }

  private static String reason(IOException trouble) {
    if (trouble instanceof NoSuchFileException) {
      return "is not there";
    }
    if (trouble instanceof AccessDeniedException) {
      return "may not be opened: permission denied";
    }
    if (trouble instanceof FileSystemLoopException) {
      return "is a folder inside itself";
    }
    return trouble.getMessage() == null
        ? "cannot be read"
        : "cannot be read: " + trouble.getMessage();
  }

  @Override
  public String toString() {
    return name + " " + reason + ".";
  }
}
