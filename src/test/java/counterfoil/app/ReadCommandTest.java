package counterfoil.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The verb as a shell sees it: a process of its own, in the poorest of locales. */
class ReadCommandTest {

  private static final String MAIL =
      """
      From: =?utf-8?Q?N=C3=A4dia?= <nadia@harbour-hotels.example>
      Subject: Calls dropped
      Date: Tue, 6 Oct 2026 09:00:00 +0100
      Message-ID: <1@harbour-hotels.example>
      Content-Type: text/plain; charset=utf-8

      Grüße: 電話
      """;

  @TempDir Path temp;

  @BeforeEach
  void someMails() throws IOException {
    Files.createDirectories(temp.resolve("mails/b"));
    Files.writeString(temp.resolve("mails/2.eml"), MAIL);
    Files.writeString(temp.resolve("mails/b/1.eml"), MAIL);
    Files.writeString(temp.resolve("mails/empty"), "");
    Files.write(temp.resolve("mails/picture.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 13});
  }

  @Test
  void printsOneObjectPerMailInTheOrderOfThePaths() throws Exception {
    Run run = counterfoil("read", "--json", "mails/b", "mails/");

    assertThat(run.code()).isZero();
    assertThat(run.json())
        .extracting(line -> line.path("file").asString())
        .containsExactly(
            "mails/b/1.eml", "mails/2.eml", "mails/b/1.eml", "mails/empty", "mails/picture.png");
  }

  @Test
  void sumsUpOnStandardError() throws Exception {
    Run run = counterfoil("read", "--json", "mails/", "no-such-file");

    assertThat(run.errors())
        .containsPattern("4 mails, 0\\.0 MB, in [\\d.,]+ s: [\\d,]+ mails/s")
        .contains("for each second of CPU", "The slowest took", "1 errors.");
  }

  @Test
  void writesUtf8WhateverTheLocale() throws Exception {
    JsonNode mail = counterfoil("read", "mails/2.eml", "--json").json().get(0);

    assertThat(mail.path("text").asString()).isEqualTo("Grüße: 電話");
    assertThat(mail.path("from").path("name").asString()).isEqualTo("Nädia");
  }

  @Test
  @Tag("rule-15")
  void saysWhereEachPartStandsInTheFullText() throws Exception {
    Files.writeString(
        temp.resolve("mails/3.eml"),
        "Subject: Re: Lines\n\nIt is Live.\n\n-- \nNadia\n\n"
            + "On 2 Mar 2026 09:15, Mei <mei@counterfoil.example> wrote:\n> Which one?\n");

    JsonNode mail = counterfoil("read", "mails/3.eml", "--json").json().get(0);

    assertThat(mail.path("spans"))
        .extracting(span -> span.path("part").asString())
        .containsExactly("new", "signature", "quoted");
    JsonNode quoted = mail.path("spans").get(2);
    assertThat(
            mail.path("full")
                .asString()
                .substring(quoted.path("start").asInt(), quoted.path("end").asInt())
                .strip())
        .isEqualTo(mail.path("quoted").asString())
        .startsWith("On 2 Mar");
  }

  @Test
  void givesEveryKeyEvenOfAnEmptyFile() throws Exception {
    JsonNode mail = counterfoil("read", "mails/empty", "--json").json().get(0);

    assertThat(mail.propertyNames())
        .containsExactly(
            "file",
            "ms",
            "message_id",
            "from",
            "subject",
            "date",
            "class",
            "reason",
            "bounce",
            "kind",
            "text",
            "quoted",
            "signature",
            "disclaimer",
            "forwarded",
            "full",
            "spans",
            "language",
            "attachments",
            "facts",
            "fallback",
            "answers",
            "notes",
            "defects");
    assertThat(mail.path("facts").propertyNames())
        .containsExactlyInAnyOrder(
            "project_link",
            "call_id",
            "environment",
            "priority",
            "browser",
            "expected",
            "happened",
            "steps",
            "missing");
    assertThat(mail.path("facts").path("environment").isNull()).isTrue();
    assertThat(mail.path("facts").path("call_id").isEmpty()).isTrue();
    assertThat(mail.path("error").isMissingNode()).isTrue();
  }

  @Test
  void namesWhatItCannotOpenAndReadsTheRest() throws Exception {
    Run run = counterfoil("read", "--json", "mails/none.eml", "mails/2.eml");

    assertThat(run.code()).isEqualTo(ExitCode.NO_INPUT);
    assertThat(run.json()).hasSize(2);
    assertThat(run.json().get(0).propertyNames()).containsExactly("file", "error");
    assertThat(run.json().get(1).path("subject").asString()).isEqualTo("Calls dropped");
  }

  @Test
  void tellsAPersonInWords() throws Exception {
    Run run = counterfoil("read", "mails/2.eml");

    assertThat(run.output())
        .startsWith("mails/2.eml\n")
        .contains("Subject         Calls dropped")
        .contains("HUMAN: No sign of a machine.")
        .contains("| Grüße: 電話");
  }

  @Test
  void explainsItsUse() throws Exception {
    Run withoutPath = counterfoil("read");
    Run withUnknownVerb = counterfoil("reed", "mails");
    Run help = counterfoil("read", "--help");

    assertThat(withoutPath.code()).isEqualTo(ExitCode.USAGE);
    assertThat(withoutPath.output()).isEmpty();
    assertThat(withoutPath.errors()).contains("Usage: counterfoil read");
    assertThat(withUnknownVerb.code()).isEqualTo(ExitCode.USAGE);
    assertThat(help.code()).isZero();
    assertThat(help.output()).contains("Exit codes:");
  }

  @Test
  void refusesWhatIsNoSettingBeforeItServes() throws Exception {
    Run run = counterfoil("serve", "--server.port", "9000");

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.errors()).contains("\"--server.port\" is no setting");
  }

  private record Run(int code, String output, String errors) {
    List<JsonNode> json() {
      JsonMapper mapper = JsonMapper.builder().build();
      return output.lines().map(mapper::readTree).toList();
    }
  }

  private Run counterfoil(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Counterfoil.class.getName()));
    command.addAll(Arrays.asList(arguments));
    Path output = temp.resolve("output");
    Path errors = temp.resolve("errors");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(temp.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    builder.environment().put("LC_ALL", "C");
    int code = builder.start().waitFor();
    return new Run(code, Files.readString(output, UTF_8), Files.readString(errors, UTF_8));
  }
}
