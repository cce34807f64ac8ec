package counterfoil.mailbox;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A Dovecot of our own that lets in who shows a good access token, and nobody by a password. */
final class TokenDovecot implements AutoCloseable {

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

  private final Process process;
  private final Path folder;
  private final int port;
  private final int pop3Port;

  private TokenDovecot(Process process, Path folder, int port, int pop3Port) {
    this.process = process;
    this.folder = folder;
    this.port = port;
    this.pop3Port = pop3Port;
  }

  /**
   * @param introspection where it asks whether a token is good (RFC 7662)
   * @param mechanisms how a token may be shown: {@code xoauth2}, {@code oauthbearer}
   */
  static TokenDovecot start(Path folder, String introspection, String mechanisms)
      throws IOException {
    int port = freePort();
    int pop3Port = freePort();
    Path mail = Files.createDirectories(folder.resolve("mail"));
    boolean root = System.getProperty("user.name").equals("root");
    if (root) {
      // Dovecot keeps no mail as root.
      Files.setAttribute(mail, "unix:uid", NOBODY);
      Files.setAttribute(mail, "unix:gid", NOBODY);
    }
    Path tokens =
        Files.writeString(
            folder.resolve("tokens.conf"),
            """
            introspection_mode = post
            introspection_url = %s
            username_attribute = username
            active_attribute = active
            active_value = true
            """
                .formatted(introspection));
    Path config =
        Files.writeString(
            folder.resolve("dovecot.conf"),
            """
            base_dir = %1$s/run
            state_dir = %1$s/state
            log_path = %1$s/dovecot.log
            protocols = imap pop3
            listen = 127.0.0.1
            ssl = no
            disable_plaintext_auth = no
            auth_mechanisms = %3$s
            auth_failure_delay = 0
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
            service pop3-login {
              %6$s
              inet_listener pop3 {
                port = %9$d
              }
              inet_listener pop3s {
                port = 0
              }
            }
            # Who is refused is refused at once, however often.
            service anvil {
              unix_listener anvil-auth-penalty {
                mode = 0
              }
            }
            passdb {
              driver = oauth2
              mechanisms = xoauth2 oauthbearer
              args = %8$s
            }
            userdb {
              driver = static
              args = uid=%4$s gid=%5$s home=%1$s/mail
            }
            %7$s
            """
                .formatted(
                    folder,
                    port,
                    mechanisms,
                    Files.getAttribute(mail, "unix:uid"),
                    Files.getAttribute(mail, "unix:gid"),
                    root ? "" : "chroot =",
                    root
                        ? ""
                        : OWN_USER.formatted(
                            System.getProperty("user.name"),
                            Files.getAttribute(mail, "posix:group")),
                    tokens,
                    pop3Port));
    Process process =
        new ProcessBuilder(PROGRAM.toString(), "-F", "-c", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("start.log").toFile())
            .start();
    TokenDovecot dovecot = new TokenDovecot(process, folder, port, pop3Port);
    await().atMost(Duration.ofSeconds(20)).until(() -> dovecot.listens() || !process.isAlive());
    if (!process.isAlive()) {
      throw new IOException(
          "Dovecot did not start: " + Files.readString(folder.resolve("start.log")));
    }
    return dovecot;
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  int port() {
    return port;
  }

  int pop3Port() {
    return pop3Port;
  }

  /** Puts a mail into INBOX, as a delivery agent does. */
  void deliver(String subject) throws IOException {
    Path tmp = Files.createDirectories(folder.resolve("mail/tmp")).resolve(subject);
    Path fresh = Files.createDirectories(folder.resolve("mail/new"));
    Files.writeString(
        tmp,
        "From: nadia@harbour-hotels.example\r\nSubject: %s\r\n\r\nHello\r\n".formatted(subject));
    if (System.getProperty("user.name").equals("root")) {
      for (Path path : new Path[] {tmp, tmp.getParent(), fresh}) {
        Files.setAttribute(path, "unix:uid", NOBODY);
        Files.setAttribute(path, "unix:gid", NOBODY);
      }
    }
    Files.move(tmp, fresh.resolve(subject));
  }

  /** Ends all sessions, as a server does when a token has expired. */
  void disconnectAll() throws IOException, InterruptedException {
    Process kick =
        new ProcessBuilder("doveadm", "-c", folder.resolve("dovecot.conf").toString(), "kick", "*")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("kick.log").toFile())
            .start();
    if (kick.waitFor() != 0) {
      throw new IOException(Files.readString(folder.resolve("kick.log")));
    }
  }

  /** Its log, in which the way of each login stands. */
  String log() throws IOException {
    return Files.readString(folder.resolve("dovecot.log"), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
