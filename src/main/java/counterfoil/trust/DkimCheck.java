package counterfoil.trust;

import counterfoil.mail.RawHeader;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks the signatures of one mail (RFC 6376 section 6.1, RFC 8463). */
final class DkimCheck {

  /** Records that a name may have; more than one is a mistake of its owner. */
  private static final int RECORDS = 3;

  /**
   * Fields that a mail has once (RFC 5322 section 3.6, RFC 2045). When one of them is signed, a
   * second one above it would be shown in its place without being signed (RFC 6376 section 8.15).
   */
  private static final Set<String> ONCE =
      Set.of(
          "from",
          "sender",
          "reply-to",
          "to",
          "cc",
          "subject",
          "date",
          "message-id",
          "in-reply-to",
          "references",
          "mime-version",
          "content-type",
          "content-transfer-encoding");

  private final RawHeader header;
  private final Clock clock;

  /** The hash of the body in its relaxed form and in the simple one. */
  private final Map<Boolean, byte[]> bodies = new HashMap<>();

  /**
   * @param header of a mail that is as it came
   */
  DkimCheck(RawHeader header, Clock clock) {
    this.header = header;
    this.clock = clock;
  }

  /**
   * What can be known before the key is there.
   *
   * @param own the field of the signature
   * @return the signature, or why it does not count
   */
  Checked<DkimSignature> read(RawHeader.Field own) {
    Checked<DkimSignature> read = DkimSignature.of(header.value(own));
    return read.good().map(this::withoutDoubles).orElse(read);
  }

  private Checked<DkimSignature> withoutDoubles(DkimSignature signature) {
    if (signature.expires().filter(clock.instant()::isAfter).isPresent()) {
      return Checked.fault("it has expired");
    }
    for (String once : ONCE) {
      int signed = Collections.frequency(signature.fields(), once);
      if (signed > 0 && header.fields(once).size() > signed) {
        return Checked.fault("a second %s field was added to it".formatted(once));
      }
    }
    return Checked.of(signature);
  }

  /**
   * Whether the signature is of these bytes.
   *
   * @param own its field
   * @param records what is published under the name of its key
   * @return the signature, or why it does not count
   */
  Checked<DkimSignature> verify(
      DkimSignature signature, RawHeader.Field own, List<String> records) {
    byte[] body = bodies.computeIfAbsent(signature.hasRelaxedBody(), this::bodyHash);
    if (!Arrays.equals(body, signature.bodyHash())) {
      return Checked.fault("the text was changed after it was signed");
    }
    byte[] signed = CanonicalHeader.of(header, signature, own);
    String fault = "it has no key";
    for (String record : records.subList(0, Math.min(RECORDS, records.size()))) {
      Checked<PublicKey> key = DkimKey.of(record, signature);
      if (key.good().filter(one -> isBy(one, signature, signed)).isPresent()) {
        return Checked.of(signature);
      }
      fault = key.good().isPresent() ? "the header was changed after it was signed" : key.fault();
    }
    return Checked.fault(fault);
  }

  private byte[] bodyHash(boolean relaxed) {
    return CanonicalBody.hash(header.bytes(), header.body(), relaxed);
  }

  private static boolean isBy(PublicKey key, DkimSignature signature, byte[] signed) {
    boolean isRsa = signature.algorithm().equals("rsa-sha256");
    try {
      Signature check = Signature.getInstance(isRsa ? "SHA256withRSA" : "Ed25519");
      check.initVerify(key);
      // RFC 8463 section 3: Ed25519 signs the hash.
      check.update(isRsa ? signed : Sha256.digest().digest(signed));
      return check.verify(signature.signature());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
