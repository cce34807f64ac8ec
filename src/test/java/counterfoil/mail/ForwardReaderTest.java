package counterfoil.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads the mails in {@code src/test/forwards} and holds them against the list beside them. */
@Tag("rule-28")
class ForwardReaderTest {

  private static final Path FOLDER = Path.of("src/test/forwards");

  /** One line of the list. */
  private record Expected(
      String mail,
      String kind,
      String from,
      String subject,
      String date,
      String text,
      String words) {

    static Expected of(String line) {
      String[] columns = line.split(" \\| ", 7);
      return new Expected(
          columns[0], columns[1], columns[2], columns[3], columns[4], columns[5], columns[6]);
    }
  }

  private final MailReader reader = new MailReader();
  private final ForwardReader forwards = new ForwardReader();

  @TestFactory
  Stream<DynamicTest> readsWhoseMailIsPassedOn() throws IOException {
    return list().stream().map(one -> dynamicTest(one.mail(), () -> check(one)));
  }

  private static List<Expected> list() throws IOException {
    return Files.readAllLines(FOLDER.resolve("expected.txt")).stream()
        .filter(line -> !line.startsWith("#"))
        .map(Expected::of)
        .toList();
  }

  @Test
  void everyMailIsOnTheList() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> name.endsWith(".eml"))
          .containsExactlyInAnyOrderElementsOf(
              list().stream().map(one -> one.mail() + ".eml").toList());
    }
  }

  private void check(Expected expected) throws IOException {
    ParsedMail mail = reader.read(Files.readAllBytes(FOLDER.resolve(expected.mail() + ".eml")));
    assertThat(mail.kind().name()).as("kind").isEqualTo(expected.kind());
    Optional<ForwardedMail> read = read(mail);
    if (expected.from().equals("-")) {
      assertThat(read).isEmpty();
      return;
    }
    assertThat(read).isPresent();
    ForwardedMail forwarded = read.get();
    assertThat(forwarded.from().toString()).as("sender").isEqualTo(expected.from());
    assertThat(orDash(forwarded.subject())).as("subject").isEqualTo(expected.subject());
    assertThat(forwarded.date().map(Object::toString).orElse("-"))
        .as("date")
        .isEqualTo(expected.date());
    assertThat(firstLine(forwarded.text())).as("text").isEqualTo(expected.text());
    assertThat(firstLine(forwarded.words())).as("words").isEqualTo(expected.words());
  }

  private Optional<ForwardedMail> read(ParsedMail mail) {
    return forwards.read(mail, address -> address.key().equals("servicedesk@counterfoil.example"));
  }

  private static String firstLine(String text) {
    return orDash(text.lines().findFirst().orElse("").strip());
  }

  private static String orDash(String text) {
    return text.isEmpty() ? "-" : text;
  }

  /** What takes quadratic time takes minutes here. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "From: a <a@x.example>\r\n",
        "From: a <a@x.example>\r\nSent: 2026\r\nTo: b\r\nSubject: c\r\n\r\n",
        "> From: a@x.example\r\n> Sent: 2026\r\n> Subject: c\r\n>\r\n",
        "---- Forwarded message ----\r\n",
        "To: a@x.example,\r\n",
        "a@",
        "<a@x.example>"
      })
  @Tag("threat-T12")
  void bearsHeadersWithoutEnd(String piece) {
    byte[] raw =
        Raw.text(
            "Fwd: Calls",
            "---- Forwarded message ----",
            "From: " + piece.repeat(2_000_000 / piece.length()));
    ParsedMail mail = reader.read(raw);
    Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> read(mail));
  }
}
