package counterfoil.web;

import counterfoil.mail.Address;
import java.util.List;
import java.util.Optional;

/** The mail account of a visitor who tries the desk out in the browser. Only there in try-out. */
public interface TryoutInbox {

  /** The address customers write to. */
  String deskAddress();

  /**
   * Sends a mail to the desk by SMTP, as any mail client would.
   *
   * @param inReplyTo Message-ID of the mail that is answered, without brackets
   * @param references the chain before it, oldest first, without brackets
   * @throws IllegalArgumentException when it cannot be sent; the message says why
   */
  void send(
      Address from,
      String subject,
      String text,
      Optional<String> inReplyTo,
      List<String> references);

  /** The raw mails in the visitor's inbox, the newest first; empty for an unknown address. */
  List<byte[]> received(String address);
}
