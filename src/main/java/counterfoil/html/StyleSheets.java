package counterfoil.html;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * The style sheets of a mail as far as programs that write mail rely on them: rules for a tag, a
 * class, a tag with a class, an id. Rules under a condition ({@code @media}) and other selectors
 * are passed over.
 */
final class StyleSheets {

  private static final int MOST_CHARS = 200_000;
  private static final int MOST_RULES = 2_000;
  private static final int MOST_CLASSES = 10;

  private final Predicate<String> wanted;
  private final Map<String, Style> rules = new HashMap<>();
  private int left = MOST_CHARS;

  /**
   * @param wanted which properties anybody will ask for
   */
  StyleSheets(Document document, Predicate<String> wanted) {
    this.wanted = wanted;
    for (Element sheet : document.getElementsByTag("style")) {
      String text = sheet.data();
      read(text.length() > left ? text.substring(0, left) : text);
      left -= Math.min(left, text.length());
    }
  }

  private void read(String text) {
    int at = 0;
    while (at < text.length() && rules.size() < MOST_RULES) {
      at = skipBlank(text, at);
      boolean isCommand = text.startsWith("@", at);
      int open = at;
      while (open < text.length() && text.charAt(open) != '{') {
        if (isCommand && text.charAt(open) == ';') {
          break;
        }
        open++;
      }
      if (open == text.length()) {
        return;
      }
      if (isCommand) {
        at = text.charAt(open) == ';' ? open + 1 : behindBlock(text, open);
        continue;
      }
      int close = text.indexOf('}', open);
      int end = close < 0 ? text.length() : close;
      add(text.substring(at, open), text.substring(open + 1, end));
      at = end + 1;
    }
  }

  /** Behind white space, comments, and the signs that hid style from browsers of long ago. */
  private static int skipBlank(String text, int from) {
    int at = from;
    while (at < text.length()) {
      if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at + 2);
        at = end < 0 ? text.length() : end + 2;
      } else if (text.startsWith("<!--", at)) {
        at += 4;
      } else if (text.startsWith("-->", at)) {
        at += 3;
      } else if (text.charAt(at) <= ' ') {
        at++;
      } else {
        return at;
      }
    }
    return at;
  }

  private static int behindBlock(String text, int open) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
      if (depth == 0) {
        return i + 1;
      }
    }
    return text.length();
  }

  private void add(String selectors, String declarations) {
    Style style = Style.of(withoutComments(declarations), wanted);
    if (style.isEmpty()) {
      return;
    }
    for (String selector : selectors.toLowerCase(Locale.ROOT).split(",")) {
      String key = selector.strip();
      if (isSimple(key) && (rules.size() < MOST_RULES || rules.containsKey(key))) {
        rules.merge(key, style, Style::under);
      }
    }
  }

  private static String withoutComments(String text) {
    int open = text.indexOf("/*");
    if (open < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    while (open >= 0) {
      out.append(text, at, open);
      int close = text.indexOf("*/", open + 2);
      at = close < 0 ? text.length() : close + 2;
      open = text.indexOf("/*", at);
    }
    return out.append(text, at, text.length()).toString();
  }

  /** {@code tag}, {@code .class}, {@code tag.class} or {@code #id}. */
  private static boolean isSimple(String selector) {
    if (selector.isEmpty() || selector.length() > 80) {
      return false;
    }
    int signs = 0;
    for (int i = 0; i < selector.length(); i++) {
      char c = selector.charAt(i);
      if (c == '.' || c == '#') {
        signs++;
      } else if (!Character.isLetterOrDigit(c) && c != '-' && c != '_') {
        return false;
      }
    }
    return signs <= 1 && !selector.endsWith(".") && !selector.endsWith("#");
  }

  /** What the sheets and the element's own attribute say, the attribute over the sheets. */
  Style of(Element element) {
    Style own = element.hasAttr("style") ? Style.of(element.attr("style"), wanted) : Style.NONE;
    if (rules.isEmpty()) {
      return own;
    }
    String tag = element.normalName();
    Style style = rules.getOrDefault(tag, Style.NONE);
    if (element.hasAttr("class")) {
      String[] names = element.attr("class").toLowerCase(Locale.ROOT).split("\\s+", MOST_CLASSES);
      for (String name : names) {
        style = style.under(rules.getOrDefault("." + name, Style.NONE));
      }
      for (String name : names) {
        style = style.under(rules.getOrDefault(tag + "." + name, Style.NONE));
      }
    }
    if (element.hasAttr("id")) {
      String id = element.attr("id").toLowerCase(Locale.ROOT);
      style = style.under(rules.getOrDefault("#" + id, Style.NONE));
    }
    return style.under(own);
  }
}
