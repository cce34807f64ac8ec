package counterfoil.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import counterfoil.rig.BotProcess;
import counterfoil.rig.Database;
import counterfoil.rig.GreenMailPeer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Something is wrong when the bot starts: it says what, and goes on trying where that may help. */
class UnhappyStartTest {

  private static final Duration LIMIT = Duration.ofSeconds(90);

  @TempDir private Path folder;

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  @Tag("promise-10")
  void saysThatTheDatabaseIsAwayAndKeepsTrying() throws Exception {
    try (GreenMailPeer imap = GreenMailPeer.start()) {
      int port = freePort();
      Map<String, String> settings = new HashMap<>();
      settings.put("SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:" + freePort() + "/desk");
      settings.put("SPRING_DATASOURCE_USERNAME", "desk");
      settings.put("SPRING_DATASOURCE_PASSWORD", "secret-word");
      settings.put("COUNTERFOIL_DATA", folder.toString());
      settings.put("COUNTERFOIL_MAILBOXES_DESK_ADDRESS", "desk@counterfoil.example");
      settings.put("COUNTERFOIL_MAILBOXES_DESK_IMAP_HOST", "127.0.0.1");
      settings.put("COUNTERFOIL_MAILBOXES_DESK_IMAP_PORT", String.valueOf(imap.port()));
      settings.put("COUNTERFOIL_MAILBOXES_DESK_IMAP_TLS", "none");
      settings.put("COUNTERFOIL_MAILBOXES_DESK_SMTP_HOST", "127.0.0.1");
      settings.put("SERVER_PORT", String.valueOf(port));
      try (BotProcess bot = start(settings)) {
        await()
            .atMost(LIMIT)
            .until(() -> bot.said().split("the desk is not open yet", -1).length > 2);
        JsonNode health = health(port);

        assertThat(health.path("status").asString()).isEqualTo("DOWN");
        assertThat(health.path("components").path("db").path("status").asString())
            .isEqualTo("DOWN");
        assertThat(health.path("components").path("routes").path("status").asString())
            .isEqualTo("DOWN");
        assertThat(bot.isAlive()).isTrue();
        assertThat(bot.said()).contains("refused").doesNotContain("secret-word");
      }
    }
  }

  @Test
  @Tag("rule-38")
  @Tag("threat-T34")
  void saysThatNoMailboxAnswersAndServesItsPagesAllTheSame() throws Exception {
    try (Database database = Database.start(folder.resolve("postgres"))) {
      int port = freePort();
      int nobody = freePort();
      Map<String, String> settings = new HashMap<>();
      settings.put("SPRING_DATASOURCE_URL", database.url());
      settings.put("SPRING_DATASOURCE_USERNAME", database.user());
      settings.put("SPRING_DATASOURCE_PASSWORD", database.password());
      settings.put("COUNTERFOIL_MAILBOXES_DESK_ADDRESS", "desk@counterfoil.example");
      settings.put("COUNTERFOIL_MAILBOXES_DESK_IMAP_HOST", "127.0.0.1");
      settings.put("COUNTERFOIL_MAILBOXES_DESK_IMAP_PORT", String.valueOf(nobody));
      settings.put("COUNTERFOIL_MAILBOXES_DESK_IMAP_PASSWORD", "secret-word");
      settings.put("COUNTERFOIL_MAILBOXES_DESK_IMAP_TLS", "none");
      settings.put("COUNTERFOIL_MAILBOXES_DESK_SMTP_HOST", "127.0.0.1");
      settings.put("SERVER_PORT", String.valueOf(port));
      try (BotProcess bot = start(settings)) {
        bot.awaitOpen(LIMIT);
        await()
            .atMost(LIMIT)
            .until(() -> bot.said().split("nothing answers at 127.0.0.1:" + nobody, -1).length > 2);
        JsonNode health = health(port);

        assertThat(health.path("status").asString()).isEqualTo("DOWN");
        assertThat(health.path("components").path("db").path("status").asString()).isEqualTo("UP");
        assertThat(health.path("components").path("mailboxes").path("details").toString())
            .contains("nothing answers at 127.0.0.1:" + nobody);
        assertThat(get(port, "/").statusCode()).isEqualTo(200);
        assertThat(bot.said()).doesNotContain("secret-word");
      }
    }
  }

  @Test
  void endsWithASentenceWhenASettingIsWrong() throws Exception {
    Map<String, String> settings =
        Map.of(
            "COUNTERFOIL_DATA", folder.toString(),
            "COUNTERFOIL_TICKET_PREFIX", "no prefix",
            "SERVER_PORT", "0");
    try (BotProcess bot = start(settings)) {
      bot.awaitEnd();

      assertThat(bot.said())
          .contains("counterfoil.ticket-prefix")
          .contains("no prefix")
          .contains("one to ten capital letters")
          .doesNotContain("\tat ");
    }
  }

  @Test
  @Tag("rule-20")
  @Tag("rule-36")
  void endsWithASentenceForEachFileOfPeopleThatIsWrong() throws Exception {
    Path config = Files.createDirectories(folder.resolve("home/config"));
    Files.writeString(
        config.resolve("organisations.yaml"),
        "organisations:\n  - name: Everybody\n    domains: [GMail.com]\n");
    Map<String, String> settings = new HashMap<>();
    settings.put("COUNTERFOIL_HOME", config.getParent().toString());
    settings.put("COUNTERFOIL_DATA", folder.toString());
    settings.put("COUNTERFOIL_MAILBOXES_DESK_ADDRESS", "Desk@counterfoil.example");
    settings.put("COUNTERFOIL_MAILBOXES_DESK_IMAP_HOST", "127.0.0.1");
    settings.put("COUNTERFOIL_MAILBOXES_DESK_SMTP_HOST", "127.0.0.1");
    settings.put("SERVER_PORT", "0");

    assertThat(saidAtTheEnd(settings))
        .contains("config/organisations.yaml, line 3: organisations[0].domains is 'GMail.com'")
        .doesNotContain("\tat ");

    Files.delete(config.resolve("organisations.yaml"));
    Files.writeString(
        config.resolve("engineers.yaml"),
        "engineers:\n  - name: Ada\n    addresses: [desk@counterfoil.example]\n");
    assertThat(saidAtTheEnd(settings))
        .contains("config/engineers.yaml, line 3: engineers[0].addresses")
        .contains("the desk's own mailbox")
        .doesNotContain("\tat ");
  }

  private String saidAtTheEnd(Map<String, String> settings) throws Exception {
    try (BotProcess bot = start(settings)) {
      bot.awaitEnd();
      return bot.said();
    }
  }

  private BotProcess start(Map<String, String> settings) throws IOException {
    return BotProcess.start(BotProcess.onClassPath(), settings, folder.resolve("bot.log"));
  }

  private JsonNode health(int port) throws Exception {
    return JsonMapper.shared().readTree(get(port, "/actuator/health").body());
  }

  private HttpResponse<String> get(int port, String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
