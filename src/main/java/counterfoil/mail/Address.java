package counterfoil.mail;

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
   * For comparing: the local part with its ASCII letters in lower case, and the {@link #domain()}.
   * No case folding of Unicode, which would let look-alikes match: the sign of Kelvin is no k, a
   * dotless i no i.
   */
  public String key() {
    int at = email.lastIndexOf('@');
    return at < 0
        ? DomainName.asciiLower(email)
        : DomainName.asciiLower(email.substring(0, at + 1)) + domain();
  }

  /**
   * What follows the last {@code @}, as A-labels in lower case; empty when there is none. Only the
   * {@code @} of ASCII parts an address.
   */
  public String domain() {
    int at = email.lastIndexOf('@');
    return at < 0 ? "" : DomainName.aLabel(email.substring(at + 1));
  }

  /**
   * Whether the address may be taken for another: its local part or its domain mixes the letters of
   * several scripts, or it holds characters that stand for ASCII ones. Where it is shown, people
   * should be told; nothing is decided by it.
   */
  public boolean isMixedScript() {
    return Scripts.areMixedIn(this);
  }

  /** {@code Name <local@domain>}, or the bare address when there is no name. */
  @Override
  public String toString() {
    return name.isEmpty() ? email : name + " <" + email + ">";
  }
}
