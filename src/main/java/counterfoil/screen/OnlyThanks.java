package counterfoil.screen;

import counterfoil.mail.ParsedMail;
import java.util.Optional;

/** Tells mails that say thanks and nothing else (rule 26). Safe for many threads. */
public interface OnlyThanks {

  /**
   * Why it is one, in a sentence; empty when it says more, or may.
   *
   * @param wasAsked whether the desk waits for an answer: then "ok" is one
   */
  Optional<String> seenIn(ParsedMail mail, boolean wasAsked);
}
