package counterfoil.reply;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The text of a mail and which parts of it are whose: spans of the full text, in order, covering
 * all of it. Nothing is deleted; what is not new can be unfolded.
 *
 * @param full the whole text as a person would read it, line ends {@code \n}
 * @param spans the parts, in order of appearance
 */
public record MailText(String full, List<Span> spans) {

  /** Whose words a span holds. */
  public enum Part {
    /** What the author wrote in this mail. */
    NEW,
    /** History: what this mail quotes of an earlier one. */
    QUOTED,
    /** The author's name, what they add below it, and what their phone or program adds. */
    SIGNATURE,
    /** What companies, gateways and mailing lists add to every mail, such as legal words. */
    DISCLAIMER,
    /** A mail that the author passes on; content, not history. */
    FORWARDED
  }

  /**
   * @param part whose words they are
   * @param start first character, counted from 0
   * @param end after the last character
   */
  public record Span(Part part, int start, int end) {}

  /** A text that is new from beginning to end. */
  public static MailText allNew(String text) {
    return new MailText(
        text, text.isEmpty() ? List.of() : List.of(new Span(Part.NEW, 0, text.length())));
  }

  /** All spans of one kind, joined by line breaks, without blank lines at the edges. */
  public String part(Part part) {
    return spans.stream()
        .filter(span -> span.part() == part)
        .map(span -> full.substring(span.start(), span.end()).strip())
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  /** What the author wrote in this mail; may be empty. */
  public String newPart() {
    return part(Part.NEW);
  }
}
