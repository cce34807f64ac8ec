package counterfoil.screen;

import counterfoil.mail.ParsedMail;
import java.util.Optional;

/**
 * Our own letter came back: the sender is one of our mailboxes, or the Message-ID is one of ours.
 *
 * <p>The loop field that our letters carry proves nothing alone: anyone can write a header, and
 * another desk of our kind sends it too.
 */
final class OwnLoopSign implements Sign {

  static final String LOOP_FIELD = "X-Counterfoil-Loop";

  private final DeskAddresses desk;

  OwnLoopSign(DeskAddresses desk) {
    this.desk = desk;
  }

  @Override
  public MailClass mailClass() {
    return MailClass.OWN_LOOP;
  }

  @Override
  public Optional<String> seenIn(ParsedMail mail) {
    String carries =
        mail.header(LOOP_FIELD).isEmpty() ? "." : ", and it carries " + LOOP_FIELD + ".";
    if (mail.author().filter(desk::includes).isPresent()) {
      return Optional.of("From is the desk's own mailbox" + carries);
    }
    if (desk.wrote(mail.messageId())) {
      return Optional.of("The Message-ID is of a letter of this desk" + carries);
    }
    return Optional.empty();
  }
}
