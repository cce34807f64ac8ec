package counterfoil.screen;

import counterfoil.mail.ParsedMail;
import java.util.List;
import java.util.Optional;

/** The responder says itself that it answers by machine (RFC 3834 section 5, and older customs). */
final class AutoReplyFieldSign implements Sign {

  /** Fields that only responders write; a value of {@code no} takes it back. */
  private static final List<String> RESPONDER_FIELDS =
      List.of("X-Autoreply", "X-Autorespond", "X-MS-Exchange-Inbox-Rules-Loop");

  @Override
  public MailClass mailClass() {
    return MailClass.AUTO_REPLY;
  }

  @Override
  public Optional<String> seenIn(ParsedMail mail) {
    if (AutoSubmitted.of(mail).contains("auto-replied")) {
      return Optional.of("Auto-Submitted says that a machine replied.");
    }
    List<String> precedence = AutoSubmitted.keywords(mail, "precedence");
    if (precedence.contains("auto_reply") || precedence.contains("auto-reply")) {
      return Optional.of("Precedence says that it is an automatic reply.");
    }
    return RESPONDER_FIELDS.stream()
        .filter(field -> mail.header(field).stream().anyMatch(AutoReplyFieldSign::isYes))
        .findFirst()
        .map(field -> "It carries " + field + ", which automatic replies do.");
  }

  private static boolean isYes(String value) {
    return !value.strip().equalsIgnoreCase("no");
  }
}
