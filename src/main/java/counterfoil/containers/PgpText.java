package counterfoil.containers;

import counterfoil.text.Defects;

/**
 * OpenPGP inside a text (RFC 9580 section 7): of a text that is signed in the clear the armour goes
 * and the words stay; what is encrypted is named. No signature is checked.
 */
public final class PgpText {

  private static final String SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----";
  private static final String SIGNATURE = "-----BEGIN PGP SIGNATURE-----";
  private static final String END = "-----END PGP SIGNATURE-----";

  private PgpText() {}

  /** The words of a text, without the armour around them. */
  public static String readable(String text, Defects defects) {
    if (text.contains("-----BEGIN PGP MESSAGE-----")) {
      defects.add("a text is encrypted with PGP: it cannot be read here");
    }
    return text.contains(SIGNED) ? withoutArmour(text) : text;
  }

  private static String withoutArmour(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean isSigned = false;
    boolean isHidden = false;
    boolean isArmourHeader = false;
    for (String line : text.split("\n", -1)) {
      String bare = line.stripTrailing();
      if (bare.equals(SIGNED)) {
        isSigned = true;
        isArmourHeader = true;
      } else if (isArmourHeader) {
        // "Hash: SHA256" and a blank line.
        isArmourHeader = !bare.isEmpty();
      } else if (isSigned && bare.equals(SIGNATURE)) {
        isSigned = false;
        isHidden = true;
      } else if (isHidden) {
        isHidden = !bare.equals(END);
      } else {
        out.append(isSigned && line.startsWith("- ") ? line.substring(2) : line).append('\n');
      }
    }
    return out.substring(0, Math.max(0, out.length() - 1));
  }
}
