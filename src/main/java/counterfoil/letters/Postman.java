package counterfoil.letters;

import counterfoil.mail.Address;
import counterfoil.mail.Envelope;
import counterfoil.mail.MailWriter;
import counterfoil.mail.OutgoingMail;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts a letter into its envelope: headers that stop machines from answering, and the sender to
 * whom it may come back.
 */
public final class Postman {

  private final MailWriter writer;
  private final Map<String, Address> mailboxes;

  /**
   * @param mailboxes the address of each mailbox by its name
   */
  public Postman(MailWriter writer, Map<String, Address> mailboxes) {
    this.writer = writer;
    this.mailboxes = Map.copyOf(mailboxes);
  }

  /**
   * The letter as it is handed to SMTP.
   *
   * @throws IllegalArgumentException when it cannot be written, or its mailbox is no longer
   *     configured
   */
  public Envelope write(Letter letter) {
    Address from = mailboxes.get(letter.mailbox());
    if (from == null) {
      throw new IllegalArgumentException(
          "There is no mailbox \"%s\" any more: set counterfoil.mailboxes.%s."
              .formatted(letter.mailbox(), letter.mailbox()));
    }
    OutgoingMail mail =
        new OutgoingMail(
            letter.messageId(),
            from,
            List.of(Address.of(letter.to())),
            letter.subject(),
            letter.text(),
            letter.html(),
            letter.inReplyTo(),
            letter.references(),
            headers(letter, from));
    return new Envelope(
        letter.mailbox(), sender(letter, from), List.of(letter.to()), writer.write(mail));
  }

  private static Map<String, String> headers(Letter letter, Address from) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (!letter.replyTo().isEmpty()) {
      headers.put("Reply-To", letter.replyTo());
    }
    if (letter.kind() != Letter.Kind.RELAY) {
      // RFC 3834 section 5: other machines shall not answer this.
      headers.put("Auto-Submitted", "auto-replied");
    }
    // The same for Exchange, which does not look at Auto-Submitted.
    headers.put("X-Auto-Response-Suppress", "All");
    headers.put("X-Counterfoil-Loop", from.key());
    return headers;
  }

  /**
   * RFC 3834 section 3.3: no answer to an answer, not even a bounce. What a person wrote is another
   * thing: the desk wants to know that it did not arrive.
   */
  private static String sender(Letter letter, Address from) {
    return letter.kind() == Letter.Kind.RELAY ? from.email() : "";
  }
}
