package counterfoil.mail;

import java.util.List;
import java.util.Map;

/**
 * A mail to be written.
 *
 * @param messageId without angle brackets
 * @param from the From field
 * @param to the recipients of the To field
 * @param text the plain text
 * @param html the same as HTML; empty for none
 * @param inReplyTo without angle brackets; empty for none
 * @param references oldest first, without angle brackets
 * @param headers further fields, such as {@code Auto-Submitted}
 */
public record OutgoingMail(
    String messageId,
    Address from,
    List<Address> to,
    String subject,
    String text,
    String html,
    String inReplyTo,
    List<String> references,
    Map<String, String> headers) {}
