package counterfoil.mailbox;

import counterfoil.desk.Case;
import counterfoil.desk.ClaimedMail;
import counterfoil.desk.Decision;
import counterfoil.desk.Journal;
import counterfoil.desk.Known;
import counterfoil.desk.Page;
import counterfoil.desk.Placeholder;
import counterfoil.desk.RawMail;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/** A journal that only keeps, in memory; it can be away. */
final class KeepingJournal implements Journal {

  final Map<Long, byte[]> kept = new ConcurrentSkipListMap<>();
  final AtomicInteger fetched = new AtomicInteger();
  volatile boolean away;

  @Override
  public int keep(Page page) {
    if (away) {
      throw new IllegalStateException("the database is away");
    }
    fetched.addAndGet(page.mails().size());
    for (RawMail mail : page.mails()) {
      kept.put(mail.uid(), mail.bytes());
    }
    return page.mails().size();
  }

  @Override
  public Set<Long> known(Page.Folder folder, Collection<Long> uids) {
    return uids.stream().filter(kept::containsKey).collect(Collectors.toSet());
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
  public void apply(List<Decision> decisions) {
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
