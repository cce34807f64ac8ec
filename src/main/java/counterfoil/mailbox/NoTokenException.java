package counterfoil.mailbox;

import jakarta.mail.MessagingException;
import java.time.Duration;

/** There is no access token to log in with; the message says why, for people. */
final class NoTokenException extends MessagingException {

  private final Duration wait;

  NoTokenException(String sentence, Duration wait) {
    super(sentence);
    this.wait = wait;
  }

  /** How long no other will be asked for. */
  Duration pause() {
    return wait;
  }
}
