package counterfoil.app;

import counterfoil.letters.DeskKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The key that signs reply addresses, where the settings give none: made once, kept beside the
 * data, readable by its owner alone. Whoever has several bots gives all of them the same one by
 * {@code counterfoil.replies.keys}.
 */
final class KeyFile {

  private static final int BYTES = 32;

  private final Path file;

  private KeyFile(Path file) {
    this.file = file;
  }

  static KeyFile in(Path data) {
    return new KeyFile(data.resolve("reply-key"));
  }

  /**
   * The key, made when there is none.
   *
   * @throws ConfigException when the file holds no key
   */
  String key() {
    try {
      if (!Files.exists(file)) {
        make();
      }
      String key = Files.readString(file).strip();
      if (key.length() < DeskKeys.SHORTEST) {
        throw new ConfigException(
            file
                + " holds no key. Remove it, and a new one is made; reply addresses that are out"
                + " count no more then.");
      }
      return key;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Two bots that start at once on one folder have one key. */
  private void make() throws IOException {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path draft =
        Files.createTempFile(
            file.toAbsolutePath().getParent(),
            "reply-key",
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(
          draft,
          Base64.getEncoder().encodeToString(random),
          StandardCharsets.US_ASCII,
          StandardOpenOption.TRUNCATE_EXISTING);
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      // The other one was faster.
      return;
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
