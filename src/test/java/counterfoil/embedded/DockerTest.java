package counterfoil.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What can be known of the image and the compose file without an engine to run them. */
class DockerTest {

  private static final Path REPOSITORY = Path.of("").toAbsolutePath();
  private static final Path FOLDER = REPOSITORY.resolve("docker");

  /** A variable without a default, whose absence stops compose with a word. */
  private static final Pattern REQUIRED = Pattern.compile("\\$\\{[A-Z_]+:\\?[^}]+}");

  /** A tag or digest that says more than "the newest". */
  private static final Pattern PINNED =
      Pattern.compile("[a-z0-9./-]+:(?!latest)[\\w.-]*\\d[\\w.-]*");

  private final Dockerfile dockerfile = dockerfile();
  private final JsonNode compose = compose();

  private static Dockerfile dockerfile() {
    try {
      return Dockerfile.read(FOLDER.resolve("Dockerfile"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static JsonNode compose() {
    return new YAMLMapper().readTree(FOLDER.resolve("compose.yaml").toFile());
  }

  @Test
  void knowsOnlyInstructionsThatThereAre() {
    assertThat(dockerfile.instructions())
        .extracting(Dockerfile.Instruction::name)
        .isSubsetOf(
            "FROM",
            "LABEL",
            "RUN",
            "WORKDIR",
            "COPY",
            "ENV",
            "VOLUME",
            "EXPOSE",
            "USER",
            "HEALTHCHECK",
            "ENTRYPOINT",
            "CMD");
    assertThat(dockerfile.instructions().get(0).name()).isEqualTo("FROM");
  }

  @Test
  void buildsOnNamedVersions() {
    assertThat(dockerfile.all("FROM"))
        .extracting(from -> from.words().get(0))
        .allMatch(image -> PINNED.matcher(image).matches());
    assertThat(services().map(service -> service.path("image").stringValue("")))
        .filteredOn(image -> !image.startsWith("counterfoil:"))
        .isNotEmpty()
        .allMatch(image -> PINNED.matcher(image).matches());
  }

  @Test
  void copiesWhatIsThereAndNotIgnored() throws IOException {
    List<String> kept =
        Files.readAllLines(FOLDER.resolve("Dockerfile.dockerignore")).stream()
            .filter(line -> line.startsWith("!"))
            .map(line -> line.substring(1))
            .toList();
    List<String> sources = new ArrayList<>();
    for (Dockerfile.Instruction copy : dockerfile.all("COPY").toList()) {
      if (copy.option("from").isEmpty()) {
        sources.addAll(copy.arguments().subList(0, copy.arguments().size() - 1));
      }
    }
    assertThat(sources).isNotEmpty();
    for (String source : sources) {
      assertThat(REPOSITORY.resolve(source)).as(source).exists();
      assertThat(kept).as("kept by the ignore file").contains(source.replaceFirst("/$", ""));
    }
    assertThat(kept).allMatch(path -> Files.exists(REPOSITORY.resolve(path)));
  }

  @Test
  void takesOverFromStagesThatThereAre() {
    List<String> stages =
        dockerfile
            .all("FROM")
            .filter(from -> from.words().size() == 3)
            .map(from -> from.words().get(2))
            .toList();
    assertThat(dockerfile.all("COPY").map(copy -> copy.option("from")).filter(s -> !s.isEmpty()))
        .isNotEmpty()
        .isSubsetOf(stages);
  }

  @Test
  void runsAsSomebodyWithoutRights() {
    Dockerfile image = dockerfile.lastStage();
    assertThat(image.only("USER").rest()).isEqualTo("10001:10001");
    int user = image.instructions().indexOf(image.only("USER"));
    assertThat(image.instructions().subList(user, image.instructions().size()))
        .extracting(Dockerfile.Instruction::name)
        .doesNotContain("RUN", "COPY")
        .contains("HEALTHCHECK", "ENTRYPOINT");
  }

  @Test
  void handsSignalsToJava() {
    Dockerfile image = dockerfile.lastStage();
    assertThat(words(image.only("ENTRYPOINT").rest()))
        .startsWith("java")
        .endsWith("-jar", "counterfoil.jar");
    assertThat(words(image.only("CMD").rest())).containsExactly("serve");
  }

  @Test
  void keepsItsFoldersWhereTheBotLooks() {
    Dockerfile image = dockerfile.lastStage();
    assertThat(image.only("WORKDIR").rest()).isEqualTo("/counterfoil");
    assertThat(image.only("ENV").words())
        .containsExactly("COUNTERFOIL_HOME=/counterfoil", "COUNTERFOIL_DATA=/counterfoil/data");
    assertThat(image.only("VOLUME").rest()).isEqualTo("/counterfoil/data");
    assertThat(image.all("COPY").map(Dockerfile.Instruction::arguments))
        .contains(List.of("routes/", "routes/"), List.of("config/", "config/"));
  }

  @Test
  void asksItsOwnHealthWithoutAShellInBetween() throws IOException {
    String check = dockerfile.lastStage().only("HEALTHCHECK").rest();
    assertThat(check).containsPattern("--timeout=\\d+s").containsPattern("--start-period=\\d+s");
    assertThat(words(check.substring(check.indexOf("CMD") + 3)))
        .containsExactly("/counterfoil/bin/healthcheck");
    assertThat(FOLDER.resolve("healthcheck")).isExecutable();
    assertThat(Files.readString(FOLDER.resolve("healthcheck"))).startsWith("#!/bin/bash\n");
  }

  @Test
  void tellsHealthFromTheAnswer() throws Exception {
    AtomicReference<String> asked = new AtomicReference<>("");
    int[] status = {200};
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 1);
    server.createContext(
        "/",
        exchange -> {
          asked.set(exchange.getRequestURI().toString());
          exchange.sendResponseHeaders(status[0], -1);
          exchange.close();
        });
    server.start();
    int port = server.getAddress().getPort();
    try {
      assertThat(healthcheck(port)).isZero();
      assertThat(asked.get()).isEqualTo("/actuator/health/liveness");
      status[0] = 503;
      assertThat(healthcheck(port)).isEqualTo(1);
    } finally {
      server.stop(0);
    }
    assertThat(healthcheck(port)).as("nobody listens").isEqualTo(1);
  }

  @Test
  void tellsHealthFromSilence() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThat(healthcheck(silent.getLocalPort())).isEqualTo(1);
    }
  }

  @Test
  void composesADeskWithDatabaseAndMailServer() {
    assertThat(compose.propertyNames()).containsExactlyInAnyOrder("name", "services", "volumes");
    assertThat(compose.path("services").propertyNames())
        .containsExactlyInAnyOrder("counterfoil", "db", "mail", "mail-account");
    assertThat(services())
        .allSatisfy(
            service ->
                assertThat(service.propertyNames())
                    .isSubsetOf(
                        "build",
                        "cap_drop",
                        "command",
                        "depends_on",
                        "entrypoint",
                        "environment",
                        "healthcheck",
                        "hostname",
                        "image",
                        "init",
                        "network_mode",
                        "ports",
                        "read_only",
                        "restart",
                        "security_opt",
                        "shm_size",
                        "stop_grace_period",
                        "tmpfs",
                        "volumes"));
    assertThat(service("counterfoil").path("build").path("context").stringValue()).isEqualTo("..");
    assertThat(
            REPOSITORY.resolve(
                service("counterfoil").path("build").path("dockerfile").stringValue()))
        .exists();
  }

  @Test
  void holdsNoSecrets() {
    List<String> secrets = new ArrayList<>();
    services()
        .forEach(
            service ->
                service
                    .path("environment")
                    .properties()
                    .forEach(
                        variable -> {
                          if (variable.getKey().contains("PASSWORD")) {
                            secrets.add(variable.getValue().stringValue());
                          }
                        }));
    assertThat(secrets).hasSize(6).allMatch(value -> REQUIRED.matcher(value).matches());
    assertThat(dockerfile.instructions())
        .noneMatch(instruction -> instruction.rest().contains("PASSWORD"));
  }

  @Test
  void quotesEverythingThatYamlWouldTakeForAnotherThanText() {
    assertThat(services().flatMap(service -> service.path("environment").valueStream()))
        .allMatch(JsonNode::isString);
  }

  @Test
  void agreesOnNamesAmongTheServices() {
    JsonNode bot = service("counterfoil").path("environment");
    JsonNode db = service("db").path("environment");
    assertThat(bot.path("SPRING_DATASOURCE_URL").stringValue())
        .isEqualTo("jdbc:postgresql://db:5432/" + db.path("POSTGRES_DB").stringValue());
    assertThat(bot.path("SPRING_DATASOURCE_USERNAME")).isEqualTo(db.path("POSTGRES_USER"));
    assertThat(bot.path("SPRING_DATASOURCE_PASSWORD")).isEqualTo(db.path("POSTGRES_PASSWORD"));
    JsonNode account = service("mail-account").path("environment");
    for (String protocol : List.of("IMAP", "SMTP")) {
      String prefix = "COUNTERFOIL_MAILBOXES_DESK_" + protocol + "_";
      assertThat(bot.path(prefix + "HOST").stringValue()).isEqualTo("mail");
      assertThat(bot.path(prefix + "USER")).isEqualTo(account.path("DESK_ADDRESS"));
      assertThat(bot.path(prefix + "PASSWORD")).isEqualTo(account.path("DESK_MAIL_PASSWORD"));
      assertThat(bot.path(prefix + "TLS").stringValue()).isIn("none", "starttls", "tls");
    }
    assertThat(service("mail").path("image")).isEqualTo(service("mail-account").path("image"));
  }

  @Test
  void dependsOnServicesAndVolumesThatThereAre() {
    Collection<String> services = compose.path("services").propertyNames();
    services()
        .forEach(
            service ->
                assertThat(services).containsAll(service.path("depends_on").propertyNames()));
    Set<String> used = new TreeSet<>();
    for (JsonNode volume :
        services().flatMap(service -> service.path("volumes").valueStream()).toList()) {
      String source = volume.stringValue().replaceFirst(":.*", "");
      if (source.startsWith(".")) {
        assertThat(FOLDER.resolve(source)).as(source).isDirectory();
      } else {
        used.add(source);
      }
    }
    assertThat(used).containsExactlyInAnyOrderElementsOf(compose.path("volumes").propertyNames());
  }

  @Test
  void waitsForHealthOnlyOfServicesThatTellIt() {
    services()
        .flatMap(service -> service.path("depends_on").properties().stream())
        .filter(on -> on.getValue().path("condition").stringValue().equals("service_healthy"))
        .map(Map.Entry::getKey)
        .forEach(
            name -> assertThat(service(name).path("healthcheck").path("test").size()).isPositive());
  }

  @Test
  void showsThePagesToThisMachineOnly() {
    assertThat(service("counterfoil").path("ports").valueStream())
        .extracting(JsonNode::stringValue)
        .allMatch(port -> port.startsWith("127.0.0.1:"));
  }

  private Stream<JsonNode> services() {
    return compose.path("services").valueStream();
  }

  private JsonNode service(String name) {
    return compose.path("services").path(name);
  }

  /** The words of an instruction in exec form, which is a JSON array. */
  private static List<String> words(String json) {
    return new YAMLMapper().readTree(json).valueStream().map(JsonNode::stringValue).toList();
  }

  private static int healthcheck(int port) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(FOLDER.resolve("healthcheck").toString());
    builder.environment().put("SERVER_PORT", Integer.toString(port));
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }
}
