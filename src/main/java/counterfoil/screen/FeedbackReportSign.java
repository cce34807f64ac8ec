package counterfoil.screen;

import counterfoil.mail.ParsedMail;
import java.util.Optional;

/** A mail provider passes on a complaint (RFC 5965 section 2). */
final class FeedbackReportSign implements Sign {

  @Override
  public MailClass mailClass() {
    return MailClass.FEEDBACK_REPORT;
  }

  @Override
  public Optional<String> seenIn(ParsedMail mail) {
    return Report.FEEDBACK.is(mail)
        ? Optional.of("It is an abuse report of a mail provider.")
        : Optional.empty();
  }
}
