package counterfoil.html;

import counterfoil.text.TextHygiene;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;

/** Where a link leads, as a reader of plain text is told. */
final class HtmlLink {

  private static final Set<String> SCHEMES =
      Set.of("http:", "https:", "mailto:", "tel:", "ftp:", "sip:", "callto:");

  private HtmlLink() {}

  /**
   * The address behind an anchor; empty for those that lead nowhere outside the mail. Outlook's
   * gateway puts its own address into {@code href} and keeps the sender's in {@code originalsrc}.
   */
  static Optional<String> address(Element anchor) {
    String original = anchor.attr("originalsrc").strip();
    String address = isWeb(original) ? original : anchor.attr("href").strip();
    boolean isShown = scheme(address).filter(SCHEMES::contains).isPresent() || isBare(address);
    return isShown ? Optional.of(clean(address)) : Optional.empty();
  }

  private static boolean isWeb(String address) {
    return scheme(address).filter(one -> one.startsWith("http")).isPresent();
  }

  private static boolean isBare(String address) {
    return address.regionMatches(true, 0, "www.", 0, 4);
  }

  /** With its colon, in lower case. */
  private static Optional<String> scheme(String address) {
    int colon = address.indexOf(':');
    return colon > 0 && colon < 10
        ? Optional.of(address.substring(0, colon + 1).toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  /** Without what would end it: blanks, brackets, line breaks. */
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
    return TextHygiene.oneLine(url.toString());
  }

  /**
   * What is to stand behind the words of a link: nothing when they say it already.
   *
   * @param words as they were written; may be empty
   */
  static String behind(String words, String address) {
    String plain = address;
    switch (scheme(address).orElse("")) {
      case "mailto:" -> {
        int query = address.indexOf('?');
        plain = address.substring(7, query < 0 ? address.length() : query).replace("%40", "@");
      }
      case "tel:", "callto:", "sip:" -> {
        plain = address.substring(address.indexOf(':') + 1);
        if (!words.isEmpty()) {
          return "";
        }
      }
      default -> {}
    }
    return plain.isEmpty() || isSame(words, plain) ? "" : "<" + plain + ">";
  }

  /** Give or take the scheme, {@code www} and a last slash. */
  private static boolean isSame(String words, String address) {
    return Math.abs(words.length() - address.length()) <= 20
        && bare(words).equalsIgnoreCase(bare(address));
  }

  private static String bare(String url) {
    int start = 0;
    int scheme = url.indexOf("://");
    if (scheme > 0 && scheme < 8) {
      start = scheme + 3;
    } else if (url.regionMatches(true, 0, "mailto:", 0, 7)) {
      start = 7;
    }
    start += url.regionMatches(true, start, "www.", 0, 4) ? 4 : 0;
    int end = url.length();
    while (end > start && url.charAt(end - 1) == '/') {
      end--;
    }
    return url.substring(start, end);
  }
}
