package counterfoil.mail;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
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
 * of tables stay on one line ({@code label | value}). What the mail program marked as quote,
 * signature or forwarded mail is handed on as marks.
 */
final class HtmlText implements NodeVisitor {

  private static final int DEPTH = 200;
  private static final int QUOTE_DEPTH = 10;

  private static final Set<String> SKIPPED =
      Set.of("head", "style", "script", "title", "template", "svg", "object", "map", "select");

  private static final Set<String> BLOCKS =
      Set.of(
          "address",
          "article",
          "aside",
          "blockquote",
          "body",
          "center",
          "dd",
          "details",
          "dir",
          "div",
          "dl",
          "dt",
          "fieldset",
          "figure",
          "figcaption",
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
          "ul",
          "caption");

  private static final Set<String> SPACED = Set.of("h1", "h2", "h3", "h4", "h5", "h6", "pre");

  private final ReadLimits limits;
  private final Defects defects;
  private final StringBuilder out = new StringBuilder();
  private final List<MarkedText.Mark> marks = new ArrayList<>();
  private final Deque<OpenMark> openMarks = new ArrayDeque<>();
  private final Deque<int[]> lists = new ArrayDeque<>();
  private final Deque<Link> openLinks = new ArrayDeque<>();
  private final Deque<Row> rows = new ArrayDeque<>();
  private final Set<Element> layout = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Element> aroundQuotes = Collections.newSetFromMap(new IdentityHashMap<>());

  private int newlines;
  private int bulletEnd = -1;
  private boolean hasSpace;
  private int quoteDepth;
  private int preDepth;
  private int links;
  private Optional<Node> skipped = Optional.empty();
  private String prefix = "";

  private HtmlText(ReadLimits limits, Defects defects) {
    this.limits = limits;
    this.defects = defects;
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
    final boolean isData;
    boolean hasCell;
    int cellStart = -1;

    Row(boolean isData) {
      this.isData = isData;
    }
  }

  /** The text of an HTML body; linear in its length. */
  static MarkedText of(String html, ReadLimits limits, Defects defects) {
    int most = 4 * limits.textChars();
    if (html.length() > most) {
      defects.add("the text is too long: the rest of it was not read");
    }
    Parser parser = Parser.htmlParser().setMaxDepth(DEPTH);
    Document document =
        parser.parseInput(html.length() > most ? html.substring(0, most) : html, "");
    HtmlText reading = new HtmlText(limits, defects);
    document.getElementsByTag("table").forEach(table -> markAround(table, reading.layout));
    document
        .getElementsByTag("blockquote")
        .forEach(quote -> markAround(quote, reading.aroundQuotes));
    document.body().traverse(reading);
    reading.marks.sort(java.util.Comparator.comparingInt(MarkedText.Mark::start));
    return new MarkedText(reading.out.toString(), List.copyOf(reading.marks));
  }

  /** Marks everything around an element; what is marked already is not climbed again. */
  private static void markAround(Element element, Set<Element> marked) {
    Element up = element.parent();
    while (up != null && marked.add(up)) {
      up = up.parent();
    }
  }

  @Override
  public void head(Node node, int depth) {
    if (skipped.isPresent()) {
      return;
    }
    if (depth >= DEPTH - 1) {
      defects.add("HTML nested deeper than " + DEPTH + ": flattened");
    }
    if (out.length() >= limits.textChars()) {
      skipped = Optional.of(node);
      defects.add("the text is too long: the rest of it was not read");
    } else if (node instanceof TextNode text) {
      write(TextHygiene.text(text.getWholeText()));
    } else if (node instanceof Element element) {
      open(element);
    }
  }

  private void open(Element element) {
    String tag = element.normalName();
    if (SKIPPED.contains(tag) || isHidden(element)) {
      skipped = Optional.of(element);
      return;
    }
    openMark(element, tag);
    if (BLOCKS.contains(tag)) {
      block(element, tag);
    }
    switch (tag) {
      case "br" -> newlines = Math.min(newlines + 1, 3);
      case "li" -> bullet();
      case "ul", "menu", "dir" -> lists.push(new int[] {0});
      case "ol" -> lists.push(new int[] {Math.max(1, number(element.attr("start")))});
      case "pre" -> preDepth++;
      case "tr" -> rows.push(new Row(!layout.contains(element)));
      case "td", "th" -> cell();
      case "a" -> link(element);
      case "img" -> image(element);
      default -> {}
    }
  }

  private void block(Element element, String tag) {
    Row row = rows.peek();
    boolean isFirstInCell = row != null && row.isData && row.cellStart == out.length();
    if (isFirstInCell || (bulletEnd == out.length() && !tag.equals("li"))) {
      // The first paragraph of a cell or an item stays on its line.
      return;
    }
    boolean isSpaced = SPACED.contains(tag) || (tag.equals("p") && isSpacedParagraph(element));
    newlines = Math.max(newlines, isSpaced ? 2 : 1);
    hasSpace = false;
  }

  /** Word and Outlook write every line as a paragraph without margins. */
  private static boolean isSpacedParagraph(Element paragraph) {
    String style = paragraph.attr("style").toLowerCase(Locale.ROOT).replace(" ", "");
    return !paragraph.className().startsWith("Mso")
        && !style.contains("margin:0")
        && !style.contains("margin-bottom:0")
        && !paragraph.parentNameIs("td")
        && !paragraph.parentNameIs("li");
  }

  private static boolean isHidden(Element element) {
    if (element.hasAttr("hidden")) {
      return true;
    }
    String style = element.attr("style");
    if (style.isEmpty()) {
      return false;
    }
    String dense = style.toLowerCase(Locale.ROOT).replace(" ", "");
    return dense.contains("display:none")
        || dense.contains("visibility:hidden")
        || dense.contains("mso-hide:all")
        || dense.contains("font-size:0p")
        || dense.contains("font-size:0;");
  }

  private void bullet() {
    int[] list = lists.peek();
    write(list == null || list[0] == 0 ? "- " : list[0]++ + ". ");
    bulletEnd = out.length();
  }

  private static int number(String digits) {
    boolean isNumber =
        !digits.isEmpty()
            && digits.length() < 6
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return isNumber ? Integer.parseInt(digits) : 1;
  }

  private void cell() {
    Row row = rows.peek();
    if (row == null || !row.isData) {
      newlines = Math.max(newlines, 1);
    } else if (row.hasCell) {
      newlines = 0;
      hasSpace = false;
      prefix = " | ";
    }
    if (row != null) {
      row.cellStart = out.length();
    }
  }

  private void link(Element anchor) {
    String address = anchor.attr("href").strip();
    String lower = address.toLowerCase(Locale.ROOT);
    boolean isShown =
        lower.startsWith("http:")
            || lower.startsWith("https:")
            || lower.startsWith("mailto:")
            || lower.startsWith("tel:")
            || lower.startsWith("ftp:")
            || lower.startsWith("www.");
    if (isShown && ++links <= limits.links()) {
      openLinks.push(new Link(anchor, clean(address), out.length()));
    } else if (isShown) {
      defects.add("more than " + limits.links() + " links: the rest stands without addresses");
    }
  }

  private static String clean(String address) {
    StringBuilder url = new StringBuilder(address.length());
    for (int i = 0; i < address.length(); i++) {
      char c = address.charAt(i);
      if (c == ' ') {
        url.append("%20");
      } else if (c == '>') {
        url.append("%3E");
      } else if (c == '<') {
        url.append("%3C");
      } else if (c > ' ') {
        url.append(c);
      }
    }
    return url.toString();
  }

  private void image(Element image) {
    String alt = TextHygiene.oneLine(image.attr("alt"));
    if (alt.isEmpty() || alt.length() > 200) {
      return;
    }
    // An emoji drawn as a picture reads as itself.
    write(alt.codePointCount(0, alt.length()) <= 2 ? alt : "[" + alt + "]");
  }

  /** Writes text with the white space of HTML folded; what is due before it comes first. */
  private void write(String text) {
    if (preDepth > 0) {
      writePre(text);
      return;
    }
    int at = 0;
    int length = text.length();
    while (at < length) {
      int start = at;
      while (at < length && !isSpace(text.charAt(at))) {
        at++;
      }
      if (at > start) {
        writeWord(text, start, at);
      }
      if (at < length) {
        hasSpace = true;
        at++;
      }
    }
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '\u00a0';
  }

  private void writePre(String text) {
    int start = 0;
    while (start <= text.length()) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline;
      if (end > start) {
        writeWord(text, start, end);
      }
      if (newline < 0) {
        return;
      }
      newlines++;
      start = newline + 1;
    }
  }

  private void writeWord(String text, int start, int end) {
    settle();
    out.append(text, start, end);
  }

  /** Line breaks, quote marks, cell separator and space that are due before the next word. */
  private void settle() {
    boolean isFirst = out.length() == 0;
    boolean startsLine = newlines > 0 || isFirst;
    if (startsLine) {
      out.append("\n".repeat(isFirst ? 0 : newlines));
      for (OpenMark mark : openMarks) {
        mark.start = mark.start < 0 ? out.length() : mark.start;
      }
      out.append(quoteDepth > 0 ? ">".repeat(Math.min(quoteDepth, QUOTE_DEPTH)) + " " : "");
    } else if (prefix.isEmpty() && hasSpace && !endsWithSpace()) {
      out.append(' ');
    }
    if (!prefix.isEmpty()) {
      out.append(startsLine ? "" : prefix);
      prefix = "";
    }
    newlines = 0;
    hasSpace = false;
    Row row = rows.peek();
    if (row != null) {
      row.hasCell = true;
    }
  }

  private boolean endsWithSpace() {
    return out.charAt(out.length() - 1) == ' ';
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
            && !QuotePatterns.STANDARD.endsWithForwardMarker(out);
    openMarks.push(new OpenMark(element, kind, isQuoted));
    quoteDepth += isQuoted ? 1 : 0;
  }

  @Override
  public void tail(Node node, int depth) {
    if (skipped.isPresent()) {
      if (node == skipped.get()) {
        skipped = Optional.empty();
      }
      return;
    }
    if (!(node instanceof Element element)) {
      return;
    }
    String tag = element.normalName();
    if (!openLinks.isEmpty() && openLinks.peek().node() == node) {
      closeLink(openLinks.pop());
    }
    switch (tag) {
      case "ul", "ol", "menu", "dir" -> lists.poll();
      case "pre" -> preDepth--;
      case "tr" -> rows.poll();
      case "td", "th" -> closeCell();
      default -> {}
    }
    if (BLOCKS.contains(tag)) {
      block(element, tag);
    }
    if (!openMarks.isEmpty() && openMarks.peek().node == node) {
      closeMark(openMarks.pop());
    }
  }

  private void closeCell() {
    Row row = rows.peek();
    if (row != null && row.isData && row.hasCell) {
      newlines = 0;
      hasSpace = true;
      prefix = "";
      row.cellStart = -1;
    }
  }

  private void closeLink(Link link) {
    String shown = out.substring(Math.min(link.start(), out.length())).strip();
    if (shown.startsWith("| ")) {
      shown = shown.substring(2);
    }
    String address = link.address();
    if (address.regionMatches(true, 0, "mailto:", 0, 7)) {
      int query = address.indexOf('?');
      address = address.substring(7, query < 0 ? address.length() : query);
    } else if (address.regionMatches(true, 0, "tel:", 0, 4)) {
      return;
    }
    if (address.isEmpty() || isSame(shown, address)) {
      return;
    }
    boolean isEmpty = shown.isEmpty();
    settle();
    out.append(isEmpty ? "" : " ").append('<').append(address).append('>');
  }

  /** Whether the words of a link are its address, give or take the scheme and a last slash. */
  private static boolean isSame(String shown, String address) {
    return bare(shown).equalsIgnoreCase(bare(address));
  }

  private static String bare(String url) {
    int start = 0;
    int scheme = url.indexOf("://");
    if (scheme > 0 && scheme < 8) {
      start = scheme + 3;
    }
    int end = url.length();
    while (end > start && url.charAt(end - 1) == '/') {
      end--;
    }
    return url.substring(start, end);
  }

  private void closeMark(OpenMark mark) {
    quoteDepth -= mark.isQuoted ? 1 : 0;
    if (mark.kind == MarkedText.Kind.HISTORY_BELOW) {
      int start = mark.start < 0 ? out.length() : mark.start;
      marks.add(new MarkedText.Mark(mark.kind, start, start));
    } else if (mark.start >= 0) {
      marks.add(new MarkedText.Mark(mark.kind, mark.start, out.length()));
    }
  }
}
