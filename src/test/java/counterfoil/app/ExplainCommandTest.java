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
@Tag("rule-33")
class ExplainCommandTest {

  private static final String MAIL =
      """
      From: Nadia Hart <nadia@harbour-hotels.example>
      Subject: Transfers
      Date: Tue, 6 Oct 2026 09:00:00 +0100
      Message-ID: <1@harbour-hotels.example>
      Content-Type: text/plain; charset=utf-8

      Transfers fail in Live, and work in Sandbox. It was a P1, now P3.
      """;

  @TempDir Path temp;

  @BeforeEach
  void aMail() throws IOException {
    Files.createDirectories(temp.resolve("mails"));
    Files.writeString(temp.resolve("mails/1.eml"), MAIL);
  }

  @Test
  void tellsAPersonWhatWasWeighedForEachField() throws Exception {
    Run run = counterfoil("explain", "mails/1.eml");

    assertThat(run.code()).isZero();
    assertThat(run.output())
        .startsWith("mails/1.eml\n  project_link: nothing\n")
        .contains(
            "  environment: Live\n"
                + "    + Live  (a sentence, body line 1) its clause tells of trouble"
                + "  <- \"Transfers fail in Live, and work in Sandbox.\"\n"
                + "    - Sandbox  (a sentence, body line 1) its clause says that all is well there"
                + "  <- \"Transfers fail in Live, and work in Sandbox.\"\n")
        .contains("    + P3  (a sentence, body line 1) the author moved it there")
        .endsWith("\n\n");
  }

  @Test
  void printsOneObjectPerMailAndLine() throws Exception {
    Files.writeString(temp.resolve("mails/2.eml"), "");

    Run run = counterfoil("explain", "--json", "mails/");

    assertThat(run.code()).isZero();
    assertThat(run.json()).hasSize(2);
    JsonNode mail = run.json().get(0);
    assertThat(mail.propertyNames())
        .containsExactly(
            "file",
            "project_link",
            "environment",
            "call_id",
            "priority",
            "happened",
            "expected",
            "steps",
            "browser",
            "notes");
    JsonNode live = mail.path("environment").get(0);
    assertThat(live.propertyNames())
        .containsExactly("value", "chosen", "rank", "why", "evidence", "where");
    assertThat(live.path("value").asString()).isEqualTo("Live");
    assertThat(live.path("chosen").asBoolean()).isTrue();
    assertThat(live.path("rank").asString()).isEqualTo("prose");
    assertThat(run.json().get(1).path("environment").isEmpty()).isTrue();
  }

  @Test
  void tellsOfOneField() throws Exception {
    Run text = counterfoil("explain", "--field=priority", "mails/1.eml");
    JsonNode object = counterfoil("explain", "--json", "--field=priority", "mails/").json().get(0);

    assertThat(text.output()).contains("  priority: P3\n").doesNotContain("environment:");
    assertThat(object.propertyNames()).containsExactly("file", "priority", "notes");
  }

  @Test
  void namesWhatItCannotOpenAndExplainsTheRest() throws Exception {
    Run run = counterfoil("explain", "--json", "mails/none.eml", "mails/1.eml");

    assertThat(run.code()).isEqualTo(ExitCode.NO_INPUT);
    assertThat(run.json()).hasSize(2);
    assertThat(run.json().get(0).propertyNames()).containsExactly("file", "error");
    assertThat(run.json().get(1).path("priority").isEmpty()).isFalse();
  }

  @Test
  void explainsItsUse() throws Exception {
    Run withoutPath = counterfoil("explain");
    Run withUnknownField = counterfoil("explain", "--field=colour", "mails/1.eml");

    assertThat(withoutPath.code()).isEqualTo(ExitCode.USAGE);
    assertThat(withoutPath.output()).isEmpty();
    assertThat(withoutPath.errors()).contains("Usage: counterfoil explain");
    assertThat(withUnknownField.code()).isEqualTo(ExitCode.USAGE);
    assertThat(withUnknownField.output()).isEmpty();
    assertThat(withUnknownField.errors())
        .contains("There is no field \"colour\". There are: project_link, environment,");
  }

  @Test
  void makesTerminalEscapesHarmless() throws Exception {
    String hostile = "mails/\u001b[31m.eml";
    Files.writeString(
        temp.resolve(hostile),
        MAIL.replace("fail in Live", "fail in Live \u001b]0;owned\u0007 \u202e\u009b31m"));

    Run run = counterfoil("explain", hostile, "mails/\u001b[2J");

    assertThat(run.code()).isEqualTo(ExitCode.NO_INPUT);
    assertThat(run.output())
        .contains("environment: Live", "There is no such file")
        .doesNotContain("\u001b", "\u0007", "\u009b", "\u202e");
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
