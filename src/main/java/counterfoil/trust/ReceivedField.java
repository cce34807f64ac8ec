package counterfoil.trust;

import counterfoil.mail.DomainName;

/** What a Received field (RFC 5321 section 4.4) says of the server that wrote it. */
final class ReceivedField {

  private ReceivedField() {}

  /**
   * The host behind {@code by}, as A-labels; empty when there is none.
   *
   * @param value of the unfolded field
   */
  static String host(String value) {
    String before = "";
    int at = 0;
    while (at < value.length()) {
      char c = value.charAt(at);
      if (c == '(') {
        at = behindComment(value, at);
      } else if (c == ' ' || c == '\t') {
        at++;
      } else if (c == ';') {
        return "";
      } else {
        int end = at;
        while (end < value.length() && " \t(;".indexOf(value.charAt(end)) < 0) {
          end++;
        }
        String word = value.substring(at, end);
        if (before.equals("by")) {
          return DomainName.aLabel(word);
        }
        // What a client calls itself stands behind "from"; it may call itself "by".
        before = before.equals("from") ? "" : DomainName.aLabel(word);
        at = end;
      }
    }
    return "";
  }

  /** Behind the comment that opens here; behind the bracket when it does not close. */
  private static int behindComment(String value, int open) {
    int depth = 0;
    for (int i = open; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '(') {
        depth++;
      } else if (c == ')' && --depth == 0) {
        return i + 1;
      }
    }
    return value.length();
  }
}
