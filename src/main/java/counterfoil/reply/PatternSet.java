package counterfoil.reply;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Line patterns, found by the character a line begins or ends with, so that few are tried. */
final class PatternSet {

  private final Set<String> whole = new HashSet<>();
  private final Map<Character, List<LinePattern>> byFirst = new HashMap<>();
  private final Map<Character, List<LinePattern>> byLast = new HashMap<>();
  private final List<LinePattern> others = new ArrayList<>();

  /**
   * @param pattern as {@link NormalLine} writes lines; {@code *} stands for any text
   */
  void add(String pattern) {
    char first = pattern.charAt(0);
    char last = pattern.charAt(pattern.length() - 1);
    if (pattern.indexOf('*') < 0) {
      whole.add(pattern);
    } else if (first != '*') {
      byFirst.computeIfAbsent(first, key -> new ArrayList<>()).add(new LinePattern(pattern));
    } else if (last != '*') {
      byLast.computeIfAbsent(last, key -> new ArrayList<>()).add(new LinePattern(pattern));
    } else {
      others.add(new LinePattern(pattern));
    }
  }

  /** Whether any pattern is the shape of this line. */
  boolean matches(String line) {
    if (line.isEmpty()) {
      return false;
    }
    return whole.contains(line)
        || any(byFirst.getOrDefault(line.charAt(0), List.of()), line)
        || any(byLast.getOrDefault(line.charAt(line.length() - 1), List.of()), line)
        || any(others, line);
  }

  private static boolean any(List<LinePattern> patterns, String line) {
    for (LinePattern pattern : patterns) {
      if (pattern.matches(line)) {
        return true;
      }
    }
    return false;
  }
}
