package counterfoil.mail;

import counterfoil.text.Defects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The header of a mail, field by field in the order in which it stands, as bytes. It is the very
 * header that the reader reads, behind the same gate: whoever proves something by it proves it of
 * what was read.
 */
public final class RawHeader {

  /**
   * One field.
   *
   * @param name in lower case
   * @param start of its name
   * @param colon behind its name
   * @param end behind its last line end
   */
  public record Field(String name, int start, int colon, int end) {}

  private final byte[] bytes;
  private final boolean isAsItCame;
  private final List<Field> fields = new ArrayList<>();
  private int body;

  private RawHeader(byte[] bytes, int start, boolean isAsItCame) {
    this.bytes = bytes;
    this.isAsItCame = isAsItCame;
    scan(start);
  }

  /**
   * The header of these raw bytes.
   *
   * @param limits of the reader
   */
  public static RawHeader of(byte[] raw, ReadLimits limits) {
    int start = new Gate(raw, limits, new Defects()).startAsItCame();
    if (start >= 0) {
      return new RawHeader(raw, start, true);
    }
    try (var gated = new Gate(raw, limits, new Defects()).pass()) {
      // No rewritten header is longer.
      return new RawHeader(gated.readNBytes(limits.headerBytes() + 4), 0, false);
    } catch (IOException impossible) {
      throw new UncheckedIOException("an array was read", impossible);
    }
  }

  private void scan(int start) {
    RawLines lines = new RawLines(bytes);
    int at = start;
    while (at < bytes.length && lines.endOfLine(at) > at) {
      int first = at;
      at = lines.nextLine(at);
      while (at < bytes.length && lines.isFolded(at)) {
        at = lines.nextLine(at);
      }
      int colon = first;
      while (colon < at && bytes[colon] != ':') {
        colon++;
      }
      String name = lines.fieldName(first);
      if (!name.isEmpty()) {
        fields.add(new Field(name, first, colon, at));
      }
    }
    body = lines.nextLine(at);
  }

  /** All fields, the topmost first: whoever passed a mail on wrote above those before. */
  public List<Field> fields() {
    return fields;
  }

  /** The fields of this name, the topmost first. */
  public List<Field> fields(String name) {
    return fields.stream().filter(field -> field.name().equals(name)).toList();
  }

  /** Whether these are the bytes that were sent, so that a signature over them can be checked. */
  public boolean isAsItCame() {
    return isAsItCame;
  }

  /** The array in which the places of the fields are; the raw mail when it is as it came. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where the body begins; the end of the bytes when there is none. */
  public int body() {
    return Math.min(body, bytes.length);
  }

  /** What stands behind the colon, without line ends; as UTF-8 (RFC 6532). */
  public String value(Field field) {
    byte[] kept = new byte[Math.max(0, field.end() - field.colon() - 1)];
    int length = 0;
    for (int i = field.colon() + 1; i < field.end(); i++) {
      if (bytes[i] != '\r' && bytes[i] != '\n') {
        kept[length++] = bytes[i];
      }
    }
    return new String(kept, 0, length, StandardCharsets.UTF_8);
  }
}
