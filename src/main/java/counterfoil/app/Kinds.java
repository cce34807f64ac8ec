package counterfoil.app;

import counterfoil.mail.MailText.Part;
import counterfoil.mail.ParsedMail;
import counterfoil.mail.ParsedMail.Kind;
import java.util.regex.Pattern;

/** Tells new requests, replies and forwards apart. */
final class Kinds {

  private static final Pattern REPLY_PREFIX =
      Pattern.compile(
          "^(re|aw|sv|vs|antw|odp|rif|ynt|回复|答复|回覆|返信)(\\[\\d+])?\\s?[:：].*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private Kinds() {}

  /** The kind of a mail. */
  static Kind of(ParsedMail mail) {
    if (!mail.text().part(Part.FORWARDED).isEmpty()) {
      return Kind.FORWARD;
    }
    boolean answers =
        !mail.inReplyTo().isEmpty()
            || !mail.references().isEmpty()
            || !mail.text().part(Part.QUOTED).isEmpty()
            || REPLY_PREFIX.matcher(mail.subject().strip()).matches();
    return answers ? Kind.REPLY : Kind.NEW;
  }
}
