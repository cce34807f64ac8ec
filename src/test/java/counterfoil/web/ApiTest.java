package counterfoil.web;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.ticket.Status;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
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

@SpringBootTest(
    classes = {WebOnFakes.class, WebOnFakes.Tryout.class},
    webEnvironment = WebEnvironment.RANDOM_PORT)
class ApiTest {

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
  void listsTickets() {
    JsonNode tickets = json(program.ask("/api/tickets"));

    assertThat(tickets.isArray()).isTrue();
    assertThat(tickets.get(0).get("number").asString()).isEqualTo("CF-1042");
    assertThat(tickets.get(0).get("status").asString()).isEqualTo("In Progress");
    assertThat(tickets.get(0).get("facts").get("environment").get(0).get("value").asString())
        .isEqualTo("Live");
  }

  @Test
  void narrowsTheListByStatusWordsAndLimit() {
    assertThat(json(program.ask("/api/tickets?status=resolved")).size()).isEqualTo(1);
    assertThat(json(program.ask("/api/tickets?search=silence")).size()).isEqualTo(1);
    assertThat(json(program.ask("/api/tickets?limit=2")).size()).isEqualTo(2);
    assertThat(json(program.ask("/api/tickets?limit=-5")).size()).isEqualTo(1);
  }

  @Test
  void givesATicketWithExactlyTheNamesItPromises() {
    JsonNode ticket = json(program.ask("/api/tickets/CF-1042"));

    assertThat(names(ticket))
        .containsExactly(
            "number",
            "subject",
            "status",
            "priority",
            "requester",
            "facts",
            "entries",
            "events",
            "prioritySource",
            "openedAt",
            "changedAt",
            "owner",
            "organisation",
            "language",
            "tags",
            "mergedInto",
            "people",
            "links",
            "clocks");
    assertThat(json(program.ask("/api/tickets")).get(0)).isEqualTo(ticket);
    assertThat(ticket.get("tags").toString()).isEqualTo("[\"telephony\"]");
    JsonNode person = ticket.get("people").get(1);
    assertThat(names(person)).containsExactly("address", "name", "role", "since");
    assertThat(person.get("role").asString()).isEqualTo("PARTICIPANT");
    assertThat(ticket.get("links").toString())
        .isEqualTo("[{\"words\":\"follow-up of\",\"number\":\"CF-1031\"}]");
    JsonNode clock = ticket.get("clocks").get(0);
    assertThat(names(clock))
        .containsExactly("goal", "dueAt", "overdue", "pausedSince", "stoppedAt");
    assertThat(clock.get("goal").asString()).isEqualTo("RESOLUTION");
    JsonNode fact = ticket.get("facts").get("environment").get(0);
    assertThat(names(fact)).containsExactly("value", "evidence", "where", "source");
    assertThat(fact.get("evidence").asString()).isEqualTo("in production");
    JsonNode entry = ticket.get("entries").get(0);
    assertThat(names(entry)).containsExactly("kind", "from", "text", "at", "id", "forEngineers");
    assertThat(entry.get("kind").asString()).isEqualTo("CUSTOMER_MESSAGE");
    assertThat(entry.get("at").asString()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
    JsonNode event = ticket.get("events").get(0);
    assertThat(names(event)).containsExactly("what", "who", "why", "mail", "at");
    assertThat(event.get("mail").asLong()).isEqualTo(1);
    assertThat(ticket.get("events").get(1).get("mail").isNull()).isTrue();
  }

  @Test
  void movesATicket() {
    HttpResponse<String> moved = move("CF-1040", "{\"status\": \"Waiting for Customer\"}");

    assertThat(moved.statusCode()).isEqualTo(200);
    assertThat(names(json(moved))).containsExactly("number", "status", "sentence");
    assertThat(json(moved).get("status").asString()).isEqualTo("Waiting for Customer");
    assertThat(desk.ticket("CF-1040").orElseThrow().line().status())
        .isEqualTo(Status.WAITING_FOR_CUSTOMER);
  }

  @Test
  void saysWhereTheTicketStandsWhenItRefusesToMoveIt() {
    HttpResponse<String> refused = move("CF-1031", "{\"status\": \"Resolved\"}");

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(json(refused).get("status").asString()).isEqualTo("Resolved");
    assertThat(json(refused).get("sentence").asString()).isEqualTo("CF-1031 is already Resolved.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"status\": \"Done\"}", "{\"status\": \"\"}", "{\"status\": null}", "{}"})
  void namesTheStatusesThereAre(String body) {
    HttpResponse<String> refused = move("CF-1042", body);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(json(refused).get("allowed").toString())
        .isEqualTo("[\"Open\",\"In Progress\",\"Waiting for Customer\",\"Resolved\"]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "\"Resolved\"", "{\"status\": {}}"})
  void saysThatABodyIsNotWhatItExpects(String body) {
    HttpResponse<String> refused = move("CF-1042", body);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(json(refused).get("sentence").asString()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded"})
  @Tag("threat-T32")
  void takesNothingThatAFormOnAForeignPageCanSend(String type) {
    HttpResponse<String> refused =
        program.post("/api/tickets/CF-1042/status", type, "{\"status\": \"Resolved\"}");

    assertThat(refused.statusCode()).isEqualTo(415);
    assertThat(desk.ticket("CF-1042").orElseThrow().line().status()).isNotEqualTo(Status.RESOLVED);
  }

  @Test
  void saysThatThereIsNoSuchTicket() {
    assertThat(program.ask("/api/tickets/CF-9").statusCode()).isEqualTo(404);
    HttpResponse<String> refused = move("CF-9", "{\"status\": \"Resolved\"}");
    assertThat(refused.statusCode()).isEqualTo(404);
    assertThat(json(refused).get("sentence").asString()).isEqualTo("There is no ticket CF-9.");
  }

  @Test
  void refusesWordsItDoesNotKnow() {
    assertThat(program.ask("/api/tickets?status=Done").statusCode()).isEqualTo(400);
    assertThat(program.ask("/api/tickets?limit=many").statusCode()).isEqualTo(400);
    HttpResponse<String> state = program.ask("/api/journal?state=LOST");
    assertThat(state.statusCode()).isEqualTo(400);
    assertThat(json(state).get("allowed").size()).isEqualTo(5);
  }

  @Test
  @Tag("promise-7")
  void hasAParkedMailTriedAgain() {
    long parked = json(program.ask("/api/journal?state=PARKED")).get(0).get("id").asLong();
    HttpResponse<String> done =
        program.post("/api/journal/" + parked + "/replay", "application/json", "{}");
    assertThat(done.statusCode()).isEqualTo(200);
    assertThat(json(done).get("sentence").asString())
        .isEqualTo("Mail " + parked + " is tried again.");

    assertThat(program.post("/api/journal/1/replay", "application/json", "{}").statusCode())
        .isEqualTo(409);
    assertThat(program.post("/api/journal/999/replay", "application/json", "{}").statusCode())
        .isEqualTo(404);
    assertThat(program.post("/api/journal/" + parked + "/replay", "text/plain", "{}").statusCode())
        .isEqualTo(415);
  }

  @Test
  void listsTheJournalAndTheLetters() {
    JsonNode parked = json(program.ask("/api/journal?state=PARKED"));
    assertThat(parked.size()).isEqualTo(1);
    assertThat(parked.get(0).get("state").asString()).isEqualTo("PARKED");
    assertThat(parked.get(0).get("outcome").isNull()).isTrue();
    assertThat(parked.get(0).get("defects").size()).isEqualTo(2);

    JsonNode letters = json(program.ask("/api/letters"));
    assertThat(letters.size()).isEqualTo(3);
    assertThat(letters.get(2).get("state").asString()).isEqualTo("SENT");
    assertThat(letters.get(2).get("ticket").asString()).isEqualTo("CF-1042");
  }

  @Test
  @Tag("promise-10")
  void saysThatTheDatabaseIsAway() {
    desk.setAway(true);

    HttpResponse<String> answer = program.ask("/api/tickets");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(json(answer).get("sentence").asString()).startsWith("The desk's database");
  }

  private HttpResponse<String> move(String number, String body) {
    return program.post("/api/tickets/" + number + "/status", "application/json", body);
  }

  private static JsonNode json(HttpResponse<String> answer) {
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/json");
    return JsonMapper.shared().readTree(answer.body());
  }

  private static List<String> names(JsonNode object) {
    return new ArrayList<>(object.propertyNames());
  }
}
