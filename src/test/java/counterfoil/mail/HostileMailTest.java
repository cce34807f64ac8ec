package counterfoil.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import counterfoil.rig.HostileMails;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Mails made to stop a reader: each is read, in time, and the spans cover what was read. */
@Tag("fault-F12")
@Tag("threat-T12")
class HostileMailTest {

  private static final String FROM = "From: Nadia Hart <nadia@harbour-hotels.example>\r\n";

  private final MailReader reader = new MailReader();

  @TestFactory
  Stream<DynamicTest> readsInTime() {
    return HostileMails.all().entrySet().stream()
        .map(shape -> dynamicTest(shape.getKey(), () -> readsInTime(shape.getValue().get())));
  }

  private void readsInTime(byte[] raw) {
    // The promise is two seconds; machines that build are slower and shared.
    ParsedMail mail =
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> reader.read(raw));
    int at = 0;
    for (MailText.Span span : mail.text().spans()) {
      assertThat(span.start()).isEqualTo(at);
      at = span.end();
    }
    assertThat(at).isEqualTo(mail.text().full().length());
    assertThat(mail.messageId()).isNotEmpty();
    assertThat(mail.fingerprint()).hasSize(64);
    assertThat(mail.text().full()).doesNotContain("\u0000");
    assertThat(mail.defects()).noneMatch(defect -> defect.startsWith("the mail could not be read"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @TestFactory
  Stream<DynamicTest> findsTextBehindOddities() {
    return List.of(
            "Content-Type: multipart/mixed; boundary=x\r\n\r\nHello Owen",
            "Content-Type: multipart/mixed\r\n\r\n--x\r\n\r\nHello Owen\r\n--x--",
            "Content-Type: \u0016text/plain\r\n\r\nHello Owen",
            "Content-Type: text/plain; charset=foo\r\n\r\nHello Owen",
            "Content-Transfer-Encoding: base9000\r\n\r\nHello Owen",
            "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nHello Owen")
        .stream()
        .map(
            odd ->
                dynamicTest(
                    odd.substring(0, odd.indexOf("\r\n")),
                    () ->
                        assertThat(reader.read(bytes(FROM + odd)).text().full())
                            .contains("Hello Owen")));
  }
}
