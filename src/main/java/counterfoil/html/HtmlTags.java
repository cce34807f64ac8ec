package counterfoil.html;

import java.util.Set;

/** What the elements of HTML are to a reader, as HTML's section 15 has browsers show them. */
final class HtmlTags {

  /** Begin and end on a line of their own. */
  static final Set<String> BLOCKS =
      Set.of(
          "address",
          "article",
          "aside",
          "blockquote",
          "body",
          "caption",
          "center",
          "dd",
          "details",
          "dir",
          "div",
          "dl",
          "dt",
          "fieldset",
          "figcaption",
          "figure",
          "footer",
          "form",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "header",
          "hr",
          "legend",
          "li",
          "main",
          "menu",
          "nav",
          "ol",
          "p",
          "pre",
          "section",
          "summary",
          "table",
          "tbody",
          "tfoot",
          "thead",
          "tr",
          "ul");

  /** Have a blank line before and behind them. */
  static final Set<String> SPACED = Set.of("h1", "h2", "h3", "h4", "h5", "h6", "pre");

  /** Hold nothing that a reader sees as text. */
  static final Set<String> UNSEEN =
      Set.of(
          "applet",
          "audio",
          "canvas",
          "datalist",
          "embed",
          "frame",
          "frameset",
          "head",
          "iframe",
          "map",
          "noembed",
          "noframes",
          "object",
          "script",
          "select",
          "style",
          "svg",
          "template",
          "textarea",
          "title",
          "video");

  static final Set<String> LISTS = Set.of("ul", "ol", "menu", "dir");

  private HtmlTags() {}
}
