package counterfoil.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * The door before the parser: one pass over the header block of the raw bytes, so that whatever
 * comes behind it is short enough to be read in linear time. Mails without anything odd pass
 * uncopied.
 *
 * <p>Line ends CRLF, LF and CR are all understood. The MIME parser knows the first two only; a
 * header block written with bare CR gets CRLF here, and so does the body behind it.
 */
final class Gate {

  private static final byte CR = '\r';
  private static final byte LF = '\n';

  /** Names by which a header block is recognised behind leading blank lines. */
  private static final Set<String> USUAL_FIRST =
      Set.of(
          "received",
          "return-path",
          "delivered-to",
          "from",
          "to",
          "subject",
          "date",
          "message-id",
          "mime-version",
          "content-type",
          "authentication-results",
          "dkim-signature",
          "arc-seal",
          "x-original-to",
          "envelope-to",
          "reply-to",
          "x-mailer",
          "user-agent",
          "x-received",
          "sender");

  private final byte[] raw;
  private final ReadLimits limits;
  private final Defects defects;

  private int position;

  Gate(byte[] raw, ReadLimits limits, Defects defects) {
    this.raw = raw;
    this.limits = limits;
    this.defects = defects;
  }

  /** The bytes to parse: a header block within the limits, a blank line, the body. */
  byte[] pass() {
    if (raw.length == 0) {
      defects.add("the mail is empty");
      return raw;
    }
    int start = startOfHeader();
    if (start < 0) {
      defects.add("no header: read as a body");
      byte[] bodyOnly = new byte[raw.length + 2];
      bodyOnly[0] = CR;
      bodyOnly[1] = LF;
      System.arraycopy(raw, 0, bodyOnly, 2, raw.length);
      return bodyOnly;
    }
    return isWithinLimits(start) ? fromStart(start) : rewritten(start);
  }

  private byte[] fromStart(int start) {
    return start == 0 ? raw : java.util.Arrays.copyOfRange(raw, start, raw.length);
  }

  /** Where the first field begins; -1 when there is no header block. */
  private int startOfHeader() {
    int at = 0;
    if (raw.length > 2 && (raw[0] & 0xff) == 0xef && (raw[1] & 0xff) == 0xbb) {
      at = 3;
    }
    int first = at;
    at = skipBlankLines(at);
    // "From :" with a space is a field (RFC 5322 section 4.5), "From nadia Mon Mar 2" is none.
    if ((looksLike(at, "From ") || looksLike(at, ">From ")) && fieldName(at).isEmpty()) {
      at = nextLine(at);
    }
    String name = fieldName(at);
    if (name.isEmpty()) {
      return -1;
    }
    if (at > first && !USUAL_FIRST.contains(name) && raw[first] != 'F' && raw[first] != '>') {
      return -1;
    }
    if (at > 0) {
      defects.add("something stands before the header");
    }
    return at;
  }

  private int skipBlankLines(int from) {
    int start = from;
    int at = from;
    while (at < raw.length) {
      byte b = raw[at];
      if (b == CR || b == LF) {
        start = at + 1;
      } else if (b != ' ' && b != '\t') {
        break;
      }
      at++;
    }
    return start;
  }

  private boolean looksLike(int at, String word) {
    byte[] bytes = word.getBytes(StandardCharsets.US_ASCII);
    return at + bytes.length <= raw.length
        && java.util.Arrays.equals(raw, at, at + bytes.length, bytes, 0, bytes.length);
  }

  /** The name of the field on this line in lower case; empty when the line is no field. */
  private String fieldName(int line) {
    int at = line;
    while (at < raw.length && at - line < 80 && raw[at] > ' ' && raw[at] < 127 && raw[at] != ':') {
      at++;
    }
    int end = at;
    while (at < raw.length && (raw[at] == ' ' || raw[at] == '\t')) {
      at++;
    }
    boolean isField = end > line && at < raw.length && raw[at] == ':';
    return isField
        ? new String(raw, line, end - line, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT)
        : "";
  }

  /** Whether so much of the line is still a field: its colon is within. */
  private boolean hasColon(int line, int length) {
    int at = line;
    while (raw[at] != ':' && at < line + length) {
      at++;
    }
    return at < line + length;
  }

  private int endOfLine(int line) {
    int at = line;
    while (at < raw.length && raw[at] != LF && raw[at] != CR) {
      at++;
    }
    return at;
  }

  private int nextLine(int line) {
    return afterBreak(endOfLine(line));
  }

  /** Behind the line end at this place: CRLF, LF, CR, or CRs before a LF. */
  private int afterBreak(int at) {
    int end = at;
    while (end < raw.length && raw[end] == CR) {
      end++;
    }
    if (end < raw.length && raw[end] == LF) {
      return end + 1;
    }
    return Math.min(at + 1, raw.length);
  }

  /** True when the header block needs no rewriting. */
  private boolean isWithinLimits(int start) {
    int at = start;
    int fields = 0;
    int fieldStart = start;
    while (at < raw.length) {
      int end = endOfLine(at);
      if (end == at) {
        return raw[at] == LF || (at + 1 < raw.length && raw[at + 1] == LF);
      }
      boolean isFolded = raw[at] == ' ' || raw[at] == '\t';
      if (!isFolded) {
        fields++;
        fieldStart = at;
        if (fieldName(at).isEmpty()) {
          return false;
        }
      }
      int next = afterBreak(end);
      boolean isBareCr = end < raw.length && raw[end] == CR && raw[next - 1] != LF;
      boolean isDoubleCr = next - end > 2;
      if (isBareCr
          || isDoubleCr
          || fields > limits.headerFields()
          || next - fieldStart > limits.fieldBytes()
          || next - start > limits.headerBytes()) {
        return false;
      }
      at = next;
    }
    return true;
  }

  /** Copies the header block within the limits, and the body behind it. */
  private byte[] rewritten(int start) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(raw.length - start + 64);
    int fields = 0;
    int fieldSize = 0;
    int crLines = 0;
    int lines = 0;
    boolean isKept = true;
    position = start;
    while (position < raw.length) {
      int line = position;
      int end = endOfLine(line);
      int next = afterBreak(end);
      boolean isBareCr = end < raw.length && raw[end] == CR && raw[next - 1] != LF;
      if (end == line) {
        position = next;
        return withBody(out, crLines > lines / 2);
      }
      lines++;
      crLines += isBareCr ? 1 : 0;
      boolean isFolded = raw[line] == ' ' || raw[line] == '\t';
      if (!isFolded && fieldName(line).isEmpty()) {
        if (looksLike(line, "--") || isTextBegun(line)) {
          defects.add("no blank line after the header");
          return withBody(out, crLines > lines / 2);
        }
        defects.add("a header line is no field");
        isKept = false;
      } else if (!isFolded) {
        fields++;
        fieldSize = 0;
        isKept = fields <= limits.headerFields() && out.size() < limits.headerBytes();
        if (!isKept) {
          defects.add("the header is too long: the rest of it was not read");
        }
      }
      if (isKept) {
        int room = Math.min(limits.fieldBytes() - fieldSize, limits.headerBytes() - out.size());
        // A line end is written with it.
        int length = Math.min(end - line, Math.max(0, room - 2));
        if (length < end - line) {
          defects.add("a header field is too long: the rest of it was not read");
          isKept = false;
          length = isFolded || hasColon(line, length) ? length : 0;
        }
        if (length > 0) {
          out.write(raw, line, length);
          out.write(CR);
          out.write(LF);
        }
        fieldSize += length + 2;
      }
      position = next;
    }
    return withBody(out, false);
  }

  /** Whether the text has begun without a blank line: several words, and no field soon after. */
  private boolean isTextBegun(int line) {
    int spaces = 0;
    int end = endOfLine(line);
    for (int i = line; i < Math.min(end, line + 80); i++) {
      spaces += raw[i] == ' ' ? 1 : 0;
    }
    int next = afterBreak(end);
    for (int i = 0; i < 5 && next < raw.length && endOfLine(next) > next; i++) {
      String name = fieldName(next);
      if (USUAL_FIRST.contains(name) || name.startsWith("x-")) {
        return false;
      }
      next = nextLine(next);
    }
    return spaces >= 3;
  }

  private byte[] withBody(ByteArrayOutputStream out, boolean hasCrLines) {
    out.write(CR);
    out.write(LF);
    if (!hasCrLines) {
      out.write(raw, position, raw.length - position);
      return out.toByteArray();
    }
    defects.add("line ends are bare CR");
    for (int i = position; i < raw.length; i++) {
      if (raw[i] == CR) {
        out.write(CR);
        out.write(LF);
      } else if (raw[i] != LF || i == position || raw[i - 1] != CR) {
        out.write(raw[i]);
      }
    }
    return out.toByteArray();
  }
}
