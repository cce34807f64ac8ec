package counterfoil.mail;

import counterfoil.reply.MailText;
import counterfoil.reply.SubjectPrefix;
import counterfoil.text.LanguageGuess;
import counterfoil.text.TextHygiene;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a mail means, as far as it could be read. Always whole: what was odd stands in {@link
 * #defects} in words.
 *
 * @param messageId the Message-ID without angle brackets; made from the bytes when the mail has
 *     none
 * @param inReplyTo ids of the In-Reply-To field, without brackets
 * @param references ids of the References field, oldest first, without brackets; first 50 and last
 *     50
 * @param from every mailbox of every From field; see {@link #author()}
 * @param to the To field
 * @param cc the Cc field
 * @param replyTo where answers should go; never identity
 * @param subject decoded and unfolded; empty when missing
 * @param date what the mail claims; empty when missing or unreadable
 * @param headers all fields by lower-case name, unfolded, in order of appearance
 * @param text the readable text and its parts
 * @param attachments files in order of appearance
 * @param reports what machines wrote for machines: the report of a delivery and the like, and the
 *     headers of mails that are attached, in order of appearance
 * @param language two letters (ISO 639-1), {@link #UNKNOWN_LANGUAGE} when it cannot be told
 * @param fingerprint SHA-256 over Message-ID, From, Date, Subject, To, Cc and decoded bodies, 64
 *     hex digits: the same mail delivered twice has the same one, whatever its trace fields say
 * @param defects what was odd, in words
 */
public record ParsedMail(
    String messageId,
    List<String> inReplyTo,
    List<String> references,
    List<Address> from,
    List<Address> to,
    List<Address> cc,
    List<Address> replyTo,
    String subject,
    Optional<Instant> date,
    Map<String, List<String>> headers,
    MailText text,
    List<Attachment> attachments,
    List<ReportPart> reports,
    String language,
    String fingerprint,
    List<String> defects) {

  /** Undetermined (ISO 639-2): nothing in the mail tells its language. */
  public static final String UNKNOWN_LANGUAGE = LanguageGuess.UNKNOWN;

  /** The same mail with other words on what was odd. */
  public ParsedMail withDefects(List<String> others) {
    return new ParsedMail(
        messageId,
        inReplyTo,
        references,
        from,
        to,
        cc,
        replyTo,
        subject,
        date,
        headers,
        text,
        attachments,
        reports,
        language,
        fingerprint,
        List.copyOf(others));
  }

  /** New request, reply to something, or a mail passed on. */
  public enum Kind {
    NEW,
    REPLY,
    FORWARD
  }

  /**
   * Who wrote it: the From mailbox, when there is exactly one From field with exactly one mailbox
   * (RFC 5322 section 3.6.2 allows more; then nobody is the author).
   */
  public Optional<Address> author() {
    return from.size() == 1 && header("from").size() == 1
        ? Optional.of(from.get(0))
        : Optional.empty();
  }

  /**
   * What the mail is in the conversation. The prefix of a forward decides first, because a mail
   * passed on may carry the thread fields of the mail it carries; then the thread fields, then what
   * the text holds. A mere "Re:" proves nothing: people write it to say "about". Where the subject
   * was written anew, a text that says of itself that it is passed on outweighs the thread fields.
   */
  public Kind kind() {
    Optional<SubjectPrefix> prefix = SubjectPrefix.of(subject);
    if (prefix.filter(SubjectPrefix.FORWARD::equals).isPresent()) {
      return Kind.FORWARD;
    }
    Kind ofText = kindOfText();
    boolean isInThread = !inReplyTo.isEmpty() || !references.isEmpty();
    if (isInThread && (prefix.isPresent() || ofText != Kind.FORWARD)) {
      return Kind.REPLY;
    }
    return ofText;
  }

  private Kind kindOfText() {
    return text.spans().stream()
        .map(MailText.Span::part)
        .filter(part -> part == MailText.Part.FORWARDED || part == MailText.Part.QUOTED)
        .findFirst()
        .map(part -> part == MailText.Part.FORWARDED ? Kind.FORWARD : Kind.REPLY)
        .orElse(Kind.NEW);
  }

  /** What can stand for a subject where there is none: the first line of the new part. */
  public Optional<String> firstLine() {
    return text.newPart()
        .lines()
        .map(TextHygiene::oneLine)
        .filter(line -> !line.isEmpty())
        .findFirst();
  }

  /** All values of a field, in order; the name is compared without case. */
  public List<String> header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }
}
