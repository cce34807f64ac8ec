package counterfoil.app;

import counterfoil.privacy.Sink;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** An export as files in a folder that only its owner can look into. */
final class FolderSink implements Sink {

  private static final FileAttribute<?>[] OWNERS_ONLY =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
          ? new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
          }
          : new FileAttribute<?>[0];

  private final Path folder;

  FolderSink(Path folder) {
    this.folder = folder;
  }

  @Override
  public void file(String name, Content content) throws IOException {
    Path file = folder.resolve(name);
    Path above = file.toAbsolutePath().getParent();
    if (above != null) {
      Files.createDirectories(above, OWNERS_ONLY);
    }
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW))) {
      content.to(out);
    }
  }
}
