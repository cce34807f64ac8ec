package counterfoil.mail;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The ids by which a mail names itself and those that it answers, as far as a glance at its raw
 * header tells, each hashed to a number. Only for keeping mails of one conversation in order;
 * nobody joins a ticket by them.
 *
 * @param own its Message-ID; of mails without one, their bytes
 * @param others the oldest of References, In-Reply-To, and the newest of References
 */
public record ThreadIds(long own, List<Long> others) {

  /** Further down than this nobody looks: the ids order, they do not decide. */
  private static final int HEADER_LIMIT = 64 * 1024;

  /** The ids in these raw bytes. */
  public static ThreadIds of(byte[] raw) {
    Map<String, String> fields = scan(raw);
    String references = fields.getOrDefault("references", "");
    String own = firstId(fields.getOrDefault("message-id", ""));
    List<Long> others = new ArrayList<>();
    for (String id :
        List.of(
            firstId(references),
            firstId(fields.getOrDefault("in-reply-to", "")),
            lastId(references))) {
      if (!id.isEmpty() && !id.equals(own)) {
        others.add(hash(id.getBytes(StandardCharsets.ISO_8859_1)));
      }
    }
    return new ThreadIds(
        hash(own.isEmpty() ? raw : own.getBytes(StandardCharsets.ISO_8859_1)),
        others.stream().distinct().toList());
  }

  /** What the whole conversation is called while nothing else is known of it: its oldest id. */
  public long oldest() {
    return others.isEmpty() ? own : others.get(0);
  }

  private static Map<String, String> scan(byte[] raw) {
    int end = Math.min(raw.length, HEADER_LIMIT);
    String header = new String(raw, 0, end, StandardCharsets.ISO_8859_1);
    Map<String, String> fields = new HashMap<>();
    String name = "";
    StringBuilder value = new StringBuilder();
    for (String line : header.lines().takeWhile(line -> !line.isEmpty()).toList()) {
      if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
        value.append(line);
        continue;
      }
      fields.putIfAbsent(name, value.toString());
      int colon = line.indexOf(':');
      name = colon < 0 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      value = new StringBuilder(colon < 0 ? "" : line.substring(colon + 1));
    }
    fields.putIfAbsent(name, value.toString());
    return fields;
  }

  private static String firstId(String value) {
    int open = value.indexOf('<');
    int close = value.indexOf('>', open + 1);
    return open < 0 || close < 0 ? "" : value.substring(open + 1, close).strip();
  }

  private static String lastId(String value) {
    int close = value.lastIndexOf('>');
    int open = value.lastIndexOf('<', close);
    return open < 0 || close < 0 ? "" : value.substring(open + 1, close).strip();
  }

  private static long hash(byte[] bytes) {
    try {
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes)).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
