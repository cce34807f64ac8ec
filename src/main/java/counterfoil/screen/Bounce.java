package counterfoil.screen;

import java.util.List;

/**
 * What a mail server says became of a letter of ours: from the fields of a delivery status
 * notification (RFC 3464), or read out of a server's own words.
 *
 * @param recipients whom the letter did not reach, or did: one for each address that the server
 *     tells about, in its order; empty when it names none
 * @param originalMessageId the Message-ID of the letter, without brackets; empty when it is not
 *     told. Anybody can write it: it proves nothing until it is found among the letters that were
 *     sent
 */
public record Bounce(List<Recipient> recipients, String originalMessageId) {

  /** What became of the letter for one address (RFC 3464 section 2.3.3). */
  public enum Action {
    FAILED,
    /** The server is still trying. */
    DELAYED,
    DELIVERED,
    /** Handed to a server that sends no reports. */
    RELAYED,
    /** Delivered to a list, and passed on to its members. */
    EXPANDED
  }

  /**
   * @param address as the letter was sent to, when the server tells that, else as it was delivered
   *     to
   * @param action what became of the letter
   * @param status three numbers (RFC 3463), such as {@code 5.1.1}; empty when it is not told
   * @param diagnostic the words of the server on one line, at most 1,000 characters; may be empty
   */
  public record Recipient(String address, Action action, String status, String diagnostic) {}
}
