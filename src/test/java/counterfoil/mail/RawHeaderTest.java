package counterfoil.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.rig.HostileMails;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("rule-18")
class RawHeaderTest {

  private static RawHeader header(String text) {
    return RawHeader.of(text.replace("\n", "\r\n").getBytes(UTF_8), ReadLimits.DEFAULTS);
  }

  @Test
  void listsFieldsInTheirOrder() {
    RawHeader header =
        header("Received: a\nSubject : one\n\ttwo\nreceived: b\nFrom: n@h.example\n\nBody: no\n");
    assertThat(header.fields())
        .extracting(RawHeader.Field::name)
        .containsExactly("received", "subject", "received", "from");
    assertThat(header.fields("received")).extracting(header::value).containsExactly(" a", " b");
    assertThat(header.value(header.fields("subject").get(0))).isEqualTo(" one\ttwo");
    assertThat(header.isAsItCame()).isTrue();
    assertThat(
            new String(header.bytes(), header.body(), header.bytes().length - header.body(), UTF_8))
        .isEqualTo("Body: no\r\n");
  }

  @Test
  void saysWhenItIsNotAsItCame() {
    assertThat(header("From: a\nno field\nTo: b\n\nx").isAsItCame()).isFalse();
    assertThat(header("From: a\nno field\nTo: b\n\nx").fields())
        .extracting(RawHeader.Field::name)
        .containsExactly("from", "to");
    assertThat(header("").fields()).isEmpty();
    assertThat(header("no header at all\n\nx").fields()).isEmpty();
    assertThat(header("From: a").body()).isEqualTo("From: a".length());
  }

  /** What is proven of this header is proven of what people read. */
  @Test
  @Tag("threat-T24")
  void isTheHeaderThatTheReaderReads() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/mails"))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".eml")).toList()) {
        sameAsTheReader(file.toString(), Files.readAllBytes(file));
      }
    }
    HostileMails.all()
        .forEach(
            (name, made) -> {
              byte[] raw = made.get();
              if (raw.length < 1 << 20) {
                sameAsTheReader(name, raw);
              }
            });
  }

  /** However the lines are broken, nobody may be shown one author and proven another. */
  @Test
  @Tag("threat-T24")
  void isTheSameHeaderWhateverIsChanged() {
    List<String> pieces =
        List.of(
            "\r\n",
            "\n",
            "\r",
            "\r\r\n",
            " ",
            "\t",
            "\r\n ",
            "\n\t",
            ":",
            " :",
            "\u0000",
            "\u00e4",
            "From: n@h.example",
            "Received: by mx",
            "Authentication-Results: mx; a=b",
            "X",
            "words",
            "From n@h.example Mon",
            "--b",
            "\ufeff");
    Random random = new Random(24);
    for (int round = 0; round < 20_000; round++) {
      StringBuilder mail = new StringBuilder(random.nextBoolean() ? "Subject: x\r\n" : "");
      for (int i = random.nextInt(14); i >= 0; i--) {
        mail.append(pieces.get(random.nextInt(pieces.size())));
        mail.append(random.nextInt(3) > 0 ? "\r\n" : "");
      }
      sameAsTheReader(mail.toString(), mail.toString().getBytes(UTF_8));
    }
  }

  private static void sameAsTheReader(String name, byte[] raw) {
    ParsedMail mail = new MailReader().read(raw);
    Map<String, Integer> read = new HashMap<>();
    for (RawHeader.Field field : RawHeader.of(raw, ReadLimits.DEFAULTS).fields()) {
      read.merge(field.name(), 1, Integer::sum);
    }
    Map<String, Integer> expected = new HashMap<>();
    for (Map.Entry<String, List<String>> field : mail.headers().entrySet()) {
      expected.put(field.getKey(), field.getValue().size());
    }
    assertThat(read).as(name).isEqualTo(expected);
  }
}
