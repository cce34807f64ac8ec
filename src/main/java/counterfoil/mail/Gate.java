package counterfoil.mail;

import counterfoil.text.Defects;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Set;

/**
 * The door before the parser: one pass over the header block of the raw bytes, so that whatever
 * comes behind it is short enough to be read in linear time. Over a limit the header is cut and the
 * defects say so; no mail is refused. The body is never copied.
 *
 * <p>Line ends CRLF, LF and CR are all understood. The MIME parser knows the first two only; a
 * header block written with bare CR gets CRLF here, and so does the body behind it.
 */
final class Gate {

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
  private final RawLines lines;
  private final ReadLimits limits;
  private final Defects defects;

  Gate(byte[] raw, ReadLimits limits, Defects defects) {
    this.raw = raw;
    this.lines = new RawLines(raw);
    this.limits = limits;
    this.defects = defects;
  }

  /** The bytes to parse: a header block within the limits, a blank line, the body. */
  InputStream pass() {
    if (raw.length == 0) {
      defects.add("the mail is empty");
      return InputStream.nullInputStream();
    }
    int start = startOfHeader();
    if (start < 0) {
      defects.add("no header: read as a body");
      return new SequenceInputStream(new ByteArrayInputStream(new byte[] {'\r', '\n'}), from(0));
    }
    return isWithinLimits(start) ? from(start) : new Copy().of(start);
  }

  /** Where a header block begins that is passed as it came; -1 when it must be rewritten. */
  int startAsItCame() {
    int start = raw.length == 0 ? -1 : startOfHeader();
    return start >= 0 && isWithinLimits(start) ? start : -1;
  }

  private InputStream from(int start) {
    return new ByteArrayInputStream(raw, start, raw.length - start);
  }

  /** Where the first field begins; -1 when there is no header block. */
  private int startOfHeader() {
    boolean hasByteOrderMark = raw.length > 2 && (raw[0] & 0xff) == 0xef && (raw[1] & 0xff) == 0xbb;
    int first = hasByteOrderMark ? 3 : 0;
    int at = lines.skipBlankLines(first);
    // "From :" with a space is a field (RFC 5322 section 4.5), "From nadia Mon Mar 2" is none.
    boolean isMailboxLine =
        (lines.startsWith(at, "From ") || lines.startsWith(at, ">From ")) && !lines.isField(at);
    if (isMailboxLine) {
      at = lines.nextLine(at);
    }
    String name = lines.fieldName(at);
    boolean isBehindBlanks = at > first && !isMailboxLine;
    if (name.isEmpty() || (isBehindBlanks && !USUAL_FIRST.contains(name))) {
      return -1;
    }
    if (at > 0) {
      defects.add("something stands before the header");
    }
    return at;
  }

  /** True when the header block needs no rewriting. */
  private boolean isWithinLimits(int start) {
    int at = start;
    int fields = 0;
    int fieldStart = start;
    int fieldLines = 0;
    while (at < raw.length) {
      int end = lines.endOfLine(at);
      if (end == at) {
        return raw[at] == '\n' || (at + 1 < raw.length && raw[at + 1] == '\n');
      }
      if (!lines.isFolded(at)) {
        fields++;
        fieldStart = at;
        fieldLines = 0;
        if (!lines.isField(at)) {
          return false;
        }
      }
      int next = lines.afterBreak(end);
      boolean isDoubleCr = next - end > 2;
      if (lines.isBareCr(end, next)
          || isDoubleCr
          || ++fieldLines > limits.fieldLines()
          || fields > limits.headerFields()
          || next - fieldStart > limits.fieldBytes()
          || next - start > limits.headerBytes()) {
        return false;
      }
      at = next;
    }
    return true;
  }

  /** Whether the text has begun without a blank line: several words, and no field soon after. */
  private boolean isTextBegun(int line) {
    int next = lines.nextLine(line);
    for (int i = 0; i < 5 && next < raw.length && lines.endOfLine(next) > next; i++) {
      String name = lines.fieldName(next);
      if (USUAL_FIRST.contains(name) || name.startsWith("x-")) {
        return false;
      }
      next = lines.nextLine(next);
    }
    return lines.blanks(line) >= 3;
  }

  /** Copies a header block within the limits. */
  private final class Copy {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private int fields;
    private int fieldSize;
    private int fieldLines;
    private int crLines;
    private int allLines;
    private boolean isKept = true;

    /** The header block, and the body behind it. */
    InputStream of(int start) {
      int at = start;
      while (at < raw.length) {
        int end = lines.endOfLine(at);
        int next = lines.afterBreak(end);
        if (end == at) {
          return withBody(next);
        }
        allLines++;
        crLines += lines.isBareCr(end, next) ? 1 : 0;
        if (!lines.isFolded(at) && !beginField(at)) {
          return withBody(at);
        }
        if (isKept) {
          keep(at, end);
        }
        at = next;
      }
      return withBody(at);
    }

    /** False when the text has begun without a blank line. */
    private boolean beginField(int line) {
      if (lines.isField(line)) {
        fields++;
        fieldSize = 0;
        fieldLines = 0;
        isKept = fields <= limits.headerFields() && out.size() < limits.headerBytes();
        if (!isKept) {
          defects.add("the header is too long: the rest of it was not read");
        }
        return true;
      }
      if (lines.startsWith(line, "--") || isTextBegun(line)) {
        defects.add("no blank line after the header");
        return false;
      }
      defects.add("a header line is no field");
      isKept = false;
      return true;
    }

    private void keep(int line, int end) {
      int room = Math.min(limits.fieldBytes() - fieldSize, limits.headerBytes() - out.size());
      // A line end is written with it.
      int most = ++fieldLines > limits.fieldLines() ? 0 : Math.max(0, room - 2);
      int length = Math.min(end - line, most);
      if (length < end - line) {
        defects.add("a header field is too long: the rest of it was not read");
        isKept = false;
        length = lines.isFolded(line) || lines.hasColon(line, length) ? length : 0;
      }
      if (length > 0) {
        out.write(raw, line, length);
        newLine();
      }
      fieldSize += length + 2;
    }

    private void newLine() {
      out.write('\r');
      out.write('\n');
    }

    private InputStream withBody(int body) {
      newLine();
      boolean isOfCr = crLines > allLines / 2;
      if (isOfCr) {
        defects.add("line ends are bare CR");
      }
      return new SequenceInputStream(
          new ByteArrayInputStream(out.toByteArray()),
          isOfCr ? new BareCrStream(raw, body) : from(body));
    }
  }
}
