package counterfoil.mailbox;

import java.time.Duration;
import java.util.Optional;

/** A token endpoint gave no token; the message says why, for people, without any secret. */
final class TokenTroubleException extends Exception {

  private final boolean refused;
  private final Optional<Duration> retryAfter;

  private TokenTroubleException(String sentence, boolean refused, Optional<Duration> retryAfter) {
    super(sentence);
    this.refused = refused;
    this.retryAfter = retryAfter;
  }

  /** It said no, and will say no until a person has changed something. */
  static TokenTroubleException refused(String sentence) {
    return new TokenTroubleException(sentence, true, Optional.empty());
  }

  /** It may pass. */
  static TokenTroubleException weather(String sentence, Optional<Duration> retryAfter) {
    return new TokenTroubleException(sentence, false, retryAfter);
  }

  boolean isRefused() {
    return refused;
  }

  /** How long the endpoint wants to be left alone. */
  Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
