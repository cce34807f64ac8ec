package counterfoil.mailbox;

import counterfoil.desk.Case;
import counterfoil.desk.ClaimedMail;
import counterfoil.desk.Decision;
import counterfoil.desk.Journal;
import counterfoil.desk.Known;
import counterfoil.desk.Page;
import counterfoil.desk.Placeholder;
import counterfoil.desk.RawMail;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/** A journal that only keeps, in memory; it can be away. */
final class KeepingJournal implements Journal {

  private record Key(Page.Folder folder, long uid) {}

  private final Map<Key, RawMail> mails = new LinkedHashMap<>();
  private final List<String> folders = new ArrayList<>();
  final AtomicInteger fetched = new AtomicInteger();
  volatile boolean away;
  volatile boolean refuses;
  volatile boolean knowsAll;
  volatile boolean forgetsBytes;
  volatile Runnable whenAsked = () -> {};
  volatile Runnable whenKeeping = () -> {};

  /** The database is away, or refuses; as Spring says it, with an exception of any kind. */
  @Override
  public synchronized int keep(Page page) {
    if (away || refuses) {
      throw new IllegalStateException("disk full");
    }
    whenKeeping.run();
    fetched.addAndGet(page.mails().size());
    for (RawMail mail : page.mails()) {
      mails.put(
          new Key(page.folder(), mail.uid()),
          forgetsBytes
              ? new RawMail(mail.uid(), mail.internalDate(), new byte[0], mail.size())
              : mail);
      folders.add(page.folder().name());
    }
    return page.mails().size();
  }

  @Override
  public Set<Long> known(Page.Folder folder, Collection<Long> uids) {
    if (away) {
      throw new IllegalStateException("connection refused");
    }
    whenAsked.run();
    synchronized (this) {
      return uids.stream()
          .filter(uid -> knowsAll || mails.containsKey(new Key(folder, uid)))
          .collect(Collectors.toSet());
    }
  }

  /** What was kept, in order. */
  synchronized List<RawMail> kept() {
    return List.copyOf(mails.values());
  }

  /** What was kept, in order, as text. */
  synchronized List<String> texts() {
    return mails.values().stream()
        .map(mail -> new String(mail.bytes(), StandardCharsets.ISO_8859_1))
        .toList();
  }

  /** The folders that the kept mails came from, in order. */
  synchronized List<String> folders() {
    return List.copyOf(folders);
  }

  @Override
  public List<ClaimedMail> claim(int mails, long bytes) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Known gather(List<Case> cases) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void apply(List<Decision> decisions, Known known) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void putBack(List<ClaimedMail> mails, Duration after, String reason) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void park(ClaimedMail mail, String reason, LongFunction<Placeholder> placeholder) {
    throw new UnsupportedOperationException();
  }
}
