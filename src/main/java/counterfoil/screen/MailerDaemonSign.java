package counterfoil.screen;

import counterfoil.mail.Address;
import counterfoil.mail.ParsedMail;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A mail server's own words, from the days before delivery status notifications: a daemon as sender
 * and the null reverse path (RFC 5321 section 4.5.5). Stores leave that path out, blank, or with
 * the daemon's name in it; a daemon is one all the same. A postmaster may be a person, so there the
 * null path must be written.
 */
final class MailerDaemonSign implements Sign {

  private static final String DAEMON = "mailer-daemon";

  @Override
  public MailClass mailClass() {
    return MailClass.BOUNCE;
  }

  @Override
  public Optional<String> seenIn(ParsedMail mail) {
    List<String> paths =
        mail.header("return-path").stream().map(path -> path.replaceAll("[<>\\s]", "")).toList();
    String sender = mail.from().stream().findFirst().map(Address::email).orElseGet(() -> raw(mail));
    boolean daemon =
        localPart(sender).equals(DAEMON)
            || paths.stream().anyMatch(path -> localPart(path).equals(DAEMON));
    boolean postmaster = localPart(sender).equals("postmaster") && paths.contains("");
    return daemon || postmaster
        ? Optional.of(
            "A mail server wrote it: it is from " + (daemon ? DAEMON : "postmaster") + ".")
        : Optional.empty();
  }

  /** A daemon's From may have no address at all, such as {@code MAILER-DAEMON <>}. */
  private static String raw(ParsedMail mail) {
    return mail.header("from").stream()
        .findFirst()
        .map(from -> from.replaceAll("[<>\\s]", ""))
        .orElse("");
  }

  private static String localPart(String address) {
    int at = address.lastIndexOf('@');
    return (at < 0 ? address : address.substring(0, at)).toLowerCase(Locale.ROOT);
  }
}
