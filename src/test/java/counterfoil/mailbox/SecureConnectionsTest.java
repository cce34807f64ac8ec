package counterfoil.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.mail.MessagingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each way a secure connection can fail, against sockets that fail in that way. */
@Tag("rule-3")
class SecureConnectionsTest {

  @TempDir private static Path folder;

  private static Certificates certificates;

  private final List<ServerSocket> doors = new ArrayList<>();

  @BeforeAll
  static void makeAuthority() throws Exception {
    certificates = new Certificates(folder);
  }

  @AfterEach
  void close() throws IOException {
    for (ServerSocket door : doors) {
      door.close();
    }
  }

  @Test
  void trustsTheAuthorityOfTheCompany() throws Exception {
    int port = secure("localhost", "-1d", 30, SecureConnectionsTest::refuseLogin);

    // It came as far as the login.
    failure(Account.Protocol.IMAP, port, Account.Tls.TLS, true)
        .contains("refused the login of \"desk\"");
  }

  @Test
  void saysThatNobodyTrustedHasSignedTheCertificate() throws Exception {
    int port = secure("localhost", "-1d", 30, SecureConnectionsTest::refuseLogin);

    for (Account.Protocol protocol : Account.Protocol.values()) {
      failure(protocol, port, Account.Tls.TLS, false)
          .contains("signed by nobody we trust", "counterfoil.mailbox.trust");
    }
  }

  @Test
  void saysThatTheCertificateHasExpired() throws Exception {
    int port = secure("localhost", "-20d", 10, SecureConnectionsTest::refuseLogin);

    failure(Account.Protocol.IMAP, port, Account.Tls.TLS, true)
        .contains("the certificate of localhost:" + port, "has expired", "must renew it");
  }

  @Test
  void saysThatTheCertificateIsNotValidYet() throws Exception {
    int port = secure("localhost", "+5d", 10, SecureConnectionsTest::refuseLogin);

    failure(Account.Protocol.IMAP, port, Account.Tls.TLS, true)
        .contains("not valid yet", "check the clock");
  }

  @Test
  void saysThatTheCertificateIsOfAnotherName() throws Exception {
    int port = secure("imap.other.example", "-1d", 30, SecureConnectionsTest::refuseLogin);

    failure(Account.Protocol.IMAP, port, Account.Tls.TLS, true)
        .contains("belongs to another name", "set host to a name that stands in it");
  }

  @Test
  void sendsNoPasswordWhereStartTlsIsNotOffered() throws Exception {
    List<String> said = new ArrayList<>();
    int imap = plain(server -> talk(server, "* OK [CAPABILITY IMAP4rev1] hello", said));
    int pop3 = plain(server -> talk(server, "+OK hello", said));

    failure(Account.Protocol.IMAP, imap, Account.Tls.STARTTLS, true)
        .contains("does not offer STARTTLS", "nothing is sent");
    failure(Account.Protocol.POP3, pop3, Account.Tls.STARTTLS, true)
        .contains("does not offer STARTTLS", "nothing is sent");
    synchronized (said) {
      assertThat(said).noneMatch(line -> line.contains("secret-word"));
    }
  }

  @Test
  void saysThatAServerSpeaksNoTls() throws Exception {
    int port = plain(server -> talk(server, "* OK hello", new ArrayList<>()));

    failure(Account.Protocol.IMAP, port, Account.Tls.TLS, true)
        .contains("does not speak TLS from the first byte", "set tls to starttls");
  }

  @Test
  void saysThatAServerWaitsForTls() throws Exception {
    int port = secure("localhost", "-1d", 30, SecureConnectionsTest::refuseLogin);

    failure(Account.Protocol.IMAP, port, Account.Tls.STARTTLS, true)
        .contains("does not answer in time", "set tls to tls");
  }

  @Test
  void saysThatAServerSpeaksOnlyWhatIsTooOld() throws Exception {
    // The alert protocol_version (RFC 8446 section 6), with which such servers answer.
    int port =
        plain(
            server -> {
              server.getInputStream().read();
              server.getOutputStream().write(new byte[] {0x15, 3, 1, 0, 2, 2, 70});
              server.getOutputStream().flush();
              server.getInputStream().readAllBytes();
            });

    failure(Account.Protocol.IMAP, port, Account.Tls.TLS, true)
        .contains("versions of TLS that are no longer safe", "TLS 1.2");
  }

  @Test
  void saysThatTheConnectionEndedWhileItWasSecured() throws Exception {
    int port = plain(server -> server.getInputStream().read());

    failure(Account.Protocol.IMAP, port, Account.Tls.TLS, true)
        .containsAnyOf("ended the connection while it was being secured", "Connection reset");
  }

  private AbstractStringAssert<?> failure(
      Account.Protocol protocol, int port, Account.Tls tls, boolean trusting) {
    Account.Server server = new Account.Server("localhost", port, "desk", "secret-word", tls);
    Account account =
        new Account(
            "desk",
            "desk@counterfoil.example",
            server,
            server,
            new Account.Watching(
                protocol,
                List.of("INBOX"),
                "Processed",
                "Oversize",
                true,
                50L << 20,
                Duration.ofMinutes(1),
                Duration.ofMinutes(15),
                Duration.ofMinutes(10),
                100,
                16L << 20,
                new Account.Timeouts(
                    Duration.ofSeconds(10), Duration.ofSeconds(3), Duration.ofMinutes(5)),
                trusting ? Optional.of(certificates.authority()) : Optional.empty()));
    MessagingException failure =
        catchThrowableOfType(
            MessagingException.class,
            () -> {
              if (protocol == Account.Protocol.IMAP) {
                Connections.imap(account, new KeptSocket());
              } else {
                Connections.pop3(account, new KeptSocket());
              }
            });
    assertThat(failure).isNotNull();
    return assertThat(Connections.sentence(server, failure)).doesNotContain("secret-word");
  }

  private interface Talk {
    void with(Socket client) throws IOException;
  }

  private static void refuseLogin(Socket client) throws IOException {
    talk(client, "* OK [CAPABILITY IMAP4rev1] hello", new ArrayList<>());
  }

  /** Greets, and says no to all that follows. */
  private static void talk(Socket client, String greeting, List<String> said) throws IOException {
    OutputStream out = client.getOutputStream();
    out.write((greeting + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      synchronized (said) {
        said.add(line);
      }
      String answer = greeting.startsWith("+") ? "-ERR no" : line.split(" ")[0] + " NO no";
      out.write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
  }

  private int secure(String name, String from, int days, Talk talk) throws Exception {
    return serve(
        certificates
            .server(name, from, days)
            .getServerSocketFactory()
            .createServerSocket(0, 10, InetAddress.getLoopbackAddress()),
        talk);
  }

  private int plain(Talk talk) throws IOException {
    return serve(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()), talk);
  }

  private int serve(ServerSocket door, Talk talk) {
    doors.add(door);
    Thread thread =
        new Thread(
            () -> {
              while (!door.isClosed()) {
                try (Socket client = door.accept()) {
                  talk.with(client);
                } catch (IOException e) {
                  // The client has seen enough, or the door is closed.
                }
              }
            },
            "server");
    thread.setDaemon(true);
    thread.start();
    return door.getLocalPort();
  }
}
