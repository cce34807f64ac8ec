package counterfoil.html;

import counterfoil.reply.MarkedText;
import counterfoil.reply.QuotePatterns;
import counterfoil.text.Defects;
import counterfoil.text.TextHygiene;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeVisitor;

/**
 * Turns HTML into the text a person would read: links keep their address, lists their numbers, rows
 * of tables stay on one line. What the mail program marked as quote, signature or forwarded mail is
 * handed on as marks.
 */
public final class HtmlText implements NodeVisitor {

  private static final int LONGEST_ALT = 200;
  private static final int LONGEST_MARKER = 40;

  private final HtmlLimits limits;
  private final Defects defects;
  private final TextFlow flow = new TextFlow(this::lineStarts);
  private final Visibility visibility = new Visibility();
  private final HtmlLists lists = new HtmlLists(flow);
  private final List<MarkedText.Mark> marks = new ArrayList<>();
  private final Deque<OpenMark> openMarks = new ArrayDeque<>();
  private final Deque<Link> openLinks = new ArrayDeque<>();
  private final Deque<Row> rows = new ArrayDeque<>();
  private final Deque<Node> pre = new ArrayDeque<>();
  private final StyleSheets styles;
  private final HtmlTables tables;
  private final Set<Element> aroundQuotes = Collections.newSetFromMap(new IdentityHashMap<>());

  private int links;
  private Optional<Node> skipped = Optional.empty();

  private HtmlText(Document document, HtmlLimits limits, Defects defects) {
    this.limits = limits;
    this.defects = defects;
    styles = new StyleSheets(document, Visibility::asks);
    tables = HtmlTables.of(document);
    document.getElementsByTag("blockquote").forEach(this::markAround);
  }

  private static final class OpenMark {
    final Node node;
    final MarkedText.Kind kind;
    final boolean isQuoted;
    int start = -1;

    OpenMark(Node node, MarkedText.Kind kind, boolean isQuoted) {
      this.node = node;
      this.kind = kind;
      this.isQuoted = isQuoted;
    }
  }

  private record Link(Node node, String address, int start) {}

  private static final class Row {
    final Element element;
    final HtmlTables.Row kind;
    final int start;
    int cells;
    int cellStart = -1;

    Row(Element element, HtmlTables.Row kind, int start) {
      this.element = element;
      this.kind = kind;
      this.start = start;
    }

    boolean isInLine() {
      return kind != HtmlTables.Row.BLOCKS;
    }
  }

  /** The text of an HTML body; linear in its length. */
  public static MarkedText of(String html, HtmlLimits limits, Defects defects) {
    int most = 4 * limits.chars();
    if (html.length() > most) {
      defects.add("the text is too long: the rest of it was not read");
    }
    Document document = parse(html.length() > most ? html.substring(0, most) : html, limits);
    HtmlText reading = new HtmlText(document, limits, defects);
    document.body().traverse(reading);
    reading.marks.sort(Comparator.comparingInt(MarkedText.Mark::start));
    return new MarkedText(reading.flow.text().toString(), List.copyOf(reading.marks));
  }

  /** The document as a browser would build it, no deeper than the limit. */
  static Document parse(String html, HtmlLimits limits) {
    return Parser.htmlParser().setMaxDepth(limits.depth()).parseInput(html, "");
  }

  /** Marks everything around a quote; what is marked already is not climbed again. */
  private void markAround(Element quote) {
    Element up = quote.parent();
    while (up != null && aroundQuotes.add(up)) {
      up = up.parent();
    }
  }

  private void lineStarts(int at) {
    for (OpenMark mark : openMarks) {
      mark.start = mark.start < 0 ? at : mark.start;
    }
  }

  @Override
  public void head(Node node, int depth) {
    if (skipped.isPresent()) {
      return;
    }
    if (depth >= limits.depth() - 1) {
      defects.add("HTML nested deeper than " + limits.depth() + ": flattened");
    }
    if (flow.length() >= limits.chars()) {
      skipped = Optional.of(node);
      defects.add("the text is too long: the rest of it was not read");
    } else if (node instanceof TextNode text) {
      write(text);
    } else if (node instanceof Element element) {
      open(element);
    }
  }

  private void write(TextNode node) {
    if (!visibility.shows()) {
      return;
    }
    String text = node.getWholeText();
    if (!pre.isEmpty()) {
      flow.writePre(TextHygiene.text(text));
    } else if (isBlankLine(node, text)) {
      flow.blank();
    } else {
      flow.write(TextHygiene.text(text));
    }
  }

  /** Mail programs write an empty line as a block with a no-break space in it; not so in a cell. */
  private static boolean isBlankLine(TextNode node, String text) {
    return text.length() < LONGEST_MARKER
        && text.indexOf('\u00a0') >= 0
        && text.replace('\u00a0', ' ').isBlank()
        && !node.parentNameIs("td");
  }

  private void open(Element element) {
    String tag = element.normalName();
    Style style = styles.of(element);
    if (HtmlTags.UNSEEN.contains(tag) || Visibility.isGone(element, style)) {
      skipped = Optional.of(element);
      return;
    }
    visibility.enter(element, style);
    lists.wordLevel(style);
    if (style.get("mso-list").equals("ignore")) {
      skipped = Optional.of(element);
      HtmlLists.wordMarker(element, LONGEST_MARKER).ifPresent(lists::wordItem);
      return;
    }
    openMark(element, tag);
    if (HtmlTags.BLOCKS.contains(tag)) {
      block(element, tag, style);
    }
    if (tag.equals("pre") || style.get("white-space").startsWith("pre")) {
      pre.push(element);
    }
    switch (tag) {
      case "br" -> flow.addBreak();
      case "hr" -> flow.rule();
      case "ul", "menu", "dir", "ol" -> lists.open(element, style);
      case "li" -> lists.openItem(element);
      case "tr" -> openRow(element);
      case "td", "th" -> openCell();
      case "a" -> openLink(element);
      case "img" -> image(element, style);
      case "q" -> flow.write("\u201c");
      default -> {}
    }
  }

  private void block(Element element, String tag, Style style) {
    Row row = rows.peek();
    if (row != null && row.isInLine() && row.cellStart == flow.length()) {
      // The first paragraph of a cell stays on its line.
      return;
    }
    boolean isSpaced =
        HtmlTags.SPACED.contains(tag)
            || (tag.equals("p") && isSpacedParagraph(element, style))
            || (tag.equals("table") && tables.isApart(element));
    flow.breakLine(isSpaced);
  }

  /** Word and Outlook write every line as a paragraph without margins. */
  private static boolean isSpacedParagraph(Element paragraph, Style style) {
    String margins = style.get("margin");
    String below = style.get("margin-bottom");
    return !paragraph.className().startsWith("Mso")
        && !margins.startsWith("0")
        && !below.startsWith("0")
        && !paragraph.parentNameIs("td")
        && !paragraph.parentNameIs("li");
  }

  private void openRow(Element element) {
    HtmlTables.Row kind = tables.row(element);
    rows.push(new Row(element, kind, flow.length()));
    if (kind == HtmlTables.Row.CELLS || kind == HtmlTables.Row.COLUMNS) {
      flow.fold();
    }
  }

  private void openCell() {
    Row row = rows.peek();
    if (row == null || !row.isInLine()) {
      flow.breakLine(false);
      return;
    }
    boolean isColumn = row.kind == HtmlTables.Row.COLUMNS;
    boolean isBehindWords = flow.length() > row.start;
    if (row.cells++ > 0 && isBehindWords) {
      if (row.kind == HtmlTables.Row.FORM) {
        flow.attach("");
      } else {
        flow.join(" | ", isColumn);
      }
    }
    row.cellStart = flow.length();
  }

  private void closeCell() {
    Row row = rows.peek();
    if (row == null || !row.isInLine()) {
      return;
    }
    boolean isLabel = row.kind == HtmlTables.Row.FORM && row.cells == 1;
    if (isLabel && flow.length() > row.start) {
      flow.attach(HtmlTables.endsLabel(flow.text()) ? "" : ":");
    }
    row.cellStart = -1;
  }

  private void openLink(Element anchor) {
    Optional<String> address = HtmlLink.address(anchor);
    if (address.isPresent() && ++links <= limits.links()) {
      openLinks.push(new Link(anchor, address.get(), flow.length()));
    } else if (address.isPresent()) {
      defects.add("more than " + limits.links() + " links: the rest stands without addresses");
    }
  }

  private void image(Element image, Style style) {
    String alt = TextHygiene.oneLine(image.attr("alt"));
    if (alt.isEmpty()
        || alt.length() > LONGEST_ALT
        || !visibility.shows()
        || Visibility.isPixel(image, style)) {
      return;
    }
    // An emoji drawn as a picture reads as itself.
    flow.write(alt.codePointCount(0, alt.length()) <= 2 ? alt : "[" + alt + "]");
  }

  private void openMark(Element element, String tag) {
    Optional<MarkedText.Kind> structure =
        Structures.kind(element, tag, aroundQuotes.contains(element));
    if (structure.isEmpty()) {
      return;
    }
    MarkedText.Kind kind = structure.get();
    boolean isQuoted =
        tag.equals("blockquote")
            && kind == MarkedText.Kind.QUOTE
            && !QuotePatterns.endsWithForwardMarker(flow.text());
    // The line across that a mail program draws above the history belongs to it.
    flow.dropRule();
    openMarks.push(new OpenMark(element, kind, isQuoted));
    flow.quote(isQuoted ? 1 : 0);
  }

  @Override
  public void tail(Node node, int depth) {
    if (skipped.isPresent()) {
      if (node == skipped.get()) {
        skipped = Optional.empty();
        visibility.leave(node);
      }
      return;
    }
    if (node instanceof Element element) {
      close(element, element.normalName());
    }
  }

  private void close(Element element, String tag) {
    if (!openLinks.isEmpty() && openLinks.peek().node() == element) {
      closeLink(openLinks.pop());
    }
    switch (tag) {
      case "ul", "ol", "menu", "dir" -> lists.close();
      case "li" -> lists.closeItem();
      case "tr" -> closeRow(element);
      case "td", "th" -> closeCell();
      case "q" -> flow.write("\u201d");
      default -> {}
    }
    if (!pre.isEmpty() && pre.peek() == element) {
      pre.pop();
    }
    if (HtmlTags.BLOCKS.contains(tag) && !tag.equals("hr")) {
      block(element, tag, styles.of(element));
    }
    visibility.leave(element);
    if (!openMarks.isEmpty() && openMarks.peek().node == element) {
      closeMark(openMarks.pop());
    }
  }

  private void closeRow(Element element) {
    if (!rows.isEmpty() && rows.peek().element == element) {
      rows.pop();
      flow.unfold();
      if (flow.isJoining()) {
        flow.unjoin();
      }
    }
  }

  private void closeLink(Link link) {
    StringBuilder text = flow.text();
    int start = Math.min(link.start(), text.length());
    boolean mayBeSame = text.length() - start <= link.address().length() + 40;
    String words = mayBeSame ? text.substring(start).strip() : "more than the address";
    if (words.startsWith("| ")) {
      words = words.substring(2);
    }
    String behind = HtmlLink.behind(words, link.address());
    if (!behind.isEmpty() && visibility.shows()) {
      flow.write(words.isEmpty() ? behind : " " + behind);
    }
  }

  private void closeMark(OpenMark mark) {
    flow.quote(mark.isQuoted ? -1 : 0);
    if (mark.kind == MarkedText.Kind.HISTORY_BELOW) {
      int start = mark.start < 0 ? flow.length() : mark.start;
      marks.add(new MarkedText.Mark(mark.kind, start, start));
    } else if (mark.start >= 0) {
      marks.add(new MarkedText.Mark(mark.kind, mark.start, flow.length()));
    }
  }
}
