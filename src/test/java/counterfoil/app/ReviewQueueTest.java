package counterfoil.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A mail that is held, seen by the API, released, and its ticket: on the whole bot. */
@Tag("rule-20")
@Tag("promise-7")
class ReviewQueueTest {

  private static final String NADIA = "nadia@harbour-hotels.example";

  @TempDir private Path data;

  @Test
  void aFloodWaitsForAPersonAndOpensTicketsAsDecided() throws Exception {
    try (RunningDesk desk =
        new RunningDesk(data, "--counterfoil.limits.new-tickets-per-sender-ten-minutes=1")) {
      String first = desk.send(NADIA, "No call is answered", "", "Since nine.");
      String number = desk.decided(first).path("ticket").asString();
      String second = desk.send(NADIA, "The menu is wrong", "", "It says fish.");
      JsonNode line =
          await()
              .atMost(Duration.ofSeconds(30))
              .until(() -> desk.json("/api/held"), held -> held.size() == 1)
              .get(0);
      assertThat(line.path("hold").asString()).isEqualTo("flood");
      assertThat(line.path("trust").asString()).isEqualTo("B");
      long id = line.path("id").asLong();
      JsonNode choices = desk.json("/api/held/" + id).path("choices");
      assertThat(choices.get(0).path("possible").asBoolean()).isFalse();
      assertThat(choices.get(2).path("sentence").asString())
          .isEqualTo(
              "The mail opens a ticket of nadia@harbour-hotels.example; an acknowledgement goes to"
                  + " nadia@harbour-hotels.example.");
      assertThat(desk.get("/journal/" + id)).contains("A person must decide");
      assertThat(desk.get("/held")).contains("The menu is wrong");
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(desk.get("/actuator/prometheus"))
                      .contains("counterfoil_alarms{alarm=\"flood\"} 1.0"));

      assertThat(sentence(desk.post("/api/held/" + id + "/release", "{\"choice\": \"append\"}")))
          .isEqualTo("That is not possible: the mail names no ticket.");
      assertThat(sentence(desk.post("/api/held/" + id + "/release", "{\"choice\": \"open\"}")))
          .isEqualTo("Mail " + id + " is released: new ticket.");

      String other = desk.decided(second).path("ticket").asString();
      assertThat(other).isNotEqualTo(number).startsWith("CF-");
      assertThat(desk.ticket(other).path("events").get(0).path("why").asString())
          .isEqualTo("released by admin");
      desk.acknowledgementOf(NADIA, second);
      assertThat(desk.json("/api/held").size()).isZero();
      assertThat(desk.get("/journal/" + id)).contains("Was held");
      // No number was used up by looking ahead.
      assertThat(numberOf(other)).isEqualTo(numberOf(number) + 1);
    }
  }

  private static int numberOf(String ticket) {
    return Integer.parseInt(ticket.substring(ticket.indexOf('-') + 1));
  }

  private static String sentence(String json) {
    return JsonMapper.shared().readTree(json).path("sentence").asString();
  }
}
