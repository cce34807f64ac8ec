package counterfoil.mail;

import counterfoil.reply.MailText;
import counterfoil.reply.MarkedText;
import counterfoil.reply.ReplySplitter;
import counterfoil.reply.SubjectPrefix;
import counterfoil.text.Defects;
import counterfoil.text.LanguageGuess;
import java.util.Optional;

/** Reads all of a mail: text in its parts, files, attached mails and other containers, language. */
final class WholeReading implements Rung {

  private static final int ENOUGH_FOR_LANGUAGE = 40;

  private final ReadLimits limits;

  WholeReading(ReadLimits limits) {
    this.limits = limits;
  }

  @Override
  public ParsedMail read(byte[] raw, Defects defects) {
    FoundFiles files = new FoundFiles(-1);
    Message message = new MimeWalk(limits, defects, files, raw.length, true).mail(raw, 0);
    HeaderFacts header = new HeaderFacts(message.fields, limits, defects);
    Optional<SubjectPrefix> prefix = SubjectPrefix.of(header.subject);
    MailText text =
        ReplySplitter.split(
            text(message, defects),
            prefix.filter(SubjectPrefix.FORWARD::equals).isPresent(),
            prefix.filter(SubjectPrefix.REPLY::equals).isPresent() || header.isInThread(),
            header.authorNames());
    return header.mail(
        text,
        ShownFiles.of(files.list(), message),
        message.reports,
        language(header.subject, text),
        Fingerprint.over(message, files.list()));
  }

  /** The bodies below each other, and below them the mails that are attached. */
  private MarkedText text(Message message, Defects defects) {
    TextParts parts = new TextParts(limits, defects);
    parts.addBodies(message);
    for (Message attached : message.attached) {
      parts.addForwarded(attached);
    }
    return parts.whole();
  }

  /** Of what the author wrote, with the subject when that is little; else of all there is. */
  private static String language(String subject, MailText text) {
    String written = text.newPart();
    String language =
        LanguageGuess.of(
            written.length() < ENOUGH_FOR_LANGUAGE ? subject + "\n" + written : written);
    return language.equals(LanguageGuess.UNKNOWN) ? LanguageGuess.of(text.full()) : language;
  }
}
