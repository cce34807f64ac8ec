package counterfoil.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The heap of the bot in MB, as the log of its collector tells.
 *
 * @param before the most that was in use before a collection
 * @param after the most that was left by one
 */
record Heap(int before, int after) {

  private static final Pattern COLLECTION = Pattern.compile("(\\d+)M->(\\d+)M\\(");

  /** What {@code gc.log} in a folder says. */
  static Heap of(Path folder) throws IOException {
    int before = 0;
    int after = 0;
    Matcher matcher = COLLECTION.matcher(Files.readString(folder.resolve("gc.log")));
    while (matcher.find()) {
      before = Math.max(before, Integer.parseInt(matcher.group(1)));
      after = Math.max(after, Integer.parseInt(matcher.group(2)));
    }
    return new Heap(before, after);
  }

  @Override
  public String toString() {
    return "heap %d MB before and %d MB after a collection at most".formatted(before, after);
  }
}
