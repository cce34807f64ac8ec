package counterfoil.ticket;

import java.util.Locale;
import java.util.Optional;

/**
 * The address that stands for a person who is not named any more: {@code erased-2@erased.invalid},
 * the same for one person within one ticket. Nobody can have an address there (RFC 6761 section
 * 6.4).
 */
public final class Pseudonym {

  private static final String BEGINNING = "erased-";
  private static final String END = "@erased.invalid";
  private static final int MOST_DIGITS = 9;

  private Pseudonym() {}

  /** The one of this number. */
  public static String of(int no) {
    return BEGINNING + no + END;
  }

  /** Whether an address is one, or pretends to be. */
  public static boolean isOne(String address) {
    return address.toLowerCase(Locale.ROOT).endsWith(END);
  }

  /** Its number. */
  public static Optional<Integer> number(String address) {
    String key = address.toLowerCase(Locale.ROOT);
    if (!key.startsWith(BEGINNING) || !key.endsWith(END)) {
      return Optional.empty();
    }
    String digits = key.substring(BEGINNING.length(), key.length() - END.length());
    return !digits.isEmpty()
            && digits.length() <= MOST_DIGITS
            && digits.chars().allMatch(c -> c >= '0' && c <= '9')
        ? Optional.of(Integer.parseInt(digits))
        : Optional.empty();
  }
}
