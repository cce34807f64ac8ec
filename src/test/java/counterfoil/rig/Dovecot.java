package counterfoil.rig;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/** A Dovecot of our own beside any other on this machine: its own folder, port and user. */
public final class Dovecot implements ImapPeer {

  private static final Path PROGRAM = Path.of("/usr/sbin/dovecot");
  private static final int NOBODY = 65_534;

  /** Without root nobody can be changed to: this user does everything. */
  private static final String OWN_USER =
      """
      default_internal_user = %1$s
      default_internal_group = %2$s
      default_login_user = %1$s
      service anvil {
        chroot =
      }
      """;

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
  private static final Duration START_LIMIT = Duration.ofSeconds(20);
  private static final int END_LIMIT_SECONDS = 10;

  private final Process process;
  private final Path mail;
  private final int port;
  private final String version;
  private int delivered;

  private Dovecot(Process process, Path mail, int port, String version) {
    this.process = process;
    this.mail = mail;
    this.port = port;
    this.version = version;
  }

  /** Whether this machine has one. */
  public static boolean isInstalled() {
    return Files.isExecutable(PROGRAM);
  }

  /** Starts on a new folder whose parents other users can enter. */
  public static Dovecot start(Path folder) throws IOException, InterruptedException {
    return start(folder, "");
  }

  /**
   * Starts on a new folder whose parents other users can enter.
   *
   * @param more lines for the end of its settings, where the last word counts
   */
  public static Dovecot start(Path folder, String more) throws IOException, InterruptedException {
    int port = freePort();
    Path config = Files.createDirectories(folder).resolve("dovecot.conf");
    Path mail = Files.createDirectories(folder.resolve("mail"));
    boolean root = System.getProperty("user.name").equals("root");
    if (root) {
      // Dovecot keeps no mail as root.
      Files.setAttribute(mail, "unix:uid", NOBODY);
      Files.setAttribute(mail, "unix:gid", NOBODY);
    }
    Files.writeString(
        config,
        """
        base_dir = %1$s/run
        state_dir = %1$s/state
        log_path = %1$s/dovecot.log
        protocols = imap
        listen = 127.0.0.1
        ssl = no
        disable_plaintext_auth = no
        mail_location = maildir:%1$s/mail
        service imap-login {
          %6$s
          inet_listener imap {
            port = %2$d
          }
          inet_listener imaps {
            port = 0
          }
        }
        passdb {
          driver = static
          mechanisms = plain login
          args = password=%3$s
        }
        userdb {
          driver = static
          args = uid=%4$s gid=%5$s home=%1$s/mail
        }
        %7$s
        %8$s
        """
            .formatted(
                folder,
                port,
                PASSWORD,
                Files.getAttribute(mail, "unix:uid"),
                Files.getAttribute(mail, "unix:gid"),
                root ? "" : "chroot =",
                root ? "" : OWN_USER.formatted(System.getProperty("user.name"), groupOf(mail)),
                more));
    Process process =
        new ProcessBuilder(PROGRAM.toString(), "-F", "-c", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("start.log").toFile())
            .start();
    Dovecot dovecot = new Dovecot(process, mail, port, version());
    dovecot.awaitPort(folder);
    return dovecot;
  }

  /**
   * Puts a mail straight into the Maildir, as a delivery agent that looks at nothing: here it may
   * be of any bytes, or of none.
   */
  public void deliver(byte[] raw) throws IOException {
    String name = "%d.M%06dP1.harbour-hotels".formatted(1_700_000_000 + ++delivered, delivered);
    Path fresh = folder("new");
    Path written = owned(Files.write(folder("tmp").resolve(name), raw));
    Files.move(written, fresh.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private Path folder(String name) throws IOException {
    Path folder = mail.resolve(name);
    return Files.isDirectory(folder) ? folder : owned(Files.createDirectory(folder));
  }

  /** Belongs to whom the mails belong. */
  private Path owned(Path path) throws IOException {
    Files.setAttribute(path, "unix:uid", Files.getAttribute(mail, "unix:uid"));
    Files.setAttribute(path, "unix:gid", Files.getAttribute(mail, "unix:gid"));
    return path;
  }

  /** Its log, in which the way of each login stands. */
  public String log() throws IOException {
    return Files.readString(mail.resolveSibling("dovecot.log"), StandardCharsets.ISO_8859_1);
  }

  /** Ends all sessions, as a server does when a token has expired. */
  public void disconnectAll() throws IOException, InterruptedException {
    Path said = mail.resolveSibling("kick.log");
    Process kick =
        new ProcessBuilder(
                "doveadm", "-c", mail.resolveSibling("dovecot.conf").toString(), "kick", "*")
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    if (kick.waitFor() != 0) {
      throw new IOException(Files.readString(said));
    }
  }

  private static String groupOf(Path folder) throws IOException {
    return String.valueOf(Files.getAttribute(folder, "posix:group"));
  }

  /** Where nobody listens now. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String version() throws IOException {
    Process asked = new ProcessBuilder(PROGRAM.toString(), "--version").start();
    return new String(asked.getInputStream().readAllBytes()).split(" ")[0].strip();
  }

  private void awaitPort(Path folder) throws IOException, InterruptedException {
    try {
      await()
          .atMost(START_LIMIT)
          .pollInterval(BETWEEN_LOOKS)
          .until(() -> listens() || !process.isAlive());
    } catch (ConditionTimeoutException e) {
      throw didNotStart(folder);
    }
    if (!process.isAlive()) {
      throw didNotStart(folder);
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private IOException didNotStart(Path folder) throws IOException {
    close();
    return new IOException(
        "Dovecot did not start: " + Files.readString(folder.resolve("start.log")));
  }

  /**
   * Forgets the numbers of all mails in INBOX: it has another UIDVALIDITY, and the UIDs begin with
   * 1 again.
   */
  public void numberAnew() throws IOException {
    try (Stream<Path> files = Files.list(mail)) {
      for (Path file : files.filter(path -> isIndex(path.getFileName().toString())).toList()) {
        Files.delete(file);
      }
    }
  }

  private static boolean isIndex(String name) {
    return name.startsWith("dovecot-uid") || name.startsWith("dovecot.index");
  }

  @Override
  public String name() {
    return "Dovecot " + version + ", Maildir";
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public OptionalLong pid() {
    return OptionalLong.of(process.pid());
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(END_LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
