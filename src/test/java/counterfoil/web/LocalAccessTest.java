package counterfoil.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.mock.env.MockEnvironment;

/** Without a password. */
@SpringBootTest(
    classes = {WebOnFakes.class, WebOnFakes.Tryout.class},
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "management.endpoint.health.show-details=when-authorized")
class LocalAccessTest {

  @Value("${local.server.port}")
  private int port;

  @Test
  void asksNobodyToLogIn() {
    assertThat(Visitor.of(port).get("/").statusCode()).isEqualTo(200);
  }

  @Test
  void tellsTheDetailsOfHealthToWhoSitsHere() {
    assertThat(Visitor.of(port).get("/actuator/health").body()).contains("components");
  }

  @Test
  void ignoresALoginThatIsSentAnyway() {
    assertThat(Visitor.of(port).as("admin", "whatever").get("/").statusCode()).isEqualTo(200);
    assertThat(
            Visitor.of(port)
                .as("x", "y")
                .post("/api/tickets/CF-1039/status", "application/json", "{\"status\": \"Open\"}")
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void cannotBeReachedFromOutside() throws IOException {
    for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
      for (InetAddress address : network.inetAddresses().toList()) {
        if (!address.isLoopbackAddress()) {
          assertThatThrownBy(
                  () -> {
                    try (Socket socket = new Socket()) {
                      socket.connect(new InetSocketAddress(address, port), 500);
                    }
                  })
              .as("connecting to " + address)
              .isInstanceOf(IOException.class);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "[::1]", "localhost:8080", "LOCALHOST:1"})
  void answersUnderItsLocalNames(String host) throws IOException {
    assertThat(statusOf("GET / HTTP/1.1\r\nHost: " + host)).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "desk.bad.example",
        "localhost.bad.example",
        "127.0.0.1.bad.example",
        "bad.example:8080",
        "0.0.0.0",
        "2130706433"
      })
  void refusesForeignNames(String host) throws IOException {
    assertThat(statusOf("GET / HTTP/1.1\r\nHost: " + host)).isEqualTo(403);
    assertThat(statusOf("GET /actuator/health HTTP/1.1\r\nHost: " + host)).isEqualTo(403);
    assertThat(statusOf("GET http://localhost/ HTTP/1.1\r\nHost: " + host)).isNotEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Forwarded: for=192.0.2.1",
        "X-Forwarded-For: 192.0.2.1",
        "X-Forwarded-Host: desk.example",
        "X-Real-IP: 192.0.2.1",
        "Via: 1.1 proxy.example"
      })
  void refusesWhatCameThroughAProxy(String header) throws IOException {
    assertThat(statusOf("GET / HTTP/1.1\r\nHost: localhost\r\n" + header)).isEqualTo(403);
  }

  @Test
  @Tag("threat-T32")
  void refusesToBeFramedAndToAnswerForeignScripts() throws IOException {
    String answer =
        answerTo("GET /api/tickets HTTP/1.1\r\nHost: localhost\r\nOrigin: http://bad.example");

    assertThat(answer).containsIgnoringCase("frame-ancestors 'none'");
    assertThat(answer).doesNotContainIgnoringCase("Access-Control-Allow-Origin");
  }

  @ParameterizedTest
  @CsvSource({"server.address,0.0.0.0", "server.address,192.0.2.7", "management.server.port,9090"})
  void doesNotStartOnTheNetworkWithoutAPassword(String key, String value) {
    MockEnvironment settings = new MockEnvironment().withProperty(key, value);
    LocalAddressOnly local = new LocalAddressOnly(new AdminSettings(" "), settings);

    assertThatThrownBy(() -> local.customize(new TomcatServletWebServerFactory()))
        .isInstanceOfSatisfying(
            InvalidConfigurationPropertyValueException.class,
            e ->
                assertThat(e.getReason())
                    .contains("COUNTERFOIL_ADMIN_PASSWORD", ".address to 127.0.0.1"));
  }

  @Test
  void mayListenAnywhereWithAPassword() {
    MockEnvironment settings = new MockEnvironment().withProperty("server.address", "0.0.0.0");
    TomcatServletWebServerFactory server = new TomcatServletWebServerFactory();

    new LocalAddressOnly(new AdminSettings("secret"), settings).customize(server);

    assertThat(server.getAddress()).isNull();
  }

  @Test
  @Tag("threat-T34")
  void keepsThePasswordOutOfWhatIsPrinted() {
    assertThat(new AdminSettings("s3cret").toString()).doesNotContain("s3cret");
  }

  private int statusOf(String request) throws IOException {
    return Integer.parseInt(answerTo(request).split(" ")[1]);
  }

  private String answerTo(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket
          .getOutputStream()
          .write((request + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
