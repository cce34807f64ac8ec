package counterfoil.app;

import counterfoil.desk.FactChange;
import counterfoil.desk.Reread;
import java.io.PrintStream;
import java.util.Locale;

/** What reading facts again changes, for people: a line for each field of a ticket. */
final class ReplayTable implements ReplayTelling {

  private static final int LONGEST = 30;
  private static final String ROW = "%-10s  %-14s  %-" + LONGEST + "s  %-" + LONGEST + "s  %s";

  private final PrintStream out;
  private boolean hasHead;

  ReplayTable(PrintStream out) {
    this.out = out;
  }

  @Override
  public void tell(Reread read) {
    String ticket = read.kept().ticket().number();
    for (FactChange change : read.changes()) {
      if (!hasHead) {
        hasHead = true;
        row("ticket", "field", "before", "after", "mail");
      }
      row(
          ticket,
          change.field(),
          onLine(change.before()),
          onLine(change.after()),
          String.valueOf(change.mailId()));
    }
  }

  /** How many tickets gain, lose and change what, once all was told. */
  void summary(ReplayTally tally) {
    if (tally.fields().isEmpty()) {
      return;
    }
    if (hasHead) {
      out.println();
    }
    out.println("                 gain    lose  change  other words  stay");
    tally
        .fields()
        .forEach(
            (field, counts) ->
                out.println(
                    String.format(
                        Locale.ROOT,
                        "%-14s %,6d  %,6d  %,6d       %,6d  %,4d",
                        field,
                        counts.count(FactChange.Kind.ADDED),
                        counts.count(FactChange.Kind.REMOVED),
                        counts.count(FactChange.Kind.CHANGED),
                        counts.count(FactChange.Kind.EVIDENCE),
                        counts.stays())));
  }

  private void row(Object... cells) {
    out.println(String.format(Locale.ROOT, ROW, cells).stripTrailing());
  }

  /** On one line and not too long; what a mail says must not steer a terminal. */
  private static String onLine(String words) {
    String line = words.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
    return line.codePointCount(0, line.length()) <= LONGEST
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST - 1)) + "\u2026";
  }
}
