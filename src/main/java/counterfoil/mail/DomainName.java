package counterfoil.mail;

import com.ibm.icu.text.IDNA;

/**
 * The form in which domain names are compared: their A-labels (RFC 5890 section 2.3.2.1), which the
 * DNS knows, in lower case.
 *
 * <p>UTS #46 without transitional processing, as browsers and mail servers have it: {@code straße}
 * and {@code strasse} are two domains that two people can own. The IDNA of the JDK takes them for
 * one.
 */
public final class DomainName {

  /** The longest name of the DNS (RFC 1035 section 2.3.4); to encode a longer one is no use. */
  private static final int LONGEST = 253;

  private DomainName() {}

  /**
   * The A-labels of a domain, without the dot of the root. What is no domain name comes back as it
   * is, its ASCII letters in lower case: it is equal to itself and to no real domain.
   */
  public static String aLabel(String domain) {
    if (!isAscii(domain)) {
      return encoded(domain);
    }
    String lower = asciiLower(domain);
    boolean hasRoot = lower.length() > 1 && lower.endsWith(".") && !lower.endsWith("..");
    return hasRoot ? lower.substring(0, lower.length() - 1) : lower;
  }

  /** What people read: the same domain in the letters of its language where it has any. */
  static String shown(String domain) {
    String ascii = aLabel(domain);
    if (!ascii.contains("xn--") || ascii.length() > LONGEST) {
      return ascii;
    }
    IDNA.Info info = new IDNA.Info();
    String shown = Encoding.UTS46.nameToUnicode(ascii, new StringBuilder(), info).toString();
    return info.hasErrors() ? ascii : shown;
  }

  /** The ASCII letters in lower case, and nothing else changed: no case folding of Unicode. */
  static String asciiLower(String text) {
    int at = 0;
    while (at < text.length() && !isUpper(text.charAt(at))) {
      at++;
    }
    if (at == text.length()) {
      return text;
    }
    char[] lower = text.toCharArray();
    for (int i = at; i < lower.length; i++) {
      lower[i] += isUpper(lower[i]) ? 'a' - 'A' : 0;
    }
    return new String(lower);
  }

  static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static String encoded(String domain) {
    if (domain.length() > LONGEST) {
      return asciiLower(domain);
    }
    IDNA.Info info = new IDNA.Info();
    String ascii = Encoding.UTS46.nameToASCII(domain, new StringBuilder(), info).toString();
    // Some characters become signs of ASCII, the full-width @ one that would part the address anew.
    return info.hasErrors() || !isHostName(ascii) ? asciiLower(domain) : aLabel(ascii);
  }

  private static boolean isHostName(String name) {
    return name.chars()
        .allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || "-._".indexOf(c) >= 0);
  }

  private static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }

  /** Loads its tables when the first domain comes that needs them. */
  private static final class Encoding {

    static final IDNA UTS46 =
        IDNA.getUTS46Instance(
            IDNA.NONTRANSITIONAL_TO_ASCII
                | IDNA.NONTRANSITIONAL_TO_UNICODE
                | IDNA.CHECK_BIDI
                | IDNA.CHECK_CONTEXTJ);
  }
}
