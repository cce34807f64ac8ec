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

  /** One mail more, unread. The server numbers them in the order of their names. */
  void add(byte[] raw) throws IOException {
    count++;
    Files.write(
        current.resolve("%010d.M%dP1.bench:2,".formatted(1_780_000_000 + count, count)), raw);
  }
}
