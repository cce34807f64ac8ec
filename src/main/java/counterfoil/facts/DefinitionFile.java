package counterfoil.facts;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import counterfoil.facts.FieldDefinition.Check;
import counterfoil.facts.FieldDefinition.Details;
import counterfoil.facts.FieldDefinition.Kind;
import counterfoil.facts.FieldDefinition.Prose;
import counterfoil.facts.FieldDefinition.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * One file of {@code config/fields/}, read key by key, so that every mistake gets a sentence with
 * file, key, what was found and what would be right.
 */
final class DefinitionFile {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}|any");
  private static final Set<String> COMMON =
      Set.of(
          "name", "order", "kind", "required", "many", "title", "hint", "labels", "not_asked_when");
  private static final Map<Kind, Set<String>> OWN =
      Map.of(
          Kind.LINK, Set.of("hosts", "paths", "not_paths"),
          Kind.CODE, Set.of("shapes", "cued_shapes", "link_shapes", "cues", "not_cues", "check"),
          Kind.CHOICE, Set.of("values", "before", "after", "decoys", "when_both"),
          Kind.LEVEL,
              Set.of(
                  "values",
                  "cues",
                  "not_cues",
                  "ratings",
                  "moves",
                  "earlier",
                  "lesser_labels",
                  "decoys",
                  "infer",
                  "lowered_outside"),
          Kind.TEXT, Set.of("prose"),
          Kind.LIST, Set.of());
  private static final Set<String> OF_VALUE =
      Set.of("value", "aliases", "loose", "labelled", "patterns", "in_links");

  private final String file;
  private final List<String> sentences;
  private final JsonNode root;

  DefinitionFile(String file, String yaml, List<String> sentences) {
    this.file = file;
    this.sentences = sentences;
    this.root = tree(yaml);
  }

  private JsonNode tree(String yaml) {
    try {
      JsonNode tree = new YAMLMapper().readTree(yaml);
      if (tree.isObject()) {
        return tree;
      }
      wrong("the file", "no keys", "a list of keys such as name, kind and labels");
    } catch (JacksonException e) {
      String line =
          e.getLocation() == null ? "" : " in line " + Math.max(1, e.getLocation().getLineNr());
      wrong("the file", "what is not YAML" + line + " (" + e.getOriginalMessage() + ")", "YAML");
    }
    return MissingNode.getInstance();
  }

  /** The words of every sign; only for {@code words.yaml}. */
  Map<Sign, Vocabulary> words() {
    Map<Sign, Vocabulary> words = new EnumMap<>(Sign.class);
    if (root.isMissingNode()) {
      return words;
    }
    refuseUnknownKeys(
        root, "", Arrays.stream(Sign.values()).map(Sign::key).collect(Collectors.toSet()));
    for (Sign sign : Sign.values()) {
      words.put(sign, vocabulary(root, sign.key()));
    }
    return words;
  }

  /** The field, or nothing when the file has mistakes. */
  Optional<FieldDefinition> field() {
    if (root.isMissingNode()) {
      return Optional.empty();
    }
    int mistakes = sentences.size();
    String name = text(root, "name", "");
    if (!NAME.matches(name)) {
      wrong("name", found(root.path("name")), "a word of a-z, 0-9 and _, such as call_id");
    }
    Optional<Kind> given = oneOf("kind", Kind.class);
    if (given.isEmpty()) {
      wrong("kind", found(root.path("kind")), "one of " + names(Kind.class));
      return Optional.empty();
    }
    Kind kind = given.get();
    Set<String> known = new java.util.TreeSet<>(COMMON);
    known.addAll(OWN.get(kind));
    refuseUnknownKeys(root, "", known);
    Details details =
        new Details(
            patterns(root, "hosts"),
            patterns(root, "paths"),
            patterns(root, "not_paths"),
            patterns(root, "shapes"),
            patterns(root, "cued_shapes"),
            patterns(root, "link_shapes"),
            vocabulary(root, "cues"),
            vocabulary(root, "not_cues"),
            vocabulary(root, "before"),
            vocabulary(root, "after"),
            vocabulary(root, "decoys"),
            vocabulary(root, "ratings"),
            vocabulary(root, "moves"),
            vocabulary(root, "earlier"),
            vocabulary(root, "lesser_labels"),
            vocabulary(root, "not_asked_when"),
            values(),
            oneOf("prose", Prose.class).orElse(Prose.NONE),
            oneOf("check", Check.class).orElse(Check.NONE),
            !text(root, "when_both", "").isEmpty(),
            flag("infer"),
            Optional.of(text(root, "lowered_outside", "")).filter(x -> !x.isEmpty()));
    if (!Set.of("", "last").contains(text(root, "when_both", ""))) {
      wrong("when_both", found(root.path("when_both")), "last, or no such key");
    }
    require(kind, details);
    FieldDefinition field =
        new FieldDefinition(
            name,
            number("order"),
            kind,
            flag("required"),
            flag("many"),
            texts("title"),
            texts("hint"),
            vocabulary(root, "labels"),
            details);
    return sentences.size() == mistakes ? Optional.of(field) : Optional.empty();
  }

  /** What a kind cannot do without. */
  private void require(Kind kind, Details details) {
    if (kind == Kind.LINK && details.hosts().isEmpty()) {
      wrong("hosts", "nothing", "at least one pattern of a host, because kind is link");
    }
    if (kind == Kind.CODE && details.shapes().isEmpty() && details.cuedShapes().isEmpty()) {
      wrong("shapes", "nothing", "at least one pattern, because kind is code");
    }
    if ((kind == Kind.CHOICE || kind == Kind.LEVEL) && details.values().size() < 2) {
      wrong(
          "values",
          details.values().isEmpty() ? "nothing" : "only one",
          "at least two values, because kind is " + kind.name().toLowerCase(Locale.ROOT));
    }
    if (details.inferred() && details.values().size() != 4) {
      wrong(
          "infer",
          "true with " + details.values().size() + " values",
          "four values, the gravest first");
    }
    if (details.loweredOutside().filter(text -> text.indexOf('=') < 1).isPresent()) {
      wrong(
          "lowered_outside",
          found(root.path("lowered_outside")),
          "field=value, such as environment=Live");
    }
  }

  private List<Value> values() {
    List<Value> values = new ArrayList<>();
    JsonNode list = root.path("values");
    if (!list.isMissingNode() && !list.isArray()) {
      wrong("values", found(list), "a list of values, each with value and aliases");
    }
    for (JsonNode one : list) {
      String at = "values[" + values.size() + "]";
      if (!one.isObject()) {
        wrong(at, found(one), "keys such as value and aliases");
        continue;
      }
      refuseUnknownKeys(one, at + ".", OF_VALUE);
      if (text(one, "value", "").isEmpty()) {
        wrong(at + ".value", found(one.path("value")), "the value as it is shown, such as Live");
      }
      values.add(
          new Value(
              text(one, "value", ""),
              vocabulary(one, "aliases"),
              vocabulary(one, "loose"),
              vocabulary(one, "labelled"),
              patterns(one, "patterns"),
              patterns(one, "in_links")));
    }
    return List.copyOf(values);
  }

  private Vocabulary vocabulary(JsonNode parent, String key) {
    Map<String, List<String>> byLanguage = new LinkedHashMap<>();
    JsonNode node = parent.path(key);
    if (!node.isMissingNode() && !node.isObject()) {
      wrong(key, found(node), "lists of words by language, such as en: [one, two]");
      return Vocabulary.NONE;
    }
    node.properties()
        .forEach(
            entry -> {
              if (!LANGUAGE.matches(entry.getKey())) {
                wrong(
                    key + "." + entry.getKey(),
                    "'" + entry.getKey() + "'",
                    "a language in two letters, such as en, or any");
              }
              byLanguage.put(entry.getKey(), strings(entry.getValue(), key + "." + entry.getKey()));
            });
    return new Vocabulary(byLanguage);
  }

  private List<Pattern> patterns(JsonNode parent, String key) {
    List<Pattern> patterns = new ArrayList<>();
    JsonNode node = parent.path(key);
    if (node.isMissingNode()) {
      return List.of();
    }
    for (String pattern : strings(node, key)) {
      try {
        patterns.add(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE));
      } catch (PatternSyntaxException e) {
        wrong(
            key,
            "'" + pattern + "' (" + e.getDescription() + ")",
            "a regular expression in RE2 syntax, which has no look-around and no back references");
      }
    }
    return List.copyOf(patterns);
  }

  private List<String> strings(JsonNode node, String key) {
    List<String> strings = new ArrayList<>();
    if (!node.isArray()) {
      wrong(key, found(node), "a list, such as [one, two]");
      return strings;
    }
    for (JsonNode one : node) {
      if (one.isString() && !one.asString().isBlank()) {
        strings.add(one.asString());
      } else {
        wrong(key, found(one), "text; words such as no, on and 1 need quotes in YAML");
      }
    }
    return List.copyOf(strings);
  }

  private Map<String, String> texts(String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    JsonNode node = root.path(key);
    if (!node.isMissingNode() && !node.isObject()) {
      wrong(key, found(node), "texts by language, such as en: Call ID");
      return texts;
    }
    node.properties().forEach(entry -> texts.put(entry.getKey(), text(node, entry.getKey(), "")));
    return texts;
  }

  private String text(JsonNode parent, String key, String otherwise) {
    JsonNode node = parent.path(key);
    if (node.isMissingNode()) {
      return otherwise;
    }
    if (!node.isString()) {
      wrong(key, found(node), "text");
      return otherwise;
    }
    return node.asString();
  }

  private boolean flag(String key) {
    JsonNode node = root.path(key);
    if (!node.isMissingNode() && !node.isBoolean()) {
      wrong(key, found(node), "true or false");
    }
    return node.isBoolean() && node.asBoolean();
  }

  private int number(String key) {
    JsonNode node = root.path(key);
    if (!node.isMissingNode() && !node.isInt()) {
      wrong(key, found(node), "a whole number; smaller comes first");
    }
    return node.isInt() ? node.asInt() : 1000;
  }

  /** The value of the key, when it is one of the type's; what else stands there is a mistake. */
  private <E extends Enum<E>> Optional<E> oneOf(String key, Class<E> type) {
    JsonNode node = root.path(key);
    for (E one : type.getEnumConstants()) {
      if (node.isString() && node.asString().equals(one.name().toLowerCase(Locale.ROOT))) {
        return Optional.of(one);
      }
    }
    if (!node.isMissingNode() && type != Kind.class) {
      wrong(key, found(node), "one of " + names(type));
    }
    return Optional.empty();
  }

  private static <E extends Enum<E>> String names(Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(one -> one.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  private void refuseUnknownKeys(JsonNode node, String at, Set<String> known) {
    for (String key : node.propertyNames()) {
      if (!known.contains(key)) {
        sentences.add(
            file
                + ": "
                + at
                + key
                + " is no key here; known are "
                + known.stream().sorted().collect(Collectors.joining(", "))
                + ".");
      }
    }
  }

  private static String found(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return "nothing";
    }
    return node.isValueNode() ? "'" + node.asString() + "'" : node.isArray() ? "a list" : "keys";
  }

  private void wrong(String key, String found, String right) {
    sentences.add(file + ": " + key + " is " + found + "; right would be " + right + ".");
  }
}
