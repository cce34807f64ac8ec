package counterfoil.privacy;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Lines of a table (RFC 4180). What a spreadsheet would take for a formula begins with an
 * apostrophe: it is text then (OWASP ASVS 5.0, 1.2.10).
 */
final class Csv {

  /** The wide forms too: some programs read them like the narrow ones. */
  private static final String FORMULA = "=+-@\uff1d\uff0b\uff0d\uff20";

  private Csv() {}

  static String line(List<String> cells) {
    return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String cell(String any) {
    StringBuilder text = new StringBuilder();
    any.codePoints()
        .map(c -> Character.isISOControl(c) || Character.isSpaceChar(c) ? ' ' : c)
        .forEach(text::appendCodePoint);
    // Spaces in front of it hide a formula from us, and not from every program.
    String bare = text.toString().strip();
    boolean isFormula = !bare.isEmpty() && FORMULA.indexOf(bare.charAt(0)) >= 0;
    return '"' + (isFormula ? "'" : "") + text.toString().replace("\"", "\"\"") + '"';
  }
}
