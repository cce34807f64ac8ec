package counterfoil.app;

import counterfoil.app.MailFiles.MailFile;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads the mails of some PATHs and tells what came of each on standard output: side by side, and
 * in order. One that fails is a line with its error. How far it is, and at the end how fast it was,
 * goes to standard error.
 */
final class MailTelling {

  /** The desk's own limit; of a larger mail only the beginning is fetched (behaviours, rule 6). */
  private static final int LARGEST = 50 * 1024 * 1024;

  private static final int BEGINNING = 256 * 1024;

  private final List<String> paths;
  private final boolean json;
  private int exitCode = ExitCode.OK;

  /**
   * @param paths files, folders, or - for standard input
   * @param json whether a failure is told as an object
   */
  MailTelling(List<String> paths, boolean json) {
    this.paths = paths;
    this.json = json;
  }

  /**
   * Tells each mail in these words.
   *
   * @return the exit code
   */
  int tell(Function<MailJudge, BiFunction<String, Reading, String>> words) {
    // Standard output carries results only; whatever a library prints goes to standard error.
    System.setOut(System.err);
    try (OutputStream out =
        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16)) {
      MailJudge judge = MailJudge.of(Home.ofThisProcess());
      return tell(judge, words.apply(judge), out);
    } catch (ConfigException e) {
      System.err.println(e.getMessage());
      return ExitCode.CONFIG;
    } catch (IOException e) {
      // The reader of a pipe went away, or the disk is full.
      System.err.println("The output could not be written: " + e.getMessage());
      return ExitCode.IO_ERROR;
    }
  }

  private int tell(MailJudge judge, BiFunction<String, Reading, String> words, OutputStream out)
      throws IOException {
    int cores = Runtime.getRuntime().availableProcessors();
    ExecutorService readers = Executors.newFixedThreadPool(cores, MailTelling::daemon);
    // A few mails ahead keep the cores busy; more would only fill the memory.
    int ahead = 4 * cores;
    Queue<Future<Told>> inHand = new ArrayDeque<>();
    List<MailFile> all = paths.stream().flatMap(path -> MailFiles.of(path).stream()).toList();
    Iterator<MailFile> mails = all.iterator();
    Progress progress = new Progress(System.err, System.console() != null, System::nanoTime);
    ReadingTally tally = new ReadingTally();
    try {
      while (mails.hasNext() || !inHand.isEmpty()) {
        while (mails.hasNext() && inHand.size() < ahead) {
          MailFile mail = mails.next();
          inHand.add(readers.submit(() -> told(mail, judge, words)));
        }
        Told next = await(inHand.remove());
        next.count().accept(tally);
        exitCode = Math.max(exitCode, next.exitCode());
        out.write(next.words().getBytes(StandardCharsets.UTF_8));
        out.flush();
        progress.done(tally.all(), all.size());
      }
      progress.end();
      if (all.size() > 1) {
        System.err.println(tally.line());
      }
    } finally {
      readers.shutdownNow();
    }
    return exitCode;
  }

  /**
   * @param count how it counts in the tally
   */
  private record Told(String words, int exitCode, Consumer<ReadingTally> count) {}

  private Told told(MailFile file, MailJudge judge, BiFunction<String, Reading, String> words) {
    try {
      byte[] raw;
      boolean cut;
      try (InputStream in = file.source().open()) {
        raw = in.readNBytes(LARGEST);
        cut = in.read() >= 0;
      }
      Reading reading = judge.read(cut ? Arrays.copyOf(raw, BEGINNING) : raw);
      Reading whole = cut ? reading.cutAt(BEGINNING) : reading;
      long size = raw.length;
      return new Told(
          words.apply(file.name(), whole),
          ExitCode.OK,
          tally -> tally.add(file.name(), size, reading.millis()));
    } catch (IOException e) {
      return failed(file.name(), sentence(e), ExitCode.NO_INPUT);
    } catch (Exception | Error e) {
      // One mail, however hostile, never ends the run; nor does a deep stack or a full memory.
      System.err.println(file.name() + " could not be read:");
      e.printStackTrace();
      return failed(file.name(), "It could not be read: " + e, ExitCode.SOFTWARE);
    }
  }

  private Told failed(String file, String error, int code) {
    return new Told(
        json ? ReadingAsJson.failure(file, error) : ReadingAsText.failure(file, error),
        code,
        ReadingTally::addFailure);
  }

  private static String sentence(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "There is no such file or folder.";
    }
    return e instanceof AccessDeniedException
        ? "It may not be opened: permission denied."
        : "It could not be opened: " + e.getMessage();
  }

  private static Told await(Future<Told> reading) {
    try {
      return reading.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "read");
    thread.setDaemon(true);
    return thread;
  }
}
