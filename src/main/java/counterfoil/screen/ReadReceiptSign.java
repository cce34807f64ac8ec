package counterfoil.screen;

import counterfoil.mail.ParsedMail;
import java.util.Optional;

/**
 * A mail client says that a letter was displayed or deleted (RFC 8098 section 3). A mail that asks
 * for such a receipt is a person's.
 */
final class ReadReceiptSign implements Sign {

  @Override
  public MailClass mailClass() {
    return MailClass.READ_RECEIPT;
  }

  @Override
  public Optional<String> seenIn(ParsedMail mail) {
    return Report.DISPOSITION.is(mail)
        ? Optional.of("It is a disposition notification, such as a read receipt.")
        : Optional.empty();
  }
}
