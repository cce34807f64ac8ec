package counterfoil.desk;

import counterfoil.mail.Address;
import counterfoil.mail.MailWriter;
import counterfoil.screen.MailClass;
import counterfoil.trust.Trust;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Whether a new ticket is acknowledged: the first condition that fails is the reason (rule 31). */
final class AcknowledgementRule {

  /** Local parts behind which nobody reads (RFC 3834 section 2, RFC 2142). */
  private static final Set<String> NOBODY =
      Set.of(
          "mailer-daemon",
          "postmaster",
          "daemon",
          "no-reply",
          "noreply",
          "do-not-reply",
          "donotreply",
          "bounce",
          "bounces",
          "nobody");

  private final Set<String> ownAddresses;
  private final DeskSettings.Limits limits;

  AcknowledgementRule(DeskSettings settings) {
    this.ownAddresses =
        Set.copyOf(
            settings.addresses().stream()
                .map(address -> Address.of(address).key())
                .distinct()
                .toList());
    this.limits = settings.limits();
  }

  /**
   * Why no acknowledgement goes out; empty when one does.
   *
   * @param to whose request it is
   */
  Optional<String> refusal(Case of, Address to, Known known) {
    if (of.claimed().origin().isHistory()) {
      return Optional.of("imported");
    }
    if (of.screening().mailClass() != MailClass.HUMAN) {
      return Optional.of(of.screening().mailClass().name());
    }
    if (of.mail().author().isEmpty()) {
      return Optional.of("the From field does not name exactly one author");
    }
    if (of.trust().level() == Trust.Level.C) {
      return Optional.of("the author is not believed: " + of.trust().reason());
    }
    if (!writable(to.email())) {
      return Optional.of("the author's address cannot be written to");
    }
    if (ownAddresses.contains(to.key())) {
      return Optional.of("the author's address is our own");
    }
    String local = to.key().substring(0, to.key().lastIndexOf('@'));
    if (NOBODY.contains(local) || local.startsWith("owner-") || local.endsWith("-request")) {
      return Optional.of("nobody reads mail to " + local.toLowerCase(Locale.ROOT) + "@");
    }
    return overLimit(to, known);
  }

  /**
   * One mailbox in plain form: what stands in an envelope must not be able to say anything else.
   */
  private static boolean writable(String email) {
    int at = email.lastIndexOf('@');
    return at > 0
        && at < email.length() - 1
        && email.length() <= 254
        && email.chars().noneMatch(c -> c <= ' ' || c == 127 || "<>,;:\"\\()[]".indexOf(c) >= 0)
        && MailWriter.canWriteTo(email);
  }

  private Optional<String> overLimit(Address author, Known known) {
    if (limits.off()) {
      return Optional.empty();
    }
    record Limit(int allowed, int sent, String what) {}
    Known.Count address = known.acknowledged(author.key());
    return List.of(
            new Limit(limits.perAddressHour(), address.hour(), "this address in the last hour"),
            new Limit(limits.perAddressDay(), address.day(), "this address in the last day"),
            new Limit(
                limits.perDomainHour(),
                known.acknowledged(author.domain()).hour(),
                "this domain in the last hour"),
            new Limit(
                limits.perHour(), known.acknowledged("*").hour(), "everybody in the last hour"))
        .stream()
        .filter(limit -> limit.allowed() > 0 && limit.sent() >= limit.allowed())
        .findFirst()
        .map(limit -> limit.sent() + " acknowledgements went to " + limit.what());
  }
}
