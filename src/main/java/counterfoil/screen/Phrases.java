package counterfoil.screen;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The words of mail software, kept in files of phrases, and the form in which they are compared.
 */
final class Phrases {

  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private Phrases() {}

  /** The lines of a resource without blank lines and comments ({@code #}). */
  static List<String> lines(String resource) {
    try (var in = Phrases.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing");
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lower case, one kind of blank and of apostrophe, full-width punctuation as ASCII. */
  static String plain(String text) {
    String lower =
        Normalizer.normalize(text, Normalizer.Form.NFKC)
            .toLowerCase(Locale.ROOT)
            .replace("i\u0307", "i")
            .replace('\u2019', '\'');
    return BLANKS.matcher(lower).replaceAll(" ").strip();
  }
}
