package counterfoil.letters;

import java.util.Locale;
import java.util.Optional;
import org.apache.commons.codec.CodecPolicy;

/**
 * Bytes in letters and digits that mail servers leave alone, in capital or small letters (RFC 4648
 * section 6, without padding). The JDK has base64 only, whose letters differ by case.
 */
final class Base32 {

  private static final org.apache.commons.codec.binary.Base32 CODEC =
      org.apache.commons.codec.binary.Base32.builder().setDecodingPolicy(CodecPolicy.STRICT).get();

  private Base32() {}

  /** How many letters so many bytes take. */
  static int length(int bytes) {
    return (bytes * 8 + 4) / 5;
  }

  static String encode(byte[] bytes) {
    String padded = CODEC.encodeToString(bytes);
    int padding = padded.indexOf('=');
    return (padding < 0 ? padded : padded.substring(0, padding)).toLowerCase(Locale.ROOT);
  }

  /** The bytes; empty when a letter is none, or bits are left over that say something. */
  static Optional<byte[]> decode(String text) {
    String letters = text.toUpperCase(Locale.ROOT);
    if (!letters.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= '2' && c <= '7'))) {
      return Optional.empty();
    }
    try {
      return Optional.of(CODEC.decode(letters));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
