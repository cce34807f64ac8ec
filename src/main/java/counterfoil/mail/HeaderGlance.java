package counterfoil.mail;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a bounded look at the raw header of a mail tells, long before it is read. Nothing is decided
 * by it; it puts mails in order.
 */
public final class HeaderGlance {

  /** Bytes further down than this nobody looks. */
  public static final int LIMIT = 64 * 1024;

  private final Map<String, String> fields = new HashMap<>();

  private HeaderGlance() {}

  /** A look at the beginning of these raw bytes. */
  public static HeaderGlance of(byte[] raw) {
    return of(raw, raw.length);
  }

  /** A look at the beginning of so many bytes. */
  public static HeaderGlance of(byte[] raw, int length) {
    HeaderGlance glance = new HeaderGlance();
    int end = Math.min(length, LIMIT);
    String header = new String(raw, 0, end, StandardCharsets.ISO_8859_1);
    String name = "";
    StringBuilder value = new StringBuilder();
    for (String line : header.lines().takeWhile(line -> !line.isEmpty()).toList()) {
      if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
        value.append(line);
        continue;
      }
      glance.fields.putIfAbsent(name, value.toString());
      int colon = line.indexOf(':');
      name = colon < 0 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      value = new StringBuilder(colon < 0 ? "" : line.substring(colon + 1));
    }
    glance.fields.putIfAbsent(name, value.toString());
    return glance;
  }

  /**
   * The first field of this name, unfolded, byte by byte as ISO-8859-1.
   *
   * @param name in lower case
   * @return empty when there is none
   */
  public String field(String name) {
    return fields.getOrDefault(name, "");
  }

  /**
   * When the mail arrived, the likeliest first: what the last server wrote behind the semicolon of
   * its Received field (RFC 5321 section 4.4), then what the author's program wrote as Date.
   */
  public Stream<Instant> dates() {
    String received = field("received");
    return Stream.of(
            MailDate.of(received.substring(received.lastIndexOf(';') + 1)),
            MailDate.of(field("date")))
        .flatMap(Optional::stream);
  }
}
