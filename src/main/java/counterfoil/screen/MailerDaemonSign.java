package counterfoil.screen;

import counterfoil.mail.Address;
import counterfoil.mail.ParsedMail;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A mail server's own words, from the days before delivery status notifications: the null reverse
 * path (RFC 5321 section 4.5.5) and a daemon as sender. A store that writes no Return-Path leaves
 * the daemon's name to decide; a postmaster may be a person, so there the null path must be
 * written.
 */
final class MailerDaemonSign implements Sign {

  @Override
  public MailClass mailClass() {
    return MailClass.BOUNCE;
  }

  @Override
  public Optional<String> seenIn(ParsedMail mail) {
    String sender = mail.from().stream().findFirst().map(MailerDaemonSign::localPart).orElse("");
    List<String> paths = mail.header("return-path");
    boolean nullPath = paths.stream().anyMatch(path -> path.strip().equals("<>"));
    boolean unknownPath = paths.isEmpty();
    boolean daemon = sender.equals("mailer-daemon");
    return daemon && (nullPath || unknownPath) || sender.equals("postmaster") && nullPath
        ? Optional.of("A mail server wrote it: it is from " + sender + " and wants no answer.")
        : Optional.empty();
  }

  private static String localPart(Address address) {
    int at = address.email().lastIndexOf('@');
    String local = at < 0 ? address.email() : address.email().substring(0, at);
    return local.toLowerCase(Locale.ROOT);
  }
}
