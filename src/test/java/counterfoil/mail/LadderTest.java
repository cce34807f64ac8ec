package counterfoil.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be read whole is read in a simpler way, down to nothing but its bytes. */
@Tag("fault-F13")
@Tag("promise-5")
class LadderTest {

  private static final byte[] RAW =
      Raw.mail(
          "From: Nadia Hart <nadia@harbour-hotels.example>",
          "Subject: Line down",
          "Message-ID: <one@harbour-hotels.example>",
          "Date: Mon, 2 Mar 2026 09:15:00 +0100",
          "Content-Type: multipart/mixed; boundary=x",
          "",
          "--x",
          "Content-Type: text/plain",
          "",
          "The line is dead.",
          "--x",
          "Content-Type: text/csv; name=calls.csv",
          "",
          "1;2",
          "--x--");

  static Stream<Throwable> surprises() {
    return Stream.of(
        new IllegalStateException("a bug"),
        new StackOverflowError(),
        new AssertionError("never"),
        new NoClassDefFoundError("a/library/that/overflowed"));
  }

  @ParameterizedTest
  @MethodSource("surprises")
  void readsTextAndFilesWhenNotWhole(Throwable surprise) {
    ParsedMail mail = reader(fails(surprise), text(), header()).read(RAW);

    assertThat(mail.text().newPart()).isEqualTo("The line is dead.");
    assertThat(mail.attachments()).extracting(Attachment::name).containsExactly("calls.csv");
    assertThat(mail.subject()).isEqualTo("Line down");
    assertThat(mail.defects())
        .singleElement()
        .asString()
        .startsWith("the mail could not be read whole: " + surprise.getClass().getName());
  }

  @ParameterizedTest
  @MethodSource("surprises")
  void readsHeaderWhenNoText(Throwable surprise) {
    ParsedMail mail = reader(fails(surprise), fails(surprise), header()).read(RAW);

    assertThat(mail.messageId()).isEqualTo("one@harbour-hotels.example");
    assertThat(mail.author()).map(Address::email).contains("nadia@harbour-hotels.example");
    assertThat(mail.subject()).isEqualTo("Line down");
    assertThat(mail.date()).hasToString("Optional[2026-03-02T08:15:00Z]");
    assertThat(mail.text().full()).isEmpty();
    assertThat(mail.defects()).hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("surprises")
  void keepsBytesWhenNoHeader(Throwable surprise) {
    MailReader reader = reader(fails(surprise), fails(surprise), fails(surprise));
    ParsedMail mail = reader.read(RAW);

    assertThat(mail.messageId()).endsWith("@missing.invalid");
    assertThat(mail.fingerprint()).hasSize(64).isEqualTo(reader.read(RAW).fingerprint());
    assertThat(mail.defects()).hasSize(3);
  }

  @Test
  void forgetsWhatTheFailedWayComplainedOf() {
    Rung complainsAndFails =
        (raw, defects) -> {
          defects.add("half of it was odd");
          throw new IllegalStateException("a bug");
        };

    assertThat(reader(complainsAndFails, text()).read(RAW).defects())
        .hasSize(1)
        .doesNotContain("half of it was odd");
  }

  @Test
  void leavesAFullHeapToTheDesk() {
    MailReader reader = reader(fails(new OutOfMemoryError("heap")), text());

    assertThatThrownBy(() -> reader.read(RAW)).isInstanceOf(OutOfMemoryError.class);
  }

  @Test
  void readsWordsOfHtmlWithoutUnderstandingIt() {
    ParsedMail mail = reader(text()).read(Raw.html("Line down", "<p>The line <b>is</b> dead.</p>"));

    assertThat(mail.text().full()).isEqualToNormalizingWhitespace("The line is dead.");
  }

  @Test
  void readsSameHeaderWithoutAParser() {
    byte[] raw =
        Raw.mail(
            "From: =?utf-8?q?N=C3=A1dia?= <nadia@harbour-hotels.example>",
            "To: a@b.example,",
            "\tb@b.example",
            "References: <1@b.example> <2@b.example>",
            "Subject: A",
            " folded subject",
            "",
            "Text");

    ParsedMail whole = new MailReader().read(raw);
    ParsedMail header = reader(header()).read(raw);

    assertThat(header.headers()).isEqualTo(whole.headers());
    assertThat(header.from()).isEqualTo(whole.from());
    assertThat(header.to()).isEqualTo(whole.to()).hasSize(2);
    assertThat(header.subject()).isEqualTo("A folded subject");
    assertThat(header.references()).isEqualTo(whole.references()).hasSize(2);
  }

  /** A way that ends as badly as the surprise; a full stack by really filling it. */
  private static Rung fails(Throwable surprise) {
    return (raw, defects) -> {
      if (surprise instanceof StackOverflowError) {
        return overflow(0);
      }
      if (surprise instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) surprise;
    };
  }

  private static ParsedMail overflow(int depth) {
    ParsedMail mail = overflow(depth + 1);
    return mail.withDefects(List.of("never reached at " + depth));
  }

  private static Rung text() {
    return new TextReading(ReadLimits.DEFAULTS);
  }

  private static Rung header() {
    return new HeaderReading(ReadLimits.DEFAULTS);
  }

  private static MailReader reader(Rung... ladder) {
    return new MailReader(ReadLimits.DEFAULTS, List.of(ladder));
  }
}
