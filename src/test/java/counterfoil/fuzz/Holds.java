package counterfoil.fuzz;

import counterfoil.mail.Address;
import counterfoil.mail.Attachment;
import counterfoil.mail.ParsedMail;
import counterfoil.mail.ReadLimits;
import counterfoil.reply.MailText;
import java.util.List;

/**
 * What must hold whatever the input is. Cheap, for it is asked some ten thousand times a second.
 */
public final class Holds {

  private Holds() {}

  /** Fails with a sentence when something does not hold. */
  public static void that(boolean holds, String sentence) {
    if (!holds) {
      throw new AssertionError(sentence);
    }
  }

  /** A text of many lines that every store and page can hold: R4 of the rules on text. */
  public static void storable(String text, String what) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      that(c >= ' ' || c == '\n' || c == '\t', what + " holds a control character");
      that(c < 0x7f || c > 0x9f, what + " holds a control character");
      if (Character.isHighSurrogate(c)) {
        boolean isPair = i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
        that(isPair, what + " holds half a character");
        i++;
      } else {
        that(!Character.isLowSurrogate(c), what + " holds half a character");
      }
    }
  }

  /** A text of one line, which must not hold anything that disguises the rest of it, either. */
  public static void oneLine(String text, String what) {
    storable(text, what);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      that(c != '\n' && c != '\t' && c != '\u2028' && c != '\u2029', what + " has two lines");
      boolean isBidi = c >= '\u202a' && c <= '\u202e' || c >= '\u2066' && c <= '\u2069';
      that(!isBidi && c != '\u200e' && c != '\u200f' && c != '\u061c', what + " turns around");
      that(c != '\u200b' && c != '\u2060' && c != '\ufeff', what + " holds what nobody sees");
    }
  }

  /** Spans lie in the text, in order, and cover all of it. */
  public static void covered(MailText text) {
    int at = 0;
    for (MailText.Span span : text.spans()) {
      that(span.start() == at && span.end() > at, "the spans have a gap or lie upon each other");
      at = span.end();
    }
    that(at == text.full().length(), "the spans do not end with the text");
    boolean isAllInside = text.spans().isEmpty() || text.newPart().length() <= at;
    that(isAllInside, "the new part is longer than the text");
  }

  /** Everything about a mail that has been read. */
  public static void whole(ParsedMail mail, ReadLimits limits) {
    covered(mail.text());
    storable(mail.text().full(), "the text");
    that(mail.text().full().length() <= limits.textChars(), "the text is longer than the limit");
    oneLine(mail.subject(), "the subject");
    addresses(mail.from(), "From");
    addresses(mail.to(), "To");
    addresses(mail.cc(), "Cc");
    addresses(mail.replyTo(), "Reply-To");
    that(mail.from().size() <= limits.addresses(), "more addresses than the limit");
    id(mail.messageId());
    that(!mail.messageId().isEmpty(), "no Message-ID");
    mail.inReplyTo().forEach(Holds::id);
    mail.references().forEach(Holds::id);
    that(mail.references().size() <= 2 * limits.references(), "more ids than the limit");
    mail.headers()
        .forEach(
            (name, values) -> {
              storable(name, "the name of a field");
              for (String value : values) {
                storable(value, "a field");
                that(value.indexOf('\n') < 0, "a field has two lines");
                that(value.length() <= limits.fieldBytes(), "a field is longer than the limit");
              }
            });
    mail.attachments().forEach(Holds::file);
    that(mail.attachments().size() <= limits.parts(), "more files than the limit of parts");
    that(mail.fingerprint().length() == 64, "no fingerprint");
    that(
        mail.language().length() == 2 || mail.language().equals(ParsedMail.UNKNOWN_LANGUAGE),
        "no language");
    that(mail.author().isEmpty() || mail.from().size() == 1, "an author though there are several");
    for (String defect : mail.defects()) {
      oneLine(defect, "a defect");
      that(!defect.startsWith("the mail could not be read"), defect);
    }
    that(mail.kind() != null, "no kind");
  }

  private static void id(String id) {
    that(id.length() <= 998, "an id is too long");
    oneLine(id, "an id");
  }

  /** Addresses that can be shown and compared. */
  public static void addresses(List<Address> addresses, String field) {
    for (Address address : addresses) {
      oneLine(address.name(), "a name in " + field);
      oneLine(address.email(), "an address in " + field);
      int at = address.email().lastIndexOf('@');
      that(at > 0 && at < address.email().length() - 1, "no address in " + field);
    }
  }

  /** A file that can be kept and offered under its name. */
  public static void file(Attachment file) {
    fileName(file.name());
    oneLine(file.type(), "a media type");
    that(file.size() >= 0 && file.sha256().length() == 64, "a file without size or digest");
  }

  /** No folder, no device, nothing hidden, not too long. */
  public static void fileName(String name) {
    oneLine(name, "a file name");
    that(!name.isBlank(), "a file without a name");
    that(name.length() <= 210, "a file name is too long");
    that(!name.startsWith(".") && !name.endsWith("."), "a file name with a dot at its edge");
    for (int i = 0; i < name.length(); i++) {
      that("/\\<>:\"|?*".indexOf(name.charAt(i)) < 0, "a file name leads somewhere");
    }
  }
}
