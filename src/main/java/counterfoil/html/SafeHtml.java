package counterfoil.html;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.safety.Cleaner;

/**
 * Makes one HTML body fit to be shown. First the body is rewritten as a mail needs it: the rules of
 * its style sheets go into the elements, pictures are put in or noted, links told where they lead.
 * Then jsoup's cleaner has the last word: what is not on our list is not in the result, whatever
 * the rewriting left.
 *
 * <p>The result is parsed and cleaned once more until it stays as it is: markup that means
 * something else when it is read again is how scripts are smuggled through cleaners.
 */
public final class SafeHtml {

  private static final int ROUNDS = 4;
  private static final int MOST_DIGITS = 4;
  private static final int MOST_SPAN = 100;
  private static final int LONG_WORD = 24;
  private static final String MAY_BREAK = "overflow-wrap:anywhere";

  private static final Set<String> OWN = Set.of("picture", "leads");
  private static final Set<String> SIZES = Set.of("width", "height");

  private static final Set<String> DROPPED = Set.of("math", "plaintext", "xmp");

  private static final Style WORD = Style.of("margin-top:0;margin-bottom:0", SafeStyle::allows);

  private final Document document;
  private final StyleSheets styles;
  private final Pictures pictures;
  private int left;
  private boolean isCut;

  private SafeHtml(Document document, Pictures pictures, int most) {
    this.document = document;
    this.styles = new StyleSheets(document, SafeStyle::allows);
    this.pictures = pictures;
    this.left = most;
  }

  /**
   * What may be shown.
   *
   * @param html the inside of a body
   * @param cut whether the end is missing
   * @param left how many characters more might have been shown
   */
  public record Cleaned(String html, boolean cut, int left) {}

  /**
   * What may be shown of a piece of HTML.
   *
   * @param most characters of the result, without pictures
   */
  public static Cleaned of(String html, HtmlLimits limits, Pictures pictures, int most) {
    boolean isLong = html.length() > 4L * most;
    Document document =
        HtmlText.parse(
            isLong ? html.substring(0, (int) Math.min(4L * most, html.length())) : html, limits);
    SafeHtml safe = new SafeHtml(document, pictures, most);
    safe.rewrite();
    return new Cleaned(safe.cleaned(), safe.isCut || isLong, Math.max(0, safe.left));
  }

  /** A plain text as HTML that shows it as it stands, not yet cleaned. */
  public static String ofPlain(String text) {
    return "<div style='white-space:pre-wrap'>" + Entities.escape(text) + "</div>";
  }

  private void rewrite() {
    document.body().nodeStream().forEach(SafeHtml::removeControls);
    removeAll(document.body().getAllElements().stream().filter(SafeHtml::isDropped).toList());
    for (Element element : document.body().getAllElements()) {
      rewrite(element, element.normalName());
    }
    removeAll(pictures.unseen());
    document
        .body()
        .nodeStream(TextNode.class)
        .filter(SafeHtml::hasLongWord)
        .forEach(SafeHtml::mayBreak);
    wrapBody();
    cut();
  }

  /** An entity may stand for any character; no page has a use for a carriage return. */
  private static void removeControls(Node node) {
    if (node instanceof TextNode text) {
      String words = text.getWholeText();
      String clean = withoutControls(words);
      if (!clean.equals(words)) {
        text.text(clean);
      }
    } else if (node instanceof Element element) {
      for (Attribute attribute : element.attributes()) {
        attribute.setValue(withoutControls(attribute.getValue()));
      }
    }
  }

  private static String withoutControls(String text) {
    if (text.chars().noneMatch(SafeHtml::isControl)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    text.chars().filter(c -> !isControl(c)).forEach(c -> out.append((char) c));
    return out.toString();
  }

  private static boolean isControl(int c) {
    return c != '\n' && c != '\t' && Character.isISOControl(c);
  }

  /** An address or an identifier would make a column as wide as it is. */
  private static boolean hasLongWord(TextNode node) {
    String text = node.getWholeText();
    int length = 0;
    for (int i = 0; i < text.length() && length <= LONG_WORD; i++) {
      char c = text.charAt(i);
      length = c <= ' ' || c == '-' || c == '\u00a0' ? 0 : length + 1;
    }
    return length > LONG_WORD;
  }

  private static void mayBreak(TextNode text) {
    Element around = text.parent();
    if (around != null) {
      String style = around.attr("style");
      if (!style.endsWith(MAY_BREAK)) {
        around.attr("style", style + (style.isEmpty() ? "" : ";") + MAY_BREAK);
      }
    }
  }

  /** All of one parent at once: jsoup looks for each that is removed alone among its siblings. */
  private static void removeAll(List<? extends Node> nodes) {
    Set<Node> gone = Collections.newSetFromMap(new IdentityHashMap<>());
    gone.addAll(nodes);
    Set<Element> parents = Collections.newSetFromMap(new IdentityHashMap<>());
    nodes.stream()
        .map(Node::parent)
        .filter(Element.class::isInstance)
        .map(Element.class::cast)
        .forEach(parents::add);
    parents.removeAll(gone);
    for (Element parent : parents) {
      List<Node> kept =
          parent.childNodes().stream().filter(child -> !gone.contains(child)).toList();
      parent.empty().appendChildren(kept);
    }
  }

  /** Foreign namespaces (SVG, MathML) have rules of their own for what is markup. */
  private static boolean isDropped(Element element) {
    String tag = element.normalName();
    return HtmlTags.UNSEEN.contains(tag)
        || DROPPED.contains(tag)
        || !element.tag().namespace().equals(Parser.NamespaceHtml);
  }

  private void rewrite(Element element, String tag) {
    Style style = styles.of(element);
    String source = element.attr("src");
    String background = element.attr("background");
    String alt = element.attr("alt");
    String href = element.attr("href");
    boolean isPixel = tag.equals("img") && Visibility.isPixel(element, style);
    if (!background.isBlank()) {
      pictures.holdBack(background);
    } else if (element.hasAttr("style")
        && element.attr("style").toLowerCase(Locale.ROOT).contains("url(")) {
      pictures.holdBack("");
    }
    // Word writes every line as a paragraph; where its style sheet was lost, they have no margins.
    Style around = element.className().startsWith("Mso") ? WORD.under(style) : style;
    keepSafe(element, tag, SafeStyle.of(around));
    if (tag.equals("img")) {
      boolean isIcon =
          Pictures.isIcon(element.attr("width")) || Pictures.isIcon(element.attr("height"));
      pictures.put(element, source, alt, isPixel, isIcon);
    } else if (tag.equals("a")) {
      SafeLink.of(href).ifPresent(address -> link(element, address));
    }
  }

  private static void keepSafe(Element element, String tag, String style) {
    List<String> wanted = SafeTags.ATTRIBUTES.getOrDefault(tag, List.of());
    for (Attribute attribute : element.attributes().asList()) {
      String name = attribute.getKey().toLowerCase(Locale.ROOT);
      boolean isKept =
          (wanted.contains(name)
                  || name.equals("dir")
                  || name.equals("lang")
                  || name.equals("align") && SafeTags.ALIGNED.contains(tag)
                  || name.equals("bgcolor") && tag.equals("body"))
              && isPlain(name, attribute.getValue());
      if (!isKept) {
        element.removeAttr(attribute.getKey());
      }
    }
    if (!style.isEmpty()) {
      element.attr("style", style);
    }
  }

  /** A word, a colour or a number of sensible size. */
  private static boolean isPlain(String name, String value) {
    String plain = value.strip();
    if (plain.length() > 60
        || !plain
            .chars()
            .allMatch(
                c -> c < 0x80 && (Character.isLetterOrDigit(c) || "#%., -'".indexOf(c) >= 0))) {
      return false;
    }
    String digits = plain.endsWith("%") ? plain.substring(0, plain.length() - 1) : plain;
    boolean isNumber = !digits.isEmpty() && digits.chars().allMatch(Character::isDigit);
    if (name.endsWith("span")) {
      return isNumber && digits.length() < 4 && Integer.parseInt(digits) <= MOST_SPAN;
    }
    return !SIZES.contains(name) || isNumber && digits.length() <= MOST_DIGITS;
  }

  private static void link(Element anchor, String address) {
    anchor.attr("href", address);
    anchor.attr("title", address.length() > 500 ? address.substring(0, 500) + "\u2026" : address);
    SafeLink.betrayed(anchor.text(), address)
        .ifPresent(
            host ->
                anchor.appendChild(
                    new Element("span").attr("class", "leads").text(" (leads to " + host + ")")));
  }

  /** The colours of the body belong to what it holds. */
  private void wrapBody() {
    Element body = document.body();
    String style = body.attr("style");
    String colour = body.attr("bgcolor");
    if (style.isEmpty() && colour.isEmpty()) {
      return;
    }
    Element inside = new Element("div");
    inside.insertChildren(0, List.copyOf(body.childNodes()));
    inside.attr(
        "style",
        colour.isEmpty()
            ? style
            : "background-color:" + colour + (style.isEmpty() ? "" : ";" + style));
    body.appendChild(inside);
  }

  /** Leaves out what comes after as much as may be shown; pictures have a limit of their own. */
  private void cut() {
    List<Node> tooMuch = new ArrayList<>();
    for (Node node : document.body().nodeStream().toList()) {
      if (left <= 0) {
        tooMuch.add(node);
        isCut = true;
      } else if (node instanceof TextNode text) {
        String words = text.getWholeText();
        int cost = cost(words);
        if (cost > left) {
          int end = Math.max(0, Math.min(words.length(), left / 6));
          text.text(
              words.substring(
                  0, end > 0 && Character.isHighSurrogate(words.charAt(end - 1)) ? end - 1 : end));
          isCut = true;
        }
        left -= cost;
      } else if (node instanceof Element element) {
        int cost = 2 * element.normalName().length() + 5;
        for (Attribute attribute : element.attributes()) {
          boolean isPicture = attribute.getKey().equals("src");
          cost += attribute.getKey().length() + 4 + (isPicture ? 0 : cost(attribute.getValue()));
        }
        left -= cost + (element.normalName().equals("a") ? 60 : 0);
      }
    }
    removeAll(tooMuch);
  }

  /** As long as it is written: {@code &} takes five characters. */
  private static int cost(String text) {
    int cost = text.length();
    for (int i = 0; i < text.length(); i++) {
      cost += "&<>\"\u00a0".indexOf(text.charAt(i)) >= 0 ? 5 : 0;
    }
    return cost;
  }

  private String cleaned() {
    String html = written(document);
    for (int round = 1; round < ROUNDS; round++) {
      String again =
          written(Parser.htmlParser().setMaxDepth(Integer.MAX_VALUE).parseInput(html, ""));
      if (again.equals(html)) {
        return html;
      }
      html = again;
    }
    // Whatever this is, its words are all that can be shown.
    return "<p>" + Entities.escape(document.body().text()) + "</p>";
  }

  private static String written(Document dirty) {
    Document clean = new Cleaner(SafeTags.LIST).clean(dirty);
    clean
        .outputSettings()
        .prettyPrint(false)
        .escapeMode(Entities.EscapeMode.xhtml)
        .syntax(Document.OutputSettings.Syntax.html)
        .charset("UTF-8");
    for (Element span : clean.select("span[class]")) {
      if (!OWN.contains(span.className())) {
        span.removeAttr("class").removeAttr("title");
      }
    }
    return clean.body().html();
  }
}
