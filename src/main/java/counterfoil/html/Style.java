package counterfoil.html;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The declarations of a style attribute, or of a rule of a style sheet: property and value in lower
 * case, the last of a name wins. Nothing is taken for harmless here.
 */
final class Style {

  static final Style NONE = new Style(Map.of());

  private static final String IMPORTANT = "!important";

  private final Map<String, String> values;

  private Style(Map<String, String> values) {
    this.values = values;
  }

  /** The declarations in this text, of the wanted properties; linear in its length. */
  static Style of(String text, Predicate<String> wanted) {
    if (text.isEmpty()) {
      return NONE;
    }
    Map<String, String> values = new LinkedHashMap<>();
    int start = 0;
    while (start < text.length()) {
      int end = end(text, start);
      int colon = colon(text, start, end);
      if (colon > start) {
        String name = text.substring(start, colon).strip().toLowerCase(Locale.ROOT);
        String value = text.substring(colon + 1, end).strip();
        if (!value.isEmpty() && wanted.test(name)) {
          values.put(name, value.toLowerCase(Locale.ROOT));
        }
      }
      start = end + 1;
    }
    return values.isEmpty() ? NONE : new Style(values);
  }

  private static int colon(String text, int start, int end) {
    int at = start;
    while (at < end && text.charAt(at) != ':') {
      at++;
    }
    return at < end ? at : -1;
  }

  /** The next semicolon that stands neither in quotes nor in brackets; the end without one. */
  private static int end(String text, int start) {
    char quote = 0;
    int brackets = 0;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '(') {
        brackets++;
      } else if (c == ')') {
        brackets = Math.max(0, brackets - 1);
      } else if (c == ';' && brackets == 0) {
        return i;
      }
    }
    return text.length();
  }

  /** These declarations, and over them those of another; what is important stays. */
  Style under(Style other) {
    if (values.isEmpty() || other.values.isEmpty()) {
      return values.isEmpty() ? other : this;
    }
    Map<String, String> merged = new LinkedHashMap<>(values);
    other.values.forEach(
        (name, value) ->
            merged.merge(
                name,
                value,
                (old, fresh) -> isImportant(old) && !isImportant(fresh) ? old : fresh));
    return new Style(merged);
  }

  private static boolean isImportant(String value) {
    return value.endsWith(IMPORTANT) || value.replace(" ", "").endsWith(IMPORTANT);
  }

  /** The value of a property without {@code !important}; empty when it has none. */
  String get(String property) {
    String value = values.getOrDefault(property, "");
    int mark = value.indexOf('!');
    return mark < 0 ? value : value.substring(0, mark).strip();
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  /** Names of the properties, in order. */
  Iterable<String> properties() {
    return values.keySet();
  }
}
