package counterfoil.facts;

import counterfoil.facts.Lexicon.Hit;
import counterfoil.facts.Passage.Line;
import java.util.ArrayList;
import java.util.List;

/** Reads a table whose first row names the fields: "Env | Prio | Observed", and values below. */
final class TableHead {

  private static final int MOST_ROWS = 20;
  private static final int MOST_CELLS = 40;
  private static final int FEWEST_LABELS = 2;

  private TableHead() {}

  private record Cell(int start, int end) {}

  /**
   * The labelled cells of the rows below a line; none when the line is no head of a table.
   *
   * @param firstHit the first phrase that may stand in the line
   */
  static List<Labelled> cellsBelow(Passage passage, int number, int firstHit) {
    Line line = passage.lines().get(number);
    if (line.isBlank() || !passage.text().substring(line.start(), line.end()).contains("|")) {
      return List.of();
    }
    List<Cell> head = cells(passage.text(), line);
    List<Hit> labels = labels(passage, line, head, firstHit);
    if (labels.stream().filter(hit -> hit != NONE).map(Language::fieldOf).distinct().count()
        < FEWEST_LABELS) {
      return List.of();
    }
    List<Labelled> found = new ArrayList<>();
    int last = Math.min(passage.lines().size(), number + 1 + MOST_ROWS);
    for (int i = number + 1; i < last; i++) {
      Line row = passage.lines().get(i);
      List<Cell> cells = row.isBlank() ? List.of() : cells(passage.text(), row);
      if (cells.size() != head.size() || !row.own()) {
        break;
      }
      for (int k = 0; k < cells.size(); k++) {
        Cell cell = cells.get(k);
        Hit label = labels.get(k);
        if (label != NONE && hasWords(passage.text(), cell)) {
          found.add(
              new Labelled(
                  Language.fieldOf(label),
                  i,
                  cell.start(),
                  cell.start(),
                  cell.end(),
                  true,
                  Language.isLesser(label)));
        }
      }
    }
    return found;
  }

  private static final Hit NONE = new Hit(-1, -1, -1, -1);

  /** The label of each cell that is nothing but a label. */
  private static List<Hit> labels(Passage passage, Line line, List<Cell> head, int firstHit) {
    List<Hit> labels = new ArrayList<>();
    Tokens tokens = passage.tokens();
    for (Cell cell : head) {
      Hit label = NONE;
      for (int i = firstHit; i < passage.hits().size(); i++) {
        Hit hit = passage.hits().get(i);
        if (hit.from() >= line.to() || tokens.start(hit.from()) >= cell.end()) {
          break;
        }
        boolean whole =
            hit.from() == tokens.from(cell.start())
                && (hit.to() == tokens.size() || tokens.start(hit.to()) >= cell.end());
        if (hit.kind() == passage.language().label() && whole) {
          label = hit;
        }
      }
      labels.add(label);
    }
    return labels;
  }

  private static List<Cell> cells(String text, Line line) {
    List<Cell> cells = new ArrayList<>();
    int start = line.start();
    int end = line.end();
    if (text.charAt(start) == '|') {
      start++;
    }
    if (end > start && text.charAt(end - 1) == '|') {
      end--;
    }
    int from = start;
    for (int at = start; at <= end && cells.size() <= MOST_CELLS; at++) {
      if (at == end || text.charAt(at) == '|') {
        cells.add(cell(text, from, at));
        from = at + 1;
      }
    }
    return cells.size() > MOST_CELLS ? List.of() : cells;
  }

  private static Cell cell(String text, int from, int to) {
    int start = from;
    int end = to;
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return new Cell(start, end);
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\u00a0' || c == '\t' || c == '*' || c == '_';
  }

  /** A line of dashes below the head is no row. */
  private static boolean hasWords(String text, Cell cell) {
    for (int at = cell.start(); at < cell.end(); at++) {
      if (Character.isLetterOrDigit(text.charAt(at))) {
        return true;
      }
    }
    return false;
  }
}
