package counterfoil.html;

import java.util.Set;

/**
 * Which declarations of style may stay: colours, letters, alignment, borders and sizes. Nothing
 * that names an address, covers what is around the mail, or is written in escapes.
 */
final class SafeStyle {

  private static final int LONGEST = 200;
  private static final int MOST_DIGITS = 5;

  private static final Set<String> PROPERTIES =
      Set.of(
          "background",
          "background-color",
          "border",
          "border-bottom",
          "border-bottom-color",
          "border-bottom-style",
          "border-bottom-width",
          "border-collapse",
          "border-color",
          "border-left",
          "border-left-color",
          "border-left-style",
          "border-left-width",
          "border-radius",
          "border-right",
          "border-right-color",
          "border-right-style",
          "border-right-width",
          "border-spacing",
          "border-style",
          "border-top",
          "border-top-color",
          "border-top-style",
          "border-top-width",
          "border-width",
          "clear",
          "color",
          "direction",
          "display",
          "float",
          "font",
          "font-family",
          "font-size",
          "font-style",
          "font-variant",
          "font-weight",
          "height",
          "letter-spacing",
          "line-height",
          "list-style-type",
          "margin",
          "margin-bottom",
          "margin-left",
          "margin-right",
          "margin-top",
          "max-height",
          "max-width",
          "opacity",
          "overflow",
          "padding",
          "padding-bottom",
          "padding-left",
          "padding-right",
          "padding-top",
          "table-layout",
          "text-align",
          "text-decoration",
          "text-indent",
          "text-transform",
          "vertical-align",
          "visibility",
          "white-space",
          "width",
          "word-break");

  private static final Set<String> FUNCTIONS = Set.of("rgb", "rgba", "hsl", "hsla");

  private SafeStyle() {}

  static boolean allows(String property) {
    return PROPERTIES.contains(property);
  }

  /** The declarations that may stay, as the value of a style attribute; may be empty. */
  static String of(Style style) {
    StringBuilder out = new StringBuilder();
    for (String property : style.properties()) {
      String value = style.get(property);
      if (allows(property) && isSafe(value) && isOfPage(property, value, style)) {
        out.append(out.length() == 0 ? "" : ";").append(property).append(':').append(value);
      }
    }
    return out.toString();
  }

  /** Letters, numbers, units, quoted names and colours: no escape, no comment, no address. */
  private static boolean isSafe(String value) {
    if (value.isEmpty() || value.length() > LONGEST) {
      return false;
    }
    int word = 0;
    int digits = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean isLetter = c >= 'a' && c <= 'z' || c == '-';
      boolean isDigit = c >= '0' && c <= '9';
      digits = isDigit ? digits + 1 : 0;
      boolean isSign = " .,%#'\"+)".indexOf(c) >= 0;
      boolean isCall = c == '(' && FUNCTIONS.contains(value.substring(i - word, i));
      boolean isNumberTooLong =
          digits > MOST_DIGITS && value.indexOf('.') < 0 && !value.contains("#");
      if (!isLetter && !isDigit && !isSign && !isCall || isNumberTooLong) {
        return false;
      }
      word = isLetter ? word + 1 : 0;
    }
    // A quote that stays open would swallow what follows.
    return value.chars().filter(c -> c == '"').count() % 2 == 0
        && value.chars().filter(c -> c == '\'').count() % 2 == 0;
  }

  /**
   * Nothing leaves its place: no negative margins, no first line left of where it could be read.
   */
  private static boolean isOfPage(String property, String value, Style style) {
    return switch (property) {
      case "display" ->
          !value.contains("flex") && !value.contains("grid") && !value.equals("contents");
      case "margin", "margin-top", "margin-left", "margin-right", "margin-bottom" ->
          !value.contains("-");
      case "text-indent" ->
          !value.startsWith("-")
              || !style.get("margin-left").isEmpty()
              || !style.get("padding-left").isEmpty()
              || !style.get("margin").isEmpty();
      default -> true;
    };
  }
}
