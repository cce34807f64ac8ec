package counterfoil.mail;

import counterfoil.text.TextHygiene;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the one address in what a program wrote for people: {@code Hart, Nadia <address>}, {@code
 * Nadia [mailto:address]}, the bare address. Such words keep to no grammar, so nothing is repaired:
 * two addresses, or half of one, are none.
 */
final class MailboxInWords {

  /** RFC 5321 sections 4.5.3.1.1 and 4.5.3.1.3, and RFC 1035 section 2.3.4. */
  private static final int LONGEST_LOCAL_PART = 64;

  private static final int LONGEST = 254;
  private static final int LONGEST_LABEL = 63;

  /** What may stand in a local part without quotes (RFC 5322 section 3.2.3), but for the slash. */
  private static final String SIGNS = "._+-=!#$%&'*?^`{|}~";

  private static final String BEFORE = " \t\n<[(\"':,;|";
  private static final String AFTER = " \t\n>])\"',;|<";

  private final String words;
  private final Map<String, Address> found = new LinkedHashMap<>();
  private boolean isBroken;

  private MailboxInWords(String words) {
    this.words = words;
  }

  /**
   * The address that all these words have.
   *
   * @param fields what stands behind one label, or behind several of the same meaning
   */
  static Optional<Address> only(List<String> fields) {
    Optional<Address> one = Optional.empty();
    for (String field : fields) {
      Optional<Address> next = new MailboxInWords(field).only();
      boolean isSame = one.isEmpty() || next.map(Address::key).equals(one.map(Address::key));
      if (next.isEmpty() || !isSame) {
        return Optional.empty();
      }
      one = one.or(() -> next);
    }
    return one;
  }

  private Optional<Address> only() {
    int at = words.indexOf('@');
    while (at >= 0) {
      at = words.indexOf('@', take(at));
    }
    return found.size() == 1 && !isBroken
        ? Optional.of(found.values().iterator().next())
        : Optional.empty();
  }

  /** Takes the address around this sign; returns where to go on. */
  private int take(int sign) {
    int start = sign;
    while (start > 0 && isLocal(words.charAt(start - 1))) {
      start--;
    }
    int end = sign + 1;
    while (end < words.length() && isDomain(words.charAt(end))) {
      end++;
    }
    int behind = Math.max(end, sign + 1);
    if (start == sign && end == sign + 1 && isSpaced(sign)) {
      // "Nadia @ Harbour Hotels" is a name.
      return behind;
    }
    // Quotes and bold words of a plain form cling to the address.
    while (start < sign && "'*".indexOf(words.charAt(start)) >= 0) {
      start++;
    }
    while (end > sign + 1 && words.charAt(end - 1) == '.') {
      end--;
    }
    String email = words.substring(start, end);
    if (isAlone(start, end) && isValid(email)) {
      Address address = new Address(email, name(start));
      found.putIfAbsent(address.key(), address);
    } else {
      isBroken = true;
    }
    return behind;
  }

  private static boolean isLocal(char c) {
    return isAsciiLetterOrDigit(c) || SIGNS.indexOf(c) >= 0;
  }

  private static boolean isDomain(char c) {
    return isAsciiLetterOrDigit(c) || c == '-' || c == '.';
  }

  private static boolean isAsciiLetterOrDigit(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }

  private boolean isSpaced(int sign) {
    boolean isBefore = sign == 0 || words.charAt(sign - 1) == ' ';
    return isBefore && (sign + 1 == words.length() || words.charAt(sign + 1) == ' ');
  }

  /**
   * Whether nothing clings to an address that could be a part of it. Marks of direction, which
   * programs put around addresses in right-to-left text, do not count.
   */
  private boolean isAlone(int start, int end) {
    int before = start - 1;
    while (before >= 0 && isMark(words.charAt(before))) {
      before--;
    }
    int after = end;
    while (after < words.length() && (isMark(words.charAt(after)) || words.charAt(after) == '.')) {
      after++;
    }
    return (before < 0 || isOneOf(BEFORE, words.charAt(before)) || words.charAt(before) == '*')
        && (after == words.length()
            || isOneOf(AFTER, words.charAt(after))
            || words.charAt(after) == '*');
  }

  private static boolean isOneOf(String signs, char c) {
    return signs.indexOf(c) >= 0 || Character.isSpaceChar(c);
  }

  private static boolean isMark(char c) {
    return Character.getType(c) == Character.FORMAT;
  }

  /** What stands before the address, without the brackets and quotes in between. */
  private String name(int start) {
    String before = words.substring(0, start).strip();
    if (before.toLowerCase(java.util.Locale.ROOT).endsWith("mailto:")) {
      before = before.substring(0, before.length() - 7);
    }
    String name = TextHygiene.oneLine(before.replace("\"", ""));
    int from = 0;
    int to = name.length();
    while (from < to && " '*<[(".indexOf(name.charAt(from)) >= 0) {
      from++;
    }
    while (to > from && " '*<[(:".indexOf(name.charAt(to - 1)) >= 0) {
      to--;
    }
    return name.substring(from, to);
  }

  /**
   * Whether an address is one that a letter can be sent to: a local part without quotes, and a
   * domain of at least two labels (RFC 5321 section 4.1.2). Letters of all scripts may occur (RFC
   * 6531 section 3.3).
   */
  static boolean isValid(String email) {
    int at = email.indexOf('@');
    if (at <= 0 || at > LONGEST_LOCAL_PART || email.length() > LONGEST) {
      return false;
    }
    String local = email.substring(0, at);
    boolean hasDots = local.startsWith(".") || local.endsWith(".") || local.contains("..");
    return !hasDots
        && local
            .chars()
            .allMatch(c -> isLocal((char) c) || c >= 0x80 && Character.isLetterOrDigit(c))
        && isDomain(email.substring(at + 1));
  }

  private static boolean isDomain(String domain) {
    String[] labels = domain.split("\\.", -1);
    for (String label : labels) {
      boolean isLabel =
          !label.isEmpty()
              && label.length() <= LONGEST_LABEL
              && !label.startsWith("-")
              && !label.endsWith("-")
              && label.chars().allMatch(c -> c == '-' || Character.isLetterOrDigit(c));
      if (!isLabel) {
        return false;
      }
    }
    String last = labels[labels.length - 1];
    return labels.length >= 2 && !last.chars().allMatch(Character::isDigit);
  }
}
