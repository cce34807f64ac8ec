package counterfoil.mail;

import counterfoil.mail.FoundFiles.FoundFile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/**
 * The same for the same mail, however often and by whatever way it is delivered: over what its
 * author wrote, not over what servers added.
 */
final class Fingerprint {

  private static final List<String> OF_THE_AUTHOR = List.of("from", "date", "subject", "to", "cc");

  private final Consumer<MessageDigest> content;

  private Fingerprint(Consumer<MessageDigest> content) {
    this.content = content;
  }

  /** Over the bodies and files that a walk found. */
  static Fingerprint over(Message message, List<FoundFile> files) {
    return new Fingerprint(
        digest -> {
          addBodies(digest, message);
          files.forEach(file -> add(digest, file.sha256()));
        });
  }

  /** Over a mail whose parts could not be read. */
  static Fingerprint over(byte[] raw) {
    return new Fingerprint(digest -> digest.update(raw));
  }

  String of(String messageId, Fields fields) {
    MessageDigest digest = Digests.sha256();
    add(digest, messageId);
    for (String name : OF_THE_AUTHOR) {
      fields.all(name).forEach(value -> add(digest, name + ":" + value));
    }
    content.accept(digest);
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void addBodies(MessageDigest digest, Message message) {
    for (Body body : message.bodies) {
      body.plain.forEach(text -> add(digest, text.strip()));
      body.html.forEach(html -> add(digest, html.strip()));
    }
    message.attached.forEach(attached -> addBodies(digest, attached));
  }

  private static void add(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }
}
