package counterfoil.trust;

import counterfoil.mail.DomainName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An Authentication-Results field (RFC 8601 section 2.2): what a server says that it found out.
 * Read in one pass. Where the words of strangers broke the field, it counts as unreadable: half of
 * it is not believed.
 *
 * @param server the authserv-id as A-labels; empty when there is none, as Microsoft 365 writes it
 * @param isReadable whether all of it was understood
 * @param results in order; empty when it is not readable
 */
record AuthenticationResults(String server, boolean isReadable, List<MethodResult> results) {

  /** More results than this nobody writes. */
  private static final int MOST = 100;

  /** Reads the value of an unfolded field. */
  static AuthenticationResults of(String value) {
    return new Reading(value).read();
  }

  /** Thrown out of a reading, and no further. */
  private static final class Unreadable extends Exception {

    Unreadable() {
      super(null, null, false, false);
    }
  }

  /** One pass over the field. */
  private static final class Reading {

    private static final int DEPTH = 20;

    private final String in;
    private int at;
    private final StringBuilder comments = new StringBuilder();
    private final List<MethodResult> results = new ArrayList<>();

    Reading(String in) {
      this.in = in;
    }

    AuthenticationResults read() {
      String server = "";
      try {
        server = server();
        while (at < in.length()) {
          at++;
          result();
        }
        return new AuthenticationResults(server, true, List.copyOf(results));
      } catch (Unreadable e) {
        return new AuthenticationResults(server, false, List.of());
      }
    }

    /** The authserv-id and the version behind it; stands at the semicolon before a result then. */
    private String server() throws Unreadable {
      skip();
      String id = value(false);
      skip();
      if (!id.isEmpty() && next() == '=') {
        // The first result stands in the place of the id.
        at = -1;
        return "";
      }
      String version = value(false);
      skip();
      if (id.isEmpty() || !version.isEmpty() && !version.equals("1") || !isAtEndOfResult()) {
        throw new Unreadable();
      }
      return DomainName.aLabel(id);
    }

    private void result() throws Unreadable {
      comments.setLength(0);
      String method = key();
      if (isAtEndOfResult()) {
        // "none", or nothing behind the last semicolon.
        return;
      }
      String result = assigned().toLowerCase(Locale.ROOT);
      Map<String, String> properties = new HashMap<>();
      while (!isAtEndOfResult()) {
        String name = key();
        if (name.isEmpty()) {
          throw new Unreadable();
        }
        if (next() == '=') {
          properties.merge(name, assigned(), (one, other) -> one.equals(other) ? one : "");
        }
      }
      int slash = method.indexOf('/');
      boolean isKnown = slash < 0 || method.substring(slash + 1).equals("1");
      if (method.isEmpty() || results.size() == MOST) {
        throw new Unreadable();
      }
      if (isKnown) {
        results.add(
            new MethodResult(
                slash < 0 ? method : method.substring(0, slash),
                result,
                Map.copyOf(properties),
                comments.toString()));
      }
    }

    /** A method or the name of a property; the dot in it may stand between blanks. */
    private String key() throws Unreadable {
      skip();
      StringBuilder key = new StringBuilder();
      String word = word();
      skip();
      key.append(word);
      while (next() == '.' || !word.isEmpty() && word.endsWith(".") && isWord(next())) {
        word = word();
        key.append(word);
        skip();
      }
      return key.toString().toLowerCase(Locale.ROOT);
    }

    private String assigned() throws Unreadable {
      if (next() != '=') {
        throw new Unreadable();
      }
      at++;
      skip();
      String value = value(true);
      skip();
      return value;
    }

    private String word() {
      int start = at;
      while (isWord(next())) {
        at++;
      }
      return in.substring(start, at);
    }

    /**
     * Words and quoted strings up to a blank: {@code "two words"@harbour-hotels.example}.
     *
     * @param isAssigned what is behind an equals sign may hold others: base64 ends with them
     */
    private String value(boolean isAssigned) throws Unreadable {
      StringBuilder value = new StringBuilder();
      while (isWord(next()) || next() == '"' || next() == '=' && isAssigned) {
        if (next() == '"') {
          quoted(value);
        } else {
          value.append(next());
          at++;
        }
      }
      return value.toString();
    }

    private void quoted(StringBuilder value) throws Unreadable {
      at++;
      while (next() != '"') {
        at += next() == '\\' ? 1 : 0;
        if (at >= in.length()) {
          throw new Unreadable();
        }
        value.append(next());
        at++;
      }
      at++;
    }

    /** White space and comments. */
    private void skip() throws Unreadable {
      while (next() == ' ' || next() == '\t' || next() == '(') {
        if (next() == '(') {
          comment();
        } else {
          at++;
        }
      }
      if (next() == ')') {
        throw new Unreadable();
      }
    }

    private void comment() throws Unreadable {
      int start = at;
      int depth = 0;
      do {
        char c = next();
        if (at >= in.length() || depth > DEPTH) {
          throw new Unreadable();
        }
        at += c == '\\' ? 2 : 1;
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      } while (depth > 0);
      comments.append(in, start, Math.min(at, in.length())).append(' ');
    }

    private boolean isAtEndOfResult() {
      return at >= in.length() || next() == ';';
    }

    private static boolean isWord(char c) {
      return c > ' ' && c != ';' && c != '=' && c != '(' && c != ')' && c != '"' && c != 0x7f;
    }

    /** The character here; NUL at the end. */
    private char next() {
      return at < in.length() ? in.charAt(at) : 0;
    }
  }
}
