package counterfoil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import counterfoil.desk.Desk;
import counterfoil.desk.Leases;
import counterfoil.desk.ServiceWatch;
import counterfoil.letters.Outbox;
import counterfoil.letters.Postman;
import counterfoil.ops.Alarms;
import counterfoil.ops.Backlog;
import counterfoil.privacy.Retention;
import counterfoil.store.HeldArchive;
import counterfoil.store.Instance;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads {@code routes/} as data and holds it to the rules of the house. */
class RoutesTest {

  private static final Map<String, Class<?>> BEANS =
      Map.ofEntries(
          Map.entry("desk", Desk.class),
          Map.entry("outbox", Outbox.class),
          Map.entry("postman", Postman.class),
          Map.entry("instance", Instance.class),
          Map.entry("leases", Leases.class),
          Map.entry("alarms", Alarms.class),
          Map.entry("backlog", Backlog.class),
          Map.entry("serviceWatch", ServiceWatch.class),
          Map.entry("heldArchive", HeldArchive.class),
          Map.entry("retention", Retention.class));

  /** What does something and so must be named; a log line and a language need none. */
  private static final Set<String> STEPS =
      Set.of("bean", "to", "split", "filter", "choice", "setVariable", "log");

  private static final List<Path> FILES = files();

  private static List<Path> files() {
    try (Stream<Path> files = Files.list(Path.of("routes"))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode read(Path file) {
    return new YAMLMapper().readTree(file.toFile());
  }

  @Test
  void tellsTheJourneyInFiveFiles() {
    assertThat(FILES.stream().map(file -> file.getFileName().toString()))
        .containsExactly(
            "10-receive.camel.yaml",
            "20-process.camel.yaml",
            "50-deliver.camel.yaml",
            "60-watch.camel.yaml",
            "90-failures.camel.yaml");
  }

  @TestFactory
  Stream<DynamicTest> filesFollowTheSchemaOfTheCanonicalNotation() throws IOException {
    try (InputStream in =
        RoutesTest.class.getResourceAsStream("/schema/camelYamlDsl-canonical.json")) {
      assertThat(in).as("the schema in the jar of camel-yaml-dsl").isNotNull();
      Schema schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
              .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      return FILES.stream()
          .map(
              file ->
                  dynamicTest(
                      file.getFileName().toString(),
                      () -> assertThat(schema.validate(read(file))).isEmpty()))
          .toList()
          .stream();
    }
  }

  @Test
  void everyRouteHasIdAndDescription() {
    assertThat(routes()).isNotEmpty();
    assertThat(routes())
        .allSatisfy(
            route -> {
              assertThat(route.path("id").asString("")).isNotEmpty();
              assertThat(route.path("description").asString("")).isNotEmpty();
            });
  }

  @Test
  void everyRouteThatWorksSaysWhatHappensWhenItFails() {
    Set<String> configurations = ids("routeConfiguration").collect(Collectors.toSet());
    for (JsonNode route : routes()) {
      String from = route.path("from").path("uri").asString("");
      boolean wakesOnly = from.startsWith("timer:") && !route.has("routeConfigurationId");
      if (wakesOnly || from.startsWith("mailbox:") || route.has("errorHandler")) {
        continue;
      }
      assertThat(configurations)
          .as("route %s", route.path("id"))
          .contains(route.path("routeConfigurationId").asString(""));
    }
  }

  @Test
  void nothingIsHandledWhereMailIsKept() {
    JsonNode receive = read(FILES.get(0)).get(0).path("routeTemplate").path("route");

    assertThat(receive.path("from").path("uri").asString("")).isEqualTo("mailbox:{{mailbox}}");
    assertThat(receive.has("routeConfigurationId"))
        .as("a page that was not kept must stay on the server")
        .isFalse();
  }

  @Test
  void everyStepHasAnIdAndNoIdTwice() {
    List<String> ids = new ArrayList<>();
    walk(
        (kind, step) -> {
          if (STEPS.contains(kind)) {
            assertThat(step.path("id").asString("")).as("%s %s", kind, step).isNotEmpty();
          }
          if (step.isObject() && step.has("id")) {
            ids.add(step.path("id").asString(""));
          }
        });

    assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThan(40);
  }

  @Test
  void everyMethodExistsOnItsBean() {
    walk(
        (kind, step) -> {
          if (!kind.equals("bean")) {
            return;
          }
          String ref = step.path("ref").asString("");
          assertThat(BEANS).as("bean of step %s", step.path("id")).containsKey(ref);
          String[] call = step.path("method").asString("").split("[(]", 2);
          int arguments =
              call.length < 2 ? -1 : call[1].substring(0, call[1].length() - 1).split(",").length;
          assertThat(Arrays.stream(BEANS.get(ref).getMethods()))
              .as("%s.%s", ref, step.path("method"))
              .anyMatch(
                  method ->
                      method.getName().equals(call[0])
                          && (arguments < 0
                              ? method.getParameterCount() <= 1
                              : method.getParameterCount() == arguments));
        });
  }

  @Test
  void everyDirectNameIsARouteThatSomebodyCalls() {
    Set<String> routes = ids("route").collect(Collectors.toSet());
    Set<String> called =
        uris().filter(uri -> uri.startsWith("direct:")).collect(Collectors.toSet());
    List<String> consumers =
        routes().stream()
            .map(route -> route.path("from").path("uri").asString(""))
            .filter(uri -> uri.startsWith("direct:"))
            .toList();

    assertThat(called).containsExactlyInAnyOrderElementsOf(consumers);
    assertThat(consumers).allSatisfy(uri -> assertThat(routes).contains(uri.substring(7)));
  }

  @Test
  void noEndpointIsChosenByAMailAndNoCodeStandsInYaml() {
    walk(
        (kind, step) ->
            assertThat(kind)
                .isNotIn(
                    "toD",
                    "recipientList",
                    "routingSlip",
                    "dynamicRouter",
                    "script",
                    "groovy",
                    "process",
                    "sql",
                    "exec",
                    "enrich",
                    "pollEnrich"));
  }

  @Test
  void theReadmeHasTheSameRoutes() throws IOException {
    Map<String, String> inReadme = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("README.md"))) {
      String[] cells = line.split("\\|");
      if (cells.length >= 4 && cells[1].strip().matches("`[0-9]{2}-[a-z]+`")) {
        inReadme.put(cells[2].strip().replace("`", ""), cells[3].strip());
      }
    }
    Map<String, String> inFiles = new TreeMap<>();
    routes()
        .forEach(
            route ->
                inFiles.put(route.path("id").asString(""), route.path("description").asString("")));

    assertThat(inReadme).isEqualTo(inFiles);
  }

  private static List<JsonNode> routes() {
    List<JsonNode> routes = new ArrayList<>();
    for (Path file : FILES) {
      for (JsonNode item : read(file)) {
        if (item.has("route")) {
          routes.add(item.path("route"));
        }
        if (item.has("routeTemplate")) {
          routes.add(item.path("routeTemplate").path("route"));
        }
      }
    }
    return routes;
  }

  private static Stream<String> ids(String kind) {
    return FILES.stream()
        .flatMap(file -> read(file).valueStream())
        .filter(item -> item.has(kind))
        .map(item -> item.path(kind).path("id").asString(""));
  }

  private static Stream<String> uris() {
    List<String> uris = new ArrayList<>();
    walk(
        (kind, step) -> {
          if (kind.equals("to")) {
            uris.add(step.path("uri").asString(""));
          }
        });
    return uris.stream();
  }

  /** Visits every key and its value in all files. */
  private static void walk(BiConsumer<String, JsonNode> visitor) {
    FILES.forEach(file -> walk("", read(file), visitor));
  }

  private static void walk(String kind, JsonNode node, BiConsumer<String, JsonNode> visitor) {
    // The template and the route in it are one thing with one id.
    if (!kind.equals("routeTemplate")) {
      visitor.accept(kind, node);
    }
    if (node.isObject()) {
      node.properties().forEach(one -> walk(one.getKey(), one.getValue(), visitor));
    } else if (node.isArray()) {
      node.forEach(one -> walk("", one, visitor));
    }
  }
}
