package counterfoil.screen;

import counterfoil.mail.ParsedMail;
import java.util.Optional;

/** One thing that tells what a mail is. Each sign knows one; {@link Screener} knows their order. */
interface Sign {

  /** The class of a mail that shows this sign. */
  MailClass mailClass();

  /** Why this mail shows the sign, in a sentence; empty when it does not. */
  Optional<String> seenIn(ParsedMail mail);
}
