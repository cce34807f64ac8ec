package counterfoil.html;

import counterfoil.text.TextHygiene;
import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Links that may be followed: to web pages, to write a mail, to call somebody. */
final class SafeLink {

  private static final Set<String> SCHEMES = Set.of("http", "https", "mailto", "tel");
  private static final int LONGEST = 8_000;

  private SafeLink() {}

  /** The address as a browser would understand it; empty when it may not be followed. */
  static Optional<String> of(String href) {
    String address = bare(href);
    if (address.isEmpty() || address.length() > LONGEST) {
      return Optional.empty();
    }
    if (address.regionMatches(true, 0, "www.", 0, 4)) {
      return Optional.of("http://" + address);
    }
    int colon = address.indexOf(':');
    boolean isAllowed =
        colon > 0 && SCHEMES.contains(address.substring(0, colon).toLowerCase(Locale.ROOT));
    boolean isWeb = isAllowed && address.regionMatches(true, 0, "http", 0, 4);
    return isAllowed && (!isWeb || address.startsWith("//", colon + 1) && !host(address).isEmpty())
        ? Optional.of(address)
        : Optional.empty();
  }

  /** Without what browsers leave out of addresses, and what would disguise them. */
  private static String bare(String href) {
    StringBuilder out = new StringBuilder(href.length());
    for (int i = 0; i < href.length(); i++) {
      char c = href.charAt(i);
      if (c > ' ' && (c < 0x7f || c > 0x9f)) {
        out.append(c);
      } else if (c == ' ') {
        out.append("%20");
      }
    }
    String address = out.toString();
    while (address.startsWith("%20")) {
      address = address.substring(3);
    }
    return TextHygiene.oneLine(address);
  }

  /**
   * The host that a web address leads to, in ASCII and lower case; empty when there is none.
   *
   * @param address with its scheme, or without one as {@code www.example.com/x}
   */
  static String host(String address) {
    int scheme = address.indexOf("://");
    int start = scheme >= 0 && scheme < 8 ? scheme + 3 : address.startsWith("//") ? 2 : 0;
    int end = start;
    while (end < address.length() && "/\\?#".indexOf(address.charAt(end)) < 0) {
      end++;
    }
    String authority = address.substring(start, end);
    String server = authority.substring(authority.lastIndexOf('@') + 1);
    int port = server.lastIndexOf(':');
    String name = port > 0 && server.indexOf(']') < port ? server.substring(0, port) : server;
    // The conversion lets controls pass.
    return TextHygiene.oneLine(ascii(name).toLowerCase(Locale.ROOT));
  }

  private static String ascii(String name) {
    try {
      return IDN.toASCII(name, IDN.ALLOW_UNASSIGNED);
    } catch (IllegalArgumentException | IndexOutOfBoundsException noName) {
      return name;
    }
  }

  /**
   * Where a link leads, when its words say that it leads elsewhere.
   *
   * @param words as they are shown
   * @return empty when the words name no address, or the same host
   */
  static Optional<String> betrayed(String words, String address) {
    String shown = words.strip().toLowerCase(Locale.ROOT);
    boolean isAddress =
        shown.length() < 2_000
            && shown.indexOf(' ') < 0
            && (shown.startsWith("http://")
                || shown.startsWith("https://")
                || shown.startsWith("www."));
    if (!isAddress || !address.toLowerCase(Locale.ROOT).startsWith("http")) {
      return Optional.empty();
    }
    String host = host(address);
    return withoutWww(host(shown)).equals(withoutWww(host)) ? Optional.empty() : Optional.of(host);
  }

  private static String withoutWww(String host) {
    return host.startsWith("www.") ? host.substring(4) : host;
  }
}
