package counterfoil.mail;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Which conversation a mail belongs to, as far as a glance at its raw header tells: the oldest id
 * of References, else In-Reply-To, else its own Message-ID. Only for keeping mails of one
 * conversation in order; nobody joins a ticket by it.
 */
public final class ConversationKey {

  /** Further down than this nobody looks: the key orders, it does not decide. */
  private static final int HEADER_LIMIT = 64 * 1024;

  private ConversationKey() {}

  /** The key of these raw bytes; mails without any id get one from their bytes. */
  public static long of(byte[] raw) {
    Map<String, String> fields = scan(raw);
    for (String field : new String[] {"references", "in-reply-to", "message-id"}) {
      String id = firstId(fields.getOrDefault(field, ""));
      if (!id.isEmpty()) {
        return hash(id.getBytes(StandardCharsets.ISO_8859_1));
      }
    }
    return hash(raw);
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

  private static long hash(byte[] bytes) {
    try {
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes)).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
