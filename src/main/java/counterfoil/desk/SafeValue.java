package counterfoil.desk;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What may be said back to somebody whose identity nobody has checked (rule 32): listed words,
 * identifiers, {@code account/project}. Never a link, a path or a sentence of theirs: an
 * acknowledgement must be of no use to someone who wants to send words to a stranger.
 */
final class SafeValue {

  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern PROJECT =
      Pattern.compile(
          "https?://[^/?#]{1,253}/(?:account/)?([A-Za-z0-9_-]{1,40})/(?:project/)?([A-Za-z0-9_-]{1,40})(?:[/?#].{0,4000})?");

  private SafeValue() {}

  /** The value as it may be shown; empty when nothing of it may be. */
  static Optional<String> of(String value, FieldTexts.Shown shown) {
    return switch (shown) {
      case WORD, IDENTIFIER ->
          Optional.of(value).filter(text -> IDENTIFIER.matcher(text).matches());
      case LINK ->
          Optional.of(PROJECT.matcher(value))
              .filter(matcher -> matcher.matches())
              .map(matcher -> matcher.group(1) + "/" + matcher.group(2));
      case TEXT -> Optional.of("received");
    };
  }
}
