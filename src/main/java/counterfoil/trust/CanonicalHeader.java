package counterfoil.trust;

import counterfoil.mail.RawHeader;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** The header of a mail as it is signed (RFC 6376 sections 3.4 and 3.7). */
final class CanonicalHeader {

  private static final Deque<RawHeader.Field> NONE = new ArrayDeque<>(0);

  private final RawHeader header;
  private final boolean relaxed;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(4_096);

  private CanonicalHeader(RawHeader header, boolean relaxed) {
    this.header = header;
    this.relaxed = relaxed;
  }

  /**
   * The bytes that were signed.
   *
   * @param own the field of the signature itself
   */
  static byte[] of(RawHeader header, DkimSignature signature, RawHeader.Field own) {
    CanonicalHeader signed = new CanonicalHeader(header, signature.hasRelaxedHeader());
    Map<String, Deque<RawHeader.Field>> left = new HashMap<>();
    for (RawHeader.Field field : header.fields()) {
      if (!field.equals(own)) {
        left.computeIfAbsent(field.name(), name -> new ArrayDeque<>(2)).push(field);
      }
    }
    for (String name : signature.fields()) {
      // The lowest first; a name without a field says that none must be added.
      RawHeader.Field next = left.getOrDefault(name, NONE).poll();
      if (next != null) {
        signed.write(next, next.end(), next.end());
        signed.writeLineEnd();
      }
    }
    int value = signed.behindB(own);
    signed.write(own, value, signed.endOfTag(value, own));
    return signed.out.toByteArray();
  }

  /** Behind the equals sign of b=; the end of the field when there is none. */
  private int behindB(RawHeader.Field own) {
    byte[] bytes = header.bytes();
    for (int tag = own.colon() + 1; tag < own.end(); tag = endOfTag(tag, own) + 1) {
      int equals = tag;
      while (equals < own.end() && bytes[equals] != '=' && bytes[equals] != ';') {
        equals++;
      }
      boolean isB =
          equals < own.end()
              && bytes[equals] == '='
              && new String(bytes, tag, equals - tag, StandardCharsets.ISO_8859_1)
                  .strip()
                  .equals("b");
      if (isB) {
        return equals + 1;
      }
    }
    return own.end();
  }

  private int endOfTag(int tag, RawHeader.Field own) {
    int at = tag;
    while (at < own.end() && header.bytes()[at] != ';') {
      at++;
    }
    return at;
  }

  /**
   * Writes a field without its line end.
   *
   * @param skipFrom first byte that is left out
   * @param skipTo first byte that is not left out any more
   */
  private void write(RawHeader.Field field, int skipFrom, int skipTo) {
    byte[] bytes = header.bytes();
    boolean hasBlank = false;
    boolean isBegun = false;
    if (relaxed) {
      out.writeBytes(field.name().getBytes(StandardCharsets.US_ASCII));
      out.write(':');
    }
    int end = withoutLineEnd(field);
    for (int i = relaxed ? field.colon() + 1 : field.start(); i < end; i++) {
      byte b = bytes[i];
      if (i >= skipFrom && i < skipTo) {
        continue;
      }
      if (!relaxed) {
        // A LF that came alone was a line end of its own.
        if (b == '\n' && bytes[i - 1] != '\r') {
          out.write('\r');
        }
        out.write(b);
      } else if (b == ' ' || b == '\t') {
        hasBlank = true;
      } else if (b != '\r' && b != '\n') {
        if (hasBlank && isBegun) {
          out.write(' ');
        }
        out.write(b);
        hasBlank = false;
        isBegun = true;
      }
    }
  }

  private int withoutLineEnd(RawHeader.Field field) {
    int end = field.end();
    byte[] bytes = header.bytes();
    end -= end > field.start() && bytes[end - 1] == '\n' ? 1 : 0;
    end -= end > field.start() && bytes[end - 1] == '\r' ? 1 : 0;
    return end;
  }

  private void writeLineEnd() {
    out.write('\r');
    out.write('\n');
  }
}
