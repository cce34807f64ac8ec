package counterfoil.mailbox;

import counterfoil.rig.Dovecot;
import counterfoil.rig.ImapPeer;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * By hand: how fast, and with how much memory, a folder of Dovecot is taken in and emptied. Takes
 * the number of mails, their size in bytes, and "yes" for a Dovecot that trusts its index; prints a
 * line every two seconds.
 */
final class LongFolder {

  private static final String USER = "long@desk.example";

  private LongFolder() {}

  public static void main(String[] arguments) throws Exception {
    int mails = Integer.parseInt(arguments[0]);
    int size = Integer.parseInt(arguments[1]);
    Path root = Files.createTempDirectory("dovecot");
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (Dovecot dovecot =
            Dovecot.start(
                root,
                // Without it this Dovecot reads the whole folder at each command after a move.
                "mail_location = maildir:%s/mail/%%u\nmaildir_very_dirty_syncs = %s"
                    .formatted(root, arguments.length > 2 ? arguments[2] : "no"));
        Watching bot = new Watching()) {
      OtherClient person = new OtherClient(dovecot.port(), USER);
      person.deliver("INBOX", "the first");
      fill(root.resolve("mail").resolve(USER).resolve("new"), mails, size);
      System.out.printf("%d mails of %d bytes lie there%n", mails, size);
      bot.journal.forgetsBytes = true;
      long began = System.nanoTime();
      bot.start(bot.account(USER, ImapPeer.PASSWORD, dovecot.port()));
      long before = 0;
      while (bot.journal.fetched.get() <= mails) {
        LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
        before = say(bot, began, before);
      }
      int left = person.count("INBOX");
      while (left > 0) {
        System.out.printf(
            "%5.1f s: %d are still to leave%n", (System.nanoTime() - began) / 1e9, left);
        LockSupport.parkNanos(Duration.ofSeconds(10).toNanos());
        left = person.count("INBOX");
      }
      say(bot, began, before);
      System.out.printf(
          "INBOX is empty, Processed has %d; CPU of this JVM %s%n",
          person.count("Processed"),
          ProcessHandle.current().info().totalCpuDuration().orElseThrow());
    }
    System.exit(0);
  }

  private static long say(Watching bot, long began, long before) {
    Runtime runtime = Runtime.getRuntime();
    long fetched = bot.journal.fetched.get();
    System.out.printf(
        "%5.1f s: %d taken in (+%d), %d waiting, heap %d of %d MB%n",
        (System.nanoTime() - began) / 1e9,
        fetched,
        fetched - before,
        bot.status().waiting(),
        (runtime.totalMemory() - runtime.freeMemory()) >> 20,
        runtime.maxMemory() >> 20);
    return fetched;
  }

  private static void fill(Path folder, int mails, int size) throws Exception {
    byte[] line = ("x".repeat(76) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    Random random = new Random(7);
    for (int i = 0; i < mails; i++) {
      // As Dovecot itself would call it: names that are too much alike make its tables slow.
      String name =
          "%d.M%dP%d.%x"
              .formatted(
                  1_700_000_000 + i / 100, random.nextInt(1_000_000), random.nextInt(30_000), i);
      Path file = folder.resolve(name);
      try (OutputStream out = new java.io.BufferedOutputStream(Files.newOutputStream(file))) {
        byte[] head = OtherClient.mail("mail " + i);
        out.write(head);
        for (int written = head.length; written < size; written += line.length) {
          out.write(line);
        }
      }
    }
  }
}
