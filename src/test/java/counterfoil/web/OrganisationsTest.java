package counterfoil.web;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.desk.OrganisationBook.Line;
import counterfoil.ticket.Organisation;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

/** The pages of organisations, and the same by the API. */
@SpringBootTest(
    classes = {WebOnFakes.class, WebOnFakes.Tryout.class},
    webEnvironment = WebEnvironment.RANDOM_PORT)
@Tag("rule-20")
class OrganisationsTest {

  @Autowired private FakeOrganisations book;

  @Value("${local.server.port}")
  private int port;

  private Visitor mei;

  @BeforeEach
  void open() {
    mei = Visitor.of(port);
  }

  @AfterEach
  void beginAgain() {
    book.beginAgain();
  }

  @Test
  void areInTheNavigationOfEveryPage() {
    assertThat(mei.get("/journal").body()).contains("<a href=\"/organisations\">Organisations</a>");
    assertThat(mei.get("/organisations").body())
        .contains("<a href=\"/organisations\" aria-current=\"page\">Organisations</a>");
  }

  @Test
  void areListedWithWhereTheyComeFrom() {
    Document page = Jsoup.parse(mei.get("/organisations").body());

    assertThat(page.select("tbody .subject").eachText())
        .containsExactly("Harbour Hotels", "Hafenhotels", "Spa");
    assertThat(page.select("tbody .origin").get(0).text())
        .isEqualTo("from config/organisations.yaml, read only");
    assertThat(page.select("tbody tr").get(0).select("a")).isEmpty();
    assertThat(page.select("tbody tr").get(0).select(".key").eachText())
        .containsExactly("harbour-hotels.example", "nadia.hart@gmail.com");
    assertThat(page.select("tbody .origin").get(1).text()).startsWith("added by admin");
    assertThat(page.select("tbody .chip").eachText())
        .containsExactly("entitled", "not entitled", "entitled");
    assertThat(page.select("tbody del").eachText())
        .containsExactlyInAnyOrder("spa.example", "gmail.com");
    assertThat(page.select(".lead").text()).contains("opens a ticket that is marked");
  }

  @Test
  void canBeSearched() {
    assertThat(mei.get("/organisations?search=hafen").body())
        .contains("Hafenhotels")
        .doesNotContain("Harbour Hotels");
    assertThat(mei.get("/organisations?search=nothing").body())
        .contains("No organisation matches.");
    book.clear();
    assertThat(mei.get("/organisations").body()).contains("No organisation is known yet.");
  }

  @Test
  void canBeAdded() {
    HttpResponse<String> page =
        mei.submit(
            "/organisations",
            "/organisations",
            Map.of("name", "New", "domains", "a.example", "addresses", "", "entitled", "true"));

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("New is added.")
        .contains("name=\"name\" maxlength=\"100\" value=\"\"");
    Line line = book.organisation(3).orElseThrow();
    assertThat(line.organisation().domains()).containsExactly("a.example");
    assertThat(line.organisation().isEntitled()).isTrue();
    assertThat(line.addedBy()).isEqualTo("admin");
  }

  @Test
  void whatWasTypedStaysWhenItIsRefused() {
    HttpResponse<String> page =
        mei.submit(
            "/organisations",
            "/organisations",
            Map.of("name", "taken", "domains", "a.example\nb.example", "addresses", "x@c.example"));

    assertThat(page.statusCode()).isEqualTo(409);
    Document read = Jsoup.parse(page.body());
    assertThat(read.select(".answer.refused").text())
        .isEqualTo("There is an organisation taken already.");
    assertThat(read.select("#name").val()).isEqualTo("taken");
    assertThat(read.select("#domains").val()).isEqualTo("a.example\nb.example");
    assertThat(read.select("#addresses").val()).isEqualTo("x@c.example");
    assertThat(read.select("#entitled").hasAttr("checked")).isFalse();
  }

  @Test
  void canBeChanged() {
    Document form = Jsoup.parse(mei.get("/organisations/1").body());
    assertThat(form.select("#name").val()).isEqualTo("Hafenhotels");
    assertThat(form.select("#domains").val()).isEqualTo("hafenhotels.example");
    assertThat(form.select("#entitled").hasAttr("checked")).isFalse();

    HttpResponse<String> page =
        mei.submit(
            "/organisations/1",
            "/organisations/1",
            Map.of("name", "Hafen", "domains", "hafen.example", "entitled", "true"));

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("Hafen is changed.");
    assertThat(book.organisation(1).orElseThrow().organisation().isEntitled()).isTrue();
    HttpResponse<String> refused =
        mei.submit("/organisations/1", "/organisations/1", Map.of("name", "taken"));
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("value=\"taken\"", "<h1><bdi>Hafen</bdi></h1>");
  }

  @Test
  void canBeRemoved() {
    HttpResponse<String> page =
        mei.submit("/organisations/1", "/organisations", Map.of("remove", "1"));

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("Hafenhotels is removed.");
    assertThat(book.organisation(1)).isEmpty();
    assertThat(mei.submit("/organisations", "/organisations", Map.of("remove", "1")).statusCode())
        .isEqualTo(404);
  }

  @Test
  @Tag("threat-T32")
  void needTheTokenOfTheForm() {
    for (String path : List.of("/organisations", "/organisations/1")) {
      assertThat(
              mei.post(path, "application/x-www-form-urlencoded", "name=X&remove=1&_csrf=x")
                  .statusCode())
          .isEqualTo(403);
    }
    assertThat(book.organisation(1)).isPresent();
    assertThat(
            mei.post("/api/organisations", "application/x-www-form-urlencoded", "name=X")
                .statusCode())
        .isEqualTo(415);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/organisations/99",
        "/organisations/words",
        "/organisations/99999999999999999999"
      })
  void thatAreNotThereAreSaid(String path) {
    HttpResponse<String> page = mei.get(path);

    assertThat(page.statusCode()).isEqualTo(404);
    assertThat(page.body()).contains("<h1>There is no");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/organisations", "/organisations/1", "/api/organisations"})
  @Tag("promise-10")
  void areAwayWithTheDatabase(String path) {
    book.setAway(true);

    HttpResponse<String> page = mei.get(path);

    assertThat(page.statusCode()).isEqualTo(503);
    assertThat(page.body()).contains("database does not answer").doesNotContain("refused", "5432");
  }

  @Test
  void areToldToProgramsWithExactlyTheNamesThatArePromised() {
    JsonNode all = json(mei.ask("/api/organisations"));

    assertThat(all.size()).isEqualTo(3);
    assertThat(new ArrayList<>(all.get(1).propertyNames()))
        .containsExactly(
            "id",
            "name",
            "domains",
            "addresses",
            "entitled",
            "readOnly",
            "addedBy",
            "addedAt",
            "inFile");
    assertThat(all.get(0).get("readOnly").asBoolean()).isTrue();
    assertThat(all.get(0).get("id").isNull()).isTrue();
    assertThat(all.get(1).get("id").asLong()).isEqualTo(1);
    assertThat(all.get(1).get("domains").get(0).asString()).isEqualTo("hafenhotels.example");
    assertThat(all.get(1).get("entitled").asBoolean()).isFalse();
    assertThat(json(mei.ask("/api/organisations?search=Hafen&limit=-1")).size()).isEqualTo(1);
  }

  @Test
  void programsAddChangeAndRemoveThem() {
    HttpResponse<String> added =
        post("/api/organisations", "{\"name\": \"New\", \"domains\": [\"a.example\", null]}");
    assertThat(added.statusCode()).isEqualTo(200);
    assertThat(json(added).get("sentence").asString()).isEqualTo("New is added.");
    assertThat(book.organisation(3).orElseThrow().organisation())
        .isEqualTo(new Organisation("New", Set.of("a.example"), Set.of(), true));

    assertThat(
            post("/api/organisations/3", "{\"name\": \"Newer\", \"entitled\": false}").statusCode())
        .isEqualTo(200);
    assertThat(book.organisation(3).orElseThrow().organisation().isEntitled()).isFalse();

    HttpResponse<String> removed = delete("/api/organisations/3");
    assertThat(removed.statusCode()).isEqualTo(200);
    assertThat(json(removed).get("done").asBoolean()).isTrue();
    HttpResponse<String> gone = delete("/api/organisations/3");
    assertThat(gone.statusCode()).isEqualTo(404);
    assertThat(json(gone).get("sentence").asString()).startsWith("There is no organisation 3");
    assertThat(post("/api/organisations/3", "{}").statusCode()).isEqualTo(404);
  }

  @Test
  void programsAreToldWhyNot() {
    HttpResponse<String> refused = post("/api/organisations", "{\"name\": \"taken\"}");
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(json(refused).get("sentence").asString())
        .isEqualTo("There is an organisation taken already.");

    for (String body :
        List.of("", "[]", "{\"domains\": \"a.example\"}", "{\"entitled\": \"so\"}")) {
      HttpResponse<String> unreadable = post("/api/organisations", body);
      assertThat(unreadable.statusCode()).as(body).isEqualTo(400);
      assertThat(json(unreadable).get("sentence").asString())
          .isEqualTo("The body is not the JSON object that was expected.");
    }
  }

  private HttpResponse<String> post(String path, String body) {
    return mei.post(path, "application/json", body);
  }

  private HttpResponse<String> delete(String path) {
    HttpRequest.Builder request = mei.request(path).header("Accept", "application/json").DELETE();
    return mei.send(request);
  }

  private static JsonNode json(HttpResponse<String> response) {
    return JsonMapper.shared().readTree(response.body());
  }
}
