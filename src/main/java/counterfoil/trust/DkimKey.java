package counterfoil.trust;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The key that a signer publishes in the DNS (RFC 6376 section 3.6.1, RFC 8463 section 4). */
final class DkimKey {

  /** Shorter ones are refused (RFC 8301 section 3.2), longer ones cost more than they prove. */
  private static final int SHORTEST = 1_024;

  private static final int LONGEST = 8_192;
  private static final int LONGEST_EXPONENT = 64;

  /** What stands before the 32 bytes of an Ed25519 key in its X.509 form (RFC 8410 section 4). */
  private static final byte[] ED25519 = HexFormat.of().parseHex("302a300506032b6570032100");

  private DkimKey() {}

  /**
   * The key in a record, when it is for this signature.
   *
   * @return the key, or why it does not count
   */
  static Checked<PublicKey> of(String text, DkimSignature signature) {
    Optional<Map<String, String>> list = TagList.of(text);
    if (list.isEmpty() || !list.get().getOrDefault("v", "DKIM1").equals("DKIM1")) {
      return Checked.fault("its key cannot be read");
    }
    Map<String, String> tags = list.get();
    String type = tags.getOrDefault("k", "rsa").toLowerCase(Locale.ROOT);
    String data = TagList.solid(tags.getOrDefault("p", ""));
    if (data.isEmpty()) {
      return Checked.fault("its key was withdrawn");
    }
    if (holds(tags.getOrDefault("t", ""), "y")) {
      // Section 3.6.1: such a mail is to be treated like one without a signature.
      return Checked.fault("its owner is only trying signatures out");
    }
    boolean isForMail =
        holds(tags.getOrDefault("s", "*"), "*") || holds(tags.getOrDefault("s", "*"), "email");
    boolean isForDomain =
        !holds(tags.getOrDefault("t", ""), "s") || signature.identity().equals(signature.domain());
    if (!signature.algorithm().equals(type + "-sha256")
        || !holds(tags.getOrDefault("h", "sha256"), "sha256")
        || !isForMail
        || !isForDomain) {
      return Checked.fault("its key is for something else");
    }
    try {
      return key(type, Base64.getDecoder().decode(data));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Checked.fault("its key cannot be read");
    }
  }

  private static Checked<PublicKey> key(String type, byte[] data) throws GeneralSecurityException {
    if (type.equals("ed25519")) {
      byte[] whole = Arrays.copyOf(ED25519, ED25519.length + data.length);
      System.arraycopy(data, 0, whole, ED25519.length, data.length);
      return Checked.of(
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(whole)));
    }
    PublicKey key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(data));
    boolean isSound =
        key instanceof RSAPublicKey rsa
            && rsa.getModulus().bitLength() >= SHORTEST
            && rsa.getModulus().bitLength() <= LONGEST
            && rsa.getPublicExponent().bitLength() <= LONGEST_EXPONENT;
    return isSound ? Checked.of(key) : Checked.fault("its key is too short to prove anything");
  }

  /** Whether a list with colons holds a word. */
  private static boolean holds(String list, String word) {
    return Arrays.stream(list.split(":")).anyMatch(one -> one.strip().equalsIgnoreCase(word));
  }
}
