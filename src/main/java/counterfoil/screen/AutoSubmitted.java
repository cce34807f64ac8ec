package counterfoil.screen;

import counterfoil.mail.ParsedMail;
import java.util.List;
import java.util.Locale;

/** The keyword of the Auto-Submitted field (RFC 3834 section 5) and of its like. */
final class AutoSubmitted {

  private AutoSubmitted() {}

  /**
   * The keywords that are not {@code no}, in lower case, without comments and parameters: {@code
   * auto-replied; owner-email="..."} is {@code auto-replied}.
   */
  static List<String> of(ParsedMail mail) {
    return keywords(mail, "auto-submitted").stream().filter(word -> !word.equals("no")).toList();
  }

  /** The first word of each occurrence of a field, in lower case. */
  static List<String> keywords(ParsedMail mail, String field) {
    return mail.header(field).stream()
        .map(AutoSubmitted::firstWord)
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private static String firstWord(String value) {
    String stripped = value.strip();
    int end = 0;
    while (end < stripped.length() && isWord(stripped.charAt(end))) {
      end++;
    }
    return stripped.substring(0, end).toLowerCase(Locale.ROOT);
  }

  private static boolean isWord(char c) {
    return c == '-' || c == '_' || Character.isLetterOrDigit(c);
  }
}
