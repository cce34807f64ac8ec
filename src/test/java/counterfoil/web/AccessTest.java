package counterfoil.web;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.desk.DeskViews.TicketPage;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** With a password. */
@SpringBootTest(
    classes = {WebOnFakes.class, WebOnFakes.Tryout.class},
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "counterfoil.admin-password=correct horse b\u00e4tter",
      "management.endpoint.health.show-details=when-authorized",
      "management.endpoints.web.exposure.include=health,prometheus,env"
    })
class AccessTest {

  private static final String PASSWORD = "correct horse b\u00e4tter";

  @Autowired private FakeDesk desk;

  @Value("${local.server.port}")
  private int port;

  private Visitor stranger;
  private Visitor admin;

  @BeforeEach
  void open() {
    stranger = Visitor.of(port);
    admin = stranger.as("admin", PASSWORD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/tickets/CF-1042",
        "/tickets/CF-1042/seen-by?address=nadia@harbour-hotels.example",
        "/journal",
        "/journal/1",
        "/journal/1/raw",
        "/held",
        "/api/held",
        "/api/held/1",
        "/letters",
        "/letters/1/html",
        "/tryout",
        "/api/tickets",
        "/api/tickets/CF-1042",
        "/api/tickets/CF-1042/seen-by?address=nadia@harbour-hotels.example",
        "/api/journal",
        "/api/letters",
        "/organisations",
        "/organisations/1",
        "/api/organisations",
        "/api/people/nadia@harbour-hotels.example/export",
        "/actuator",
        "/actuator/env",
        "/actuator/prometheus",
        "/actuator/health/db",
        "/nowhere",
        "//",
        "/index.html",
        "/desk.css/../journal",
        "/templates/tickets.ftlh",
        "/error"
      })
  void asksForThePassword(String path) {
    HttpResponse<String> answer = stranger.get(path);

    assertThat(answer.statusCode()).isIn(400, 401);
    assertThat(answer.body()).doesNotContain("CF-1042", "harbour-hotels");
    assertThat(answer.headers().firstValue("Content-Security-Policy"))
        .hasValue(AccessConfiguration.PAGE_POLICY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/actuator/health", "/desk.css", "/refresh.js", "/unfold.js", "/icon.svg"})
  void letsEveryoneSeeWhatTellsNothing(String path) {
    assertThat(stranger.get(path).statusCode()).isEqualTo(200);
  }

  @Test
  void tellsTheDetailsOfHealthToTheAdminOnly() {
    assertThat(stranger.get("/actuator/health").body()).doesNotContain("components");
    assertThat(admin.get("/actuator/health").body()).contains("components");
  }

  @Test
  void namesHttpBasicAsTheWayIn() {
    assertThat(stranger.get("/").headers().firstValue("WWW-Authenticate"))
        .hasValueSatisfying(way -> assertThat(way).startsWith("Basic realm=\"Counterfoil\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/tickets/CF-1042", "/journal/1/raw", "/api/tickets", "/actuator/env"})
  void letsTheAdminIn(String path) {
    assertThat(admin.get(path).statusCode()).isEqualTo(200);
  }

  @Test
  void refusesOtherNamesAndPasswords() {
    assertThat(stranger.as("admin", "correct horse").get("/").statusCode()).isEqualTo(401);
    assertThat(stranger.as("admin", "").get("/").statusCode()).isEqualTo(401);
    assertThat(stranger.as("root", PASSWORD).get("/").statusCode()).isEqualTo(401);
    assertThat(stranger.as("", PASSWORD).get("/").statusCode()).isEqualTo(401);
  }

  @Test
  void needsTheTokenOfTheFormBesideThePassword() {
    assertThat(
            admin
                .post("/tickets/CF-1040", "application/x-www-form-urlencoded", "status=Resolved")
                .statusCode())
        .isEqualTo(403);
    assertThat(
            admin
                .submit("/tickets/CF-1040", "/tickets/CF-1040", Map.of("status", "In Progress"))
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void needsNoTokenAtTheApi() {
    String body = "{\"status\": \"In Progress\"}";

    assertThat(stranger.post("/api/tickets/CF-1039/status", "application/json", body).statusCode())
        .isEqualTo(401);
    assertThat(admin.post("/api/tickets/CF-1039/status", "application/json", body).statusCode())
        .isEqualTo(200);
  }

  /** The same door for all verbs, and none by GET. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "POST; owner; {\"owner\": \"me\"}",
        "POST; priority; {\"priority\": \"P4\"}",
        "POST; note; {\"text\": \"x\"}",
        "POST; answer; {\"text\": \"x\"}",
        "POST; participants; {\"address\": \"a@b.example\"}",
        "DELETE; participants?address=a@b.example; {}",
        "POST; split; {\"entries\": [1]}",
        "DELETE; thanks; {}",
        "POST; merge; {\"into\": \"CF-1042\"}"
      })
  @Tag("threat-T3")
  void letsNobodyElseDoAnythingToATicket(String method, String verb, String body) {
    String path = "/api/tickets/CF-1040/" + verb;
    TicketPage before = desk.ticket("CF-1040").orElseThrow();

    assertThat(ask(stranger, method, path, body)).isEqualTo(401);
    assertThat(desk.ticket("CF-1040")).hasValue(before);
    assertThat(ask(admin, method, path, body)).isIn(200, 409);
    assertThat(admin.ask(path).statusCode()).isIn(404, 405);
  }

  private static int ask(Visitor one, String method, String path, String body) {
    return one.send(
            one.request(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)))
        .statusCode();
  }

  @Test
  void letsNobodyElseDecideUponHeldMail() {
    String body = "{\"choice\": \"ignore\"}";

    assertThat(stranger.post("/api/held/1/release", "application/json", body).statusCode())
        .isEqualTo(401);
    assertThat(
            stranger
                .post("/journal/1", "application/x-www-form-urlencoded", "release=ignore")
                .statusCode())
        .isIn(401, 403);
    assertThat(
            admin
                .post("/journal/1", "application/x-www-form-urlencoded", "release=ignore")
                .statusCode())
        .isEqualTo(403);
    assertThat(admin.post("/api/held/1/release", "application/json", body).statusCode())
        .isEqualTo(409);
    assertThat(stranger.get("/held").body()).doesNotContain("held-count\" data-refresh-along> <b>");
  }

  @Test
  @Tag("rule-20")
  void letsNobodyElseSayWhoIsACustomer() {
    String body = "{\"name\": \"X\", \"domains\": [\"x.example\"]}";

    assertThat(stranger.post("/api/organisations", "application/json", body).statusCode())
        .isEqualTo(401);
    assertThat(stranger.send(stranger.request("/api/organisations/1").DELETE()).statusCode())
        .isEqualTo(401);
    assertThat(
            stranger
                .post("/organisations", "application/x-www-form-urlencoded", "remove=1")
                .statusCode())
        .isIn(401, 403);
    assertThat(admin.post("/api/organisations", "application/json", body).statusCode())
        .isEqualTo(200);
    assertThat(admin.ask("/api/organisations?search=Hafen").body()).contains("Hafenhotels");
  }

  @Test
  @Tag("threat-T40")
  void letsNobodyElseEraseAPerson() {
    String path = "/api/people/nobody@harbour-hotels.example/erase";
    String body = "{\"confirm\": \"nobody@harbour-hotels.example\"}";

    assertThat(stranger.post(path, "application/json", body).statusCode()).isEqualTo(401);
    assertThat(admin.post(path, "application/json", body).statusCode()).isEqualTo(200);
    // What a form on a foreign page can send.
    assertThat(admin.post(path, "text/plain", body).statusCode()).isEqualTo(415);
  }

  @Test
  void keepsNoSession() {
    assertThat(admin.get("/").headers().allValues("Set-Cookie"))
        .noneMatch(cookie -> cookie.startsWith("JSESSIONID"));
  }
}
