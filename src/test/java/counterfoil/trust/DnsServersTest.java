package counterfoil.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;

/** A resolver of our own on this machine is asked. */
@Tag("rule-18")
class DnsServersTest {

  private DatagramSocket socket;
  private DnsServers servers;

  @BeforeEach
  void listen() throws IOException {
    socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "resolver of the test");
    thread.setDaemon(true);
    thread.start();
    servers = DnsServers.of(List.of("127.0.0.1:" + socket.getLocalPort()), Duration.ofMillis(300));
  }

  @AfterEach
  void close() {
    socket.close();
  }

  private void serve() {
    byte[] buffer = new byte[512];
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        Message answer = answer(new Message(packet.getData()));
        if (answer != null) {
          byte[] bytes = answer.toWire();
          socket.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
        }
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private static Message answer(Message question) throws IOException {
    Name name = question.getQuestion().getName();
    Message answer = new Message(question.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.addRecord(question.getQuestion(), Section.QUESTION);
    switch (name.toString()) {
      case "key.example." ->
          answer.addRecord(
              new TXTRecord(name, DClass.IN, 77, List.of("v=DKIM1; p=AB", "CD; n=\\195\\164 b")),
              Section.ANSWER);
      case "alias.example." -> {
        Name target = Name.fromString("target.example.");
        answer.addRecord(new CNAMERecord(name, DClass.IN, 60, target), Section.ANSWER);
        answer.addRecord(new TXTRecord(target, DClass.IN, 60, "there"), Section.ANSWER);
      }
      case "empty.example." -> {}
      case "broken.example." -> answer.getHeader().setRcode(Rcode.SERVFAIL);
      case "silent.example." -> {
        return null;
      }
      default -> answer.getHeader().setRcode(Rcode.NXDOMAIN);
    }
    return answer;
  }

  @Test
  void partsOfATextArePutTogether() {
    Dns.Answer answer = servers.txt("key.example");
    assertThat(answer.isAnswer()).isTrue();
    assertThat(answer.texts()).containsExactly("v=DKIM1; p=ABCD; n=\u00c3\u00a4 b");
    assertThat(answer.lifetime()).isEqualTo(Duration.ofSeconds(77));
  }

  @Test
  void aliasIsFollowed() {
    assertThat(servers.txt("alias.example").texts()).containsExactly("there");
  }

  @Test
  void nothingIsAnAnswerAndSilenceIsNone() {
    assertThat(servers.txt("empty.example"))
        .isEqualTo(new Dns.Answer(true, List.of(), Duration.ZERO));
    assertThat(servers.txt("none.example"))
        .isEqualTo(new Dns.Answer(true, List.of(), Duration.ZERO));
    assertThat(servers.txt("broken.example").isAnswer()).isFalse();
    assertThat(servers.txt("silent.example").isAnswer()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.0.2.53",
        "192.0.2.53:5353",
        "2001:db8::53",
        "[2001:db8::53]",
        "[2001:db8::53]:53",
        " ::1 "
      })
  void isAnAddress(String server) {
    assertThat(DnsServers.isAddress(server)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "dns.example",
        "192.0.2",
        "192.0.2.53:x",
        "192.0.2.53:70000",
        "[2001:db8::53",
        "[]",
        ":"
      })
  void isNoAddress(String server) {
    assertThat(DnsServers.isAddress(server)).isFalse();
  }
}
