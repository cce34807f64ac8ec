package counterfoil.facts;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * Undoes what mail gateways do to links, without asking anyone: the address they hide stands inside
 * the one they show.
 *
 * <p>Gateways that keep the address on their own servers (some of Mimecast's) cannot be undone;
 * such a link stays as it is.
 */
final class LinkWrapper {

  /** Gateways wrap what other gateways wrapped. */
  private static final int MOST_LAYERS = 5;

  private LinkWrapper() {}

  /** The innermost address; the given one when nothing is wrapped. */
  static String unwrap(String address) {
    String current = address;
    for (int layer = 0; layer < MOST_LAYERS; layer++) {
      Optional<String> inner = inner(current);
      if (inner.isEmpty()) {
        return current;
      }
      current = inner.get();
    }
    return current;
  }

  private static Optional<String> inner(String address) {
    String host = host(address);
    String query = query(address);
    if (host.endsWith("urldefense.proofpoint.com") || host.endsWith("urldefense.com")) {
      return proofpoint(address, query);
    }
    if (host.endsWith(".protection.sophos.com")) {
      return parameter(query, "u").map(LinkWrapper::base64).filter(LinkWrapper::isAddress);
    }
    int marker = address.indexOf("___http");
    if (marker >= 0 && host.contains("avanan")) {
      int end = address.indexOf("___", marker + 3);
      return Optional.of(address.substring(marker + 3, end < 0 ? address.length() : end));
    }
    // SafeLinks, Google, Barracuda, Trend Micro, FireEye, Symantec, Slack, LinkedIn: a parameter.
    // Cisco and click counters: an encoded address in the path.
    return hidden(address);
  }

  private static Optional<String> proofpoint(String address, String query) {
    int third = address.indexOf("/v3/__");
    if (third >= 0) {
      return proofpointThird(address, third + 6);
    }
    Optional<String> u = parameterRaw(query, "u");
    if (address.contains("/v2/")) {
      // v2 writes % as - and / as _ (an underscore of the address is -5F).
      return u.map(x -> decode(x.replace('-', '%').replace('_', '/')))
          .filter(LinkWrapper::isAddress);
    }
    return u.map(LinkWrapper::decode).filter(LinkWrapper::isAddress);
  }

  /** v3 keeps the address, with a * for each character that stands in the base64 behind it. */
  private static Optional<String> proofpointThird(String address, int from) {
    int end = address.lastIndexOf("__;");
    if (end < from) {
      return Optional.empty();
    }
    int bang = address.indexOf('!', end);
    String spare = base64(address.substring(end + 3, bang < 0 ? address.length() : bang));
    StringBuilder inner = new StringBuilder();
    int next = 0;
    for (int i = from; i < end; i++) {
      char c = address.charAt(i);
      if (c != '*') {
        inner.append(c);
      } else if (i + 2 < end && address.charAt(i + 1) == '*' && next < spare.length()) {
        // "**X" stands for as many characters as X says: A is two, B is three, and so on.
        int run = RUNS.indexOf(address.charAt(i + 2)) + 2;
        int stop = Math.min(spare.length(), next + run);
        inner.append(spare, next, stop);
        next = stop;
        i += 2;
      } else {
        inner.append(next < spare.length() ? spare.charAt(next++) : '*');
      }
    }
    // Some clients shorten the // of the inner address.
    String found = inner.toString().replaceFirst("^(https?:)/+", "$1//");
    return isAddress(found) ? Optional.of(found) : Optional.empty();
  }

  private static final String RUNS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  /** An address within the address: encoded, as a parameter or a piece of the path. */
  private static Optional<String> hidden(String address) {
    String lower = address.toLowerCase(Locale.ROOT);
    int at = indexOfInner(lower);
    if (at < 0) {
      return Optional.empty();
    }
    int end = address.length();
    if (address.charAt(at - 1) == '=') {
      int amp = address.indexOf('&', at);
      end = amp < 0 ? end : amp;
    }
    String inner = address.substring(at, end);
    if (!lower.startsWith("://", lower.indexOf(':', at))) {
      // A path of a click counter goes on behind the address with pieces of its own.
      int slash = address.charAt(at - 1) == '/' ? inner.indexOf('/') : -1;
      boolean keptSlashes = slash > 0 && slash < 12;
      inner = decode(slash > 0 && !keptSlashes ? inner.substring(0, slash) : inner);
    }
    return isAddress(inner) ? Optional.of(inner) : Optional.empty();
  }

  private static int indexOfInner(String lower) {
    int at = 8;
    while (true) {
      at = lower.indexOf("http", at);
      if (at < 0) {
        return -1;
      }
      char before = lower.charAt(at - 1);
      int colon = lower.startsWith("https", at) ? at + 5 : at + 4;
      if ((before == '=' || before == '/')
          && (lower.startsWith("://", colon)
              || lower.startsWith("%3a", colon)
              || lower.startsWith(":%2f", colon))) {
        return at;
      }
      at += 4;
    }
  }

  private static Optional<String> parameter(String query, String name) {
    return parameterRaw(query, name).map(LinkWrapper::decode);
  }

  private static Optional<String> parameterRaw(String query, String name) {
    for (String pair : query.split("&")) {
      if (pair.startsWith(name + "=")) {
        return Optional.of(pair.substring(name.length() + 1));
      }
    }
    return Optional.empty();
  }

  private static String host(String address) {
    int start = address.indexOf("://") + 3;
    int end = start;
    while (end < address.length() && "/?#:".indexOf(address.charAt(end)) < 0) {
      end++;
    }
    return address.substring(start, end).toLowerCase(Locale.ROOT);
  }

  private static String query(String address) {
    int mark = address.indexOf('?');
    if (mark < 0) {
      return "";
    }
    int hash = address.indexOf('#', mark);
    return address.substring(mark + 1, hash < 0 ? address.length() : hash);
  }

  private static boolean isAddress(String text) {
    return text.startsWith("http://") || text.startsWith("https://");
  }

  private static String base64(String text) {
    try {
      byte[] bytes =
          Base64.getUrlDecoder()
              .decode(text.replace('+', '-').replace('/', '_').replaceAll("[=\\s]", ""));
      return utf8(bytes);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /** Percent-decoding that leaves alone what is no encoding. */
  private static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer decoded = ByteBuffer.allocate(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      int high = i + 2 <= bytes.length - 1 ? Character.digit(bytes[i + 1], 16) : -1;
      int low = i + 2 <= bytes.length - 1 ? Character.digit(bytes[i + 2], 16) : -1;
      if (bytes[i] == '%' && high >= 0 && low >= 0) {
        decoded.put((byte) (high * 16 + low));
        i += 2;
      } else {
        decoded.put(bytes[i]);
      }
    }
    decoded.flip();
    byte[] result = new byte[decoded.remaining()];
    decoded.get(result);
    String inner = utf8(result);
    return inner.isEmpty() ? text : inner;
  }

  private static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return "";
    }
  }
}
