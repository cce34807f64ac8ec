package counterfoil.screen;

import counterfoil.mail.ParsedMail;
import java.util.Optional;

/** The mail as a whole is a report of one kind, written by a machine for machines. */
record ReportSign(Report report) implements Sign {

  @Override
  public MailClass mailClass() {
    return report.mailClass();
  }

  @Override
  public Optional<String> seenIn(ParsedMail mail) {
    return report.is(mail) ? Optional.of(report.sentence()) : Optional.empty();
  }
}
