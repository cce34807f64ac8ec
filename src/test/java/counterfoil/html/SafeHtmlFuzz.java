package counterfoil.html;

import counterfoil.fuzz.Holds;
import counterfoil.text.TextHygiene;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.parser.Parser;

/**
 * The HTML that a page shows: read again by a parser that knows nothing of how it was made, nothing
 * in it runs, loads or sends.
 */
public final class SafeHtmlFuzz {

  private static final HtmlLimits LIMITS = new HtmlLimits(2_000_000, 5_000, 40);
  private static final DisplayLimits DISPLAY = new DisplayLimits(2_000, 3, 10_000);

  private static final Optional<byte[]> PICTURE =
      Optional.of(
          Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"));

  private static final Set<String> ACTIVE =
      Set.of(
          "applet",
          "audio",
          "base",
          "button",
          "embed",
          "form",
          "frame",
          "frameset",
          "iframe",
          "input",
          "link",
          "math",
          "meta",
          "noscript",
          "object",
          "script",
          "select",
          "source",
          "style",
          "svg",
          "template",
          "textarea",
          "title",
          "track",
          "video",
          "xmp",
          "plaintext");

  private static final Set<String> ADDRESSES =
      Set.of(
          "action",
          "background",
          "classid",
          "code",
          "data",
          "formaction",
          "longdesc",
          "poster",
          "profile",
          "srcdoc",
          "srcset",
          "usemap",
          "xlink:href",
          "ping",
          "cite",
          "dynsrc",
          "lowsrc");

  private SafeHtmlFuzz() {}

  /** Called for each input: HTML in UTF-8. */
  public static void fuzzerTestOneInput(byte[] data) {
    String html = TextHygiene.text(new String(data, StandardCharsets.UTF_8));
    Pictures pictures = new Pictures(DISPLAY, id -> id.isEmpty() ? Optional.empty() : PICTURE);
    SafeHtml.Cleaned cleaned = SafeHtml.of(html, LIMITS, pictures, DISPLAY.chars());
    String shown = cleaned.html();
    Holds.storable(shown, "the HTML");
    Holds.that(cleaned.left() >= 0, "less than nothing is left");
    Holds.that(
        shown.length() <= 2 * DISPLAY.chars() + DISPLAY.pictures() * 2 * DISPLAY.pictureBytes(),
        "the HTML is longer than the limit");
    pictures.hosts().forEach(host -> Holds.oneLine(host, "a host"));
    tags(shown);
    Document read = Parser.htmlParser().setMaxDepth(Integer.MAX_VALUE).parseInput(shown, "");
    read.outputSettings().prettyPrint(false);
    Holds.that(read.head().childNodeSize() == 0, "something moved into the head");
    for (Node node : read.body().nodeStream().toList()) {
      Holds.that(!(node instanceof Comment) && !(node instanceof DataNode), "a comment or script");
      if (node instanceof Element element && element != read.body()) {
        element(element);
      }
    }
  }

  /** By the letters alone: a sign for less begins a tag of ours or nothing. */
  private static void tags(String html) {
    for (int at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) {
      int end = at + 1;
      while (end < html.length() && html.charAt(end) != '>' && html.charAt(end) > ' ') {
        end++;
      }
      String name = html.substring(at + 1, end).replace("/", "");
      boolean isName =
          !name.isEmpty() && name.chars().allMatch(c -> c < 0x80 && Character.isLetterOrDigit(c));
      Holds.that(isName, "no name behind a sign for less");
      Holds.that(!ACTIVE.contains(name.toLowerCase(Locale.ROOT)), "an active element");
    }
  }

  private static void element(Element element) {
    Holds.that(!ACTIVE.contains(element.normalName()), "an active element");
    Holds.that(element.tag().namespace().equals(Parser.NamespaceHtml), "another namespace");
    for (Attribute attribute : element.attributes()) {
      String name = attribute.getKey().toLowerCase(Locale.ROOT);
      String value = attribute.getValue().strip().toLowerCase(Locale.ROOT);
      Holds.that(!name.startsWith("on"), "an event");
      Holds.that(!ADDRESSES.contains(name), "an address where none may be");
      switch (name) {
        case "src" -> Holds.that(value.startsWith("data:image/"), "a picture from elsewhere");
        case "href" ->
            Holds.that(
                value.startsWith("http:")
                    || value.startsWith("https:")
                    || value.startsWith("mailto:")
                    || value.startsWith("tel:"),
                "a link with another scheme");
        case "style" -> style(value);
        default -> {}
      }
    }
  }

  private static void style(String style) {
    boolean isQuiet =
        !style.contains("url(")
            && !style.contains("expression(")
            && !style.contains("@")
            && !style.contains("\\")
            && !style.contains("behavior")
            && !style.contains("-moz-binding")
            && !style.contains("image-set")
            && !style.contains("javascript:")
            && !style.contains("position");
    Holds.that(isQuiet, "a style that loads, runs or leaves its place");
  }
}
