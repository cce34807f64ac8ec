package counterfoil.app;

import java.util.List;
import java.util.Map;

/**
 * A value of a YAML file, with the line on which it stands: who made a mistake is told where.
 *
 * @param line where its key stands, or it itself in a list; from 1
 * @param text of a single value, as it was written
 * @param keys its values by their keys, in their order
 * @param items of a list
 */
record ConfigNode(
    int line, Kind kind, String text, Map<String, ConfigNode> keys, List<ConfigNode> items) {

  /** What stands there. */
  enum Kind {
    NOTHING,
    TEXT,
    LIST,
    KEYS
  }

  static ConfigNode nothing(int line) {
    return new ConfigNode(line, Kind.NOTHING, "", Map.of(), List.of());
  }

  static ConfigNode text(int line, String text) {
    return new ConfigNode(line, Kind.TEXT, text, Map.of(), List.of());
  }

  static ConfigNode list(int line, List<ConfigNode> items) {
    return new ConfigNode(line, Kind.LIST, "", Map.of(), items);
  }

  static ConfigNode keys(int line, Map<String, ConfigNode> keys) {
    return new ConfigNode(line, Kind.KEYS, "", keys, List.of());
  }

  /** The value of a key; nothing when it is not there. */
  ConfigNode get(String key) {
    return keys.getOrDefault(key, nothing(line));
  }

  boolean isNothing() {
    return kind == Kind.NOTHING;
  }

  /** The same value, said to stand on another line. */
  ConfigNode at(int otherLine) {
    return new ConfigNode(otherLine, kind, text, keys, items);
  }

  /** For a sentence: what was found here. */
  String found() {
    return switch (kind) {
      case NOTHING -> "nothing";
      case TEXT -> "'" + text + "'";
      case LIST -> "a list";
      case KEYS -> "keys";
    };
  }
}
