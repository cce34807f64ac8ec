package counterfoil.app;

import counterfoil.embedded.CannotStart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * A list in {@code config/}, read key by key, so that every mistake gets a sentence with file,
 * line, key, what was found and what would be right.
 */
final class ConfigFile {

  private final String name;
  private final List<String> sentences = new ArrayList<>();
  private final ConfigNode root;

  private ConfigFile(String name, byte[] bytes) {
    this.name = name;
    this.root = tree(bytes);
  }

  /**
   * The file of the home, else its copy packed in the jar; without both it says nothing.
   *
   * @param name such as {@code config/organisations.yaml}
   */
  static ConfigFile open(Home home, String name) {
    try {
      Optional<InputStream> file = home.open(name);
      if (file.isEmpty()) {
        return new ConfigFile(name, new byte[0]);
      }
      try (InputStream in = file.get()) {
        return new ConfigFile(name, in.readAllBytes());
      }
    } catch (IOException e) {
      throw new CannotStart(name + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** What the file says. */
  ConfigNode root() {
    return root;
  }

  /** Notes a mistake. */
  void wrong(ConfigNode node, String key, String found, String right) {
    sentences.add(
        "%s, line %d: %s is %s; right would be %s."
            .formatted(name, node.line(), key, found, right));
  }

  /** The entries of a list of keys; what is something else is a mistake. */
  List<ConfigNode> entries(ConfigNode node, String key, String example) {
    if (node.kind() != ConfigNode.Kind.LIST && !node.isNothing()) {
      wrong(node, key, node.found(), "a list, each entry with " + example);
    }
    return node.items();
  }

  /** The single values of a list; one that stands alone is a list of one. */
  List<ConfigNode> texts(ConfigNode node, String key) {
    List<ConfigNode> texts = new ArrayList<>();
    if (node.kind() == ConfigNode.Kind.KEYS) {
      wrong(node, key, "keys", "a list, such as [one, two]");
    }
    for (ConfigNode item : node.kind() == ConfigNode.Kind.TEXT ? List.of(node) : node.items()) {
      if (item.kind() == ConfigNode.Kind.TEXT) {
        texts.add(item);
      } else {
        wrong(item, key, item.found(), "text");
      }
    }
    return texts;
  }

  /** True, false, or what holds when nothing is there. */
  boolean flag(ConfigNode node, String key, boolean otherwise) {
    if (node.isNothing()) {
      return otherwise;
    }
    if (!Set.of("true", "false").contains(node.text())) {
      wrong(node, key, node.found(), "true or false");
    }
    return node.text().equals("true");
  }

  /**
   * Refuses what is no key, or not known.
   *
   * @return false when the node has no keys at all
   */
  boolean hasOnly(ConfigNode node, String at, Set<String> known) {
    if (node.kind() != ConfigNode.Kind.KEYS) {
      wrong(node, at.isEmpty() ? "the file" : at, node.found(), "keys: " + listed(known));
      return false;
    }
    node.keys()
        .forEach(
            (key, value) -> {
              if (!known.contains(key)) {
                sentences.add(
                    "%s, line %d: %s%s is no key here; known are %s."
                        .formatted(
                            name, value.line(), at.isEmpty() ? "" : at + ".", key, listed(known)));
              }
            });
    return true;
  }

  /**
   * To be called when all is read.
   *
   * @throws CannotStart when something was wrong
   */
  void refuseMistakes() {
    if (!sentences.isEmpty()) {
      throw new CannotStart(String.join("\n", sentences));
    }
  }

  private static String listed(Set<String> known) {
    return known.stream().sorted().collect(Collectors.joining(", "));
  }

  private ConfigNode tree(byte[] bytes) {
    ConfigNode start = ConfigNode.nothing(1);
    try {
      String yaml = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      // Some editors put a mark before the first character.
      try (JsonParser parser =
          new YAMLMapper().createParser(yaml.startsWith("\uFEFF") ? yaml.substring(1) : yaml)) {
        JsonToken first = parser.nextToken();
        if (first == null) {
          return start;
        }
        ConfigNode tree = node(parser, first);
        if (parser.nextToken() != null) {
          wrong(tree.at(line(parser)), "the file", "more than one document", "one, without ---");
        }
        return tree;
      }
    } catch (CharacterCodingException e) {
      wrong(start, "the file", "not in UTF-8", "UTF-8");
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      wrong(start.at(line), "the file", "not YAML (" + e.getOriginalMessage() + ")", "YAML");
    }
    return start;
  }

  private ConfigNode node(JsonParser parser, JsonToken token) {
    int line = line(parser);
    return switch (token) {
      case START_OBJECT -> keys(parser, line);
      case START_ARRAY -> {
        List<ConfigNode> items = new ArrayList<>();
        for (JsonToken next = parser.nextToken();
            next != JsonToken.END_ARRAY;
            next = parser.nextToken()) {
          items.add(node(parser, next));
        }
        yield ConfigNode.list(line, items);
      }
      case VALUE_NULL -> ConfigNode.nothing(line);
      default -> {
        ConfigNode text = ConfigNode.text(line, parser.getString());
        if (((YAMLParser) parser).isCurrentAlias()) {
          wrong(
              text, "the file", "*" + text.text(), "the value itself, for names are not followed");
        }
        yield text;
      }
    };
  }

  private ConfigNode keys(JsonParser parser, int line) {
    Map<String, ConfigNode> keys = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      int at = line(parser);
      ConfigNode value = node(parser, parser.nextToken()).at(at);
      ConfigNode earlier = keys.putIfAbsent(key, value);
      if (earlier != null) {
        wrong(value, key, "given twice, first in line " + earlier.line(), "one of the two");
      }
    }
    return ConfigNode.keys(line, keys);
  }

  private static int line(JsonParser parser) {
    return Math.max(1, parser.currentTokenLocation().getLineNr());
  }
}
