package counterfoil.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import counterfoil.mail.Address;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.event.MessageCountAdapter;
import jakarta.mail.event.MessageCountEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TryoutMailServerTest {

  private static final String DESK = "servicedesk@counterfoil.example";
  private static final Address NADIA = new Address("nadia@harbour-hotels.example", "Nadia Hart");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-01T09:30:00Z"), ZoneOffset.UTC);
  private static final int SOON_SECONDS = 20;

  private TryoutMailServer server;

  @BeforeEach
  void start() {
    server = new TryoutMailServer(DESK, 0, 0, CLOCK);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void hasAMailInTheInboxWhenSmtpSaysOk() throws Exception {
    try (Dialogue smtp = new Dialogue(server.smtpPort())) {
      assertThat(smtp.reads()).startsWith("220 ");
      assertThat(smtp.says("HELO customer.example")).startsWith("250 ");
      assertThat(smtp.says("MAIL FROM:<nadia@harbour-hotels.example>")).startsWith("250 ");
      assertThat(smtp.says("RCPT TO:<" + DESK + ">")).startsWith("250 ");
      assertThat(smtp.says("DATA")).startsWith("354 ");
      assertThat(smtp.says("Subject: The line is dead\r\n\r\nNobody answers.\r\n."))
          .isEqualTo("250 2.0.0 Ok: in the inbox");
      assertThat(inbox(DESK, "whatever")).containsExactly("The line is dead");
    }
  }

  @Test
  void takesTheEmptySenderOfBouncesAndAcknowledgements() throws Exception {
    try (Dialogue smtp = new Dialogue(server.smtpPort())) {
      smtp.reads();
      smtp.says("HELO desk.example");
      assertThat(smtp.says("MAIL FROM:<>")).startsWith("250 ");
      assertThat(smtp.says("RCPT TO:<nadia@harbour-hotels.example>")).startsWith("250 ");
      smtp.says("DATA");
      assertThat(smtp.says("Subject: We have your mail\r\n\r\nCF-1\r\n.")).startsWith("250 ");
    }
    assertThat(text(server.received("nadia@harbour-hotels.example").get(0)))
        .startsWith("Return-Path: <>\r\nDelivered-To: nadia@harbour-hotels.example\r\n")
        .endsWith("Subject: We have your mail\r\n\r\nCF-1\r\n");
  }

  @Test
  void letsAnybodyLogInWithAnyPassword() throws Exception {
    assertThat(inbox("a.new.one@harbour-hotels.example", "secret")).isEmpty();
    server.send(NADIA, "First", "text", Optional.empty(), List.of());
    assertThat(inbox(DESK, "right")).hasSize(1);
    assertThat(inbox("ServiceDesk@Counterfoil.example", "wrong")).hasSize(1);
  }

  @Test
  void takesAnyLoginBySmtp() throws Exception {
    try (Dialogue smtp = new Dialogue(server.smtpPort())) {
      smtp.reads();
      smtp.sends("EHLO customer.example");
      List<String> offers = new ArrayList<>();
      String line;
      do {
        line = smtp.reads();
        offers.add(line.substring(4));
      } while (line.startsWith("250-"));
      assertThat(offers).anyMatch(offer -> offer.startsWith("AUTH ") && offer.contains("PLAIN"));
      // NUL nadia NUL guessed, in base64
      assertThat(smtp.says("AUTH PLAIN AG5hZGlhAGd1ZXNzZWQ=")).startsWith("235 ");
    }
  }

  @Test
  void deliversToEveryRecipientAndToTheMailboxBeforeAPlusSign() throws Exception {
    try (Dialogue smtp = new Dialogue(server.smtpPort())) {
      smtp.reads();
      smtp.says("HELO customer.example");
      smtp.says("MAIL FROM:<nadia@harbour-hotels.example>");
      smtp.says("RCPT TO:<servicedesk+cf1-token@counterfoil.example>");
      smtp.says("RCPT TO:<Owen@Harbour-Hotels.example>");
      smtp.says("DATA");
      smtp.says("Subject: For two\r\n\r\n.");
    }
    assertThat(server.received("owen@harbour-hotels.example")).hasSize(1);
    assertThat(text(server.received(DESK).get(0)))
        .contains("Delivered-To: servicedesk+cf1-token@counterfoil.example\r\n");
  }

  @Test
  void sendsForAVisitorAsAMailClientWould() {
    server.send(
        NADIA,
        "Re: Grüße\r\nBcc: owen@harbour-hotels.example",
        "東京\n.\nthe end",
        Optional.of("third@counterfoil.example"),
        List.of("first@harbour-hotels.example", "second@counterfoil.example"));

    String mail = text(server.received(DESK).get(0));
    assertThat(mail)
        .contains("Return-Path: <nadia@harbour-hotels.example>\r\n")
        .contains("From: Nadia Hart <nadia@harbour-hotels.example>\r\n")
        .contains("To: " + DESK + "\r\n")
        .contains("Date: Mon, 1 Jun 2026 09:30:00 +0000")
        .containsPattern("Message-ID: <[0-9a-f-]+@harbour-hotels.example>\r\n")
        .contains("In-Reply-To: <third@counterfoil.example>\r\n")
        .contains(
            "References: <first@harbour-hotels.example>\r\n <second@counterfoil.example>\r\n"
                + " <third@counterfoil.example>\r\n")
        .doesNotContain("\nBcc:")
        .contains("東京\r\n.\r\nthe end");
    assertThat(server.received("owen@harbour-hotels.example")).isEmpty();
  }

  @Test
  void refusesASenderThatIsNoAddress() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> server.send(Address.of("nadia"), "Hello", "text", Optional.empty(), List.of()));
    assertThat(server.received(DESK)).isEmpty();
  }

  @Test
  void showsTheNewestMailFirst() {
    server.send(NADIA, "Older", "text", Optional.empty(), List.of());
    server.send(NADIA, "Newer", "text", Optional.empty(), List.of());

    assertThat(server.received(DESK))
        .extracting(mail -> text(mail).contains("Newer"))
        .containsExactly(true, false);
    assertThat(server.received("nobody@harbour-hotels.example")).isEmpty();
  }

  @Test
  void makesAMailboxOnceWhenManyWantItAtOnce() throws Exception {
    int many = 16;
    String owen = "owen@harbour-hotels.example";
    ExecutorService threads = Executors.newFixedThreadPool(many);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        boolean delivery = i % 2 == 0;
        all.add(threads.submit(() -> delivery ? deliverTo(owen) : inbox(owen, "any").size()));
      }
      for (Future<?> one : all) {
        one.get(SOON_SECONDS, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(server.received(owen)).hasSize(many / 2);
    assertThat(inbox(owen, "any")).hasSize(many / 2);
  }

  @Test
  void tellsAWaitingClientOfNewMailAtOnce() throws Exception {
    try (Store store = store(DESK, "any");
        IMAPFolder folder = (IMAPFolder) store.getFolder("INBOX")) {
      folder.open(Folder.READ_ONLY);
      CompletableFuture<String> told = new CompletableFuture<>();
      folder.addMessageCountListener(
          new MessageCountAdapter() {
            @Override
            public void messagesAdded(MessageCountEvent event) {
              told.complete("new mail");
            }
          });
      Thread idle =
          new Thread(
              () -> {
                try {
                  folder.idle(true);
                } catch (jakarta.mail.MessagingException e) {
                  told.completeExceptionally(e);
                }
              });
      idle.start();
      server.send(NADIA, "Wake up", "text", Optional.empty(), List.of());
      assertThat(told.get(SOON_SECONDS, TimeUnit.SECONDS)).isEqualTo("new mail");
      idle.join(TimeUnit.SECONDS.toMillis(SOON_SECONDS));
    }
  }

  @Test
  void namesTheSettingOfATakenPort() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int port = other.getLocalPort();
      assertThatExceptionOfType(CannotStart.class)
          .isThrownBy(() -> new TryoutMailServer(DESK, port, 0, CLOCK))
          .withMessageContaining("SMTP port " + port)
          .withMessageContaining("COUNTERFOIL_TRYOUT_SMTP_PORT");
      assertThatExceptionOfType(CannotStart.class)
          .isThrownBy(() -> new TryoutMailServer(DESK, 0, port, CLOCK))
          .withMessageContaining("IMAP port " + port)
          .withMessageContaining("COUNTERFOIL_TRYOUT_IMAP_PORT");
    }
  }

  @Test
  void givesItsPortsBackWhenClosed() {
    int smtp = server.smtpPort();
    int imap = server.imapPort();
    server.close();
    new TryoutMailServer(DESK, smtp, imap, CLOCK).close();
  }

  private int deliverTo(String recipient) throws IOException {
    try (Dialogue smtp = new Dialogue(server.smtpPort())) {
      smtp.reads();
      smtp.says("HELO customer.example");
      smtp.says("MAIL FROM:<>");
      smtp.says("RCPT TO:<" + recipient + ">");
      smtp.says("DATA");
      assertThat(smtp.says("Subject: One of many\r\n\r\n.")).startsWith("250 ");
      return 1;
    }
  }

  private Store store(String user, String password) throws Exception {
    Properties properties = new Properties();
    properties.setProperty("mail.imap.timeout", "20000");
    Store store = Session.getInstance(properties).getStore("imap");
    store.connect("127.0.0.1", server.imapPort(), user, password);
    return store;
  }

  /** The subjects in the inbox, by IMAP. */
  private List<String> inbox(String user, String password) throws Exception {
    List<String> subjects = new ArrayList<>();
    try (Store store = store(user, password);
        Folder folder = store.getFolder("INBOX")) {
      folder.open(Folder.READ_ONLY);
      for (Message message : folder.getMessages()) {
        subjects.add(message.getSubject());
      }
    }
    return subjects;
  }

  private static String text(byte[] mail) {
    return new String(mail, StandardCharsets.UTF_8);
  }

  /** A client that speaks line by line. */
  private static final class Dialogue implements AutoCloseable {

    private final Socket socket;
    private final BufferedReader in;

    Dialogue(int port) throws IOException {
      socket = new Socket("127.0.0.1", port);
      socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(SOON_SECONDS));
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    String says(String line) throws IOException {
      sends(line);
      return reads();
    }

    void sends(String line) throws IOException {
      socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    String reads() throws IOException {
      return in.readLine();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
