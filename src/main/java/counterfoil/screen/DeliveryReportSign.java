package counterfoil.screen;

import counterfoil.mail.ParsedMail;
import java.util.Optional;

/** A mail server reports what became of a letter (RFC 3464 section 2). */
final class DeliveryReportSign implements Sign {

  @Override
  public MailClass mailClass() {
    return MailClass.BOUNCE;
  }

  @Override
  public Optional<String> seenIn(ParsedMail mail) {
    return Report.DELIVERY.is(mail)
        ? Optional.of("It is a delivery status notification.")
        : Optional.empty();
  }
}
