package counterfoil.mailbox;

import jakarta.mail.MessagingException;

/** There is no access token to log in with; the message says why, for people. */
final class NoTokenException extends MessagingException {

  NoTokenException(String sentence) {
    super(sentence);
  }
}
