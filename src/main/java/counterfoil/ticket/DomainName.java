package counterfoil.ticket;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/** Domain names in the one form in which they are compared. */
public final class DomainName {

  private static final int LONGEST = 253;
  private static final int LONGEST_LABEL = 63;

  private DomainName() {}

  /**
   * The name in lower case, its labels in ASCII (A-labels, RFC 5890 section 2.3.2.1).
   *
   * <p>A name that another one is turned into on the way, as {@code ß} into {@code ss}, is refused:
   * the two may belong to different people. Such a name can be given in its {@code xn--} form.
   *
   * @return empty when it is no domain name of at least two labels
   */
  public static Optional<String> of(String typed) {
    if (typed.length() > LONGEST) {
      return Optional.empty();
    }
    String lower = typed.strip().toLowerCase(Locale.ROOT);
    return ascii(lower).filter(DomainName::isName);
  }

  private static Optional<String> ascii(String lower) {
    if (lower.chars().allMatch(c -> c < 0x80)) {
      return Optional.of(lower);
    }
    try {
      String ascii = IDN.toASCII(lower, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
      String back = IDN.toUnicode(ascii, IDN.USE_STD3_ASCII_RULES);
      return Optional.of(ascii)
          .filter(name -> back.equals(Normalizer.normalize(lower, Normalizer.Form.NFC)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isName(String name) {
    String[] labels = name.split("\\.", -1);
    if (labels.length < 2 || name.length() > LONGEST) {
      return false;
    }
    for (String label : labels) {
      if (!isLabel(label)) {
        return false;
      }
    }
    // Numbers alone are an IP address.
    return labels[labels.length - 1].chars().anyMatch(c -> c < '0' || c > '9');
  }

  private static boolean isLabel(String label) {
    return !label.isEmpty()
        && label.length() <= LONGEST_LABEL
        && !label.startsWith("-")
        && !label.endsWith("-")
        && label.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-');
  }
}
