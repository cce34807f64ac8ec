package counterfoil.screen;

import counterfoil.mail.Address;
import counterfoil.mail.ParsedMail;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A challenge-response system holds our letter until we prove that we are human. No RFC; these are
 * the marks of the systems in use: BoxTrapper's field and {@code verify#} token, the confirmation
 * address of TMDA, and the senders of Spam Arrest and Boxbe.
 */
final class ChallengeSign implements Sign {

  private static final Pattern VERIFY_TOKEN = Pattern.compile("\\bverify#[\\w-]{8,}");
  private static final Pattern CONFIRM_ADDRESS =
      Pattern.compile("-confirm(-accept)?[-.+]\\d{6,}\\.\\d+\\.[0-9a-f]{6}@");

  @Override
  public MailClass mailClass() {
    return MailClass.CHALLENGE;
  }

  @Override
  public Optional<String> seenIn(ParsedMail mail) {
    return byField(mail)
            || VERIFY_TOKEN.matcher(mail.subject().toLowerCase(Locale.ROOT)).find()
            || Stream.concat(mail.from().stream(), mail.replyTo().stream())
                .anyMatch(ChallengeSign::isConfirmAddress)
        ? Optional.of("A challenge-response system asks us to prove that we are human.")
        : Optional.empty();
  }

  private static boolean byField(ParsedMail mail) {
    return !mail.header("x-boxtrapper").isEmpty()
        || !mail.header("x-tmda-confirm").isEmpty()
        || !mail.header("x-spamarrest-challenge").isEmpty();
  }

  private static boolean isConfirmAddress(Address address) {
    // 320 characters are the longest address (RFC 5321 section 4.5.3.1): no long text to search.
    String email = address.key();
    return email.length() <= 320
        && (CONFIRM_ADDRESS.matcher(email).find()
            || email.equals("no-reply@spamarrest.com")
            || email.endsWith("@boxbe.com"));
  }
}
