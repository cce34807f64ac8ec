package counterfoil.letters;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The signed mark of a ticket that stands in the body of our letters, {@code [CF-1042:SIGNATURE]}:
 * when an answer quotes it, it names its ticket though every header was lost (rule 21 d). It says
 * which ticket, and nothing about who has it. Safe for many threads.
 */
public final class TicketMarks {

  private static final String PURPOSE = "mark";
  private static final int SIGNATURE_BYTES = 10;
  private static final int LETTERS = Base32.length(SIGNATURE_BYTES);

  /** Longer numbers than a database counts to. */
  private static final int MOST_DIGITS = 18;

  /** Looked at in one mail; who writes more of them does not want to be found. */
  private static final int MOST = 20;

  private final DeskKeys keys;
  private final String prefix;

  /**
   * @param prefix of ticket numbers, such as {@code CF}
   */
  public TicketMarks(DeskKeys keys, String prefix) {
    this.keys = keys;
    this.prefix = prefix;
  }

  /** The mark of a ticket by its id. */
  public String of(long ticketId) {
    return "["
        + prefix
        + "-"
        + ticketId
        + ":"
        + Base32.encode(signature(keys.signing(), ticketId).orElseThrow())
        + "]";
  }

  /**
   * The tickets whose marks stand in a text, in order of appearance; forged ones are passed over.
   */
  public List<Long> in(String text) {
    List<Long> found = new ArrayList<>();
    String open = "[" + prefix + "-";
    int looked = 0;
    for (int at = text.indexOf(open); at >= 0 && looked < MOST; at = text.indexOf(open, at + 1)) {
      int digits = at + open.length();
      int colon = digits;
      while (colon < text.length()
          && colon - digits <= MOST_DIGITS
          && isDigit(text.charAt(colon))) {
        colon++;
      }
      int end = colon + 1 + LETTERS;
      if (colon > digits
          && colon - digits <= MOST_DIGITS
          && end < text.length()
          && text.charAt(colon) == ':'
          && text.charAt(end) == ']') {
        looked++;
        proved(Long.parseLong(text.substring(digits, colon)), text.substring(colon + 1, end))
            .ifPresent(found::add);
      }
    }
    return found.stream().distinct().toList();
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private OptionalLong proved(long ticketId, String letters) {
    Optional<byte[]> claimed = Base32.decode(letters);
    if (claimed.isPresent()) {
      for (byte key : keys.all()) {
        if (MessageDigest.isEqual(claimed.get(), signature(key, ticketId).orElseThrow())) {
          return OptionalLong.of(ticketId);
        }
      }
    }
    return OptionalLong.empty();
  }

  private Optional<byte[]> signature(byte key, long ticketId) {
    return keys.sign(
        key, PURPOSE, ByteBuffer.allocate(Long.BYTES).putLong(ticketId).array(), SIGNATURE_BYTES);
  }
}
