package counterfoil.app;

import counterfoil.desk.Outcome;
import counterfoil.desk.Rehearsal;
import counterfoil.history.FoundMails;
import counterfoil.history.Tally;
import counterfoil.history.Trouble;
import java.io.PrintStream;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What an import says at its end. */
final class ImportReport {

  /** More names would push the figures off the screen; the first ones show what it is about. */
  private static final int NAMES = 50;

  private final PrintStream out;

  ImportReport(PrintStream out) {
    this.out = out;
  }

  /** What was found, before anything is done. */
  void found(FoundMails found) {
    if (!found.mails().isEmpty()) {
      line(
          "Found %,d mails, %s, of %s to %s.",
          found.mails().size(),
          Progress.megabytes(found.bytes()),
          day(found, 0),
          day(found, found.mails().size() - 1));
    }
  }

  private static Object day(FoundMails found, int index) {
    return found.mails().get(index).date().atOffset(ZoneOffset.UTC).toLocalDate();
  }

  /** The final table. */
  void table(FoundMails found, Tally tally, String mailbox, Optional<Rehearsal> rehearsal) {
    line("");
    row("found", tally.found(), "");
    if (tally.isCut()) {
      row("gone through", tally.done(), "it was stopped");
    }
    if (rehearsal.isPresent()) {
      row("would be new", tally.fresh(), "for mailbox " + mailbox);
      outcomes(rehearsal.get());
    } else {
      row("new", tally.fresh(), "kept for mailbox " + mailbox);
    }
    row("already there", tally.known(), "");
    row("too large", tally.tooLarge(), "");
    row("unreadable", tally.unreadable() + found.troubles().size(), "");
    row("passed over", found.discarded(), "deleted, or drafts");
    if (found.otherFiles() > 0) {
      row("other files", found.otherFiles(), "not recognised as mail; --kind says what they are");
    }
    troubles(Stream.concat(found.troubles().stream(), tally.troubles().stream()).toList());
  }

  private void outcomes(Rehearsal rehearsal) {
    row("  open tickets", rehearsal.count(Outcome.OPENED), "");
    row("  on tickets", rehearsal.count(Outcome.APPENDED), "replies");
    row(
        "  of machines",
        rehearsal.count(Outcome.NOTED)
            + rehearsal.count(Outcome.IGNORED)
            + rehearsal.count(Outcome.BOUNCE),
        "noted or ignored");
    row("  known mails", rehearsal.count(Outcome.DUPLICATE), "the same in other bytes");
  }

  /** What was not taken, and why. */
  void troubles(List<Trouble> troubles) {
    if (!troubles.isEmpty()) {
      line("");
      line("Not taken:");
      troubles.stream().limit(NAMES).forEach(trouble -> line("  %s", trouble));
      if (troubles.size() > NAMES) {
        line("  and %,d more", troubles.size() - NAMES);
      }
    }
  }

  private void row(String what, long count, String words) {
    line("%s", String.format(Locale.ROOT, "%-15s %,9d  %s", what, count, words).stripTrailing());
  }

  void line(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }
}
