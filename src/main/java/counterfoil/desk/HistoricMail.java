package counterfoil.desk;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * One mail out of a file.
 *
 * @param readFrom the file, and where in it, in words
 * @param date when it arrived, as far as that is known
 * @param bytes as they were delivered; nothing has looked at them yet
 * @param sha256 of the bytes, in hexadecimal digits
 */
public record HistoricMail(String readFrom, Instant date, byte[] bytes, String sha256) {

  /**
   * What stays the same however often a mail is imported, and whichever file it lies in: 126 bits
   * of the SHA-256 of its bytes, in two numbers that are not negative.
   */
  public record Key(long high, long low) {}

  /** A mail with the hash of its bytes. */
  public static HistoricMail of(String readFrom, Instant date, byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return new HistoricMail(readFrom, date, bytes, HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** By this it is recognised. */
  public Key key() {
    return new Key(half(0), half(16));
  }

  private long half(int from) {
    return Long.parseUnsignedLong(sha256, from, from + 16, 16) >>> 1;
  }
}
