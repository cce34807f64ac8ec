package counterfoil.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import counterfoil.mail.Envelope;
import java.io.InputStream;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

class SmtpConnectionsTest {

  private final List<String> senders = new CopyOnWriteArrayList<>();
  private final List<String> mails = new CopyOnWriteArrayList<>();
  private final Set<SocketAddress> connections = ConcurrentHashMap.newKeySet();
  private volatile int refuseSender;
  private volatile int refuseRecipient;

  private final SMTPServer server =
      SMTPServer.port(0)
          .messageHandlerFactory(
              context -> {
                connections.add(context.getRemoteAddress());
                return new Handler();
              })
          .build();

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void sendsManyLettersOverOneConnection() throws Exception {
    SmtpConnections smtp = connect();
    for (int i = 0; i < 5; i++) {
      smtp.send(letter());
    }

    assertThat(mails).hasSize(5);
    assertThat(connections).hasSize(1);
  }

  @Test
  @Tag("rule-32")
  void sendsWithTheNullSender() throws Exception {
    connect().send(letter());

    assertThat(senders).containsExactly("");
  }

  @Test
  @Tag("fault-F5")
  void tellsRefusalFromTrouble() throws Exception {
    SmtpConnections smtp = connect();
    refuseRecipient = 550;
    assertThatThrownBy(() -> smtp.send(letter()))
        .isInstanceOf(SmtpRefusedException.class)
        .hasMessageContaining("no such user here");
    refuseRecipient = 450;
    assertThatThrownBy(() -> smtp.send(letter())).isInstanceOf(SmtpTroubleException.class);
    refuseRecipient = 0;
    refuseSender = 552;
    assertThatThrownBy(() -> smtp.send(letter())).isInstanceOf(SmtpRefusedException.class);
    refuseSender = 0;
    assertThatCode(() -> smtp.send(letter())).doesNotThrowAnyException();
  }

  @Test
  @Tag("threat-T21")
  void sendsALineWithADotAsOneMail() throws Exception {
    connect()
        .send(
            new Envelope(
                "desk",
                "",
                List.of("nadia@harbour-hotels.example"),
                "Subject: x\r\n\r\nbefore\r\n.\r\nMAIL FROM:<eve@x.example>\r\nafter\r\n"
                    .getBytes(StandardCharsets.US_ASCII)));

    assertThat(mails).hasSize(1);
    assertThat(mails.get(0)).contains("before\r\n.\r\nMAIL FROM").contains("after");
  }

  @Test
  void saysThatNothingAnswers() throws Exception {
    SmtpConnections smtp = connect();
    server.stop();

    assertThatThrownBy(() -> smtp.send(letter()))
        .isInstanceOf(SmtpTroubleException.class)
        .hasMessageContaining("nothing answers at 127.0.0.1");
    assertThat(smtp.failures()).containsKey("desk");
  }

  private SmtpConnections connect() {
    server.start();
    Account.Server smtp =
        new Account.Server("127.0.0.1", server.getPortAllocated(), "", "", Account.Tls.NONE);
    Account account =
        new Account(
            "desk",
            "desk@counterfoil.example",
            smtp,
            smtp,
            "INBOX",
            "Processed",
            Duration.ofMinutes(1),
            Duration.ofMinutes(10),
            100,
            1_000_000);
    return new SmtpConnections(Map.of("desk", account), Clock.systemUTC());
  }

  private static Envelope letter() {
    return new Envelope(
        "desk",
        "",
        List.of("nadia@harbour-hotels.example"),
        "Subject: x\r\n\r\nHello\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  private final class Handler implements MessageHandler {

    @Override
    public void from(String from) throws RejectException {
      if (refuseSender > 0) {
        throw new RejectException(refuseSender, "not from you");
      }
      senders.add(from);
    }

    @Override
    public void recipient(String recipient) throws RejectException {
      if (refuseRecipient > 0) {
        throw new RejectException(refuseRecipient, "no such user here");
      }
    }

    @Override
    public String data(InputStream data) {
      try {
        mails.add(new String(data.readAllBytes(), StandardCharsets.US_ASCII));
        return "taken";
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    @Override
    public void done() {}
  }
}
