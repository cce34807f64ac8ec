package counterfoil.screen;

import counterfoil.mail.Address;
import counterfoil.mail.ParsedMail;
import java.util.Locale;
import java.util.Optional;

/**
 * A mail server's own words, without a delivery status notification: a daemon as sender, the field
 * that lists the addresses that failed, or a report from somebody who may be a server.
 *
 * <p>A bounce has the null reverse path (RFC 5321 section 4.5.5), but so have other answers of
 * machines, and stores leave it out, blank, or with the daemon's name in it. So it proves nothing
 * alone: a postmaster with it is a server, as is anybody whose text reads as a report from its
 * beginning. Without it a postmaster needs such a text below such a subject.
 */
final class MailerDaemonSign implements Sign {

  private final BounceWords words = BounceWords.STANDARD;

  @Override
  public MailClass mailClass() {
    return MailClass.BOUNCE;
  }

  @Override
  public Optional<String> seenIn(ParsedMail mail) {
    String sender = localPart(sender(mail));
    if (words.isDaemon(sender)) {
      return Optional.of("A mail server wrote it: it is from " + sender + ".");
    }
    if (!mail.header(BounceReader.FAILED_RECIPIENTS).isEmpty()) {
      return Optional.of("A mail server wrote it: it carries X-Failed-Recipients.");
    }
    boolean isNullPath = mail.header("return-path").stream().anyMatch(this::isNull);
    boolean isPostmaster = words.isPostmaster(sender);
    if (isPostmaster && isNullPath) {
      return Optional.of("A mail server wrote it: it is from postmaster, with a null return path.");
    }
    if (!isPostmaster && !isNullPath) {
      return Optional.empty();
    }
    BounceText text = new BounceText(mail.text().full(), words);
    boolean isBounce =
        text.isReport()
            && (words.openASubject(Phrases.plain(mail.subject()))
                || text.opensAsNothingElse()
                || isNullPath && (!text.copy().isEmpty() || !mail.reports().isEmpty()));
    return isBounce
        ? Optional.of("A mail server wrote it: it reports that a letter was not delivered.")
        : Optional.empty();
  }

  private static String sender(ParsedMail mail) {
    return mail.from().stream().findFirst().map(Address::email).orElseGet(() -> raw(mail));
  }

  /** A daemon's From may have no address at all, such as {@code MAILER-DAEMON <>}. */
  private static String raw(ParsedMail mail) {
    return mail.header("from").stream().findFirst().map(MailerDaemonSign::bare).orElse("");
  }

  private boolean isNull(String path) {
    String bare = bare(path);
    return bare.isEmpty() || words.isDaemon(localPart(bare));
  }

  private static String bare(String path) {
    return path.replaceAll("[<>\\s]", "");
  }

  private static String localPart(String address) {
    int at = address.lastIndexOf('@');
    return (at < 0 ? address : address.substring(0, at)).toLowerCase(Locale.ROOT);
  }
}
