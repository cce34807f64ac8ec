package counterfoil.letters;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What a reply address says: which ticket, and to whom it was given. It proves nothing until {@link
 * ReplyTokens#proves} says so.
 */
public final class ReplyToken {

  /** Of a signature; what is longer says no more (RFC 2104 section 5). */
  static final int SIGNATURE_BYTES = 16;

  /** Key 1, ticket 6, number 2, generation 2, day 2. */
  private static final int PAYLOAD_BYTES = 13;

  static final int BYTES = PAYLOAD_BYTES + SIGNATURE_BYTES;

  private final byte[] payload;
  private final byte[] signature;

  private ReplyToken(byte[] payload, byte[] signature) {
    this.payload = payload;
    this.signature = signature;
  }

  /** The part that is signed. */
  static byte[] payload(byte key, long ticketId, int no, int generation, int lastDay) {
    return ByteBuffer.allocate(PAYLOAD_BYTES)
        .put(key)
        .putShort((short) (ticketId >>> 32))
        .putInt((int) ticketId)
        .putShort((short) no)
        .putShort((short) generation)
        .putShort((short) lastDay)
        .array();
  }

  static ReplyToken of(byte[] payload, byte[] signature) {
    return new ReplyToken(payload, signature);
  }

  /** A token out of its bytes; empty when there are too many or too few. */
  static Optional<ReplyToken> of(byte[] bytes) {
    return bytes.length == BYTES
        ? Optional.of(
            new ReplyToken(
                Arrays.copyOf(bytes, PAYLOAD_BYTES),
                Arrays.copyOfRange(bytes, PAYLOAD_BYTES, BYTES)))
        : Optional.empty();
  }

  byte[] bytes() {
    return ByteBuffer.allocate(BYTES).put(payload).put(signature).array();
  }

  byte[] payload() {
    return payload;
  }

  byte[] signature() {
    return signature;
  }

  byte key() {
    return payload[0];
  }

  /** The ticket that it speaks of. */
  public long ticketId() {
    ByteBuffer buffer = ByteBuffer.wrap(payload);
    return ((long) (buffer.getShort(1) & 0xffff) << 32) | (buffer.getInt(3) & 0xffff_ffffL);
  }

  /** The number of a person on that ticket. */
  public int no() {
    return ByteBuffer.wrap(payload).getShort(7) & 0xffff;
  }

  /** Which of the person's tokens. */
  int generation() {
    return ByteBuffer.wrap(payload).getShort(9) & 0xffff;
  }

  /** The last day on which it counts, from 1970-01-01. */
  int lastDay() {
    return ByteBuffer.wrap(payload).getShort(11) & 0xffff;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ReplyToken token
        && Arrays.equals(payload, token.payload)
        && Arrays.equals(signature, token.signature);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(payload);
  }

  /** Without the signature, which opens tickets. */
  @Override
  public String toString() {
    return "ReplyToken" + HexFormat.of().formatHex(payload);
  }
}
