package counterfoil.letters;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that the desk signs with: the first signs, all verify. A key that is taken out of the
 * list is worth nothing from then on. Safe for many threads.
 */
public final class DeskKeys {

  /** A secret of fewer characters could be guessed. */
  public static final int SHORTEST = 32;

  private static final String HMAC = "HmacSHA256";

  private final byte signing;
  private final Map<Byte, SecretKeySpec> keys = new LinkedHashMap<>();

  /**
   * @param secrets the newest first, each of at least {@link #SHORTEST} characters
   * @throws IllegalArgumentException when there is none, one is too short, or two cannot be told
   *     apart
   */
  public DeskKeys(List<String> secrets) {
    if (secrets.isEmpty()) {
      throw new IllegalArgumentException("there is no key");
    }
    for (String secret : secrets) {
      if (secret.length() < SHORTEST) {
        throw new IllegalArgumentException(
            "a key has %d characters, and at least %d are needed"
                .formatted(secret.length(), SHORTEST));
      }
      byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
      if (keys.put(version(bytes), new SecretKeySpec(bytes, HMAC)) != null) {
        throw new IllegalArgumentException(
            "two keys cannot be told apart; leave one out or make another");
      }
    }
    signing = keys.keySet().iterator().next();
  }

  /** By it a signature names its key: a byte that tells nothing about the key. */
  private static byte version(byte[] secret) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update("version".getBytes(StandardCharsets.UTF_8));
      return digest.digest(secret)[0];
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The key that signs now. */
  byte signing() {
    return signing;
  }

  /** All keys that count, the one that signs first. */
  Iterable<Byte> all() {
    return keys.keySet();
  }

  /**
   * The first bytes of an HMAC (RFC 2104).
   *
   * @param purpose keeps signatures apart that mean different things
   * @return empty when the key is none of ours
   */
  Optional<byte[]> sign(byte key, String purpose, byte[] text, int bytes) {
    SecretKeySpec secret = keys.get(key);
    if (secret == null) {
      return Optional.empty();
    }
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(secret);
      mac.update(purpose.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      byte[] whole = mac.doFinal(text);
      return Optional.of(java.util.Arrays.copyOf(whole, bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
