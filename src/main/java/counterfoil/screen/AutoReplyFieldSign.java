package counterfoil.screen;

import counterfoil.mail.ParsedMail;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The responder says itself that it answers by machine (RFC 3834 section 5, and older customs). */
final class AutoReplyFieldSign implements Sign {

  /** Fields that only responders write; a value of {@code no} takes it back. */
  private static final List<String> RESPONDER_FIELDS =
      List.of(
          "X-Autoreply",
          "X-Autorespond",
          "X-Autoresponder",
          "X-AutoReply-From",
          "X-Mail-Autoreply",
          "X-Amazon-Auto-Reply");

  /**
   * What Exchange writes when a rule of a mailbox sends a mail: an automatic reply, but also a
   * person's mail that the rule passes on to the desk. The reply alone says that it wants no answer
   * of any kind.
   */
  private static final String INBOX_RULE = "X-MS-Exchange-Inbox-Rules-Loop";

  private final DeskAddresses desk;

  AutoReplyFieldSign(DeskAddresses desk) {
    this.desk = desk;
  }

  @Override
  public MailClass mailClass() {
    return MailClass.AUTO_REPLY;
  }

  @Override
  public Optional<String> seenIn(ParsedMail mail) {
    List<String> submitted = AutoSubmitted.of(mail);
    if (submitted.contains("auto-replied")) {
      return Optional.of("Auto-Submitted says that a machine replied.");
    }
    // RFC 3834 section 5: what is generated is no answer; some responders say it all the same.
    if (!submitted.isEmpty() && answersUs(mail)) {
      return Optional.of("Auto-Submitted says that a machine wrote it, and it answers our letter.");
    }
    List<String> precedence = AutoSubmitted.keywords(mail, "precedence");
    if (precedence.contains("auto_reply") || precedence.contains("auto-reply")) {
      return Optional.of("Precedence says that it is an automatic reply.");
    }
    if (!mail.header(INBOX_RULE).isEmpty() && (!submitted.isEmpty() || wantsNoAnswer(mail))) {
      return Optional.of("It carries " + INBOX_RULE + ", and wants no automatic answer.");
    }
    return RESPONDER_FIELDS.stream()
        .filter(field -> mail.header(field).stream().anyMatch(AutoReplyFieldSign::isYes))
        .findFirst()
        .map(field -> "It carries " + field + ", which automatic replies do.");
  }

  private boolean answersUs(ParsedMail mail) {
    return Stream.concat(mail.inReplyTo().stream(), mail.references().stream())
        .anyMatch(desk::wrote);
  }

  private static boolean wantsNoAnswer(ParsedMail mail) {
    return mail.header("x-auto-response-suppress").stream()
        .map(value -> value.strip().toLowerCase(Locale.ROOT))
        .anyMatch(value -> value.contains("all") || value.contains("oof"));
  }

  private static boolean isYes(String value) {
    return !value.strip().equalsIgnoreCase("no");
  }
}
