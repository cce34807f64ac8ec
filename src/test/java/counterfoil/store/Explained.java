package counterfoil.store;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A statement as it was carried out.
 *
 * @param text in one line, each value as {@code ?}, and of many rows of values the first
 * @param scans how tables were read
 * @param plan as PostgreSQL tells it
 */
record Explained(String text, List<Scan> scans, String plan) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * One way into a table.
   *
   * @param how such as {@code Index Scan}
   * @param rows that were looked at, those too that did not fit
   */
  record Scan(String how, String table, long rows) {}

  static Explained of(String json) {
    JsonNode root = JSON.readTree(json);
    List<Scan> scans = new ArrayList<>();
    addScans(root.path("Plan"), scans);
    return new Explained(
        inOneLine(root.path("Query Text").asString("")), List.copyOf(scans), root.toPrettyString());
  }

  /** Spaces, values and further rows say nothing about what a statement is. */
  static String inOneLine(String sql) {
    return sql.replaceAll("--.*", " ")
        .replaceAll("\\$\\d+", "?")
        .replaceAll("(\\([?, ]+\\))(,\\([?, ]+\\))+", "$1")
        .replaceAll("\\s+", " ")
        .strip();
  }

  private static void addScans(JsonNode node, List<Scan> scans) {
    double loops = node.path("Actual Loops").asDouble(0);
    if (node.path("Node Type").asString("").contains("Scan") && node.has("Relation Name")) {
      double rows =
          node.path("Actual Rows").asDouble(0)
              + node.path("Rows Removed by Filter").asDouble(0)
              + node.path("Rows Removed by Index Recheck").asDouble(0);
      scans.add(
          new Scan(
              node.path("Node Type").asString(""),
              node.path("Relation Name").asString(""),
              Math.round(rows * loops)));
    }
    for (JsonNode child : node.path("Plans")) {
      addScans(child, scans);
    }
  }

  long rows() {
    return scans.stream().mapToLong(Scan::rows).sum();
  }
}
