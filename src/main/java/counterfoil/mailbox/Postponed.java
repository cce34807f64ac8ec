package counterfoil.mailbox;

import counterfoil.desk.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Mails that must not hold up the others. What the server did not hand out, or did not let go, is
 * tried again later, behind all others. What was under way when a connection broke travels in
 * smaller groups the next time, for one of them may have broken it. Lasts longer than a connection.
 * Belongs to one thread.
 */
final class Postponed {

  private record Mail(Page.Folder folder, long uid) {}

  private final Map<Mail, Instant> later = new HashMap<>();
  private final Set<Mail> stubborn = new HashSet<>();
  private final Map<Mail, Integer> companions = new HashMap<>();

  /**
   * The connection broke while these were under way together.
   *
   * @param atMost in groups of so many they may travel from now on
   * @return whether there was only one, and so it is that one
   */
  boolean suspect(Page.Folder folder, Collection<Long> uids, int atMost, Instant notBefore) {
    if (uids.size() == 1) {
      uids.forEach(uid -> stubborn(folder, uid, notBefore));
      return true;
    }
    uids.forEach(uid -> companions.put(new Mail(folder, uid), atMost));
    return false;
  }

  /** The server did not hand it out. */
  void stubborn(Page.Folder folder, long uid, Instant notBefore) {
    Mail mail = new Mail(folder, uid);
    stubborn.add(mail);
    companions.put(mail, 1);
    later.put(mail, notBefore);
  }

  /** The server did not let it go. */
  void retry(Page.Folder folder, long uid, Instant notBefore) {
    later.put(new Mail(folder, uid), notBefore);
  }

  /** All is well with them, or they are gone. */
  void settled(Page.Folder folder, Collection<Long> uids) {
    if (later.isEmpty() && companions.isEmpty()) {
      return;
    }
    for (long uid : uids) {
      Mail mail = new Mail(folder, uid);
      stubborn.remove(mail);
      companions.remove(mail);
      later.remove(mail);
    }
  }

  /** Those that need not wait for their time. */
  long[] withoutPostponed(Page.Folder folder, long[] uids) {
    return later.isEmpty()
        ? uids
        : Arrays.stream(uids).filter(uid -> !later.containsKey(new Mail(folder, uid))).toArray();
  }

  /** Those whose time has come; they are told once. */
  long[] due(Page.Folder folder, Instant now) {
    long[] due =
        later.entrySet().stream()
            .filter(entry -> entry.getKey().folder().equals(folder))
            .filter(entry -> !entry.getValue().isAfter(now))
            .mapToLong(entry -> entry.getKey().uid())
            .sorted()
            .toArray();
    for (long uid : due) {
      later.remove(new Mail(folder, uid));
    }
    return due;
  }

  /** Cuts mails into groups in order, so that none has more companions than it may. */
  List<long[]> groups(Page.Folder folder, long[] uids) {
    if (companions.isEmpty()) {
      return List.of(uids);
    }
    List<long[]> groups = new ArrayList<>();
    int from = 0;
    int most = Integer.MAX_VALUE;
    for (int i = 0; i < uids.length; i++) {
      int own = companions.getOrDefault(new Mail(folder, uids[i]), Integer.MAX_VALUE);
      if (i > from && i - from + 1 > Math.min(most, own)) {
        groups.add(Arrays.copyOfRange(uids, from, i));
        from = i;
        most = Integer.MAX_VALUE;
      }
      most = Math.min(most, own);
    }
    groups.add(Arrays.copyOfRange(uids, from, uids.length));
    return groups;
  }

  /** Whether the server did not hand it out before. */
  boolean isStubborn(Page.Folder folder, long uid) {
    return stubborn.contains(new Mail(folder, uid));
  }

  /** How many mails the server does not hand out. */
  int stubborn() {
    return stubborn.size();
  }

  /** The folder has a new UIDVALIDITY, so what was said of its UIDs means nothing. */
  void forget(Page.Folder folder) {
    later.keySet().removeIf(mail -> mail.folder().equals(folder));
    stubborn.removeIf(mail -> mail.folder().equals(folder));
    companions.keySet().removeIf(mail -> mail.folder().equals(folder));
  }
}
