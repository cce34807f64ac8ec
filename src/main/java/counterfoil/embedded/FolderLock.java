package counterfoil.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One process at a time works on a folder. The system gives the lock back when the process dies.
 */
final class FolderLock implements AutoCloseable {

  /**
   * Folders locked by this process. Asked first, because closing any channel on a file gives up the
   * locks that this process holds on it (fcntl).
   */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;

  private FolderLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Locks a folder by the file {@code lock} in it.
   *
   * @throws CannotStart when someone else holds the lock; says who
   */
  static FolderLock on(Path folder) throws IOException {
    if (!HELD_HERE.add(folder)) {
      throw taken(folder, "this process");
    }
    FileChannel channel = null;
    boolean locked = false;
    try {
      Path file = folder.resolve("lock");
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw taken(folder, "process " + Files.readString(file).strip());
      }
      byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
      channel.truncate(0).write(ByteBuffer.wrap(pid));
      locked = true;
      return new FolderLock(folder, channel);
    } finally {
      if (!locked) {
        HELD_HERE.remove(folder);
        if (channel != null) {
          channel.close();
        }
      }
    }
  }

  private static CannotStart.FolderInUse taken(Path folder, String holder) {
    return new CannotStart.FolderInUse(
        "The data folder "
            + folder
            + " is already in use by another Counterfoil ("
            + holder
            + "); stop that one, or give this one a data folder of its own with COUNTERFOIL_DATA.");
  }

  @Override
  public void close() throws IOException {
    channel.close();
    HELD_HERE.remove(folder);
  }
}
