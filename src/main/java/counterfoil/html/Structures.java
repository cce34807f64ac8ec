package counterfoil.html;

import counterfoil.reply.MarkedText;
import counterfoil.reply.QuotePatterns;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/** The structures by which mail programs mark quotes, signatures and forwarded mails in HTML. */
final class Structures {

  private static final Set<String> SIGNATURE_CLASSES =
      Set.of(
          "gmail_signature",
          "moz-signature",
          "protonmail_signature_block",
          "front-signature",
          "k9mail-signature",
          "-x-evo-signature-wrapper",
          "mailspring-signature",
          "sh-signature");

  private static final Set<String> SIGNATURE_IDS =
      Set.of(
          "signature",
          "applemailsignature",
          "ms-outlook-mobile-signature",
          "composer_signature",
          "_rc_sig",
          "zm-_id_-sgn",
          "ntes-pcmac-signature",
          "messagesignaturesection",
          "mobile-signature");

  /** Around everything a reply quotes, together with the line that introduces it. */
  private static final Set<String> WRAPPERS =
      Set.of(
          "gmail_quote",
          "gmail_quote_container",
          "yahoo_quoted",
          "protonmail_quote",
          "zmail_extra",
          "tutanota_quote",
          "sh-quoted-content",
          "missive_quote",
          "front-blockquote",
          "freshdesk_quote",
          "cm_replymail_content_wrap",
          "nylas-quote");

  private static final Set<String> WRAPPER_IDS =
      Set.of("yahoo_quoted", "isreplycontent", "edo-original", "_originalcontent", "qt");

  /** Names of blocks: web.de and GMX have the first two, Spark the third. */
  private static final Set<String> WRAPPER_NAMES =
      Set.of("quote", "quoted-content", "messagereplysection");

  private static final Set<String> INTRODUCTIONS =
      Set.of("gmail_attr", "moz-cite-prefix", "moz-email-headers-table", "protonmail_quote_prefix");

  private static final Set<String> INTRODUCTION_IDS = Set.of("reply-intro");

  /** Outlook and Zimbra write these before the history, which follows without any structure. */
  private static final Set<String> HISTORY_BELOW =
      Set.of(
          "divrplyfwdmsg",
          "appendonsend",
          "mail-editor-reference-message-container",
          "ms-outlook-mobile-body-separator-line",
          "zwchr");

  /** Enough to hold the label of the first field of a header, each piece in its own formatting. */
  private static final int FIRST_NODES = 24;

  private static final int FIRST_WORDS = 60;

  private Structures() {}

  /**
   * What an element says about the text in it; mostly nothing.
   *
   * @param hasBlockquote whether there is one inside
   */
  static Optional<MarkedText.Kind> kind(Element element, String tag, boolean hasBlockquote) {
    if (tag.equals("blockquote")) {
      return isCite(element) ? Optional.of(MarkedText.Kind.QUOTE) : Optional.empty();
    }
    String id = plain(element.id());
    if (HISTORY_BELOW.contains(id) || isBorderAboveHeader(element)) {
      return Optional.of(MarkedText.Kind.HISTORY_BELOW);
    }
    String name = plain(element.attr("name"));
    if (SIGNATURE_IDS.contains(id)
        || SIGNATURE_IDS.contains(name)
        || hasClass(element, SIGNATURE_CLASSES)) {
      return Optional.of(MarkedText.Kind.SIGNATURE);
    }
    if (element.hasClass("moz-forward-container")) {
      return Optional.of(MarkedText.Kind.FORWARD);
    }
    if (INTRODUCTION_IDS.contains(id) || hasClass(element, INTRODUCTIONS)) {
      return Optional.of(MarkedText.Kind.QUOTE);
    }
    if (isWrapper(element, id, name)) {
      // With blockquotes inside, they say what is quoted: what stands between them are answers.
      return hasBlockquote ? Optional.empty() : Optional.of(MarkedText.Kind.QUOTE);
    }
    return Optional.empty();
  }

  private static boolean isWrapper(Element element, String id, String name) {
    // The fields of a form have names, too.
    boolean isNamed = element.normalName().equals("div") && WRAPPER_NAMES.contains(name);
    return isNamed
        || WRAPPER_IDS.contains(id)
        || id.startsWith("yahoo_quoted_")
        || hasClass(element, WRAPPERS);
  }

  private static boolean isCite(Element quote) {
    return quote.attr("type").equalsIgnoreCase("cite")
        || quote.hasAttr("cite")
        || isWrapper(quote, plain(quote.id()), "")
        || quote.parents().stream()
            .limit(3)
            .anyMatch(up -> isWrapper(up, plain(up.id()), plain(up.attr("name"))));
  }

  /**
   * Word draws a line above the header of what is quoted. Authors draw lines, too: theirs have no
   * header below.
   */
  private static boolean isBorderAboveHeader(Element element) {
    String style = element.attr("style");
    if (style.isEmpty() || !element.normalName().equals("div")) {
      return false;
    }
    String dense = style.toLowerCase(Locale.ROOT).replace(" ", "");
    return dense.contains("border-top:solid")
        && dense.contains("border:none")
        && isHeader(firstWords(element));
  }

  private static boolean isHeader(String words) {
    return QuotePatterns.beginsHeader(words);
  }

  /** What a person reads first in it; looks at few nodes, so that nested borders stay cheap. */
  private static String firstWords(Element element) {
    return element
        .nodeStream()
        .limit(FIRST_NODES)
        .filter(TextNode.class::isInstance)
        .map(node -> ((TextNode) node).getWholeText())
        .map(words -> words.substring(0, Math.min(words.length(), FIRST_WORDS)))
        .collect(Collectors.joining())
        .strip();
  }

  /** Outlook.com puts "x_" before the ids of what it quotes. */
  private static String plain(String id) {
    String lower = id.toLowerCase(Locale.ROOT);
    return lower.startsWith("x_") ? lower.substring(2) : lower;
  }

  private static boolean hasClass(Element element, Set<String> names) {
    if (!element.hasAttr("class")) {
      return false;
    }
    for (String name : element.classNames()) {
      String plain = plain(name);
      // Yahoo puts a word of its own before the names of classes: ydp1a2b3cyahoo_quoted.
      boolean isYahoo = plain.startsWith("ydp") && plain.endsWith("yahoo_quoted");
      if (names.contains(isYahoo ? "yahoo_quoted" : plain)) {
        return true;
      }
    }
    return false;
  }
}
