package counterfoil.app;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** The mails that a PATH of the command line means. */
final class MailFiles {

  /** Where standard input is read. */
  static final String STANDARD_INPUT = "-";

  private MailFiles() {}

  /**
   * A mail to be read.
   *
   * @param name PATH as given plus the rest, with slashes
   */
  record MailFile(String name, Source source) {}

  /** Where bytes come from. */
  interface Source {
    InputStream open() throws IOException;
  }

  /**
   * The mails of one PATH: the file itself, or every regular file below a folder, sorted by path,
   * without those whose name, or whose folder's name, begins with a dot. What cannot be looked into
   * is a mail that cannot be opened, so that it is named and the others are read.
   */
  static List<MailFile> of(String given) {
    if (given.equals(STANDARD_INPUT)) {
      return List.of(new MailFile(given, () -> System.in));
    }
    Path path;
    try {
      path = Path.of(given);
    } catch (InvalidPathException e) {
      return List.of(failing(given, new NoSuchFileException(given)));
    }
    if (!Files.isDirectory(path)) {
      return List.of(new MailFile(given, () -> Files.newInputStream(path)));
    }
    try {
      return below(path.toRealPath(), given.endsWith("/") ? given : given + "/");
    } catch (IOException e) {
      return List.of(failing(given, e));
    }
  }

  private static List<MailFile> below(Path folder, String prefix) throws IOException {
    List<Path> files = new ArrayList<>();
    List<MailFile> closed = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path found, BasicFileAttributes attributes) {
            return !found.equals(folder) && isHidden(found)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path found, BasicFileAttributes attributes) {
            if (!isHidden(found) && Files.isRegularFile(found)) {
              files.add(found);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path found, IOException failure) {
            closed.add(failing(prefix + rest(folder, found), failure));
            return FileVisitResult.CONTINUE;
          }
        });
    List<MailFile> mails = new ArrayList<>();
    files.stream()
        .sorted()
        .map(file -> new MailFile(prefix + rest(folder, file), () -> Files.newInputStream(file)))
        .forEach(mails::add);
    mails.addAll(closed);
    return mails;
  }

  private static boolean isHidden(Path path) {
    Path name = path.getFileName();
    return name != null && name.toString().startsWith(".");
  }

  /**
   * The path below the folder as UTF-8, whatever the locale: a Path of a process in the C locale
   * keeps the bytes of a name but cannot say them, and its URI can.
   */
  private static String rest(Path folder, Path file) {
    String whole = file.toUri().getRawPath();
    String start = folder.toUri().getRawPath();
    String rest = whole.substring(Math.min(start.length(), whole.length()));
    return URLDecoder.decode(rest.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static MailFile failing(String name, IOException failure) {
    return new MailFile(
        name,
        () -> {
          throw failure;
        });
  }
}
