package counterfoil.html;

import counterfoil.reply.QuotePatterns;
import counterfoil.text.TextHygiene;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/**
 * How the rows of tables read best. Mail is laid out by tables, so most of them hold no data: what
 * a table says about itself is believed less than what stands in its cells.
 */
final class HtmlTables implements NodeVisitor {

  /** How a row reads. */
  enum Row {
    /** Each cell is a block of its own. */
    BLOCKS,
    /** {@code one | two | three}. */
    CELLS,
    /** The same, and an empty cell keeps its place below the heading. */
    COLUMNS,
    /** {@code label: value}. */
    FORM
  }

  private static final int LONGEST_LABEL = 40;
  private static final int LONGEST_CELL = 80;
  private static final int LONGEST_LAST_CELL = 300;

  private final Map<Element, Row> rows = new IdentityHashMap<>();
  private final Set<Element> apart = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Table> open = new ArrayDeque<>();

  private static final class Cell {
    final Element element;
    final StringBuilder beginning = new StringBuilder();
    boolean hasTable;
    boolean isBroken;
    int chars;
    int lines = 1;

    Cell(Element element) {
      this.element = element;
    }

    boolean isHead() {
      return element.normalName().equals("th");
    }

    void write(String text) {
      boolean isWritten = !text.isBlank();
      if (isWritten && isBroken && chars > 0) {
        lines++;
      }
      isBroken &= !isWritten;
      chars += isWritten ? text.strip().length() : 0;
      if (isWritten && beginning.length() <= LONGEST_LABEL) {
        beginning.append(text, 0, Math.min(text.length(), LONGEST_LABEL + 1));
      }
    }

    boolean isLine(int longest) {
      return lines == 1 && chars <= longest && !hasTable;
    }
  }

  private static final class Table {
    final Element element;
    final List<List<Cell>> rows = new ArrayList<>();
    final List<Element> elements = new ArrayList<>();

    Table(Element element) {
      this.element = element;
    }

    boolean isInCell() {
      return !rows.isEmpty() && !rows.get(rows.size() - 1).isEmpty();
    }

    Cell cell() {
      List<Cell> row = rows.get(rows.size() - 1);
      return row.get(row.size() - 1);
    }
  }

  private HtmlTables() {}

  /** The tables of a document; linear in its length. */
  static HtmlTables of(Document document) {
    HtmlTables tables = new HtmlTables();
    if (!document.getElementsByTag("tr").isEmpty()) {
      document.body().traverse(tables);
    }
    return tables;
  }

  /** How a {@code tr} reads. */
  Row row(Element row) {
    return rows.getOrDefault(row, Row.BLOCKS);
  }

  /** Whether a table holds several rows that read as lines, so that it stands apart from text. */
  boolean isApart(Element table) {
    return apart.contains(table);
  }

  @Override
  public void head(Node node, int depth) {
    if (node instanceof TextNode text) {
      if (!open.isEmpty() && open.peek().isInCell()) {
        open.peek().cell().write(TextHygiene.text(text.getWholeText()));
      }
    } else if (node instanceof Element element) {
      enter(element, element.normalName());
    }
  }

  private void enter(Element element, String tag) {
    if (tag.equals("table")) {
      if (!open.isEmpty() && open.peek().isInCell()) {
        open.peek().cell().hasTable = true;
      }
      open.push(new Table(element));
    } else if (!open.isEmpty()) {
      Table table = open.peek();
      if (tag.equals("tr")) {
        table.rows.add(new ArrayList<>());
        table.elements.add(element);
      } else if ((tag.equals("td") || tag.equals("th")) && !table.rows.isEmpty()) {
        table.rows.get(table.rows.size() - 1).add(new Cell(element));
      } else if (table.isInCell() && (tag.equals("br") || HtmlTags.BLOCKS.contains(tag))) {
        table.cell().isBroken = true;
      } else if (table.isInCell() && tag.equals("img")) {
        table.cell().write(element.attr("alt"));
      }
    }
  }

  @Override
  public void tail(Node node, int depth) {
    if (!open.isEmpty() && open.peek().element == node) {
      Table table = open.pop();
      boolean isForm = isForm(table.rows);
      boolean hasHead = table.rows.stream().anyMatch(HtmlTables::isHeading);
      int lines = 0;
      for (int i = 0; i < table.rows.size(); i++) {
        Row row = row(table.rows.get(i), isForm, hasHead);
        rows.put(table.elements.get(i), row);
        lines += row == Row.BLOCKS ? 0 : 1;
      }
      if (lines > 1) {
        apart.add(table.element);
      }
    } else if (!open.isEmpty()
        && node instanceof Element element
        && open.peek().isInCell()
        && HtmlTags.BLOCKS.contains(element.normalName())) {
      open.peek().cell().isBroken = true;
    }
  }

  private static boolean isHeading(List<Cell> row) {
    return row.size() > 1 && row.stream().allMatch(Cell::isHead);
  }

  private static Row row(List<Cell> row, boolean isForm, boolean hasHead) {
    if (row.stream().anyMatch(cell -> cell.hasTable)) {
      return Row.BLOCKS;
    }
    if (isForm && isPair(row)) {
      return Row.FORM;
    }
    List<Cell> written = row.stream().filter(cell -> cell.chars > 0).toList();
    if (written.isEmpty() || written.size() < 2 && !(hasHead && row.size() > 1)) {
      return Row.BLOCKS;
    }
    boolean isInLine =
        written.stream().limit(written.size() - 1L).allMatch(cell -> cell.isLine(LONGEST_CELL))
            && written.get(written.size() - 1).isLine(LONGEST_LAST_CELL);
    return hasHead ? Row.COLUMNS : isInLine ? Row.CELLS : Row.BLOCKS;
  }

  /** Two columns, words on the left in every row, and more than one row or a colon behind them. */
  private static boolean isForm(List<List<Cell>> rows) {
    int pairs = 0;
    boolean hasColon = false;
    boolean hasHeadCell = false;
    for (List<Cell> row : rows) {
      List<Cell> written = row.stream().filter(cell -> cell.chars > 0 || cell.hasTable).toList();
      if (isHeading(row) || written.size() > 2 || (written.size() == 2 && !isPair(row))) {
        return false;
      }
      if (isPair(row) && !written.isEmpty()) {
        String label = row.get(0).beginning.toString().strip();
        if (isOfMail(label)) {
          return false;
        }
        pairs++;
        hasColon |= endsLabel(label);
        hasHeadCell |= row.get(0).isHead();
      }
    }
    return pairs > 1 || pairs == 1 && (hasColon || hasHeadCell);
  }

  private static boolean isPair(List<Cell> row) {
    if (row.size() != 2 || !row.get(0).isLine(LONGEST_LABEL) || row.get(1).hasTable) {
      return false;
    }
    String label = row.get(0).beginning.toString().strip();
    return !label.isEmpty()
        && label.chars().anyMatch(Character::isLetter)
        && !label.endsWith(".")
        && !label.endsWith(",");
  }

  /** With colons behind them such labels would read as the header of a mail that is quoted. */
  private static boolean isOfMail(String label) {
    return !endsLabel(label) && QuotePatterns.isSender(label);
  }

  /** Whether a label needs no colon any more. */
  static boolean endsLabel(CharSequence label) {
    return label.length() > 0 && ":\uff1a?\uff1f!".indexOf(label.charAt(label.length() - 1)) >= 0;
  }
}
