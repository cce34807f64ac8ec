package counterfoil.web;

import java.util.Locale;
import java.util.Optional;

/**
 * What an engineer types, as it is kept: without what cannot be seen and would do something.
 *
 * @param longest how many characters an answer or a note may have
 */
public record Typed(int longest) {

  /** What holds unless the settings say otherwise. */
  public static final Typed DEFAULTS = new Typed(100_000);

  /** Why a text is not taken, in a sentence; empty when it is. */
  Optional<String> refusal(String text) {
    return text.length() <= longest
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "This text has %,d characters; at most %,d are taken.",
                text.length(),
                longest));
  }

  /** Several lines. Browsers end each with CR and LF (HTML, section 4.10.11); here LF does. */
  static String text(String typed) {
    return kept(typed.replace("\r\n", "\n").replace('\r', '\n'), true);
  }

  /** One line, without blanks at its ends. */
  static String line(String typed) {
    return kept(typed, false).strip();
  }

  private static String kept(String typed, boolean hasLines) {
    StringBuilder kept = new StringBuilder(typed.length());
    typed
        .codePoints()
        .filter(c -> !Character.isISOControl(c) || (hasLines && (c == '\n' || c == '\t')))
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }
}
