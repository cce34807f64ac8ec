package counterfoil.mail;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.text.Defects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("threat-T12")
class GateTest {

  private final Defects defects = new Defects();

  @Test
  void letsOrdinaryMailPassAsItIs() {
    byte[] raw = Raw.text("Lines down", "Hello");

    assertThat(pass(raw)).isEqualTo(raw);
    assertThat(defects.list()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n", "\n", "\r", "\r\r\n"})
  void understandsAllLineEnds(String end) {
    String mail =
        String.join(end, "From: nadia@harbour-hotels.example", "Subject: Hi", "", "One", "Two", "");

    ParsedMail read = new MailReader().read(mail.getBytes(StandardCharsets.US_ASCII));

    assertThat(read.subject()).isEqualTo("Hi");
    assertThat(read.from()).containsExactly(Address.of("nadia@harbour-hotels.example"));
    assertThat(read.text().full().strip()).isEqualTo("One\nTwo");
  }

  @Test
  void skipsBlankLinesAndMailboxLineBeforeHeader() {
    byte[] raw = bytes("\r\n  \r\nFrom nadia Mon Mar  2 09:15:00 2026\r\nSubject: Hi\r\n\r\nText");

    assertThat(text(pass(raw))).isEqualTo("Subject: Hi\r\n\r\nText");
    assertThat(defects.list()).containsExactly("something stands before the header");
  }

  @Test
  void takesFromWithASpaceBeforeItsColonForAField() {
    byte[] raw = bytes("From : nadia@harbour-hotels.example\r\nSubject: Hi\r\n\r\nText");

    assertThat(pass(raw)).isEqualTo(raw);
    assertThat(new MailReader().read(raw).from())
        .containsExactly(Address.of("nadia@harbour-hotels.example"));
  }

  @Test
  void readsTextWithoutHeaderAsBody() {
    assertThat(text(pass(bytes("Good morning, our line is down")))).startsWith("\r\nGood morning");
    assertThat(defects.list()).containsExactly("no header: read as a body");
  }

  @Test
  void takesProseInHeaderForBeginningOfText() {
    assertThat(text(pass(bytes("Subject: Hi\r\nHello you all out there\r\nBye\r\n"))))
        .isEqualTo("Subject: Hi\r\n\r\nHello you all out there\r\nBye\r\n");
    assertThat(defects.list()).containsExactly("no blank line after the header");
  }

  @Test
  void readsOnBehindBrokenFolding() {
    byte[] raw =
        bytes(
            "Received: from a.example\r\nby b.example with ESMTP id 1\r\nSubject: Hi\r\n\r\nText");

    assertThat(text(pass(raw))).isEqualTo("Received: from a.example\r\nSubject: Hi\r\n\r\nText");
  }

  @Test
  void cutsFieldThatIsTooLong() {
    byte[] gated =
        pass(bytes("Subject: " + "a".repeat(70_000) + "\r\nTo: x@y.example\r\n\r\nText"));

    assertThat(gated.length).isLessThan(66_000);
    assertThat(text(gated)).endsWith("\r\nTo: x@y.example\r\n\r\nText");
    assertThat(defects.list())
        .containsExactly("a header field is too long: the rest of it was not read");
  }

  @Test
  void cutsHeaderOfTooManyFields() {
    byte[] gated = pass(bytes("X-A: b\r\n".repeat(3_000) + "\r\nText"));

    assertThat(text(gated).lines().filter(line -> line.startsWith("X-A"))).hasSize(2_000);
    assertThat(text(gated)).endsWith("\r\n\r\nText");
    assertThat(defects.list())
        .containsExactly("the header is too long: the rest of it was not read");
  }

  @Test
  void cutsFieldThatIsFoldedTooOften() {
    byte[] gated =
        pass(bytes("Subject: a" + "\r\n b".repeat(2_000) + "\r\nTo: x@y.example\r\n\r\nText"));

    assertThat(text(gated).lines().filter(line -> line.equals(" b"))).hasSize(999);
    assertThat(text(gated)).endsWith("\r\nTo: x@y.example\r\n\r\nText");
    assertThat(defects.list())
        .containsExactly("a header field is too long: the rest of it was not read");
  }

  @Test
  void cutsHeaderThatIsTooLong() {
    byte[] gated = pass(bytes(("X-A: " + "b".repeat(1_000) + "\r\n").repeat(1_000) + "\r\nText"));

    assertThat(gated.length).isLessThan(257 * 1024);
    assertThat(text(gated)).startsWith("X-A: b").endsWith("\r\n\r\nText");
    assertThat(defects.list())
        .contains("the header is too long: the rest of it was not read")
        .hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void dropsHeaderLineThatIsNoField() {
    assertThat(text(pass(bytes("Subject: Hi\r\nnonsense\r\nTo: x@y.example\r\n\r\nText"))))
        .isEqualTo("Subject: Hi\r\nTo: x@y.example\r\n\r\nText");
    assertThat(defects.list()).containsExactly("a header line is no field");
  }

  @Test
  void writesNothingThatItWouldCutAgain() {
    byte[] long70 = bytes("Subject: " + "a".repeat(70_000) + "\r\nTo: x@y.example\r\n\r\nText");
    // The limit of the header falls into the name of a field.
    String line = "X-A: " + "b".repeat(1_017) + "\r\n";
    byte[] amidName = bytes(line.replace("bbbb\r", "\r") + line.repeat(256));

    for (byte[] raw : List.of(long70, amidName)) {
      byte[] passed = pass(raw);
      assertThat(pass(passed)).isEqualTo(passed);
    }
  }

  private byte[] pass(byte[] raw) {
    try {
      return new Gate(raw, ReadLimits.DEFAULTS, defects).pass().readAllBytes();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
