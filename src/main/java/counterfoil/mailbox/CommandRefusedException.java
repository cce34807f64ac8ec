package counterfoil.mailbox;

import jakarta.mail.MessagingException;

/** The server said no to a command; the connection is as good as before. */
final class CommandRefusedException extends MessagingException {

  private static final long serialVersionUID = 1;

  CommandRefusedException(String sentence) {
    super(sentence);
  }
}
