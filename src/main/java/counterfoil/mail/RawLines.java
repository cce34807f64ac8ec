package counterfoil.mail;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** The lines of raw bytes, whose ends may be CRLF, LF or CR, and what their beginnings say. */
final class RawLines {

  private static final byte CR = '\r';
  private static final byte LF = '\n';
  private static final int LONGEST_NAME = 80;

  private final byte[] raw;

  RawLines(byte[] raw) {
    this.raw = raw;
  }

  int endOfLine(int line) {
    int at = line;
    while (at < raw.length && raw[at] != LF && raw[at] != CR) {
      at++;
    }
    return at;
  }

  int nextLine(int line) {
    return afterBreak(endOfLine(line));
  }

  /** Behind the line end at this place: CRLF, LF, CR, or CRs before a LF. */
  int afterBreak(int at) {
    int end = at;
    while (end < raw.length && raw[end] == CR) {
      end++;
    }
    if (end < raw.length && raw[end] == LF) {
      return end + 1;
    }
    return Math.min(at + 1, raw.length);
  }

  /** Whether the line end between these places is a CR without a LF. */
  boolean isBareCr(int end, int next) {
    return end < raw.length && raw[end] == CR && raw[next - 1] != LF;
  }

  boolean isFolded(int line) {
    return raw[line] == ' ' || raw[line] == '\t';
  }

  boolean startsWith(int line, String word) {
    byte[] bytes = word.getBytes(StandardCharsets.US_ASCII);
    return line + bytes.length <= raw.length
        && Arrays.equals(raw, line, line + bytes.length, bytes, 0, bytes.length);
  }

  /** The first line that is not blank; the one behind the last when all are. */
  int skipBlankLines(int from) {
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

  /** The name of the field on this line in lower case; empty when the line is no field. */
  String fieldName(int line) {
    int end = endOfName(line);
    return end < 0
        ? ""
        : new String(raw, line, end - line, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
  }

  boolean isField(int line) {
    return endOfName(line) >= 0;
  }

  /** Whether so much of the line is still a field: its colon is within. */
  boolean hasColon(int line, int length) {
    int at = line;
    while (at < line + length && raw[at] != ':') {
      at++;
    }
    return at < line + length;
  }

  private int endOfName(int line) {
    int at = line;
    while (at < raw.length
        && at - line < LONGEST_NAME
        && raw[at] > ' '
        && raw[at] < 127
        && raw[at] != ':') {
      at++;
    }
    int end = at;
    while (at < raw.length && at - end < LONGEST_NAME && (raw[at] == ' ' || raw[at] == '\t')) {
      at++;
    }
    return end > line && at < raw.length && raw[at] == ':' ? end : -1;
  }

  /** How many words the beginning of a line has, by its blanks. */
  int blanks(int line) {
    int end = Math.min(endOfLine(line), line + LONGEST_NAME);
    int blanks = 0;
    for (int i = line; i < end; i++) {
      blanks += raw[i] == ' ' ? 1 : 0;
    }
    return blanks;
  }
}
