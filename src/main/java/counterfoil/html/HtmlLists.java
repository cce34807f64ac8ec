package counterfoil.html;

import counterfoil.text.TextHygiene;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/** Numbers and bullets before the items of lists, those of inner lists further to the right. */
final class HtmlLists {

  private static final String BULLET = "- ";

  private final TextFlow flow;
  private final Deque<Numbering> open = new ArrayDeque<>();
  private final Deque<Integer> items = new ArrayDeque<>();
  private int wordLevel = 1;

  private static final class Numbering {
    final char kind;
    int next;

    /**
     * @param kind '1', 'a' or 'A'; '-' for bullets, ' ' for none
     */
    Numbering(char kind, int next) {
      this.kind = kind;
      this.next = next;
    }

    String marker() {
      return switch (kind) {
        case ' ' -> "";
        case '-' -> BULLET;
        case 'a', 'A' -> next > 26 ? next++ + ". " : (char) (kind + next++ - 1) + ". ";
        default -> next++ + ". ";
      };
    }
  }

  HtmlLists(TextFlow flow) {
    this.flow = flow;
  }

  void open(Element list, Style style) {
    String look = style.get("list-style-type") + style.get("list-style");
    if (look.contains("none")) {
      open.push(new Numbering(' ', 1));
    } else if (list.normalName().equals("ol")) {
      String type = list.attr("type");
      char kind =
          type.equals("a") || look.contains("lower-alpha") || look.contains("lower-latin")
              ? 'a'
              : type.equals("A") || look.contains("upper-alpha") || look.contains("upper-latin")
                  ? 'A'
                  : '1';
      open.push(new Numbering(kind, number(list.attr("start"), 1)));
    } else {
      open.push(new Numbering('-', 1));
    }
  }

  void close() {
    open.poll();
  }

  void openItem(Element item) {
    Numbering list = open.isEmpty() ? new Numbering('-', 1) : open.peek();
    list.next = number(item.attr("value"), list.next);
    String marker = list.marker();
    if (!marker.isEmpty()) {
      flow.item(marker);
    }
    items.push(marker.length());
    flow.indent(marker.length());
  }

  void closeItem() {
    if (!items.isEmpty()) {
      flow.dropBullet();
      flow.indent(-items.pop());
    }
  }

  private static int number(String digits, int other) {
    boolean isNumber =
        !digits.isEmpty()
            && digits.length() < 6
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return isNumber ? Integer.parseInt(digits) : other;
  }

  /**
   * Word writes an item of a list as a paragraph that begins with its number, or with a letter of a
   * font of symbols.
   */
  void wordItem(String marker) {
    flow.item("  ".repeat(wordLevel - 1) + marker);
  }

  /** {@code mso-list: l0 level2 lfo1}: the paragraph is an item of the second level. */
  void wordLevel(Style style) {
    String list = style.get("mso-list");
    int level = list.indexOf(" level");
    if (level > 0 && level + 6 < list.length()) {
      wordLevel = Math.max(1, Math.min(9, list.charAt(level + 6) - '0'));
    }
  }

  /** What to write for such a beginning; empty when there is nothing in it. */
  static Optional<String> wordMarker(Element beginning, int longest) {
    StringBuilder text = new StringBuilder();
    beginning.filter(
        (Node node, int depth) -> {
          if (node instanceof TextNode words && text.length() < longest) {
            text.append(words.getWholeText(), 0, Math.min(longest, words.getWholeText().length()));
          }
          return text.length() < longest
              ? NodeFilter.FilterResult.CONTINUE
              : NodeFilter.FilterResult.STOP;
        });
    String marker = TextHygiene.oneLine(text.toString());
    boolean isNumber =
        marker.length() > 1
            && marker.length() < 8
            && (marker.endsWith(".") || marker.endsWith(")"))
            && Character.isLetterOrDigit(marker.charAt(marker.length() - 2));
    return marker.isEmpty() ? Optional.empty() : Optional.of(isNumber ? marker + " " : BULLET);
  }
}
