package counterfoil.screen;

import java.util.Optional;

/**
 * What a mail is, and why.
 *
 * @param mailClass the class
 * @param reason one sentence a person can read
 * @param bounce what the server reports; there for every BOUNCE and for nothing else
 */
public record Screening(MailClass mailClass, String reason, Optional<Bounce> bounce) {

  Screening(MailClass mailClass, String reason) {
    this(mailClass, reason, Optional.empty());
  }
}
