package counterfoil.mailbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;

/** UIDs as sequence sets (RFC 9051 section 9): runs are written as {@code first:last}. */
final class UidSet {

  /** Servers need not take longer lines than 8,192 bytes (RFC 7162 section 4). */
  private static final int LONGEST = 7_000;

  private UidSet() {}

  /** As many sets as it takes to keep each short enough for a command; none for no UIDs. */
  static List<String> of(Collection<Long> uids) {
    List<String> sets = new ArrayList<>();
    StringBuilder set = new StringBuilder();
    Iterator<Long> sorted = new TreeSet<>(uids).iterator();
    long next = sorted.hasNext() ? sorted.next() : 0;
    while (next > 0) {
      long first = next;
      long last = next;
      next = sorted.hasNext() ? sorted.next() : 0;
      while (next == last + 1) {
        last = next;
        next = sorted.hasNext() ? sorted.next() : 0;
      }
      if (set.length() > LONGEST) {
        sets.add(set.toString());
        set.setLength(0);
      }
      append(set, first, last);
    }
    if (set.length() > 0) {
      sets.add(set.toString());
    }
    return sets;
  }

  private static void append(StringBuilder set, long first, long last) {
    if (set.length() > 0) {
      set.append(',');
    }
    set.append(first);
    if (first != last) {
      set.append(':').append(last);
    }
  }
}
