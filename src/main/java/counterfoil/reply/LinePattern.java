package counterfoil.reply;

import java.util.ArrayList;
import java.util.List;

/** A line with gaps: the pieces must stand in it in this order. Matching is linear in the line. */
final class LinePattern {

  private final boolean isOpenAtStart;
  private final boolean isOpenAtEnd;
  private final List<String> pieces = new ArrayList<>();

  /**
   * @param pattern in lower case; {@code *} stands for any text
   */
  LinePattern(String pattern) {
    isOpenAtStart = pattern.startsWith("*");
    isOpenAtEnd = pattern.endsWith("*");
    for (String piece : pattern.split("\\*+")) {
      if (!piece.isEmpty()) {
        pieces.add(piece);
      }
    }
  }

  /** Whether the line, in lower case, is of this shape. */
  boolean matches(String line) {
    int at = 0;
    int last = pieces.size() - 1;
    for (int i = 0; i <= last; i++) {
      String piece = pieces.get(i);
      if (i == 0 && !isOpenAtStart) {
        if (!line.startsWith(piece)) {
          return false;
        }
        at = piece.length();
        if (i == last) {
          return isOpenAtEnd || at == line.length();
        }
      } else if (i == last && !isOpenAtEnd) {
        return line.length() - piece.length() >= at && line.endsWith(piece);
      } else {
        int found = line.indexOf(piece, at);
        if (found < 0) {
          return false;
        }
        at = found + piece.length();
      }
    }
    return true;
  }
}
