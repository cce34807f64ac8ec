package counterfoil.mail;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;

/** The structures by which mail programs mark quotes, signatures and forwarded mails in HTML. */
final class Structures {

  private static final Set<String> SIGNATURE_CLASSES =
      Set.of("gmail_signature", "moz-signature", "protonmail_signature_block", "front-signature");

  private static final Set<String> SIGNATURE_IDS =
      Set.of("signature", "applemailsignature", "ms-outlook-mobile-signature");

  /** Around everything a reply quotes, together with the line that introduces it. */
  private static final Set<String> WRAPPERS =
      Set.of("gmail_quote", "yahoo_quoted", "protonmail_quote", "zmail_extra", "tutanota_quote");

  private static final Set<String> INTRODUCTIONS =
      Set.of("gmail_attr", "moz-cite-prefix", "moz-email-headers-table");

  /** Outlook writes these before the history, which follows without any structure. */
  private static final Set<String> HISTORY_BELOW =
      Set.of("divrplyfwdmsg", "appendonsend", "mail-editor-reference-message-container");

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
    String id = element.id().toLowerCase(Locale.ROOT);
    // Outlook.com puts "x_" before the ids of what it quotes.
    String plainId = id.startsWith("x_") ? id.substring(2) : id;
    if (HISTORY_BELOW.contains(plainId)) {
      return Optional.of(MarkedText.Kind.HISTORY_BELOW);
    }
    if (SIGNATURE_IDS.contains(plainId) || hasClass(element, SIGNATURE_CLASSES)) {
      return Optional.of(MarkedText.Kind.SIGNATURE);
    }
    if (element.hasClass("moz-forward-container")) {
      return Optional.of(MarkedText.Kind.FORWARD);
    }
    if (hasClass(element, INTRODUCTIONS)) {
      return Optional.of(MarkedText.Kind.QUOTE);
    }
    if (hasClass(element, WRAPPERS) || plainId.equals("yahoo_quoted")) {
      // With blockquotes inside, they say what is quoted: what stands between them are answers.
      return hasBlockquote ? Optional.empty() : Optional.of(MarkedText.Kind.QUOTE);
    }
    return Optional.empty();
  }

  private static boolean isCite(Element quote) {
    return quote.attr("type").equalsIgnoreCase("cite")
        || quote.hasClass("gmail_quote")
        || quote.hasClass("protonmail_quote")
        || quote.id().equalsIgnoreCase("isReplyContent")
        || quote.parents().stream().limit(3).anyMatch(up -> hasClass(up, WRAPPERS))
        || quote.hasAttr("cite");
  }

  private static boolean hasClass(Element element, Set<String> names) {
    if (!element.hasAttr("class")) {
      return false;
    }
    for (String name : element.classNames()) {
      if (names.contains(name.toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }
}
