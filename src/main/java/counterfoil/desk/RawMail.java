package counterfoil.desk;

import java.time.Instant;

/**
 * One mail as the server gave it.
 *
 * @param uid its UID in the folder (RFC 9051 section 2.3.1.1)
 * @param internalDate when the server took it
 * @param bytes as they were delivered; nothing has looked at them yet
 */
public record RawMail(long uid, Instant internalDate, byte[] bytes) {}
