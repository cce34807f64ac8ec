package counterfoil.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SampleMailsTest {

  private static final String DESK = "servicedesk@counterfoil.example";
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-01T09:30:00Z"), ZoneOffset.UTC);
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path folder;

  private final List<SampleMail> sent = new CopyOnWriteArrayList<>();
  private final List<SampleMails> started = new CopyOnWriteArrayList<>();

  @AfterEach
  void stopAll() {
    started.forEach(SampleMails::close);
  }

  @Test
  void sendsEveryMailOnceForADataFolder() throws Exception {
    Path marker = folder.resolve("data").resolve("tryout-samples-sent");
    start(marker, (from, mail) -> sent.add(new SampleMail(from, mail)));
    await().atMost(SOON).until(() -> sent.size() == SampleMails.NAMES.size());
    await().atMost(SOON).until(() -> lines(marker).size() == 1 + SampleMails.NAMES.size());

    SampleMails again =
        new SampleMails((from, mail) -> sent.clear(), DESK, CLOCK, marker, Duration.ofMillis(1));
    again.start();
    await().atMost(SOON).until(again::isOver);

    assertThat(sent).hasSize(SampleMails.NAMES.size());
    assertThat(lines(marker)).endsWith(SampleMails.NAMES.toArray(String[]::new));
  }

  @Test
  void goesOnWhereItStopped() throws Exception {
    Path marker = folder.resolve("tryout-samples-sent");
    start(
        marker,
        (from, mail) -> {
          if (sent.size() == 4) {
            throw new IOException("the server is gone");
          }
          sent.add(new SampleMail(from, mail));
        });
    await().atMost(SOON).until(() -> lines(marker).size() == 5);

    start(marker, (from, mail) -> sent.add(new SampleMail(from, mail)));
    await().atMost(SOON).until(() -> sent.size() == SampleMails.NAMES.size());

    MimeMessage first = parse(sent.get(0));
    MimeMessage reply = parse(sent.get(4));
    assertThat(reply.getHeader("In-Reply-To", null)).isEqualTo(first.getMessageID());
    assertThat(sent).extracting(mail -> parse(mail).getMessageID()).doesNotHaveDuplicates();
  }

  @Test
  void sendsTheFirstAtOnce() {
    SampleMails samples =
        new SampleMails(
            (from, mail) -> sent.add(new SampleMail(from, mail)),
            DESK,
            CLOCK,
            folder.resolve("tryout-samples-sent"),
            Duration.ofDays(1));
    started.add(samples);
    samples.start();
    await().atMost(SOON).until(() -> sent.size() == 1);
  }

  @Test
  void arrivesThroughTheTryoutMailServer() {
    try (TryoutMailServer server = new TryoutMailServer(DESK, 0, 0, CLOCK)) {
      start(folder.resolve("tryout-samples-sent"), server::send);
      await().atMost(SOON).until(() -> server.received(DESK).size() == SampleMails.NAMES.size());

      assertThat(server.received(DESK))
          .extracting(mail -> new String(mail, StandardCharsets.ISO_8859_1))
          .filteredOn(mail -> mail.startsWith("Return-Path: <>\r\n"))
          .singleElement()
          .asString()
          .contains("Auto-Submitted: auto-replied\r\n");
    }
  }

  @Test
  void differsFromFolderToFolder() throws IOException {
    SampleMail one = read("01-prefilled-form", "one run");
    SampleMail other = read("01-prefilled-form", "another run");
    assertThat(one.bytes()).isNotEqualTo(other.bytes());
    assertThat(read("01-prefilled-form", "one run").bytes()).isEqualTo(one.bytes());
  }

  @Test
  void knowsAllTemplates() throws Exception {
    Path samples = Path.of(SampleMail.class.getResource("/samples").toURI());
    try (Stream<Path> files = Files.list(samples)) {
      assertThat(files.map(file -> file.getFileName().toString().replaceFirst("\\.eml$", "")))
          .containsExactlyInAnyOrderElementsOf(SampleMails.NAMES);
    }
  }

  static List<String> names() {
    return SampleMails.NAMES;
  }

  @ParameterizedTest
  @MethodSource("names")
  void isAMailThatAnyReaderUnderstands(String name) throws Exception {
    SampleMail mail = read(name, "run");
    MimeMessage message = parse(mail);
    assertThat(new String(mail.bytes(), StandardCharsets.ISO_8859_1))
        .doesNotContain("${")
        .doesNotContainPattern("[^\r]\n")
        .startsWith("From: ");
    assertThat(message.getFrom()).hasSize(1);
    String from = ((InternetAddress) message.getFrom()[0]).getAddress();
    assertThat(from).endsWith(".example");
    assertThat(mail.envelopeSender()).isIn(from, "");
    assertThat(((InternetAddress) message.getAllRecipients()[0]).getAddress()).isEqualTo(DESK);
    assertThat(message.getSentDate()).hasSameTimeAs("2026-06-01T09:30:00Z");
    assertThat(message.getMessageID()).startsWith("<").endsWith(">");
    assertThat(message.getSubject()).isNotBlank().doesNotContain("\uFFFD", "=?");
    Object content = message.getContent();
    if (content instanceof MimeMultipart parts) {
      assertThat(parts.getCount()).isGreaterThan(1);
      for (int i = 0; i < parts.getCount(); i++) {
        assertThat(parts.getBodyPart(i).getSize()).isPositive();
      }
    } else {
      assertThat(content).asString().isNotBlank().doesNotContain("\uFFFD");
    }
  }

  @Test
  void writesJapaneseInTheCharsetOfItsMailClients() throws Exception {
    MimeMessage mail = parse(read("06-japanese", "run"));
    assertThat(mail.getSubject()).isEqualTo("予約の日付が一日ずれます");
    assertThat(mail.getContentType()).contains("ISO-2022-JP");
    assertThat((String) mail.getContent()).contains("二日後の日付で予約される");
    StandardCharsets.US_ASCII
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .decode(java.nio.ByteBuffer.wrap(read("06-japanese", "run").bytes()));
  }

  private void start(Path marker, SampleMails.Sender sender) {
    SampleMails samples = new SampleMails(sender, DESK, CLOCK, marker, Duration.ofMillis(1));
    started.add(samples);
    samples.start();
  }

  private static SampleMail read(String name, String run) throws IOException {
    return SampleMail.read(name, run, DESK, CLOCK.instant());
  }

  private static MimeMessage parse(SampleMail mail) throws MessagingException {
    return new MimeMessage(null, new ByteArrayInputStream(mail.bytes()));
  }

  private static List<String> lines(Path marker) throws IOException {
    return Files.exists(marker) ? Files.readAllLines(marker) : List.of();
  }
}
