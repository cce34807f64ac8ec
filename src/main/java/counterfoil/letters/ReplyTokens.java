package counterfoil.letters;

import counterfoil.mail.Address;
import counterfoil.ticket.Correspondent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Makes reply addresses and reads them: {@code servicedesk+TOKEN@example.com} (RFC 5233). A token
 * is bound to ticket, person, role, generation and key, and ends some day. Safe for many threads.
 */
public final class ReplyTokens {

  private static final String PURPOSE = "reply";

  /** RFC 5321 section 4.5.3.1.1. */
  private static final int LONGEST_LOCAL_PART = 64;

  /** How many characters of a reply address follow the plus. */
  public static final int LENGTH = Base32.length(ReplyToken.BYTES);

  private final DeskKeys keys;
  private final Duration lifetime;

  /**
   * @param lifetime of a token, in whole days; a token counts on its last day until midnight UTC
   */
  public ReplyTokens(DeskKeys keys, Duration lifetime) {
    this.keys = keys;
    this.lifetime = lifetime;
  }

  /** Whether a token fits behind the local part of this address. */
  public static boolean fits(Address mailbox) {
    return mailbox.email().lastIndexOf('@') + 1 + LENGTH <= LONGEST_LOCAL_PART;
  }

  /** Where this person's answers go. */
  public String address(Address mailbox, Correspondent to, Instant now) {
    int at = mailbox.email().lastIndexOf('@');
    return mailbox.email().substring(0, at)
        + "+"
        + Base32.encode(token(to, now).bytes())
        + mailbox.email().substring(at);
  }

  private ReplyToken token(Correspondent to, Instant now) {
    int lastDay = (int) Math.floorDiv(now.plus(lifetime).getEpochSecond(), 86_400L);
    byte[] payload =
        ReplyToken.payload(keys.signing(), to.ticketId(), to.no(), to.generation(), lastDay);
    return ReplyToken.of(payload, signature(keys.signing(), payload, to).orElseThrow());
  }

  private Optional<byte[]> signature(byte key, byte[] payload, Correspondent person) {
    byte[] whom = (person.role() + " " + person.key()).getBytes(StandardCharsets.UTF_8);
    return keys.sign(
        key,
        PURPOSE,
        ByteBuffer.allocate(payload.length + whom.length).put(payload).put(whom).array(),
        ReplyToken.SIGNATURE_BYTES);
  }

  /** The token in a recipient's address, whoever made it. */
  public static Optional<ReplyToken> in(Address recipient) {
    int at = recipient.email().lastIndexOf('@');
    int plus = at < 0 ? -1 : recipient.email().lastIndexOf('+', at);
    return plus < 0 || at - plus - 1 != LENGTH
        ? Optional.empty()
        : Base32.decode(recipient.email().substring(plus + 1, at)).flatMap(ReplyToken::of);
  }

  /**
   * Whether a token was given to this person, in the role that they have, and still counts.
   *
   * @param at when the mail arrived that came to it
   */
  public boolean proves(ReplyToken token, Correspondent person, Instant at) {
    return token.ticketId() == person.ticketId()
        && token.no() == person.no()
        && token.generation() == (person.generation() & 0xffff)
        && Math.floorDiv(at.getEpochSecond(), 86_400L) <= token.lastDay()
        && signature(token.key(), token.payload(), person)
            .filter(right -> MessageDigest.isEqual(right, token.signature()))
            .isPresent();
  }
}
