package counterfoil.screen;

import counterfoil.mail.ParsedMail;
import java.util.Set;

/**
 * Decides what a mail is before anyone acts on it. Signs are asked in order and the first that
 * recognises the mail wins; a mail no sign recognises is HUMAN: when in doubt, a person gets a
 * ticket.
 */
public final class Screener {

  private final Set<String> deskAddresses;

  /**
   * @param deskAddresses our own mailboxes, lower case
   */
  public Screener(Set<String> deskAddresses) {
    this.deskAddresses = Set.copyOf(deskAddresses);
  }

  /** What this mail is; never throws. */
  public Screening screen(ParsedMail mail) {
    throw new UnsupportedOperationException("to be written for " + deskAddresses);
  }
}
