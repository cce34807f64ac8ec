package counterfoil.app;

import counterfoil.desk.FactsReplay;
import counterfoil.desk.Reread;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * One run of {@code replay --facts}: what would change, then what was written. The answer goes to
 * standard output, as lines of JSON or with all that is said about it; else that goes to standard
 * error.
 */
final class ReplayRun {

  /** More names would push the figures off the screen; the first ones show what it is about. */
  private static final int NAMES = 50;

  private final FactsReplay replay;
  private final ReplayTable table;
  private final ReplayTelling telling;
  private final PrintStream words;
  private final Progress progress;
  private final ReplayTally found;
  private final ReplayTally written;
  private final List<String> unreadable = new ArrayList<>();
  private final List<String> restless = new ArrayList<>();
  private boolean isCut;

  /**
   * @param order of the fields
   * @param out standard output
   */
  ReplayRun(
      FactsReplay replay,
      Comparator<String> order,
      PrintStream out,
      boolean json,
      Progress progress) {
    this.replay = replay;
    this.words = json ? System.err : out;
    this.table = new ReplayTable(words);
    this.telling = json ? new ReplayAsJson(out) : table;
    this.progress = progress;
    this.found = new ReplayTally(order);
    this.written = new ReplayTally(order);
  }

  /**
   * Tells what would change.
   *
   * @param all how many tickets there are to look at
   * @return whether it came to the end
   */
  boolean rehearse(long all) {
    progress.begin();
    boolean isWhole =
        replay.rehearse(
            read -> {
              found.add(read);
              note(read, unreadable);
              if (read.isChange() || read.trouble().isPresent()) {
                progress.end();
                telling.tell(read);
              }
              progress.tickets(found.tickets(), Math.max(all, found.tickets()));
            });
    progress.end();
    table.summary(found);
    left(unreadable, found.left());
    return isWhole;
  }

  private static void note(Reread read, List<String> names) {
    if (names.size() < NAMES) {
      read.trouble()
          .ifPresent(trouble -> names.add(read.kept().ticket().number() + ": " + trouble));
    }
  }

  private void left(List<String> names, long count) {
    if (count > 0) {
      say("");
      say("Left as they are:");
      names.forEach(name -> say("  %s", name));
      if (count > names.size()) {
        say("  and %,d more", count - names.size());
      }
    }
  }

  /** Whether all tickets say what their mails say. */
  boolean isNothingToDo() {
    return found.changing() == 0;
  }

  /** What whoever is at the terminal is asked. */
  String question() {
    return String.format(
        Locale.ROOT,
        "%n%s of %,d would change. Write that? Nobody gets a letter because of it.",
        tickets(found.changing()),
        found.tickets());
  }

  /** The end of a run that only looked. */
  void sayNothingWritten(boolean isWhole) {
    String changes =
        isNothingToDo()
            ? "Nothing is left to do: of " + tickets(found.tickets()) + " none changes"
            : tickets(found.changing()) + " of " + number(found.tickets()) + " would change";
    if (!isNothingToDo() || found.left() > 0) {
      say("");
    }
    say("%s. %s", changes, isWhole ? "Nothing was written." : "It was stopped before the end.");
  }

  /** Writes what was told, and says so. */
  void apply() {
    progress.begin();
    isCut = true;
    try {
      isCut =
          !replay.apply(
              read -> {
                written.add(read);
                note(read, restless);
                progress.tickets(written.tickets(), Math.max(found.changing(), written.tickets()));
              });
    } finally {
      progress.end();
      left(restless, written.left());
      say("");
      say(
          "%s changed. %s",
          written.changing() == 1 ? "1 ticket was" : number(written.changing()) + " tickets were",
          isCut
              ? "Run the same command again: it passes over what is written and goes on."
              : "Nobody gets a letter because of it.");
    }
  }

  /** What the run answers to the shell. */
  int code() {
    if (written.left() > 0 || isCut) {
      return ExitCode.TRY_AGAIN;
    }
    return found.left() > 0 ? ExitCode.NO_INPUT : ExitCode.OK;
  }

  private static String tickets(long count) {
    return count == 1 ? "1 ticket" : number(count) + " tickets";
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private void say(String format, Object... values) {
    words.println(String.format(Locale.ROOT, format, values));
  }
}
