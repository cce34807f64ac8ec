package counterfoil.reply;

import counterfoil.reply.MailText.Part;
import counterfoil.reply.MailText.Span;
import java.util.List;
import java.util.Optional;

/**
 * The header that a mail program writes above a mail it passes on: who wrote that mail, when, and
 * about what, each as it stands there. Whoever sent the mail can write such lines by hand, so they
 * prove nothing.
 *
 * @param from what stands behind its From labels; more than one when the label comes twice
 * @param date what stands behind its date label; empty when there is none
 * @param subject what stands behind its subject label; empty when there is none
 * @param body what stands below the header, without the quote signs that the header has as well
 */
public record EmbeddedHeader(List<String> from, String date, String subject, String body) {

  /**
   * The header at the beginning of the first part that is passed on and has one. Headers further
   * down in that part are those of older mails and do not count. Linear in the text.
   *
   * @param text as the splitter left it
   */
  public static Optional<EmbeddedHeader> inPassedOn(MailText text) {
    return firstIn(text, Part.FORWARDED);
  }

  /** The same in what counts as history: some programs pass a mail on as if they quoted it. */
  public static Optional<EmbeddedHeader> inHistory(MailText text) {
    return firstIn(text, Part.QUOTED);
  }

  private static Optional<EmbeddedHeader> firstIn(MailText text, Part part) {
    List<Span> spans = text.spans().stream().filter(span -> span.part() == part).toList();
    for (int i = 0; i < spans.size(); i++) {
      Optional<EmbeddedHeader> found = new EmbeddedHeaderReading(words(text, spans.get(i))).read();
      if (found.isPresent()) {
        StringBuilder body = new StringBuilder(found.get().body);
        spans
            .subList(i + 1, spans.size())
            .forEach(later -> body.append('\n').append(words(text, later).strip()));
        return found.map(header -> header.withBody(unquoted(body.toString().strip())));
      }
    }
    return Optional.empty();
  }

  /** Some programs write the header as it is, and all of the body behind quote signs. */
  private static String unquoted(String body) {
    boolean isQuoted =
        !body.isEmpty()
            && body.lines().allMatch(line -> line.isBlank() || line.strip().startsWith(">"));
    if (!isQuoted) {
      return body;
    }
    EmbeddedLines lines = new EmbeddedLines(body);
    lines.unquoteOnce();
    return lines.rest().strip();
  }

  private static String words(MailText text, Span span) {
    return text.full().substring(span.start(), span.end());
  }

  private EmbeddedHeader withBody(String other) {
    return new EmbeddedHeader(from, date, subject, other);
  }
}
