package counterfoil.facts;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;

/** Finds the links of a text in one pass. */
final class LinkFinder {

  private static final String DELIMITERS =
      "<>\"\u201c\u201d\u201e\u00ab\u00bb()[]{}|\\^`\u200b\u3000\u3001\u3002\uff08\uff09\u300c\u300d\uff1a";
  private static final String TRAILING = ".,;:!?'*_~\u2019\u2026\uff0c";
  private static final int LONGEST_JOIN = 4096;

  /** Addresses of the desk's own tools: known without a scheme, and never a wrapper. */
  private final List<Pattern> hosts;

  LinkFinder(List<Pattern> hosts) {
    this.hosts = hosts;
  }

  /** Adds the links between two positions. */
  void find(String text, int from, int to, List<Link> links) {
    int at = from;
    while (at < to) {
      if (isDelimiter(text.charAt(at))) {
        at++;
        continue;
      }
      int end = at;
      boolean slash = false;
      while (end < to && !isDelimiter(text.charAt(end))) {
        slash |= text.charAt(end) == '/';
        end++;
      }
      at = slash ? run(text, at, end, to, links) : end;
    }
  }

  /** Reads a run of address characters; answers where to go on. */
  private int run(String text, int start, int end, int to, List<Link> links) {
    int scheme = scheme(text, start, end);
    if (scheme < 0 && !isOwnHost(host(text, start, end))) {
      int own = behindLabel(text, start, end);
      if (own < 0) {
        return end;
      }
      scheme = own;
    }
    int begin = scheme < 0 ? start : scheme;
    int stop = end;
    String address = text.substring(begin, end);
    if (begin > 0 && text.charAt(begin - 1) == '<' && end < to && text.charAt(end) == '\n') {
      // RFC 3986 appendix C: white space between < and > does not belong to the address.
      int close = closing(text, end, to);
      if (close > 0) {
        address = text.substring(begin, close).replaceAll("\\s+", "");
        stop = close;
      }
    } else {
      int joined = softWrapped(text, begin, end, to);
      if (joined > end) {
        address = text.substring(begin, end) + text.substring(end, joined).strip();
        stop = joined;
      }
    }
    int length = address.length();
    while (length > 0 && TRAILING.indexOf(address.charAt(length - 1)) >= 0) {
      length--;
    }
    String bare = address.substring(0, length);
    if (!bare.isEmpty()) {
      String whole = bare.contains("://") ? bare : "https://" + bare;
      whole = whole.replace("&amp;", "&");
      links.add(
          new Link(
              begin,
              stop - (address.length() - length),
              isOwn(whole) ? whole : LinkWrapper.unwrap(whole)));
    }
    return stop;
  }

  /** Where {@code http://} or {@code https://} begins; -1 when it does not. */
  private static int scheme(String text, int start, int end) {
    int colon = start;
    while (colon < end && !text.startsWith("://", colon)) {
      colon++;
    }
    if (colon >= end) {
      return -1;
    }
    if (colon - start >= 5 && text.regionMatches(true, colon - 5, "https", 0, 5)) {
      return colon - 5;
    }
    return colon - start >= 4 && text.regionMatches(true, colon - 4, "http", 0, 4) ? colon - 4 : -1;
  }

  /** "Link:studio.example.com/a/b" has no space behind the colon. */
  private int behindLabel(String text, int start, int end) {
    int colon = text.indexOf('/', start);
    while (colon > start && text.charAt(colon) != ':') {
      colon--;
    }
    return colon > start && colon + 1 < end && isOwnHost(host(text, colon + 1, end))
        ? colon + 1
        : -1;
  }

  private static int closing(String text, int from, int to) {
    int most = Math.min(to, from + LONGEST_JOIN);
    for (int i = from; i < most; i++) {
      char c = text.charAt(i);
      if (c == '>') {
        return i;
      }
      if (c == '<' || c == '\n' && i + 1 < most && text.charAt(i + 1) == '\n') {
        return -1;
      }
    }
    return -1;
  }

  /**
   * Where an address goes on in the next line: only for lines of a full length, after a character
   * that no address ends with, before something that is no word.
   */
  private int softWrapped(String text, int begin, int end, int to) {
    if (end + 1 >= to || text.charAt(end) != '\n' || "/=&?%-_".indexOf(text.charAt(end - 1)) < 0) {
      return end;
    }
    int lineStart = text.lastIndexOf('\n', begin) + 1;
    int next = end + 1;
    int stop = next;
    boolean likely = false;
    while (stop < to && !isDelimiter(text.charAt(stop))) {
      likely |= "/=&?%-_0123456789".indexOf(text.charAt(stop)) >= 0;
      stop++;
    }
    return end - lineStart >= 60 && likely && scheme(text, next, stop) < 0 ? stop : end;
  }

  private boolean isOwn(String address) {
    int host = address.indexOf("://") + 3;
    return isOwnHost(host(address, host, address.length()));
  }

  private boolean isOwnHost(String host) {
    if (host.indexOf('.') < 0) {
      return false;
    }
    for (Pattern pattern : hosts) {
      if (pattern.matches(host)) {
        return true;
      }
    }
    return false;
  }

  private static String host(String text, int start, int end) {
    int stop = start;
    while (stop < end && "/?#:".indexOf(text.charAt(stop)) < 0) {
      stop++;
    }
    return text.substring(start, stop).toLowerCase(Locale.ROOT);
  }

  private static boolean isDelimiter(char c) {
    return c <= ' ' || c == '\u00a0' || DELIMITERS.indexOf(c) >= 0;
  }
}
