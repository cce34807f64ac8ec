package counterfoil.trust;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A list of {@code tag=value;} (RFC 6376 section 3.2), as DKIM and DMARC write it. */
final class TagList {

  private TagList() {}

  /**
   * The values by their tags, without the white space around them; empty when it is no such list.
   */
  static Optional<Map<String, String>> of(String text) {
    Map<String, String> tags = new TreeMap<>();
    int at = 0;
    while (at <= text.length()) {
      int semicolon = text.indexOf(';', at);
      int end = semicolon < 0 ? text.length() : semicolon;
      String one = text.substring(at, end).strip();
      int equals = one.indexOf('=');
      boolean isLast = semicolon < 0;
      if (equals > 0) {
        String name = one.substring(0, equals).strip();
        // A tag that stands twice makes all of it invalid.
        if (!isName(name) || tags.put(name, one.substring(equals + 1).strip()) != null) {
          return Optional.empty();
        }
      } else if (!one.isEmpty() || !isLast) {
        return Optional.empty();
      }
      at = end + 1;
    }
    return Optional.of(tags);
  }

  private static boolean isName(String name) {
    return !name.isEmpty()
        && Character.isLetter(name.charAt(0))
        && name.chars().allMatch(c -> c < 0x80 && (Character.isLetterOrDigit(c) || c == '_'));
  }

  /** The same without white space, which base64 may be folded with. */
  static String solid(String value) {
    StringBuilder solid = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) > ' ') {
        solid.append(value.charAt(i));
      }
    }
    return solid.toString();
  }
}
