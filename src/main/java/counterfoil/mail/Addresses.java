package counterfoil.mail;

import counterfoil.text.EncodedWords;
import counterfoil.text.TextHygiene;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads an address field (RFC 5322 section 3.4 with the obsolete forms, groups and what programs
 * write instead) in one pass. Names are decoded only after the addresses are found, so that nothing
 * encoded can pretend to be an address.
 */
final class Addresses {

  private static final int DEPTH = 20;

  private final String in;
  private final int most;
  private final List<Address> found = new ArrayList<>();

  private int at;
  private final StringBuilder words = new StringBuilder();
  private final StringBuilder comment = new StringBuilder();
  private String angle = "";
  private boolean hasAngle;

  private Addresses(String in, int most) {
    this.in = in;
    this.most = most;
  }

  /**
   * The mailboxes of an unfolded field; what is no address is left out.
   *
   * @param most addresses that are read; the rest is ignored
   */
  static List<Address> of(String field, int most) {
    return new Addresses(field, most).read();
  }

  private List<Address> read() {
    while (at < in.length() && found.size() < most) {
      char c = in.charAt(at);
      switch (c) {
        case '"' -> quoted();
        case '(' -> comment();
        case '<' -> angle();
        case ',', ';' -> {
          keep();
          at++;
        }
        case ':' -> {
          // The name of a group; its members follow. A colon behind an @ belongs to no group.
          if (words.indexOf("@") < 0) {
            clear();
          } else {
            words.append(c);
          }
          at++;
        }
        default -> {
          words.append(c);
          at++;
        }
      }
    }
    keep();
    return List.copyOf(found);
  }

  private void quoted() {
    int end = closingQuote();
    boolean isLocalPart = end + 1 < in.length() && in.charAt(end + 1) == '@';
    for (int i = at + 1; i < end; i++) {
      char c = in.charAt(i);
      if (c == '\\' && i + 1 < end) {
        c = in.charAt(++i);
      }
      words.append(c);
    }
    if (isLocalPart) {
      words.setLength(0);
      words.append(in, at, end + 1);
    }
    at = end + 1;
  }

  /** The quote that closes the one here; when none does, the next comma or bracket ends it. */
  private int closingQuote() {
    for (int i = at + 1; i < in.length(); i++) {
      char c = in.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        return i;
      }
    }
    for (int i = at + 1; i < in.length(); i++) {
      if (in.charAt(i) == '<' || in.charAt(i) == ',') {
        return i - 1;
      }
    }
    return in.length();
  }

  private void comment() {
    int depth = 0;
    int i = at;
    for (; i < in.length(); i++) {
      char c = in.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '(') {
        depth++;
      } else if (c == ')' && --depth == 0) {
        break;
      }
      if (depth > DEPTH) {
        break;
      }
    }
    int end = Math.min(i, in.length());
    comment.append(in, Math.min(at + 1, end), end).append(' ');
    at = end + 1;
  }

  private void angle() {
    int open = at;
    while (open + 1 < in.length() && in.charAt(open + 1) == '<') {
      open++;
    }
    int close = in.indexOf('>', open);
    int end = close < 0 ? in.length() : close;
    int comma = in.indexOf(',', open);
    if (close < 0 && comma > 0) {
      end = comma;
    }
    if (hasAngle && !angle.isEmpty()) {
      keep();
    }
    angle = in.substring(open + 1, end).strip();
    hasAngle = true;
    at = end;
    while (at < in.length() && in.charAt(at) == '>') {
      at++;
    }
  }

  private void keep() {
    String spoken = words.toString().strip();
    String name;
    String email;
    if (hasAngle) {
      email = withoutRoute(angle);
      name = spoken.isEmpty() ? comment.toString() : spoken;
    } else {
      int space = spoken.lastIndexOf(' ', Math.max(spoken.indexOf('@'), 0));
      // "Nadia Hart nadia@harbour-hotels.example": brackets forgotten.
      boolean isBehindName = spoken.indexOf('@') > 0 && space > 0 && !spoken.startsWith("\"");
      email = isBehindName ? firstWord(spoken.substring(space + 1)) : spoken;
      name = isBehindName ? spoken.substring(0, space) : comment.toString();
    }
    clear();
    String address = email(email);
    if (!address.isEmpty()) {
      found.add(new Address(address, TextHygiene.oneLine(EncodedWords.decode(name))));
    }
  }

  private void clear() {
    words.setLength(0);
    comment.setLength(0);
    angle = "";
    hasAngle = false;
  }

  /** {@code @relay.example:nadia@harbour-hotels.example}, an obsolete form. */
  private static String withoutRoute(String address) {
    int colon = address.startsWith("@") ? address.indexOf(':') : -1;
    return colon < 0 ? address : address.substring(colon + 1);
  }

  private static String firstWord(String text) {
    int space = text.indexOf(' ');
    return space < 0 ? text : text.substring(0, space);
  }

  /** An address without white space and controls; empty when it is none. */
  private static String email(String text) {
    String word = text;
    if (word.regionMatches(true, 0, "mailto:", 0, 7)) {
      word = word.substring(7);
    }
    StringBuilder out = new StringBuilder(word.length());
    boolean isQuoted = word.startsWith("\"");
    String clean = TextHygiene.exactLine(word);
    for (int i = 0; i < clean.length(); i++) {
      char c = clean.charAt(i);
      if (c != ' ' || (isQuoted && clean.lastIndexOf('"') > i)) {
        out.append(c);
      }
    }
    // What a space parted may be one run of marks now.
    String whole = TextHygiene.exactLine(out.toString());
    int at = whole.lastIndexOf('@');
    boolean isAddress = at > 0 && at < whole.length() - 1 && whole.length() <= 998;
    return isAddress ? whole : "";
  }
}
