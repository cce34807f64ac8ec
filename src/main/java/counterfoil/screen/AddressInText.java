package counterfoil.screen;

import java.util.Optional;

/** An address that stands in the text of a report, among brackets, quotes and bullets. */
final class AddressInText {

  /** The longest address (RFC 5321 section 4.5.3.1). */
  private static final int LONGEST = 320;

  /** What servers put before an address: blanks, bullets, brackets, arrows, quotes. */
  private static final String BEFORE = " \t\u00a0<>\"'*:;-=\u2022\u00b7";

  /** What ends an address. */
  private static final String AFTER = " \t\u00a0<>()[]{},;:\"'|";

  private AddressInText() {}

  /** The address that stands at this place, if one does. */
  static Optional<String> at(String text, int place) {
    int start = place;
    while (start < text.length() && BEFORE.indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    int end = start;
    while (end < text.length()
        && end - start <= LONGEST
        && text.charAt(end) > ' '
        && AFTER.indexOf(text.charAt(end)) < 0) {
      end++;
    }
    while (end > start && ".!?".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return checked(text.substring(start, end));
  }

  /** The first address in a text. */
  static Optional<String> firstIn(String text) {
    for (int sign = text.indexOf('@'); sign >= 0; sign = text.indexOf('@', sign + 1)) {
      int start = sign;
      while (start > 0
          && sign - start <= LONGEST
          && text.charAt(start - 1) > ' '
          && text.charAt(start - 1) != '@'
          && AFTER.indexOf(text.charAt(start - 1)) < 0) {
        start--;
      }
      Optional<String> found = at(text, start);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> checked(String word) {
    int sign = word.indexOf('@');
    boolean isOne =
        sign > 0
            && sign < word.length() - 1
            && word.length() <= LONGEST
            && word.indexOf('@', sign + 1) < 0
            && isDomain(word.substring(sign + 1));
    return isOne ? Optional.of(word) : Optional.empty();
  }

  private static boolean isDomain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isLetterOrDigit(c) && c != '.' && c != '-' && c != '_') {
        return false;
      }
    }
    return Character.isLetterOrDigit(text.charAt(text.length() - 1))
        && Character.isLetterOrDigit(text.charAt(0));
  }
}
