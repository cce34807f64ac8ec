package counterfoil.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts one direction of an IMAP connection into lines; literals are stepped over. */
final class ImapLines {

  private static final Pattern LITERAL = Pattern.compile(".*\\{(\\d+)\\+?}");

  private final StringBuilder line = new StringBuilder();
  private long literal;
  private boolean hadLiteral;

  /** The lines that end in these bytes, without their line ends. */
  List<String> read(byte[] bytes) {
    List<String> lines = new ArrayList<>();
    hadLiteral = false;
    int at = 0;
    while (at < bytes.length) {
      if (literal > 0) {
        int skipped = (int) Math.min(literal, bytes.length - at);
        literal -= skipped;
        at += skipped;
        continue;
      }
      char c = (char) (bytes[at++] & 0xff);
      if (c != '\n') {
        line.append(c);
        continue;
      }
      String read = line.toString().stripTrailing();
      line.setLength(0);
      lines.add(read);
      Matcher announced = LITERAL.matcher(read);
      if (announced.matches()) {
        literal = Long.parseLong(announced.group(1));
        hadLiteral = true;
      }
    }
    return lines;
  }

  /** Whether the bytes read so far end amid a literal. */
  boolean inLiteral() {
    return literal > 0;
  }

  /** Whether a literal began in the bytes that were read last. */
  boolean hadLiteral() {
    return hadLiteral;
  }
}
