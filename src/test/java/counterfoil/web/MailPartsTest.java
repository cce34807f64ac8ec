package counterfoil.web;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.desk.MailState;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

@SpringBootTest(
    classes = {WebOnFakes.class, WebOnFakes.Tryout.class},
    webEnvironment = WebEnvironment.RANDOM_PORT)
class MailPartsTest {

  private static final String MIXED =
      """
      From: Nadia Hart <nadia@harbour-hotels.example>
      Subject: A page
      MIME-Version: 1.0
      Content-Type: multipart/mixed; boundary=b

      --b
      Content-Type: text/html; charset=utf-8

      <p onclick=canary(1)>Hello <img src="https://news.example/a.png"></p>
      --b
      Content-Type: text/html; name="page.html"
      Content-Disposition: attachment; filename="page.html"

      <script>canary(1)</script>
      --b--
      """;

  @Autowired private FakeDesk desk;

  @Value("${local.server.port}")
  private int port;

  private Visitor mei;

  @BeforeEach
  void open() {
    mei = Visitor.of(port);
  }

  @AfterEach
  void beginAgain() {
    desk.beginAgain();
  }

  @Test
  @Tag("threat-T15")
  void servesTheHtmlOfAMailInBonds() {
    long mail = keep(MIXED, MailState.DONE);

    HttpResponse<String> html = mei.get("/journal/" + mail + "/html");

    assertThat(html.body())
        .contains("<p>Hello ", "One picture was not loaded, from news.example")
        .doesNotContain("canary");
    assertThat(html.headers().allValues("Content-Security-Policy"))
        .containsExactly(
            "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none';"
                + " style-src 'unsafe-inline'; img-src data:; base-uri 'none';"
                + " form-action 'none'; frame-ancestors 'self'");
    assertThat(html.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
  }

  @Test
  @Tag("threat-T15")
  void handsFilesOutToBeSavedWhateverTheySayTheyAre() {
    long mail = keep(MIXED, MailState.DONE);

    HttpResponse<String> file = mei.get("/journal/" + mail + "/files/0");

    assertThat(file.body()).startsWith("<script>canary(1)</script>");
    assertThat(file.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
    assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
        .startsWith("attachment;")
        .contains("page.html");
    assertThat(file.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(file.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("sandbox; default-src 'none'");
    assertThat(mei.get("/journal/" + mail + "/files/1").statusCode()).isEqualTo(404);
    assertThat(mei.get("/journal/" + mail).body())
        .contains("href=\"/journal/" + mail + "/files/0\"");
  }

  @Test
  void offersHtmlOnlyWhereThereIsSome() {
    long with = keep(MIXED, MailState.DONE);
    long without = keep("From: a@desk.example\nSubject: x\n\ntext\n", MailState.DONE);

    assertThat(mei.get("/journal/" + with).body())
        .contains("<iframe class=\"mail short\"", "sandbox=\"allow-popups")
        .contains("title=\"Mail of ");
    assertThat(mei.get("/journal/" + without).body()).doesNotContain("<iframe");
    assertThat(mei.get("/journal/" + without + "/html").statusCode()).isEqualTo(404);
    assertThat(mei.get("/journal/99/html").statusCode()).isEqualTo(404);
  }

  @Test
  @Tag("rule-5")
  void readsNoParkedMail() {
    long parked = keep(MIXED, MailState.PARKED);

    assertThat(mei.get("/journal/" + parked).body()).doesNotContain("<iframe");
    assertThat(mei.get("/journal/" + parked + "/html").statusCode()).isEqualTo(404);
    assertThat(mei.get("/journal/" + parked + "/files/0").statusCode()).isEqualTo(404);
  }

  private long keep(String mail, MailState state) {
    byte[] raw = mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    long id = desk.keep("Nadia Hart", "A page", raw, state, Instant.EPOCH);
    if (state == MailState.PARKED) {
      desk.stop(id, state, "process/read failed", List.of());
    }
    return id;
  }
}
