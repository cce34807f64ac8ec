package counterfoil.mail;

import counterfoil.text.Charsets;
import counterfoil.text.EncodedWords;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A field such as Content-Type: a value and its parameters (RFC 2045 section 5.1), the long and the
 * encoded ones put together again (RFC 2231).
 *
 * @param value in lower case, without comments
 * @param parameters by lower-case name, decoded
 */
record HeaderValue(String value, Map<String, String> parameters) {

  static final HeaderValue NONE = new HeaderValue("", Map.of());

  /** The parameter, or an empty text. */
  String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }

  static HeaderValue of(String field) {
    return new Reading(field).value();
  }

  /** One pass over the field. */
  private static final class Reading {

    private final String in;
    private int at;

    private final Map<String, String> plain = new HashMap<>();
    private final Map<String, TreeMap<Integer, String>> pieces = new HashMap<>();
    private final Map<String, Boolean> isEncoded = new HashMap<>();

    Reading(String in) {
      this.in = in;
    }

    HeaderValue value() {
      String main = token(";").strip().toLowerCase(Locale.ROOT);
      while (at < in.length()) {
        at++;
        String name = token("=;").strip().toLowerCase(Locale.ROOT);
        if (at < in.length() && in.charAt(at) == '=') {
          at++;
          keep(name, token(";"));
        }
      }
      pieces.forEach((name, parts) -> plain.put(name, joined(name, parts)));
      return new HeaderValue(main, Map.copyOf(plain));
    }

    /** Text up to one of the ends; comments are left out, quotes taken off. */
    private String token(String ends) {
      StringBuilder out = new StringBuilder();
      while (at < in.length() && ends.indexOf(in.charAt(at)) < 0) {
        char c = in.charAt(at);
        if (c == '"') {
          quoted(out);
        } else if (c == '(' && ends.length() == 1 && out.toString().isBlank() == false) {
          comment();
        } else {
          out.append(c);
          at++;
        }
      }
      return out.toString();
    }

    private void quoted(StringBuilder out) {
      at++;
      while (at < in.length() && in.charAt(at) != '"') {
        if (in.charAt(at) == '\\' && at + 1 < in.length()) {
          at++;
        }
        out.append(in.charAt(at++));
      }
      at++;
    }

    private void comment() {
      int depth = 0;
      int from = at;
      while (at < in.length()) {
        char c = in.charAt(at++);
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (depth == 0) {
          return;
        }
      }
      // Never closed: it was no comment.
      at = Math.min(in.length(), from + 1);
    }

    private void keep(String name, String text) {
      String value = text.strip();
      int star = name.indexOf('*');
      if (star < 0) {
        plain.putIfAbsent(name, EncodedWords.decode(value));
        return;
      }
      String base = name.substring(0, star);
      String rest = name.substring(star + 1);
      boolean encoded = rest.isEmpty() || rest.endsWith("*");
      String digits = rest.endsWith("*") ? rest.substring(0, rest.length() - 1) : rest;
      int index = digits.isEmpty() ? 0 : number(digits);
      if (index >= 0) {
        pieces.computeIfAbsent(base, key -> new TreeMap<>()).putIfAbsent(index, value);
        isEncoded.merge(base + index, encoded, Boolean::logicalOr);
      }
    }

    private static int number(String digits) {
      boolean isNumber = digits.length() < 5 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
      return isNumber ? Integer.parseInt(digits) : -1;
    }

    /** Charset and language stand before the first piece: {@code utf-8'en'...}. */
    private String joined(String name, TreeMap<Integer, String> parts) {
      String charset = "";
      StringBuilder bytes = new StringBuilder();
      for (Map.Entry<Integer, String> part : parts.entrySet()) {
        String value = part.getValue();
        boolean encoded = isEncoded.getOrDefault(name + part.getKey(), false);
        if (encoded && part.getKey().equals(parts.firstKey())) {
          int first = value.indexOf('\'');
          int second = first < 0 ? -1 : value.indexOf('\'', first + 1);
          if (second > 0) {
            charset = value.substring(0, first);
            value = value.substring(second + 1);
          }
        }
        bytes.append(encoded ? unescaped(value) : latin(value));
      }
      byte[] raw = bytes.toString().getBytes(StandardCharsets.ISO_8859_1);
      return Charsets.decode(raw, charset.isEmpty() ? "utf-8" : charset).text();
    }

    private static String latin(String text) {
      return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String unescaped(String text) {
      StringBuilder out = new StringBuilder(text.length());
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        boolean isEscape = c == '%' && i + 2 < text.length();
        int high = isEscape ? Character.digit(text.charAt(i + 1), 16) : -1;
        int low = high >= 0 ? Character.digit(text.charAt(i + 2), 16) : -1;
        if (low >= 0) {
          out.append((char) (high << 4 | low));
          i += 2;
        } else if (c < 0x100) {
          out.append(c);
        } else {
          out.append(latin(String.valueOf(c)));
        }
      }
      return out.toString();
    }
  }
}
