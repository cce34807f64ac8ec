package counterfoil.web;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.desk.DeskViews.EntryLine;
import counterfoil.desk.DeskViews.TicketPage;
import counterfoil.ticket.EntryKind;
import counterfoil.ticket.Role;
import counterfoil.ticket.Status;
import counterfoil.ticket.Ticket;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(
    classes = {WebOnFakes.class, WebOnFakes.Tryout.class},
    webEnvironment = WebEnvironment.RANDOM_PORT)
class TicketVerbsApiTest {

  private static final String OWEN = "owen@harbour-hotels.example";

  @Autowired private FakeDesk desk;

  @Value("${local.server.port}")
  private int port;

  private Visitor program;

  @BeforeEach
  void open() {
    program = Visitor.of(port);
  }

  @AfterEach
  void beginAgain() {
    desk.beginAgain();
  }

  @Test
  @Tag("rule-25")
  void givesATicketToSomebodyToTheOneWhoAsksAndBack() {
    assertDone(post("owner", "{\"owner\": \" mei@desk.example \"}"));
    assertThat(ticket().line().owner()).isEqualTo("mei@desk.example");
    assertDone(post("owner", "{\"owner\": \"me\"}"));
    assertThat(ticket().line().owner()).isEqualTo("admin");
    assertDone(post("owner", "{\"owner\": \"\"}"));
    assertThat(ticket().line().owner()).isEmpty();
  }

  @Test
  void saysHowUrgentItIsAndNamesTheLevelsThereAre() {
    assertDone(post("priority", "{\"priority\": \"p2\"}"));
    assertThat(ticket().line().priority()).isEqualTo("P2");

    HttpResponse<String> unknown = post("priority", "{\"priority\": \"P9\"}");
    assertThat(unknown.statusCode()).isEqualTo(400);
    assertThat(json(unknown).get("allowed").toString()).isEqualTo("[\"P1\",\"P2\",\"P3\",\"P4\"]");
  }

  @Test
  @Tag("rule-25")
  void answersTheCustomerAndTellsWhereTheTicketStands() {
    JsonNode done = assertDone(post("answer", "{\"text\": \"Which browser?\\r\\nMei\"}"));

    assertThat(names(done)).containsExactly("number", "status", "sentence");
    assertThat(done.get("status").asString()).isEqualTo("Waiting for Customer");
    assertThat(last().kind()).isEqualTo(EntryKind.ENGINEER_REPLY);
    assertThat(last().text()).isEqualTo("Which browser?\nMei");
  }

  @Test
  void writesANoteForEngineers() {
    assertDone(post("note", "{\"text\": \"a\\u0000b\\u0007c\"}"));

    assertThat(last().isHidden()).isTrue();
    assertThat(last().text()).isEqualTo("abc");
  }

  @Test
  @Tag("rule-24")
  @Tag("threat-T4")
  void addsAndRemovesPeopleByName() {
    assertDone(post("participants", "{\"address\": \"" + OWEN + "\"}"));
    assertThat(ticket().people())
        .filteredOn(one -> one.role() == Role.PARTICIPANT)
        .extracting(one -> one.person().email())
        .containsExactly(OWEN);

    assertDone(delete("participants?address=" + OWEN));
    assertThat(ticket().people())
        .extracting(one -> one.role())
        .containsExactly(Role.REQUESTER, Role.SUGGESTED);
    assertThat(delete("participants?address=x@y.example").statusCode()).isEqualTo(409);
    assertThat(delete("participants").statusCode()).isEqualTo(400);
  }

  @Test
  void mergesAndSplits() {
    HttpResponse<String> nowhere = post("merge", "{\"into\": \"CF-9\"}");
    assertThat(nowhere.statusCode()).isEqualTo(409);
    assertThat(json(nowhere).get("sentence").asString()).isEqualTo("There is no ticket CF-9.");

    assertDone(post("split", "{\"entries\": [1, null, 2]}"));
    assertThat(post("split", "{\"entries\": []}").statusCode()).isEqualTo(409);
    assertThat(post("split", "{\"entries\": [\"x\"]}").statusCode()).isEqualTo(400);

    assertDone(post("merge", "{\"into\": \"cf-1042\"}"));
    assertThat(json(program.ask("/api/tickets/CF-1040")).get("mergedInto").asString())
        .isEqualTo("CF-1042");
  }

  @Test
  @Tag("rule-26")
  void undoesThanks() {
    HttpResponse<String> none = delete("thanks");
    assertThat(none.statusCode()).isEqualTo(409);

    HttpResponse<String> undone =
        program.send(program.request("/api/tickets/CF-1031/thanks").DELETE());
    assertThat(undone.statusCode()).isEqualTo(200);
    assertThat(desk.ticket("CF-1031").orElseThrow().line().tags()).doesNotContain(Ticket.THANKS);
    assertThat(json(undone).get("status").asString()).isEqualTo(Status.OPEN.words());
  }

  /** A name that is misspelled must not give the ticket back, nor send an empty letter. */
  @ParameterizedTest
  @CsvSource({
    "owner, owner",
    "answer, text",
    "note, text",
    "participants, address",
    "merge, into",
    "split, entries"
  })
  void saysWhatIsMissing(String verb, String name) {
    TicketPage before = ticket();

    HttpResponse<String> refused = post(verb, "{\"other\": \"x\"}");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(json(refused).get("sentence").asString()).isEqualTo("\"" + name + "\" is missing.");
    assertThat(ticket()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"answer", "note"})
  void takesNoTextThatIsLongerThanTheSettingsSay(String verb) {
    String longest = "x".repeat(Typed.DEFAULTS.longest());

    assertDone(post(verb, "{\"text\": \"" + longest + "\"}"));
    HttpResponse<String> refused = post(verb, "{\"text\": \"" + longest + "x\"}");
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(json(refused).get("sentence").asString())
        .isEqualTo("This text has 100,001 characters; at most 100,000 are taken.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\\u202eb", "two\\u2028lines"})
  void takesNoOwnerThatIsNoName(String owner) {
    assertThat(post("owner", "{\"owner\": \"" + owner + "\"}").statusCode()).isEqualTo(409);
    assertThat(post("owner", "{\"owner\": \"" + "x".repeat(101) + "\"}").statusCode())
        .isEqualTo(409);
    assertThat(ticket().line().owner()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"status", "owner", "priority", "answer", "note", "participants", "merge", "split"})
  @Tag("threat-T32")
  void takesJsonOnlyAndKnowsItsTickets(String verb) {
    String path = "/api/tickets/CF-1040/" + verb;
    assertThat(program.post(path, "text/plain", "{}").statusCode()).isEqualTo(415);
    assertThat(program.post(path, "application/x-www-form-urlencoded", "a=b").statusCode())
        .isEqualTo(415);

    String all =
        "{\"status\": \"Resolved\", \"owner\": \"me\", \"priority\": \"P1\", \"text\": \"x\","
            + " \"address\": \"a@b.example\", \"into\": \"CF-1042\", \"entries\": [1]}";
    HttpResponse<String> nowhere =
        program.post("/api/tickets/CF-9/" + verb, "application/json", all);
    assertThat(nowhere.statusCode()).isEqualTo(404);
    assertThat(json(nowhere).get("sentence").asString()).isEqualTo("There is no ticket CF-9.");
  }

  @Test
  @Tag("rule-22")
  @Tag("rule-24")
  void tellsWhatSomebodyIsShown() {
    JsonNode nadia =
        json(program.ask("/api/tickets/CF-1042/seen-by?address=NADIA@harbour-hotels.example"));
    JsonNode owen = json(program.ask("/api/tickets/CF-1042/seen-by?address=" + OWEN));

    assertThat(nadia).hasSize(3).allMatch(entry -> !entry.get("forEngineers").asBoolean());
    assertThat(owen).hasSize(1);
    assertThat(json(program.ask("/api/tickets/CF-1042/seen-by?address=x@y.example"))).isEmpty();
    assertThat(program.ask("/api/tickets/CF-1042/seen-by").statusCode()).isEqualTo(400);
    assertThat(program.ask("/api/tickets/CF-9/seen-by?address=" + OWEN).statusCode())
        .isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({"mei@desk.example, 1", "nobody, 3", "me, 0", "'', 5"})
  void narrowsTheListByOwner(String owner, int tickets) {
    assertThat(json(program.ask("/api/tickets?owner=" + owner))).hasSize(tickets);
  }

  private HttpResponse<String> post(String verb, String body) {
    return program.post("/api/tickets/CF-1040/" + verb, "application/json", body);
  }

  private HttpResponse<String> delete(String what) {
    return program.send(program.request("/api/tickets/CF-1040/" + what).DELETE());
  }

  private TicketPage ticket() {
    return desk.ticket("CF-1040").orElseThrow();
  }

  private EntryLine last() {
    List<EntryLine> entries = ticket().entries();
    return entries.get(entries.size() - 1);
  }

  private static JsonNode assertDone(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer);
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JsonMapper.shared().readTree(answer.body());
  }

  private static List<String> names(JsonNode object) {
    return new ArrayList<>(object.propertyNames());
  }
}
