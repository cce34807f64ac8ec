package counterfoil.mail;

import counterfoil.reply.MailText;
import counterfoil.text.Defects;
import counterfoil.text.LanguageGuess;
import counterfoil.text.TextHygiene;
import java.util.List;

/**
 * Reads the plain text and lists the files: nothing is opened, no HTML is understood, nothing is
 * told apart in the text.
 */
final class TextReading implements Rung {

  private final ReadLimits limits;

  TextReading(ReadLimits limits) {
    this.limits = limits;
  }

  @Override
  public ParsedMail read(byte[] raw, Defects defects) {
    FoundFiles files = new FoundFiles(-1);
    Message message = new MimeWalk(limits, defects, files, raw.length, false).mail(raw, 0);
    StringBuilder text = new StringBuilder();
    for (Body body : message.bodies) {
      List<String> forms = body.plain.isEmpty() ? body.html : body.plain;
      forms.forEach(form -> text.append(withoutTags(form, body.plain.isEmpty())).append('\n'));
    }
    String shown = TextHygiene.cut(text.toString().strip(), limits.textChars());
    return new HeaderFacts(message.fields, limits, defects)
        .mail(
            MailText.allNew(shown),
            ShownFiles.of(files.list(), message),
            message.reports,
            LanguageGuess.of(shown),
            Fingerprint.over(message, files.list()));
  }

  /** What stands between the tags, as it stands there. */
  private static String withoutTags(String text, boolean isHtml) {
    if (!isHtml) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    boolean isTag = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '<') {
        isTag = true;
      } else if (c == '>') {
        isTag = false;
        out.append(' ');
      } else if (!isTag) {
        out.append(c);
      }
    }
    return out.toString();
  }
}
