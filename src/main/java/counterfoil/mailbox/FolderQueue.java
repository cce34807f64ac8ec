package counterfoil.mailbox;

import counterfoil.desk.Page;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * UIDs of a folder that are still to be looked at, eight bytes each however many there are; and
 * mails that were, and are to leave.
 */
final class FolderQueue {

  private final Page.Folder folder;

  private record Run(long[] uids, int from) {}

  private final List<Listed> leaving = new ArrayList<>();
  private final Deque<Run> runs = new ArrayDeque<>();
  private long waiting;

  FolderQueue(Page.Folder folder) {
    this.folder = folder;
  }

  Page.Folder folder() {
    return folder;
  }

  void add(long[] more) {
    if (more.length > 0) {
      runs.addLast(new Run(more, 0));
      waiting += more.length;
    }
  }

  /** The oldest; none when all were looked at. */
  long[] next(int most) {
    Run first = runs.pollFirst();
    if (first == null) {
      return new long[0];
    }
    int to = Math.min(first.uids().length, first.from() + most);
    if (to < first.uids().length) {
      runs.addFirst(new Run(first.uids(), to));
    }
    waiting -= to - first.from();
    return Arrays.copyOfRange(first.uids(), first.from(), to);
  }

  long waiting() {
    return waiting;
  }

  /** Kept mails that are still to be taken out. */
  List<Listed> leaving() {
    return leaving;
  }
}
