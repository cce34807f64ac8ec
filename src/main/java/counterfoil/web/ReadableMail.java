package counterfoil.web;

import counterfoil.mail.ParsedMail;
import counterfoil.reply.MailText.Part;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A mail as pages show it: what it means beside what it is.
 *
 * @param mail as the reader read it
 * @param parts its text, cut at the borders of whose words they are
 * @param raw the first {@value #SHOWN} bytes as text, control characters made visible
 * @param rawIsCut whether there is more than {@code raw} shows
 */
public record ReadableMail(ParsedMail mail, List<Words> parts, String raw, boolean rawIsCut) {

  private static final int SHOWN = 100_000;

  /** A stretch of the text and whose words it holds. */
  public record Words(Part part, String text) {}

  static ReadableMail of(ParsedMail mail, byte[] raw) {
    int shown = Math.min(raw.length, SHOWN);
    return new ReadableMail(
        mail,
        mail.text().spans().stream()
            .map(
                span ->
                    new Words(
                        span.part(),
                        mail.text().full().substring(span.start(), span.end()).strip()))
            .filter(words -> !words.text().isEmpty())
            .toList(),
        visible(new String(raw, 0, shown, StandardCharsets.UTF_8)),
        shown < raw.length);
  }

  /** Control characters as their pictures (U+2400 and on), so that none acts on who looks. */
  private static String visible(String text) {
    StringBuilder visible = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
        continue;
      }
      visible.append(c < ' ' && c != '\t' && c != '\n' ? (char) ('\u2400' + c) : c);
    }
    return visible.toString();
  }
}
