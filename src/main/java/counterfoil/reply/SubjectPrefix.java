package counterfoil.reply;

import java.util.Optional;

/** What the first prefix of a subject says, in any language: {@code Re:}, {@code WG:}. */
public enum SubjectPrefix {
  /** The mail answers another one. */
  REPLY,
  /** The mail passes another one on. */
  FORWARD;

  /** The prefix of a subject; empty when it has none. */
  public static Optional<SubjectPrefix> of(String subject) {
    String rest = NormalLine.of(subject);
    // A gateway's tag may stand first: "[External] Re: ..."
    if (rest.startsWith("[")) {
      int close = rest.indexOf(']');
      rest = close > 0 && close < 40 ? rest.substring(close + 1).strip() : rest;
    }
    int colon = rest.indexOf(':');
    if (colon <= 0 || colon > 20) {
      return Optional.empty();
    }
    String prefix = withoutCount(rest.substring(0, colon).strip());
    boolean isForward = QuotePatterns.STANDARD.isForwardPrefix(prefix);
    boolean isReply = QuotePatterns.STANDARD.isReplyPrefix(prefix);
    if (isForward == isReply) {
      // "VS:" passes on in Denmark and Norway, and answers in Finland: it says nothing.
      return Optional.empty();
    }
    return Optional.of(isForward ? FORWARD : REPLY);
  }

  /** Lotus Notes and others count: {@code Re[2]:}, {@code Re (2):}. */
  private static String withoutCount(String prefix) {
    int end = prefix.length() - 1;
    if (end < 0 || ")]".indexOf(prefix.charAt(end)) < 0) {
      return prefix;
    }
    int start = end - 1;
    while (start >= 0 && Character.isDigit(prefix.charAt(start))) {
      start--;
    }
    boolean isCount = start >= 0 && start < end - 1 && "([".indexOf(prefix.charAt(start)) >= 0;
    return isCount ? prefix.substring(0, start).strip() : prefix;
  }
}
