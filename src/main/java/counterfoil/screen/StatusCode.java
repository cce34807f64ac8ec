package counterfoil.screen;

/** The codes in which mail servers say how it went (RFC 3463 section 2, RFC 5321 section 4.2). */
final class StatusCode {

  private StatusCode() {}

  /**
   * The status in a server's words: the first that says more than its class, else the first, else
   * the class of the first SMTP reply that refuses; empty when there is no code at all.
   */
  static String in(String text) {
    String vague = "";
    String reply = "";
    for (int i = 0; i < text.length(); i++) {
      char first = text.charAt(i);
      boolean isStart = (first == '2' || first == '4' || first == '5') && mayFollow(text, i - 1);
      if (!isStart) {
        continue;
      }
      int end = endOfStatus(text, i);
      if (end > 0) {
        String status = text.substring(i, end);
        if (!isVague(status)) {
          return status;
        }
        vague = vague.isEmpty() ? status : vague;
      } else if (reply.isEmpty() && isReply(text, i)) {
        reply = first + ".0.0";
      }
    }
    return vague.isEmpty() ? reply : vague;
  }

  /** Whether a status tells no more than success or failure. */
  static boolean isVague(String status) {
    return status.isEmpty() || status.endsWith(".0.0");
  }

  /** After {@code c.ddd.ddd}; -1 when no such thing stands here. */
  private static int endOfStatus(String text, int start) {
    if (start + 1 >= text.length() || text.charAt(start + 1) != '.') {
      return -1;
    }
    int subject = digits(text, start + 2);
    if (subject < 0 || subject >= text.length() || text.charAt(subject) != '.') {
      return -1;
    }
    int detail = digits(text, subject + 1);
    if (detail < 0 || detail == text.length()) {
      return detail;
    }
    boolean goesOn =
        Character.isLetterOrDigit(text.charAt(detail))
            || text.charAt(detail) == '.' && isDigit(text, detail + 1);
    return goesOn ? -1 : detail;
  }

  /** After one to three digits; -1 when there are none or more. */
  private static int digits(String text, int start) {
    int end = start;
    while (end - start < 4 && isDigit(text, end)) {
      end++;
    }
    return end > start && end - start < 4 ? end : -1;
  }

  /** Three digits that begin with 4 or 5, and a blank or a hyphen behind them, as in a reply. */
  private static boolean isReply(String text, int start) {
    return text.charAt(start) != '2'
        && isDigit(text, start + 1)
        && text.charAt(start + 1) <= '5'
        && isDigit(text, start + 2)
        && (start + 3 == text.length() || " -:#,.".indexOf(text.charAt(start + 3)) >= 0);
  }

  private static boolean isDigit(String text, int at) {
    return at >= 0 && at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  /** Whether a code may begin behind this place: no letter, no digit, no inside of a number. */
  private static boolean mayFollow(String text, int at) {
    if (at < 0) {
      return true;
    }
    return text.charAt(at) == '.'
        ? !isDigit(text, at - 1)
        : !Character.isLetterOrDigit(text.charAt(at));
  }
}
