package counterfoil.history;

import counterfoil.mail.HeaderGlance;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All mails of some files and folders, the oldest first, so that a reply comes after what it
 * answers even when they lie in different folders. Knows where each lies and when it arrived; the
 * mails themselves stay where they are.
 */
public final class FoundMails implements AutoCloseable {

  /** The time of delivery, with which the name of a file in a Maildir begins. */
  private static final Pattern MAILDIR_NAME = Pattern.compile("(\\d{9,11})\\..*");

  private static final Pattern FIELD = Pattern.compile("\\A[!-9;-~]+[ \\t]*:");
  private static final int BEGINNING = 1024;

  /** Told while files are looked through. */
  @FunctionalInterface
  public interface Watcher {
    /**
     * @param mails found so far
     * @param bytes of them
     */
    void found(long mails, long bytes);
  }

  private final Optional<Kind> kind;
  private final Arrival arrival;
  private final Watcher watcher;
  private final byte[] header = new byte[HeaderGlance.LIMIT];

  private final List<FoundMail> mails = new ArrayList<>();
  private final List<Trouble> troubles = new ArrayList<>();
  private final List<Mbox> mboxes = new ArrayList<>();
  private long bytes;
  private long discarded;
  private long otherFiles;

  private FoundMails(Optional<Kind> kind, Instant now, Watcher watcher) {
    this.kind = kind;
    this.arrival = new Arrival(now);
    this.watcher = watcher;
  }

  /**
   * Looks through files and folders.
   *
   * <p>A folder means all that is below it. Without a kind those are Maildirs, files that end in
   * {@code .eml}, and files that end in {@code .mbox} or are called {@code mbox}; with one, each
   * file that is not hidden counts as of that kind. A file that is named itself is recognised by
   * how it begins.
   *
   * @param kind of all files; empty to recognise each
   * @param now no mail is younger
   */
  public static FoundMails in(
      List<String> paths, Optional<Kind> kind, Instant now, Watcher watcher) {
    FoundMails found = new FoundMails(kind, now, watcher);
    paths.forEach(found::look);
    found.mails.sort(Comparator.comparing(FoundMail::date));
    return found;
  }

  /** The oldest first; those of one second in the order in which they were found. */
  public List<FoundMail> mails() {
    return mails;
  }

  /** What could not be looked into. */
  public List<Trouble> troubles() {
    return troubles;
  }

  /** The size of all mails that were found. */
  public long bytes() {
    return bytes;
  }

  /** How many mails were passed over because they are marked as deleted or as drafts. */
  public long discarded() {
    return discarded;
  }

  /** How many files of a folder were passed over because nothing says that they hold mail. */
  public long otherFiles() {
    return otherFiles;
  }

  private void look(String given) {
    try {
      Path path = Path.of(given);
      if (Files.isDirectory(path)) {
        walk(path.toRealPath(), given.endsWith("/") ? given : given + "/");
      } else {
        file(path, given);
      }
    } catch (InvalidPathException e) {
      troubles.add(Trouble.of(given, new NoSuchFileException(given)));
    } catch (IOException e) {
      troubles.add(Trouble.of(given, e));
    }
  }

  /** A file that was named itself. */
  private void file(Path file, String name) throws IOException {
    byte[] start = new byte[BEGINNING];
    int length;
    try (InputStream in = Files.newInputStream(file)) {
      length = in.readNBytes(start, 0, BEGINNING);
    }
    String text = new String(start, 0, length, StandardCharsets.ISO_8859_1);
    if (kind.isPresent() ? kind.get() == Kind.MBOX : Mbox.begins(start)) {
      mbox(file, name);
    } else if (kind.isPresent()
        || length == 0
        || name.toLowerCase(Locale.ROOT).endsWith(".eml")
        || FIELD.matcher(text).find()) {
      mail(file, name, Files.size(file), Optional.of(Files.getLastModifiedTime(file).toInstant()));
    } else {
      troubles.add(
          new Trouble(
              name,
              "is neither an mbox (no From line with a date) nor a mail (no header field); --kind"
                  + " says what it is"));
    }
  }

  private void walk(Path folder, String prefix) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path found, BasicFileAttributes attributes) {
            // The folders of a Maildir++ begin with a dot.
            return !found.equals(folder) && isHidden(found) && !isMaildir(found)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path found, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && !isHidden(found)) {
              files.add(found);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path found, IOException failure) {
            troubles.add(Trouble.of(prefix + rest(folder, found), failure));
            return FileVisitResult.CONTINUE;
          }
        });
    files.sort(Comparator.naturalOrder());
    for (Path file : files) {
      String name = prefix + rest(folder, file);
      try {
        belowFolder(file, name);
      } catch (IOException e) {
        troubles.add(Trouble.of(name, e));
      }
    }
    boolean isMaildir = files.stream().anyMatch(FoundMails::isInMaildir);
    if (kind.equals(Optional.of(Kind.MAILDIR)) && !isMaildir && !isMaildir(folder)) {
      troubles.add(new Trouble(prefix, "is no Maildir: it has no folders cur and new"));
    }
  }

  private void belowFolder(Path file, String name) throws IOException {
    Optional<Kind> itsKind = kindOf(file);
    if (itsKind.isEmpty()) {
      otherFiles++;
    } else if (itsKind.get() == Kind.MBOX) {
      mbox(file, name);
    } else if (itsKind.get() == Kind.MAILDIR) {
      String fileName = nameOf(file);
      if (Flags.isDiscarded(fileName)) {
        discarded++;
      } else {
        mail(file, name, Files.size(file), timeInName(fileName).or(() -> timeOf(file)));
      }
    } else {
      mail(file, name, Files.size(file), timeOf(file));
    }
  }

  /** What a file below a folder is; empty when it is to be passed over. */
  private Optional<Kind> kindOf(Path file) {
    String name = nameOf(file).toLowerCase(Locale.ROOT);
    if (isInMaildir(file)) {
      boolean wanted = kind.isEmpty() || kind.get() == Kind.MAILDIR;
      return isMailOfMaildir(file) && wanted ? Optional.of(Kind.MAILDIR) : Optional.empty();
    }
    if (kind.isPresent()) {
      return kind.filter(one -> one != Kind.MAILDIR);
    }
    if (name.endsWith(".eml")) {
      return Optional.of(Kind.EML);
    }
    return name.endsWith(".mbox") || name.equals("mbox")
        ? Optional.of(Kind.MBOX)
        : Optional.empty();
  }

  private static boolean isMaildir(Path folder) {
    return Files.isDirectory(folder.resolve("cur")) && Files.isDirectory(folder.resolve("new"));
  }

  /** In one of the three folders of a Maildir. */
  private static boolean isInMaildir(Path file) {
    Path folder = file.getParent();
    Path above = folder == null ? null : folder.getParent();
    String name = folder == null ? "" : nameOf(folder);
    return above != null
        && (name.equals("cur") || name.equals("new") || name.equals("tmp"))
        && isMaildir(above);
  }

  private static boolean isMailOfMaildir(Path file) {
    Path folder = file.getParent();
    // In tmp lies what was not delivered to its end.
    return folder != null && !nameOf(folder).equals("tmp");
  }

  private static Optional<Instant> timeInName(String fileName) {
    Matcher name = MAILDIR_NAME.matcher(fileName);
    return name.matches()
        ? Optional.of(Instant.ofEpochSecond(Long.parseLong(name.group(1))))
        : Optional.empty();
  }

  private static Optional<Instant> timeOf(Path file) {
    try {
      return Optional.of(Files.getLastModifiedTime(file).toInstant());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private void mbox(Path file, String name) throws IOException {
    Mbox mbox = Mbox.open(file, name);
    mboxes.add(mbox);
    mbox.find(
        arrival,
        mail -> {
          if (mail.isDiscarded()) {
            discarded++;
          } else {
            add(mail);
          }
        });
  }

  private void mail(Path file, String name, long size, Optional<Instant> place) throws IOException {
    int length;
    try (InputStream in = Files.newInputStream(file)) {
      length = in.readNBytes(header, 0, header.length);
    }
    add(new MailFile(file, name, size, arrival.of(HeaderGlance.of(header, length), place)));
  }

  private void add(FoundMail mail) {
    mails.add(mail);
    bytes += mail.size();
    watcher.found(mails.size(), bytes);
  }

  private static boolean isHidden(Path path) {
    return nameOf(path).startsWith(".");
  }

  private static String nameOf(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }

  /** As UTF-8 whatever the locale, which only the URI of a path can say in the C locale. */
  private static String rest(Path folder, Path file) {
    String whole = file.toUri().getRawPath();
    String start = folder.toUri().getRawPath();
    String rest = whole.substring(Math.min(start.length(), whole.length()));
    return URLDecoder.decode(rest.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    for (Mbox mbox : mboxes) {
      try {
        mbox.close();
      } catch (IOException e) {
        // It was only read.
      }
    }
  }
}
