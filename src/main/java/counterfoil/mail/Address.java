package counterfoil.mail;

import java.util.Locale;

/**
 * A mail address with its display name.
 *
 * <p>The name is decoration and never identity. The email is kept as it was written; {@link #key()}
 * is the form in which addresses are compared.
 *
 * @param email {@code local@domain}, never empty
 * @param name the display name without control or bidi characters; empty when there was none
 */
public record Address(String email, String name) {

  /** An address without a display name. */
  public static Address of(String email) {
    return new Address(email, "");
  }

  /**
   * Lower case, for comparing. ASCII only: no Unicode case folding, which would let look-alikes
   * match.
   */
  public String key() {
    return email.toLowerCase(Locale.ROOT);
  }

  /** What follows the last {@code @}, in lower case; empty when there is none. */
  public String domain() {
    int at = email.lastIndexOf('@');
    return at < 0 ? "" : email.substring(at + 1).toLowerCase(Locale.ROOT);
  }

  /** {@code Name <local@domain>}, or the bare address when there is no name. */
  @Override
  public String toString() {
    return name.isEmpty() ? email : name + " <" + email + ">";
  }
}
