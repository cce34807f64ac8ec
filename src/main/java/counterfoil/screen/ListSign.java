package counterfoil.screen;

import counterfoil.mail.ParsedMail;
import java.util.List;
import java.util.Optional;

/**
 * A mailing list passed it on (RFC 2919 section 3), or says so by Precedence. The desk itself may
 * be a group that puts list fields on every mail: a list that bears the desk's own address does not
 * count.
 */
final class ListSign implements Sign {

  private final DeskAddresses desk;

  ListSign(DeskAddresses desk) {
    this.desk = desk;
  }

  @Override
  public MailClass mailClass() {
    return MailClass.LIST;
  }

  @Override
  public Optional<String> seenIn(ParsedMail mail) {
    List<String> ids = mail.header("list-id");
    boolean ownGroup =
        ids.stream().anyMatch(desk::namedIn)
            || mail.header("list-post").stream().anyMatch(desk::namedIn);
    if (ownGroup) {
      return Optional.empty();
    }
    if (!ids.isEmpty()) {
      return Optional.of("A mailing list sent it: it has a List-Id.");
    }
    return AutoSubmitted.keywords(mail, "precedence").contains("list")
        ? Optional.of("Precedence says that a mailing list sent it.")
        : Optional.empty();
  }
}
