package counterfoil.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A mailbox as files (cr.yp.to/proto/maildir.html), for more mails than one would like to hand over
 * by IMAP. They belong to whom the folder belongs to.
 */
final class Maildir {

  private final Path current;
  private int count;

  /**
   * @param folder is there already
   */
  Maildir(Path folder) throws IOException {
    for (String name : new String[] {"cur", "new", "tmp"}) {
      Path one = Files.createDirectories(folder.resolve(name));
      for (String owner : new String[] {"unix:uid", "unix:gid"}) {
        Object id = Files.getAttribute(folder, owner);
        if (!id.equals(Files.getAttribute(one, owner))) {
          Files.setAttribute(one, owner, id);
        }
      }
    }
    current = folder.resolve("cur");
  }

  /**
   * One mail more, unread. The server numbers them in the order of their names, and finds them by a
   * hash in which the last characters count most: these differ.
   */
  void add(byte[] raw) throws IOException {
    count++;
    String name = "%d.M%dP1.%08x:2,".formatted(1_780_000_000 + count, count, count * 0x9e37_79b9);
    Files.write(current.resolve(name), raw);
  }
}
