package counterfoil.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * Mails in, meaning out: each {@code src/test/mails/FOLDER/NAME.eml} is read as stored, with bare
 * LF and with CRLF, and must give what {@code NAME.expected.yaml} says. What was read instead is
 * written beside it as {@code NAME.received.yaml}; approving is renaming, by a person who looked.
 */
class CorpusTest {

  private static final Path MAILS = Path.of("src/test/mails");
  private static final String HOSTILE = "hostile";
  private static final Duration LONGEST = Duration.ofSeconds(1);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final TypeReference<Map<String, Object>> EXPECTATION = new TypeReference<>() {};

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
          .disable(YAMLWriteFeature.SPLIT_LINES)
          .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
          .enable(YAMLWriteFeature.LITERAL_BLOCK_STYLE)
          .build();

  private static final MailJudge JUDGE = MailJudge.of(Home.at(Path.of("")));

  /** The limit is for reading, not for loading classes. */
  @BeforeAll
  static void readOneMailBefore() {
    JUDGE.read("Subject: warm\n\n<b>up</b>\n".getBytes());
  }

  @TestFactory
  Stream<DynamicTest> readsWhatAPersonWouldRead() {
    return files(".eml")
        .filter(mail -> !isHostile(mail))
        .map(mail -> dynamicTest(name(mail), mail.toUri(), () -> readsAsExpected(mail)));
  }

  @TestFactory
  Stream<DynamicTest> returnsInTimeAndReports() {
    return files(".eml")
        .filter(CorpusTest::isHostile)
        .map(mail -> dynamicTest(name(mail), mail.toUri(), () -> returnsWithADefect(mail)));
  }

  @Test
  void hasAnExpectationForEachMailAndAMailForEachExpectation() {
    assertThat(files(".expected.yaml").map(CorpusTest::name))
        .containsExactlyElementsOf(files(".eml").map(CorpusTest::name).toList())
        .hasSizeGreaterThanOrEqualTo(45);
  }

  @Test
  void hasNoEmptyFolder() throws IOException {
    try (Stream<Path> folders = Files.list(MAILS)) {
      assertThat(folders.filter(Files::isDirectory).map(folder -> folder.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              files(".eml")
                  .map(mail -> mail.getParent().getFileName().toString())
                  .collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  @Test
  void saysInTheReadmeWhyEachMailIsThere() throws IOException {
    String readme = Files.readString(MAILS.resolve("README.md"));

    assertThat(files(".eml").map(mail -> "`" + name(mail) + "`")).allMatch(readme::contains);
  }

  private static void readsAsExpected(Path mail) throws IOException {
    byte[] stored = Files.readAllBytes(mail);
    Map<String, Object> expected =
        YAML.readValue(Files.readAllBytes(beside(mail, ".expected.yaml")), EXPECTATION);
    for (Variant variant :
        List.of(
            new Variant("as stored", stored),
            new Variant("with LF", withLf(stored)),
            new Variant("with CRLF", withCrlf(withLf(stored))))) {
      Map<String, Object> received = ReadingAsExpectation.of(JUDGE.read(variant.bytes()));
      String difference = difference("", expected, received);
      if (!difference.isEmpty()) {
        Path written = beside(mail, ".received.yaml");
        Files.writeString(written, YAML.writeValueAsString(received));
        fail(
            "%s, %s, reads otherwise:%n%s%nexpected: %s%nreceived: %s",
            name(mail), variant.name(), difference, beside(mail, ".expected.yaml"), written);
      }
    }
    Files.deleteIfExists(beside(mail, ".received.yaml"));
  }

  private static void returnsWithADefect(Path mail) throws IOException {
    byte[] raw = Files.readAllBytes(mail);
    // Time of this thread, not of the clock on the wall: what else the machine does is not
    // measured.
    long start = THREADS.getCurrentThreadCpuTime();
    Reading reading = JUDGE.read(raw);
    Duration took = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start);

    assertThat(took).isLessThan(LONGEST);
    assertThat(reading.defects()).isNotEmpty();
  }

  private record Variant(String name, byte[] bytes) {}

  /**
   * Where two readings differ, in lines; empty when they do not. The words that a fact was read
   * from may be given in part: how much of a line is evidence is the reader's choice.
   */
  private static String difference(String key, Object expected, Object received) {
    if (expected instanceof Map<?, ?> from && received instanceof Map<?, ?> to) {
      StringBuilder lines = new StringBuilder();
      TreeSet<Object> keys = new TreeSet<>(from.keySet());
      keys.addAll(to.keySet());
      keys.forEach(
          next ->
              lines.append(difference(key + "/" + next, orEmpty(from, next), orEmpty(to, next))));
      return lines.toString();
    }
    if (expected instanceof List<?> from
        && received instanceof List<?> to
        && from.size() == to.size()) {
      StringBuilder lines = new StringBuilder();
      for (int i = 0; i < from.size(); i++) {
        lines.append(difference(key + "/" + i, from.get(i), to.get(i)));
      }
      return lines.toString();
    }
    String is = received.toString().strip();
    String should = expected.toString().strip();
    boolean same =
        key.endsWith("/from") && key.startsWith("/fa") ? is.contains(should) : is.equals(should);
    return same
        ? ""
        : "  %s%n    expected %s%n    received %s%n".formatted(key.substring(1), should, is);
  }

  private static Object orEmpty(Map<?, ?> map, Object key) {
    Object value = map.get(key);
    return value == null ? "" : value;
  }

  private static byte[] withLf(byte[] mail) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(mail.length);
    for (int i = 0; i < mail.length; i++) {
      if (mail[i] != '\r' || i + 1 == mail.length || mail[i + 1] != '\n') {
        out.write(mail[i]);
      }
    }
    return out.toByteArray();
  }

  private static byte[] withCrlf(byte[] mail) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(mail.length + mail.length / 40);
    for (byte next : mail) {
      if (next == '\n') {
        out.write('\r');
      }
      out.write(next);
    }
    return out.toByteArray();
  }

  private static boolean isHostile(Path file) {
    return file.getParent().endsWith(HOSTILE);
  }

  /** Folder and name without the ending, such as {@code bounce/user-unknown}. */
  private static String name(Path file) {
    String path = MAILS.relativize(file).toString().replace('\\', '/');
    return path.replaceFirst("\\.(eml|expected\\.yaml)$", "");
  }

  private static Path beside(Path mail, String ending) {
    return MAILS.resolve(name(mail) + ending);
  }

  private static Stream<Path> files(String ending) {
    try (Stream<Path> all = Files.walk(MAILS)) {
      return all.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
