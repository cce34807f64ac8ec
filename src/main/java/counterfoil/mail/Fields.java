package counterfoil.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The fields of one header block, by lower-case name, unfolded, in order of appearance. */
final class Fields {

  private final Map<String, List<String>> byName = new LinkedHashMap<>();

  /** Takes a field as it stands in the mail: name, colon, value, folding. */
  void add(byte[] raw) {
    int colon = 0;
    while (colon < raw.length && raw[colon] != ':') {
      colon++;
    }
    String name =
        new String(raw, 0, colon, StandardCharsets.US_ASCII).strip().toLowerCase(Locale.ROOT);
    if (!name.isEmpty() && colon < raw.length) {
      byName.computeIfAbsent(name, key -> new ArrayList<>(2)).add(unfolded(raw, colon + 1));
    }
  }

  /** Eight-bit text in a header is UTF-8 (RFC 6532), else windows-1252. */
  private static String unfolded(byte[] raw, int from) {
    byte[] kept = new byte[raw.length - from];
    int length = 0;
    boolean isAscii = true;
    for (int i = from; i < raw.length; i++) {
      byte b = raw[i];
      if (b == '\t') {
        kept[length++] = ' ';
      } else if (b >= ' ' && b != 0x7f || b < 0) {
        kept[length++] = b;
        isAscii &= b >= 0;
      }
    }
    byte[] value = java.util.Arrays.copyOf(kept, length);
    String text =
        isAscii
            ? new String(value, StandardCharsets.ISO_8859_1)
            // Unicode has line ends of its own; a field has none.
            : TextHygiene.text(Charsets.headerText(value)).replace('\n', ' ');
    return text.strip();
  }

  List<String> all(String name) {
    return byName.getOrDefault(name, List.of());
  }

  /** The first field of this name; empty when there is none. */
  String first(String name) {
    List<String> values = all(name);
    return values.isEmpty() ? "" : values.get(0);
  }

  boolean isEmpty() {
    return byName.isEmpty();
  }

  Map<String, List<String>> map() {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    byName.forEach((name, values) -> copy.put(name, List.copyOf(values)));
    return Collections.unmodifiableMap(copy);
  }
}
