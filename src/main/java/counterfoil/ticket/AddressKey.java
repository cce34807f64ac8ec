package counterfoil.ticket;

import java.util.Locale;
import java.util.Optional;

/** Mail addresses in the one form in which they are compared. */
public final class AddressKey {

  private static final int LONGEST = 254;

  /** They part addresses, or belong to forms that nobody types by hand (RFC 5322 section 3.2.3). */
  private static final String SPECIALS = "<>()[],;:\\\"@";

  private AddressKey() {}

  /**
   * {@code local@domain} in lower case, the domain as {@link DomainName} has it.
   *
   * @return empty when it is no address; one without a domain of two labels is none either
   */
  public static Optional<String> of(String typed) {
    String address = typed.strip();
    int at = address.lastIndexOf('@');
    if (at < 1 || address.length() > LONGEST || !isLocalPart(address.substring(0, at))) {
      return Optional.empty();
    }
    return DomainName.of(address.substring(at + 1))
        .map(domain -> address.substring(0, at).toLowerCase(Locale.ROOT) + "@" + domain);
  }

  /** What follows the {@code @} of a key. */
  public static String domain(String key) {
    return key.substring(key.lastIndexOf('@') + 1);
  }

  private static boolean isLocalPart(String local) {
    return local
        .codePoints()
        .allMatch(
            c ->
                c > ' '
                    && SPECIALS.indexOf(c) < 0
                    && Character.isDefined(c)
                    && !Character.isISOControl(c)
                    && !Character.isSpaceChar(c)
                    && Character.getType(c) != Character.FORMAT
                    && Character.getType(c) != Character.SURROGATE);
  }
}
