package counterfoil.web;

import counterfoil.mail.Address;
import counterfoil.mail.ParsedMail;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a visitor writes in the browser, before it becomes a mail.
 *
 * @param subject without line breaks
 * @param text plain text
 */
public record TryoutMail(String subject, String text) {

  private static final int LONGEST_SUBJECT = 200;
  private static final int LONGEST_TEXT = 20_000;

  /** Narrower than RFC 5321 on purpose: an address that any of the parts involved takes. */
  private static final Pattern ADDRESS =
      Pattern.compile("[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63}){1,8}");

  private static final DateTimeFormatter WROTE_ON =
      DateTimeFormatter.ofPattern("d MMM uuuu 'at' HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  /** The form that the desk's support page opens in the customer's mail client. */
  static TryoutMail form() {
    return new TryoutMail(
        "Support request: [Brief description]",
        """
        Project link:\s
        Environment: [Sandbox / Pre-release / Live]
        Call ID (if applicable):\s

        What happened:

        What I expected:

        Steps to reproduce:
        1.\s
        2.\s
        3.\s
        """);
  }

  /** The form as somebody in a hurry fills it in. */
  static TryoutMail example(Address visitor) {
    return new TryoutMail(
        "Support request: callers hear silence after the greeting",
        """
        Project link: https://studio.eu.poly.ai/harbour-hotels/PROJECT-HB7QK2MZ/agent
        Environment: Live
        Call ID (if applicable): CA5f2d90c7be1a4438a06d2b7794e1c30f

        What happened:
        Since this morning callers who ask for a late check-out hear nothing after the greeting.
        Most of them hang up; our front desk takes the rest by hand.

        What I expected:
        The agent offers the check-out times, as it did yesterday.

        Steps to reproduce:
        1. Call the booking line.
        2. Ask for a late check-out.
        3. Wait: nothing is said for twenty seconds.

        Kind regards
        """
            + visitor.name());
  }

  /** The beginning of an answer: room to write, and the mail quoted below. */
  static TryoutMail answerTo(ParsedMail mail) {
    String subject = mail.subject();
    String quoted =
        mail.text()
            .full()
            .strip()
            .lines()
            .map(line -> "> " + line)
            .collect(Collectors.joining("\n"));
    return new TryoutMail(
        subject.regionMatches(true, 0, "Re:", 0, 3) ? subject : "Re: " + subject,
        "\n\n" + attribution(mail) + "\n" + quoted + "\n");
  }

  /**
   * The ids that came before the mail that is answered, oldest first (RFC 5322 section 3.6.4: its
   * References, else its one In-Reply-To).
   */
  static List<String> chainBefore(ParsedMail mail) {
    if (!mail.references().isEmpty()) {
      return mail.references();
    }
    return mail.inReplyTo().size() == 1 ? mail.inReplyTo() : List.of();
  }

  /** Why this cannot be sent, as a sentence; empty when it can. */
  Optional<String> problem() {
    if (text.isBlank()) {
      return Optional.of("There is nothing in the mail yet.");
    }
    if (text.length() > LONGEST_TEXT) {
      return Optional.of("The try-out takes at most " + LONGEST_TEXT + " characters.");
    }
    if (subject.length() > LONGEST_SUBJECT) {
      return Optional.of("The subject may have at most " + LONGEST_SUBJECT + " characters.");
    }
    // A line break in a header field would begin another field.
    if (subject.chars().anyMatch(Character::isISOControl)) {
      return Optional.of("The subject may not contain control characters.");
    }
    return Optional.empty();
  }

  static boolean looksLikeAnAddress(String address) {
    return ADDRESS.matcher(address).matches();
  }

  private static String attribution(ParsedMail mail) {
    String who =
        mail.author()
            .map(author -> author.name().isEmpty() ? author.email() : author.name())
            .orElse("the desk");
    Optional<Instant> date = mail.date();
    return date.map(at -> "On " + WROTE_ON.format(at) + ", " + who + " wrote:")
        .orElse(who + " wrote:");
  }
}
