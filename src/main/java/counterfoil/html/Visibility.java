package counterfoil.html;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/**
 * What of a mail its reader sees. Senders hide the line that lists of mails show as a preview, and
 * the form of the mail for other screens.
 *
 * <p>No size of letters and no visibility are inherited, so an element within may be seen again;
 * what is not displayed, or cut at no height, hides all it holds.
 */
final class Visibility {

  private static final Set<String> ASKED =
      Set.of(
          "display",
          "visibility",
          "opacity",
          "overflow",
          "height",
          "max-height",
          "width",
          "max-width",
          "font-size",
          "white-space",
          "list-style-type",
          "list-style",
          "margin",
          "margin-bottom",
          "mso-list");

  /** An element that shows or hides letters, and how it is within. */
  private record Change(Node node, boolean isTiny, boolean isInvisible) {}

  private final Deque<Change> changes = new ArrayDeque<>();

  static boolean asks(String property) {
    return ASKED.contains(property);
  }

  /** Whether neither the element nor anything in it can be seen. */
  static boolean isGone(Element element, Style style) {
    if (element.hasAttr("hidden")) {
      return true;
    }
    if (style.isEmpty()) {
      return false;
    }
    boolean isCut =
        style.get("overflow").startsWith("hidden")
            && (isNothing(style.get("max-height"))
                || isNothing(style.get("height"))
                || isNothing(style.get("max-width"))
                || isNothing(style.get("width")));
    return style.get("display").equals("none") || isNothing(style.get("opacity")) || isCut;
  }

  /** Enters an element that is not gone. */
  void enter(Element element, Style style) {
    boolean isSized = element.normalName().equals("font") && element.hasAttr("size");
    if (style.isEmpty() && !isSized) {
      return;
    }
    String size = style.get("font-size");
    String seen = style.get("visibility");
    if (size.isEmpty() && seen.isEmpty() && !isSized) {
      return;
    }
    Change around = changes.isEmpty() ? new Change(element, false, false) : changes.peek();
    boolean isTiny = isSized ? false : size.isEmpty() ? around.isTiny() : isTiny(size, around);
    boolean isInvisible = seen.isEmpty() ? around.isInvisible() : !seen.equals("visible");
    changes.push(new Change(element, isTiny, isInvisible));
  }

  void leave(Node node) {
    if (!changes.isEmpty() && changes.peek().node() == node) {
      changes.pop();
    }
  }

  /** Whether letters can be seen here. */
  boolean shows() {
    return changes.isEmpty() || !(changes.peek().isTiny() || changes.peek().isInvisible());
  }

  /** A part of nothing is nothing; one point is too little to be read. */
  private static boolean isTiny(String size, Change around) {
    boolean isRelative = size.endsWith("%") || size.endsWith("em") && !size.endsWith("rem");
    if (isRelative || size.equals("inherit") || size.equals("larger") || size.equals("smaller")) {
      return around.isTiny() || isNothing(size);
    }
    return isNothing(size) || size.equals("1px") || size.equals("1pt");
  }

  /** Zero in any unit. */
  private static boolean isNothing(String value) {
    if (value.isEmpty() || !(value.charAt(0) == '0' || value.charAt(0) == '.')) {
      return false;
    }
    int i = 0;
    while (i < value.length() && (value.charAt(i) == '0' || value.charAt(i) == '.')) {
      i++;
    }
    return i == value.length() || !Character.isDigit(value.charAt(i));
  }

  /** A picture so small that it only counts who looks. */
  static boolean isPixel(Element image, Style style) {
    return isSpeck(image.attr("width"))
        || isSpeck(image.attr("height"))
        || isSpeck(style.get("width"))
        || isSpeck(style.get("height"));
  }

  private static boolean isSpeck(String size) {
    String plain = size.strip().toLowerCase(Locale.ROOT);
    String number = plain.endsWith("px") ? plain.substring(0, plain.length() - 2) : plain;
    return number.equals("0") || number.equals("1") || number.equals("2");
  }
}
