package counterfoil.web;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.desk.MailState;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The review queue, on its page and by the API. */
@SpringBootTest(
    classes = {WebOnFakes.class, WebOnFakes.Tryout.class},
    webEnvironment = WebEnvironment.RANDOM_PORT)
@Tag("rule-22")
@Tag("promise-7")
class HeldTest {

  @Autowired private FakeDesk desk;

  @Value("${local.server.port}")
  private int port;

  private Visitor mei;
  private long id;

  @BeforeEach
  void open() {
    mei = Visitor.of(port);
    id = desk.journal(Optional.of(MailState.HELD), "", 1).stream().findFirst().orElseThrow().id();
  }

  @AfterEach
  void beginAgain() {
    desk.beginAgain();
  }

  @Test
  void isInTheNavigationOfEveryPageWithHowManyWait() {
    Document journal = Jsoup.parse(mei.get("/journal").body());
    assertThat(journal.select("header a[href=/held]").text()).isEqualTo("Held 1");
    assertThat(journal.select("#held-count").hasAttr("data-refresh-along")).isTrue();

    desk.clear();
    assertThat(Jsoup.parse(mei.get("/held").body()).select("a[aria-current]").text())
        .isEqualTo("Held");
    assertThat(mei.get("/held").body()).contains("No mail waits for a person.");
  }

  @Test
  void errorsAndADatabaseThatIsAwayShowNoCount() {
    assertThat(mei.get("/nowhere").body())
        .contains("<span id=\"held-count\" data-refresh-along>")
        .doesNotContain("data-refresh-along> <b>");
    desk.setAway(true);
    assertThat(mei.get("/held").statusCode()).isEqualTo(503);
  }

  @Test
  void listsWhatWaitsAndWhy() {
    Document page = Jsoup.parse(mei.get("/held").body());

    assertThat(page.select("tbody tr")).hasSize(1);
    assertThat(page.select("tbody .outcome").text())
        .isEqualTo("spoof: DMARC of desk.example fails");
    assertThat(page.select("tbody a").attr("href")).isEqualTo("/journal/" + id);
    assertThat(page.select("tbody .subject").text()).isEqualTo("#resolve");
    assertThat(page.select("#mails").attr("data-refresh")).isEqualTo("5");
  }

  @Test
  void aMailSaysWhatEachChoiceWouldDo() {
    Document page = Jsoup.parse(mei.get("/journal/" + id).body());

    assertThat(page.select(".review > p").text())
        .startsWith("Spoof: DMARC of desk.example fails. It has waited for");
    assertThat(page.select(".choice button").eachText())
        .containsExactly("Append", "Add the sender", "New ticket", "Ignore");
    assertThat(page.select(".choice button").eachAttr("value"))
        .containsExactly("append", "add-sender", "open", "ignore");
    assertThat(page.select(".choice button[disabled]").eachAttr("value"))
        .containsExactly("append", "add-sender");
    assertThat(page.select(".choice p").eachText())
        .containsExactly(
            "That is not possible: the mail names no ticket.",
            "That is not possible: the mail names no ticket.",
            "What new ticket does.",
            "What ignore does.");
    assertThat(page.select("dl.facts").text())
        .contains("level C, not believed: DMARC of desk.example fails");
    assertThat(mei.get("/journal/1").body()).doesNotContain("class=\"review\"");
  }

  @Test
  void isReleasedByItsForm() {
    HttpResponse<String> page =
        mei.submit("/journal/" + id, "/journal/" + id, Map.of("release", "open"));

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("Mail " + id + " is released.")
        .doesNotContain("class=\"review\"");
    assertThat(desk.mail(id).orElseThrow().reason()).isEqualTo("released by admin: new ticket");
  }

  @Test
  void aFormThatSaysSomethingElseIsRefusedInASentence() {
    HttpResponse<String> page =
        mei.submit("/journal/" + id, "/journal/" + id, Map.of("release", "<b>burn</b>"));

    assertThat(page.statusCode()).isEqualTo(409);
    assertThat(Jsoup.parse(page.body()).select(".answer.refused").text())
        .isEqualTo("There is no choice \"<b>burn</b>\".");
    assertThat(desk.mail(id).orElseThrow().state()).isEqualTo(MailState.HELD);
  }

  @Test
  void isListedByTheApiWithExactlyTheNamesItPromises() {
    JsonNode list = json(mei.ask("/api/held"));
    assertThat(list.size()).isEqualTo(1);
    assertThat(list.get(0).get("choices").size()).isZero();

    JsonNode one = json(mei.ask("/api/held/" + id));
    assertThat(names(one))
        .containsExactly(
            "id",
            "hold",
            "reason",
            "from",
            "subject",
            "ticket",
            "trust",
            "trustReason",
            "keptAt",
            "since",
            "choices");
    assertThat(one.get("hold").asString()).isEqualTo("spoof");
    assertThat(one.get("choices").get(1).toString())
        .isEqualTo(
            "{\"choice\":\"add-sender\",\"possible\":false,\"sentence\":\"That is not possible:"
                + " the mail names no ticket.\"}");
  }

  @Test
  void isReleasedByTheApiOnce() {
    String path = "/api/held/" + id + "/release";
    HttpResponse<String> done = mei.post(path, "application/json", "{\"choice\": \"ignore\"}");
    assertThat(done.statusCode()).isEqualTo(200);
    assertThat(json(done).get("sentence").asString()).isEqualTo("Mail " + id + " is released.");

    HttpResponse<String> again = mei.post(path, "application/json", "{\"choice\": \"ignore\"}");
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(json(again).get("sentence").asString()).isEqualTo("Mail " + id + " is not held.");
    assertThat(mei.ask("/api/held/" + id).statusCode()).isEqualTo(404);
    assertThat(
            mei.post("/api/held/999999/release", "application/json", "{\"choice\": \"open\"}")
                .statusCode())
        .isEqualTo(404);
    assertThat(mei.post(path, "text/plain", "{\"choice\": \"open\"}").statusCode()).isEqualTo(415);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"choice\": \"burn\"}", "{\"choice\": null}", "{}"})
  void namesTheChoicesThereAre(String body) {
    HttpResponse<String> refused =
        mei.post("/api/held/" + id + "/release", "application/json", body);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(json(refused).get("allowed").toString())
        .isEqualTo("[\"append\",\"add-sender\",\"open\",\"ignore\"]");
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JsonMapper.shared().readTree(answer.body());
  }

  private static List<String> names(JsonNode object) {
    return new ArrayList<>(object.propertyNames());
  }
}
