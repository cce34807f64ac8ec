package counterfoil.mail;

import counterfoil.text.TextHygiene;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The files of one mail in their order, each once: what has the same name and the same bytes as one
 * before is the same file. Files are hashed as they pass by and not held.
 */
final class FoundFiles {

  private static final int BLOCK = 16 * 1024;

  private final int wanted;
  private final List<FoundFile> files = new ArrayList<>();
  private final Map<String, FoundFile> byContent = new HashMap<>();
  private Optional<byte[]> wantedBytes = Optional.empty();

  /**
   * @param wanted index of the file whose bytes are asked for; -1 for none
   */
  FoundFiles(int wanted) {
    this.wanted = wanted;
  }

  /**
   * Takes a file.
   *
   * @param given the name it has in the mail; may be empty or hostile
   * @param contentId without brackets; empty when there is none
   */
  FoundFile add(String given, String type, String contentId, byte[] content) {
    try {
      return add(given, type, contentId, new ByteArrayInputStream(content), 0).file();
    } catch (IOException impossible) {
      throw new UncheckedIOException("an array was read", impossible);
    }
  }

  /**
   * A file that was taken, and its bytes.
   *
   * @param content empty when there are more than were asked for
   */
  record Added(FoundFile file, Optional<byte[]> content) {}

  /**
   * Takes a file as it flows by.
   *
   * @param keep no more bytes than that are given back
   */
  Added add(String given, String type, String contentId, InputStream content, long keep)
      throws IOException {
    boolean isWanted = files.size() == wanted;
    MessageDigest digest = Digests.sha256();
    long most = isWanted ? Integer.MAX_VALUE - 16 : keep;
    byte[] kept = content.readNBytes((int) Math.min(most, Integer.MAX_VALUE - 16));
    digest.update(kept);
    long more = drain(content, digest);
    String hash = HexFormat.of().formatHex(digest.digest());
    String media = TextHygiene.oneLine(type);
    FoundFile file =
        new FoundFile(
            FileNames.safe(given, media, files.size() + 1), media, kept.length + more, hash);
    FoundFile known = byContent.putIfAbsent(hash + file.name(), file);
    FoundFile found = known == null ? file : known;
    if (!contentId.isEmpty()) {
      found.contentIds().add(contentId);
    }
    if (known == null) {
      files.add(file);
      if (isWanted) {
        wantedBytes = Optional.of(kept);
      }
    }
    return new Added(found, more == 0 ? Optional.of(kept) : Optional.empty());
  }

  private static long drain(InputStream content, MessageDigest digest) throws IOException {
    byte[] buffer = new byte[BLOCK];
    long more = 0;
    for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
      digest.update(buffer, 0, n);
      more += n;
    }
    return more;
  }

  /** Gives a file that had no name a better one than its number. */
  void rename(FoundFile file, String given) {
    int index = files.indexOf(file);
    if (index >= 0) {
      files.set(index, file.named(FileNames.safe(given, file.type(), index + 1)));
    }
  }

  List<FoundFile> list() {
    return files;
  }

  Optional<byte[]> wantedBytes() {
    return wantedBytes;
  }

  /**
   * A file as the walk found it.
   *
   * @param contentIds by which a body may show it
   */
  record FoundFile(String name, String type, long size, String sha256, Set<String> contentIds) {

    FoundFile(String name, String type, long size, String sha256) {
      this(name, type, size, sha256, new HashSet<>(2));
    }

    FoundFile named(String other) {
      return new FoundFile(other, type, size, sha256, contentIds);
    }
  }
}
