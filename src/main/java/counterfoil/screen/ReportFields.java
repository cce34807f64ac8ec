package counterfoil.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The fields of a report, or of a mail's header, read from their text (RFC 5322 section 2.2). */
final class ReportFields {

  private static final int MOST = 20_000;
  private static final Pattern LINE_END = Pattern.compile("\\n");

  /**
   * @param name in lower case; empty for the blank line that ends a group of fields
   * @param value unfolded
   */
  record Field(String name, String value) {}

  private ReportFields() {}

  /** The fields in their order; groups of fields are parted by a field without a name. */
  static List<Field> of(String text) {
    List<Field> fields = new ArrayList<>();
    String name = "";
    StringBuilder value = new StringBuilder();
    for (String line : LINE_END.split(text, MOST)) {
      boolean isFolded = !line.isBlank() && Character.isWhitespace(line.charAt(0));
      if (isFolded && !name.isEmpty()) {
        value.append(' ').append(line.strip());
        continue;
      }
      if (!name.isEmpty()) {
        fields.add(new Field(name, value.toString()));
        name = "";
        value.setLength(0);
      }
      int colon = line.indexOf(':');
      if (line.isBlank()) {
        fields.add(new Field("", ""));
      } else if (colon > 0 && isName(line.substring(0, colon).strip())) {
        name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        value.append(line.substring(colon + 1).strip());
      }
    }
    if (!name.isEmpty()) {
      fields.add(new Field(name, value.toString()));
    }
    return fields;
  }

  /** The first value of a field; empty when there is none. */
  static String first(List<Field> fields, String name) {
    return fields.stream()
        .filter(field -> field.name().equals(name))
        .map(Field::value)
        .findFirst()
        .orElse("");
  }

  private static boolean isName(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 127);
  }
}
