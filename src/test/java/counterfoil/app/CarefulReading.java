package counterfoil.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a careful reader extracts from one mail: a line of {@code truth.jsonl}.
 *
 * @param mail the name of the mail, without its ending
 * @param accepted by field all sets of values that are right
 * @param quoted by field what the quoted history says
 */
record CarefulReading(
    String mail, Map<String, List<Set<String>>> accepted, Map<String, Set<String>> quoted) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Account and project are named without an address: to read them is right, and so is a blank. */
  private static final String NO_ADDRESS = "ids_without_url";

  /** The author hands the quoted mail on, and means what it says. */
  private static final String QUOTE_IS_MEANT = "loop_in";

  /** Reads a line. */
  static CarefulReading of(String line) {
    JsonNode truth = JSON.readTree(line);
    Set<String> tags = values("tags", truth.path("tags"));
    JsonNode level = truth.path("priority").path("level");

    Map<String, List<Set<String>>> accepted = new LinkedHashMap<>();
    accepted.put("projects", several(truth, "projects"));
    accepted.put("primary", one(truth, "primary", primary(truth)));
    if (tags.contains(NO_ADDRESS) && truth.path("accept").path("projects").isMissingNode()) {
      accepted.put("projects", List.of(values("projects", truth.path("projects")), Set.of()));
      accepted.put("primary", List.of(primary(truth), Set.of()));
    }
    accepted.put("call_ids", several(truth, "call_ids"));
    accepted.put("environment", one(truth, "environment", truth.path("environment")));
    accepted.put("priority", one(truth, "priority", level));
    if (!level.isNull()) {
      boolean stated = truth.path("priority").path("source").asString().equals("explicit");
      accepted.put("priority " + (stated ? "stated" : "inferred"), accepted.get("priority"));
    }
    accepted.put("browser", one(truth, "browser", truth.path("browser")));
    accepted.put("description", described(truth));
    accepted.put("steps", List.of(presence(!truth.path("steps").isEmpty())));
    return new CarefulReading(
        truth.path("id").asString(),
        accepted,
        tags.contains(QUOTE_IS_MEANT) ? Map.of() : quoted(truth.path("quoted_fallback")));
  }

  /** What was read as new, although only the quoted history says it. */
  List<String> takenFromQuote(Map<String, Set<String>> got) {
    List<String> taken = new ArrayList<>();
    quoted.forEach(
        (field, values) ->
            values.stream()
                .filter(got.get(field)::contains)
                .filter(value -> accepted.get(field).stream().noneMatch(one -> one.contains(value)))
                .forEach(value -> taken.add(mail + " " + field + ": " + value)));
    return taken;
  }

  /** Of texts only this is compared: whether there is one. */
  static Set<String> presence(boolean is) {
    return is ? Set.of("something") : Set.of();
  }

  /** Call IDs and environments are the same in capitals. */
  static String comparable(String field, String value) {
    return field.equals("call_ids") || field.equals("environment")
        ? value.toLowerCase(Locale.ROOT)
        : value;
  }

  private static Map<String, Set<String>> quoted(JsonNode history) {
    return Map.of(
        "projects", values("projects", history.path("projects")),
        "call_ids", values("call_ids", history.path("call_ids")),
        "environment", value("environment", history.path("environment")));
  }

  private static Set<String> primary(JsonNode truth) {
    JsonNode project = truth.path("project_id");
    return project.isNull()
        ? Set.of()
        : Set.of(truth.path("account_id").asString() + "/" + project.asString());
  }

  private static List<Set<String>> described(JsonNode truth) {
    return one(truth, "description", truth.path("description").path("happened")).stream()
        .map(text -> presence(!text.isEmpty()))
        .toList();
  }

  private static List<Set<String>> one(JsonNode truth, String field, JsonNode own) {
    return one(truth, field, value(field, own));
  }

  private static List<Set<String>> one(JsonNode truth, String field, Set<String> own) {
    JsonNode accept = truth.path("accept").path(field);
    return accept.isMissingNode()
        ? List.of(own)
        : accept.valueStream().map(node -> value(field, node)).toList();
  }

  private static List<Set<String>> several(JsonNode truth, String field) {
    JsonNode accept = truth.path("accept").path(field);
    return accept.isMissingNode()
        ? List.of(values(field, truth.path(field)))
        : accept.valueStream().map(node -> values(field, node)).toList();
  }

  private static Set<String> value(String field, JsonNode node) {
    return node.isNull() || node.isMissingNode()
        ? Set.of()
        : Set.of(comparable(field, node.asString()));
  }

  private static Set<String> values(String field, JsonNode list) {
    return list.valueStream()
        .map(node -> comparable(field, node.asString()))
        .collect(Collectors.toUnmodifiableSet());
  }
}
