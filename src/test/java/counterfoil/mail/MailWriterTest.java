package counterfoil.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailWriterTest {

  private final MailWriter writer =
      new MailWriter(Clock.fixed(Instant.parse("2026-11-23T08:00:00Z"), ZoneOffset.UTC));

  @Test
  void keepsTheMessageIdOfTheQueue() {
    assertThat(write(mail("Hello"))).contains("Message-ID: <fixed@desk.example>\r\n");
  }

  @Test
  @Tag("rule-32")
  void writesWhatTheReaderReadsAgain() {
    ParsedMail read = new MailReader().read(writer.write(mail("Grüße, 佐藤 – ok")));

    assertThat(read.subject()).isEqualTo("Grüße, 佐藤 – ok");
    assertThat(read.text().full()).contains("Zeile mit Ümlaut");
    assertThat(read.inReplyTo()).containsExactly("asked@x.example");
    assertThat(read.references()).containsExactly("first@x.example", "asked@x.example");
    assertThat(read.author().orElseThrow().email()).isEqualTo("desk@desk.example");
  }

  @ParameterizedTest
  @Tag("threat-T20")
  @ValueSource(strings = {"a\r\nBcc: eve@x.example", "a\nX: y", "a\rb", "a\u0000b", "a\u007fb"})
  void refusesAControlCharacterInAnyHeader(String hostile) {
    assertThatThrownBy(() -> writer.write(mail(hostile)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> writer.write(with(Address.of("desk@desk.example"), Map.of("X-Y", hostile))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> writer.write(with(new Address("desk@desk.example", hostile), Map.of())))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> writer.write(with(Address.of(hostile + "@x.example"), Map.of())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @Tag("threat-T20")
  void leavesOutAnIdThatIsNoId() {
    OutgoingMail plain = mail("x");
    String written =
        write(
            new OutgoingMail(
                plain.messageId(),
                plain.from(),
                plain.to(),
                plain.subject(),
                plain.text(),
                plain.html(),
                "a@x>\r\nBcc: eve@x.example",
                List.of("b c", "d\r\ne"),
                Map.of()));

    assertThat(written).doesNotContain("Bcc").doesNotContain("In-Reply-To");
  }

  @Test
  @Tag("rule-23")
  void cutsALongChainOfReferences() {
    OutgoingMail plain = mail("x");
    String written =
        write(
            new OutgoingMail(
                plain.messageId(),
                plain.from(),
                plain.to(),
                plain.subject(),
                plain.text(),
                "",
                "asked@x.example",
                Collections.nCopies(500, "very-long-chain@x.example"),
                Map.of()));

    assertThat(new MailReader().read(written.getBytes(StandardCharsets.UTF_8)).references())
        .contains("asked@x.example");
    assertThat(written.length()).isLessThan(4_000);
  }

  private String write(OutgoingMail mail) {
    return new String(writer.write(mail), StandardCharsets.UTF_8);
  }

  private static OutgoingMail mail(String subject) {
    return new OutgoingMail(
        "fixed@desk.example",
        Address.of("desk@desk.example"),
        List.of(Address.of("nadia@harbour-hotels.example")),
        subject,
        "Zeile mit Ümlaut\n",
        "<p>Zeile mit &Uuml;mlaut</p>",
        "asked@x.example",
        List.of("first@x.example"),
        Map.of("Auto-Submitted", "auto-replied"));
  }

  private static OutgoingMail with(Address from, Map<String, String> headers) {
    OutgoingMail plain = mail("x");
    return new OutgoingMail(
        plain.messageId(),
        from,
        plain.to(),
        plain.subject(),
        plain.text(),
        plain.html(),
        plain.inReplyTo(),
        plain.references(),
        headers);
  }
}
