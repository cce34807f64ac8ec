package counterfoil.mailbox;

import java.util.Collection;
import java.util.Iterator;
import java.util.TreeSet;

/** UIDs as a sequence set (RFC 9051 section 9): runs are written as {@code first:last}. */
final class UidSet {

  private UidSet() {}

  static String of(Collection<Long> uids) {
    StringBuilder set = new StringBuilder();
    Iterator<Long> sorted = new TreeSet<>(uids).iterator();
    long first = sorted.next();
    long last = first;
    while (sorted.hasNext()) {
      long uid = sorted.next();
      if (uid != last + 1) {
        append(set, first, last);
        first = uid;
      }
      last = uid;
    }
    return append(set, first, last).toString();
  }

  private static StringBuilder append(StringBuilder set, long first, long last) {
    if (set.length() > 0) {
      set.append(',');
    }
    set.append(first);
    return first == last ? set : set.append(':').append(last);
  }
}
