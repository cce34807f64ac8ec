package counterfoil.mailbox;

import counterfoil.rig.Dovecot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A Dovecot that lets in who shows a good access token, by IMAP and POP3. */
final class TokenDovecot implements AutoCloseable {

  private final Dovecot dovecot;
  private final int pop3Port;

  private TokenDovecot(Dovecot dovecot, int pop3Port) {
    this.dovecot = dovecot;
    this.pop3Port = pop3Port;
  }

  /**
   * @param introspection where it asks whether a token is good (RFC 7662)
   * @param mechanisms how a token may be shown: {@code xoauth2}, {@code oauthbearer}
   */
  static TokenDovecot start(Path folder, String introspection, String mechanisms)
      throws IOException, InterruptedException {
    int pop3Port = Dovecot.freePort();
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
    Dovecot dovecot =
        Dovecot.start(
            folder,
            """
            protocols = imap pop3
            auth_mechanisms = %1$s
            auth_failure_delay = 0
            service pop3-login {
              %2$s
              inet_listener pop3 {
                port = %3$d
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
              args = %4$s
            }
            """
                .formatted(
                    mechanisms,
                    System.getProperty("user.name").equals("root") ? "" : "chroot =",
                    pop3Port,
                    tokens));
    return new TokenDovecot(dovecot, pop3Port);
  }

  int port() {
    return dovecot.port();
  }

  int pop3Port() {
    return pop3Port;
  }

  /** Puts a mail into INBOX, as a delivery agent does. */
  void deliver(String subject) throws IOException {
    dovecot.deliver(
        "From: nadia@harbour-hotels.example\r\nSubject: %s\r\n\r\nHello\r\n"
            .formatted(subject)
            .getBytes(StandardCharsets.US_ASCII));
  }

  void disconnectAll() throws IOException, InterruptedException {
    dovecot.disconnectAll();
  }

  String log() throws IOException {
    return dovecot.log();
  }

  @Override
  public void close() {
    dovecot.close();
  }
}
