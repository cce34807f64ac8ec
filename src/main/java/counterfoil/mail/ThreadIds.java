package counterfoil.mail;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * The ids by which a mail names itself and those that it answers, as far as a glance at its raw
 * header tells, each hashed to a number. Only for keeping mails of one conversation in order;
 * nobody joins a ticket by them.
 *
 * @param own its Message-ID; of mails without one, their bytes
 * @param others the oldest of References, In-Reply-To, and the newest of References
 */
public record ThreadIds(long own, List<Long> others) {

  /** The ids in these raw bytes. */
  public static ThreadIds of(byte[] raw) {
    HeaderGlance header = HeaderGlance.of(raw);
    String references = header.field("references");
    String own = firstId(header.field("message-id"));
    List<Long> others = new ArrayList<>();
    for (String id :
        List.of(firstId(references), firstId(header.field("in-reply-to")), lastId(references))) {
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
