package counterfoil.mailbox;

import counterfoil.desk.Page;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Mails that must not hold up the others: what the server did not hand out, or did not let go, is
 * tried again later; what was under way when a connection broke is fetched alone the next time, for
 * one of them may have broken it. Lasts longer than a connection. Belongs to one thread.
 */
final class Postponed {

  private record Mail(Page.Folder folder, long uid) {}

  private final Map<Mail, Instant> later = new HashMap<>();
  private final Set<Mail> stubborn = new HashSet<>();
  private final Set<Mail> alone = new HashSet<>();

  /** These were under way when something went wrong with all of them. */
  void suspect(Page.Folder folder, Set<Long> uids, Instant notBefore) {
    if (uids.size() == 1) {
      // It was alone already.
      uids.forEach(uid -> stubborn(folder, uid, notBefore));
    } else {
      uids.forEach(uid -> alone.add(new Mail(folder, uid)));
    }
  }

  /** The server did not hand it out. */
  void stubborn(Page.Folder folder, long uid, Instant notBefore) {
    Mail mail = new Mail(folder, uid);
    stubborn.add(mail);
    alone.add(mail);
    later.put(mail, notBefore);
  }

  /** The server did not let it go. */
  void retry(Page.Folder folder, long uid, Instant notBefore) {
    later.put(new Mail(folder, uid), notBefore);
  }

  /** All is well with them, or they are gone. */
  void settled(Page.Folder folder, Set<Long> uids) {
    for (long uid : uids) {
      Mail mail = new Mail(folder, uid);
      stubborn.remove(mail);
      alone.remove(mail);
      later.remove(mail);
    }
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

  /** Whether its time has not come. */
  boolean isLater(Page.Folder folder, long uid, Instant now) {
    Instant notBefore = later.get(new Mail(folder, uid));
    return notBefore != null && notBefore.isAfter(now);
  }

  /** Those that are fetched in a page of their own. */
  Set<Long> alone(Page.Folder folder) {
    return alone.stream()
        .filter(mail -> mail.folder().equals(folder))
        .map(Mail::uid)
        .collect(Collectors.toSet());
  }

  /** How many mails the server does not hand out. */
  int stubborn() {
    return stubborn.size();
  }

  /** The folder has a new UIDVALIDITY, so what was said of its UIDs means nothing. */
  void forget(Page.Folder folder) {
    later.keySet().removeIf(mail -> mail.folder().equals(folder));
    stubborn.removeIf(mail -> mail.folder().equals(folder));
    alone.removeIf(mail -> mail.folder().equals(folder));
  }
}
