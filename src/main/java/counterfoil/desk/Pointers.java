package counterfoil.desk;

import counterfoil.letters.ReplyToken;
import java.util.List;

/**
 * What in a mail points at tickets, by the kinds of rule 21, before anybody looks at a ticket.
 *
 * @param tokens of the reply addresses that it came to, none of them proved
 * @param messageIds that it answers: In-Reply-To, then References newest to oldest
 * @param marked ids of tickets whose signed mark stands in the body
 * @param numbers of tickets in the subject, such as {@code CF-1042}
 */
public record Pointers(
    List<ReplyToken> tokens, List<String> messageIds, List<Long> marked, List<String> numbers) {

  /** Of a mail that points at nothing. */
  public static final Pointers NONE = new Pointers(List.of(), List.of(), List.of(), List.of());
}
