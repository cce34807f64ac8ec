package counterfoil.mail;

import counterfoil.text.Charsets;
import counterfoil.text.TextHygiene;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The fields of one header block, by lower-case name, unfolded, in order of appearance. */
final class Fields {

  /** Bytes as they came, one a character, until somebody asks for them. */
  private record Value(String bytes, boolean isAscii) {}

  private final Map<String, List<Value>> byName = new LinkedHashMap<>();
  private String charset = "";

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

  private static Value unfolded(byte[] raw, int from) {
    byte[] kept = new byte[raw.length - from];
    int length = 0;
    boolean isAscii = true;
    for (int i = from; i < raw.length; i++) {
      byte b = raw[i];
      if (b == '\t') {
        kept[length++] = ' ';
      } else if (b >= ' ' && b != 0x7f || b < 0 || b == 0x1b) {
        kept[length++] = b;
        isAscii &= b >= 0 && b != 0x1b;
      }
    }
    String text = new String(kept, 0, length, StandardCharsets.ISO_8859_1);
    return new Value(isAscii ? text.strip() : text, isAscii);
  }

  /** Eight-bit text in these fields is probably written in the charset of the mail's text. */
  void writtenIn(String name) {
    if (charset.isEmpty()) {
      charset = name;
    }
  }

  private String text(Value value) {
    return value.isAscii()
        ? value.bytes()
        // Unicode has line ends of its own; a field has none.
        : TextHygiene.text(
                Charsets.headerText(value.bytes().getBytes(StandardCharsets.ISO_8859_1), charset))
            .replace('\n', ' ')
            .strip();
  }

  List<String> all(String name) {
    return byName.getOrDefault(name, List.of()).stream().map(this::text).toList();
  }

  /** The first field of this name; empty when there is none. */
  String first(String name) {
    List<Value> values = byName.getOrDefault(name, List.of());
    return values.isEmpty() ? "" : text(values.get(0));
  }

  Map<String, List<String>> map() {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    byName.keySet().forEach(name -> copy.put(name, all(name)));
    return Collections.unmodifiableMap(copy);
  }
}
