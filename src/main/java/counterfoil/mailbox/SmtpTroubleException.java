package counterfoil.mailbox;

import org.jspecify.annotations.Nullable;

/** The server cannot be reached, or cannot take the mail now; the message says why. */
public final class SmtpTroubleException extends Exception {

  SmtpTroubleException(String words, @Nullable Throwable cause) {
    super(words, cause);
  }
}
