package counterfoil.html;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.safety.Safelist;

/**
 * Which elements and attributes of HTML may be shown, and to which schemes links may lead. Whatever
 * is not named here is left out.
 */
final class SafeTags {

  /** What stays besides style, direction and language; by tag. */
  static final Map<String, List<String>> ATTRIBUTES =
      Map.of(
          "table",
          List.of("align", "bgcolor", "border", "cellpadding", "cellspacing", "width", "height"),
          "tr",
          List.of("align", "bgcolor", "valign", "height"),
          "td",
          List.of("align", "bgcolor", "colspan", "height", "rowspan", "valign", "width"),
          "th",
          List.of("align", "bgcolor", "colspan", "height", "rowspan", "valign", "width"),
          "col",
          List.of("align", "span", "valign", "width"),
          "img",
          List.of("align", "border", "height", "hspace", "vspace", "width"),
          "font",
          List.of("color", "face", "size"),
          "ol",
          List.of("start", "type"),
          "li",
          List.of("type", "value"),
          "hr",
          List.of("align", "color", "size", "width"));

  /** May have {@code align} besides. */
  static final Set<String> ALIGNED =
      Set.of("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "tbody", "thead", "tfoot", "caption");

  private static final String[] TAGS = {
    "a",
    "abbr",
    "address",
    "article",
    "aside",
    "b",
    "bdi",
    "bdo",
    "big",
    "blockquote",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "font",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "main",
    "mark",
    "nav",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "wbr"
  };

  /** For jsoup's cleaner, which has the last word. */
  static final Safelist LIST = safelist();

  private SafeTags() {}

  private static Safelist safelist() {
    Safelist list = Safelist.none().addTags(TAGS);
    list.addAttributes(":all", "style", "dir", "lang");
    ATTRIBUTES.forEach((tag, names) -> list.addAttributes(tag, names.toArray(String[]::new)));
    ALIGNED.forEach(tag -> list.addAttributes(tag, "align"));
    list.addAttributes("span", "class", "title");
    list.addAttributes("img", "src", "alt").addProtocols("img", "src", "data");
    list.addAttributes("a", "href", "title")
        .addProtocols("a", "href", "http", "https", "mailto", "tel");
    return list.addEnforcedAttribute("a", "rel", "noopener noreferrer nofollow")
        .addEnforcedAttribute("a", "target", "_blank");
  }
}
