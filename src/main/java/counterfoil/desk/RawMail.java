package counterfoil.desk;

import java.time.Instant;

/**
 * One mail as the server gave it.
 *
 * @param uid its UID in the folder (RFC 9051 section 2.3.1.1)
 * @param internalDate when the server took it
 * @param bytes as they were delivered; nothing has looked at them yet
 * @param size of the whole mail in bytes: more than {@code bytes} has when the mail is too large
 *     and only its beginning was fetched (rule 6)
 */
public record RawMail(long uid, Instant internalDate, byte[] bytes, long size) {

  /** A whole mail. */
  public RawMail(long uid, Instant internalDate, byte[] bytes) {
    this(uid, internalDate, bytes, bytes.length);
  }
}
