package counterfoil.mailbox;

import counterfoil.desk.Journal;
import counterfoil.desk.Lease;
import counterfoil.desk.Page;
import counterfoil.desk.RawMail;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in what lies in the folders of a mailbox, for as long as one connection holds. Everything
 * that is there is held against the journal, so that nothing depends on what was remembered: kept
 * mails are taken out, all others fetched. The oldest first, a window after the other, so that a
 * folder may be as long as it likes; folder by folder in turn, so that none waits for a long one.
 */
final class Watch {

  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

  /** As many mails are listed, and asked of the journal, at once. */
  private static final int WINDOW = 2_000;

  /** Sends a page down the route; when this returns it is complete. */
  interface Route {
    void send(Page page, Runnable whenComplete) throws Exception;
  }

  private final Account account;
  private final MailServer server;
  private final Lease lease;
  private final Journal journal;
  private final Route route;
  private final Postponed postponed;
  private final MailboxStatus status;
  private final Clock clock;
  private final BooleanSupplier stopped;
  private final Pages pages;
  private final Map<String, FolderQueue> queues = new HashMap<>();
  private final Map<String, String> closed = new TreeMap<>();
  private final Departures departures;
  private final Reconciliation reconciliation;

  Watch(
      Account account,
      MailServer server,
      Lease lease,
      Journal journal,
      Route route,
      Postponed postponed,
      MailboxStatus status,
      Clock clock,
      BooleanSupplier stopped) {
    this.account = account;
    this.server = server;
    this.lease = lease;
    this.journal = journal;
    this.route = route;
    this.postponed = postponed;
    this.status = status;
    this.clock = clock;
    this.stopped = stopped;
    this.pages = new Pages(account.watching());
    this.departures = new Departures(account, postponed, status, clock);
    this.reconciliation =
        new Reconciliation(
            account,
            (folder, uids) ->
                ask(() -> journal.known(folder.key(), Arrays.stream(uids).boxed().toList())),
            WINDOW,
            clock);
  }

  /** Returns when it is stopped; whatever is thrown, the connection is of no more use. */
  void run() throws Exception {
    String first = server.folders().get(0);
    while (!stopped.getAsBoolean()) {
      lookAround(server.folders());
      reconcile();
      long next = System.nanoTime() + account.watching().poll().toNanos();
      Duration left = account.watching().poll();
      while (left.toNanos() > 0 && !stopped.getAsBoolean() && server.await(left)) {
        lookAround(List.of(first));
        left = Duration.ofNanos(next - System.nanoTime());
      }
    }
  }

  private void reconcile() throws Exception {
    // While it is being stopped, what was not looked at yet was not passed over.
    if (stopped.getAsBoolean() || !reconciliation.isDue()) {
      return;
    }
    for (String name : server.folders()) {
      if (!closed.containsKey(name)) {
        MailFolder folder = server.open(name);
        long[] lookedAt = postponed.withoutPostponed(folder.key(), folder.told());
        queue(name, folder).add(reconciliation.strays(folder, lookedAt));
      }
    }
    status.reconciled(reconciliation.strays());
    lookAround(server.folders());
  }

  private void lookAround(List<String> folders) throws Exception {
    Set<String> busy = new LinkedHashSet<>(folders);
    while (!busy.isEmpty() && !stopped.getAsBoolean()) {
      for (String name : List.copyOf(busy)) {
        if (!takeWindow(name)) {
          busy.remove(name);
        }
      }
    }
  }

  /** Whether there may be more. */
  private boolean takeWindow(String name) throws Exception {
    MailFolder folder;
    try {
      folder = server.open(name);
      closed.remove(name);
    } catch (CommandRefusedException e) {
      if (!e.getMessage().equals(closed.put(name, e.getMessage()))) {
        LOG.warn("mailbox {}: {}", account.name(), e.getMessage());
      }
      status.looked(closed.values());
      return false;
    }
    FolderQueue queue = queue(name, folder);
    if (queue.waiting() == 0) {
      queue.add(postponed.withoutPostponed(folder.key(), folder.fresh()));
      if (queue.waiting() == 0 && queue.leaving().isEmpty()) {
        // Behind all others, and when those have left: they may break the connection again.
        queue.add(postponed.due(folder.key(), clock.instant()));
      }
    }
    long[] window = queue.next(WINDOW);
    status.waiting(waiting());
    if (window.length > 0 && !stopped.getAsBoolean()) {
      take(folder, queue, window);
    }
    if (queue.waiting() == 0 || stopped.getAsBoolean()) {
      departures.takeOut(folder, queue);
    }
    status.looked(closed.values());
    return window.length > 0 || !queue.leaving().isEmpty();
  }

  private FolderQueue queue(String name, MailFolder folder) {
    FolderQueue known = queues.get(name);
    if (known != null && known.folder().equals(folder.key())) {
      return known;
    }
    if (known != null) {
      LOG.warn(
          "mailbox {}: the UIDs of {} are new (UIDVALIDITY {}, was {}); all of it is looked at again",
          account.name(),
          name,
          folder.key().uidValidity(),
          known.folder().uidValidity());
      postponed.forget(known.folder());
    }
    FolderQueue fresh = new FolderQueue(folder.key());
    queues.put(name, fresh);
    return fresh;
  }

  private void take(MailFolder folder, FolderQueue queue, long[] window) throws Exception {
    long left = window.length;
    for (long[] group : postponed.groups(folder.key(), window)) {
      left -= group.length;
      takeGroup(folder, queue, group, left);
    }
  }

  private void takeGroup(MailFolder folder, FolderQueue queue, long[] group, long behind)
      throws Exception {
    List<Listed> listed = list(folder, group);
    gone(folder, group, listed);
    Set<Long> known = known(folder, listed);
    listed.stream().filter(mail -> known.contains(mail.uid())).forEach(queue.leaving()::add);
    List<Listed> wanted = listed.stream().filter(mail -> !known.contains(mail.uid())).toList();
    long left = behind + wanted.size();
    for (List<Listed> page : pages.cut(wanted)) {
      status.waiting(waiting() + left);
      if (stopped.getAsBoolean()) {
        return;
      }
      take(folder, queue, page);
      left -= page.size();
      if (departures.areDue()) {
        departures.takeOut(folder, queue);
      }
    }
    status.waiting(waiting() + left);
  }

  private List<Listed> list(MailFolder folder, long[] group) throws MessagingException {
    try {
      return folder.list(group);
    } catch (MessagingException | RuntimeException e) {
      // Some servers read a mail to know its size, and die of it.
      List<Long> uids = Arrays.stream(group).boxed().toList();
      suspect(folder, uids, Math.max(1, group.length / 10));
      throw e;
    }
  }

  private void suspect(MailFolder folder, Collection<Long> uids, int atMost) {
    if (postponed.suspect(folder.key(), uids, atMost, nextTime())) {
      status.stubborn(postponed.stubborn());
      LOG.warn(
          "mailbox {}: the connection broke at mail {} of {}; it is left for later",
          account.name(),
          uids.iterator().next(),
          folder.key().name());
    }
  }

  private void take(MailFolder folder, FolderQueue queue, List<Listed> page) throws Exception {
    List<RawMail> mails;
    try {
      Listed first = page.get(0);
      mails =
          page.size() == 1 && postponed.isStubborn(folder.key(), first.uid())
              ? folder.fetchAtOnce(first)
              : folder.fetch(page);
    } catch (CommandRefusedException e) {
      takeOneByOne(folder, queue, page, e.getMessage());
      return;
    } catch (MessagingException | RuntimeException | OutOfMemoryError e) {
      suspect(folder, uids(page), 1);
      throw e;
    }
    if (!mails.isEmpty()) {
      keep(folder, queue, page, mails);
    }
    if (mails.size() < page.size()) {
      Set<Long> fetched = mails.stream().map(RawMail::uid).collect(Collectors.toSet());
      long[] missing =
          uids(page).stream()
              .filter(uid -> !fetched.contains(uid))
              .mapToLong(Long::longValue)
              .sorted()
              .toArray();
      List<Listed> there = folder.list(missing);
      gone(folder, missing, there);
      takeOneByOne(folder, queue, there, page.size() > 1 ? "" : "it is not handed out whole");
    }
  }

  /** A mail that cannot be had alone either must not stop the others. */
  private void takeOneByOne(MailFolder folder, FolderQueue queue, List<Listed> mails, String reason)
      throws Exception {
    for (Listed mail : mails) {
      if (mails.size() > 1 || reason.isEmpty()) {
        take(folder, queue, List.of(mail));
      } else {
        LOG.warn(
            "mailbox {}: mail {} of {} is left for later: {}",
            account.name(),
            mail.uid(),
            folder.key().name(),
            reason);
        postponed.stubborn(folder.key(), mail.uid(), nextTime());
        status.stubborn(postponed.stubborn());
      }
    }
  }

  private void keep(MailFolder folder, FolderQueue queue, List<Listed> page, List<RawMail> mails)
      throws Exception {
    Page kept = new Page(folder.key(), mails, Optional.of(lease));
    Completion completion = new Completion(folder, queue, page, kept);
    route.send(kept, completion);
    if (completion.trouble != null) {
      throw completion.trouble;
    }
    if (!completion.ran) {
      throw new NotKeptException("the route did not complete, and did not say why");
    }
    status.stubborn(postponed.stubborn());
    status.kept(mails.size());
  }

  /** Nothing leaves the folder because a route says so: only mails that the journal has. */
  private final class Completion implements Runnable {

    private final MailFolder folder;
    private final FolderQueue queue;
    private final List<Listed> page;
    private final Page mails;
    private boolean ran;
    private @Nullable Exception trouble;

    Completion(MailFolder folder, FolderQueue queue, List<Listed> page, Page mails) {
      this.folder = folder;
      this.queue = queue;
      this.page = page;
      this.mails = mails;
    }

    @Override
    public void run() {
      ran = true;
      try {
        Set<Long> sent = mails.mails().stream().map(RawMail::uid).collect(Collectors.toSet());
        List<Listed> listed = page.stream().filter(mail -> sent.contains(mail.uid())).toList();
        Set<Long> kept = known(folder, listed);
        postponed.settled(folder.key(), kept);
        listed.stream().filter(mail -> kept.contains(mail.uid())).forEach(queue.leaving()::add);
        if (kept.size() < listed.size()) {
          throw new NotKeptException(
              "the route completed, but %d of %d mails are not in the journal: see routes/10-receive.camel.yaml"
                  .formatted(listed.size() - kept.size(), listed.size()));
        }
      } catch (Exception e) {
        trouble = e;
      }
    }
  }

  /** Somebody else has moved or deleted them: there is nothing to be kept (fault F10). */
  private void gone(MailFolder folder, long[] asked, Collection<Listed> there) {
    if (asked.length == there.size()) {
      return;
    }
    Set<Long> gone = Arrays.stream(asked).boxed().collect(Collectors.toSet());
    there.forEach(mail -> gone.remove(mail.uid()));
    LOG.info(
        "mailbox {}: {} mails left {} before they were fetched",
        account.name(),
        gone.size(),
        folder.key().name());
    postponed.settled(folder.key(), gone);
    status.gone(gone.size());
    status.stubborn(postponed.stubborn());
  }

  private Set<Long> known(MailFolder folder, Collection<Listed> mails) throws JournalAwayException {
    return mails.isEmpty() ? Set.of() : ask(() -> journal.known(folder.key(), uids(mails)));
  }

  /** Whatever the journal says instead of an answer: it is of no use now. */
  static <T> T ask(Supplier<T> question) throws JournalAwayException {
    try {
      return question.get();
    } catch (RuntimeException e) {
      throw new JournalAwayException(e);
    }
  }

  private static Set<Long> uids(Collection<Listed> mails) {
    return mails.stream().map(Listed::uid).collect(Collectors.toSet());
  }

  private Instant nextTime() {
    return clock.instant().plus(account.watching().poll());
  }

  private long waiting() {
    return queues.values().stream().mapToLong(FolderQueue::waiting).sum();
  }
}
