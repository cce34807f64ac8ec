package counterfoil.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import counterfoil.rig.HostileMails;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mails made to stop a reader: all of them are read by one process with little memory, each in
 * time, and each says what is wrong with it.
 */
@Tag("fault-F12")
@Tag("fault-F13")
@Tag("threat-T12")
@Tag("threat-T13")
class HostileMailTest {

  private static final String FROM = "From: Nadia Hart <nadia@harbour-hotels.example>\r\n";

  private static final long LONGEST_MILLIS = 2_000;

  /** For all mails together, on a machine that has other things to do. */
  private static final long LONGEST_MINUTES = 8;

  /** What the reading must complain of, in part, by the name of the mail. */
  private static final Map<String, String> COMPLAINTS =
      Map.ofEntries(
          Map.entry("0 bytes", "the mail is empty"),
          Map.entry("12 bytes of white space", "no header"),
          Map.entry("white space first", "something stands before the header"),
          Map.entry("50 MB of text", "the text is too long"),
          Map.entry("50 MB in one line", "the text is too long"),
          Map.entry("50 MB in attached mails in each other", "too large to be opened"),
          Map.entry("1,000 texts of 50 kB", "the text is too long"),
          Map.entry("header of 1 MB", "a header field is too long"),
          Map.entry("header of 1 MB in 20,000 fields", "the header is too long"),
          Map.entry("header folded 400,000 times", "a header field is too long"),
          Map.entry("100,000 fields", "the header is too long"),
          Map.entry("200 attached mails in each other", "Message-ID missing"),
          Map.entry("10,000 multiparts in each other", "nested deeper"),
          Map.entry("200 multiparts in each other", "nested deeper"),
          Map.entry("10,000 parts", "more than 1000 parts"),
          Map.entry("1,000,000 empty parts", "more than 1000 parts"),
          Map.entry("part with a header of 5 MB", "the parts could not be read to the end"),
          Map.entry("part with a header of 50 MB", "the parts could not be read to the end"),
          Map.entry("boundary never closed", "a boundary never closed"),
          Map.entry("boundary never seen", "a multipart without parts"),
          Map.entry("boundary missing", "its first line was taken"),
          Map.entry("From of brackets", "From missing or unreadable"),
          Map.entry("From of 100,000 <", "From missing or unreadable"),
          Map.entry("From of 1,000,000 (", "From missing or unreadable"),
          Map.entry("two From fields", "more than one From field"),
          Map.entry("two addresses in From", "more than one address in From"),
          Map.entry("Sender only", "From missing"),
          Map.entry("From missing", "From missing"),
          Map.entry("Message-ID missing", "Message-ID missing"),
          Map.entry("Message-ID of 10 kB", "a message id is too long"),
          Map.entry("100,000 References", "too long"),
          Map.entry("Subject of 100,000 characters", "too long"),
          Map.entry("Date missing", "Date missing"),
          Map.entry("Date 99999", "Date unreadable"),
          Map.entry("Date 300000", "Date unreadable"),
          Map.entry("Date 1900", "Date unreadable"),
          Map.entry("charset unknown", "charset foo unknown"),
          Map.entry("charset empty", "charset not named"),
          Map.entry("NUL in the body", "NUL"),
          Map.entry("NUL in an encoded word", "control characters"),
          Map.entry("lone surrogates in the body", "not all bytes are cesu-8"),
          Map.entry("broken base64", "broken base64"),
          Map.entry("uuencode without a name", "broken uuencode"),
          Map.entry("uuencode of lines too short", "broken uuencode"),
          Map.entry("uuencode of lines too long", "broken uuencode"),
          Map.entry("transfer encoding unknown", "transfer encoding base9000 unknown"),
          Map.entry("message/partial", "number 2 of 3"),
          Map.entry("message/external-body", "kept elsewhere (URL)"),
          Map.entry("text/calendar", "Date missing"),
          Map.entry("winmail.dat", "winmail.dat could not be opened"),
          Map.entry("winmail.dat of nothing but lengths", "winmail.dat could not be opened"),
          Map.entry("S/MIME, enveloped", "encrypted"),
          Map.entry("S/MIME of nonsense", "a signed part could not be opened"),
          Map.entry("PGP/MIME, encrypted", "encrypted"),
          Map.entry("100,000 nested div", "nested deeper"));

  private static final Map<String, Outcome> OUTCOMES = new LinkedHashMap<>();

  private record Outcome(long millis, String wrong, String defects) {}

  @BeforeAll
  static void readAll(@TempDir Path folder) throws IOException, InterruptedException {
    Path output = folder.resolve("lines");
    Path errors = folder.resolve("errors");
    Process reading =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "-Xss512k",
                "-Dfile.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                ReadingOfHostileMails.class.getName())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    try {
      assertThat(reading.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)).as("it ended").isTrue();
    } finally {
      reading.destroyForcibly();
    }
    assertThat(reading.exitValue()).as(Files.readString(errors)).isZero();
    for (String line : Files.readAllLines(output)) {
      String[] columns = line.split("\t", -1);
      OUTCOMES.put(columns[0], new Outcome(Long.parseLong(columns[1]), columns[2], columns[3]));
    }
  }

  @TestFactory
  Stream<DynamicTest> readsInTimeAndInLittleMemory() {
    return HostileMails.all().keySet().stream()
        .map(name -> dynamicTest(name, () -> isReadInTime(name)));
  }

  private static void isReadInTime(String name) {
    Outcome outcome = OUTCOMES.get(name);
    assertThat(outcome).isNotNull();
    assertThat(outcome.wrong()).isEmpty();
    assertThat(outcome.millis()).isLessThan(LONGEST_MILLIS);
    assertThat(outcome.defects())
        .isNotEmpty()
        .contains(COMPLAINTS.getOrDefault(name, ""))
        .doesNotContain("the mail could not be read");
  }

  @Test
  void knowsEachMailThatItComplainsOf() {
    assertThat(HostileMails.all().keySet()).containsAll(COMPLAINTS.keySet());
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
                        assertThat(new MailReader().read(bytes(FROM + odd)).text().full())
                            .contains("Hello Owen")));
  }
}
