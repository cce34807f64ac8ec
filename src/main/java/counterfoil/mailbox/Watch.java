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

  /**
   * So often at most do kept mails leave a folder while more are taken in, and no more of the time
   * is spent on it than on taking in: from a folder of 100,000 some servers take half a minute for
   * each command that takes mails out, whatever their number.
   */
  private static final Duration BETWEEN_MOVES = Duration.ofSeconds(5);

  /** As many leave at once: what arrives meanwhile must not wait for all of them. */
  private static final int PORTION = 5_000;

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
  private final Map<String, Backlog> backlogs = new HashMap<>();
  private final Map<String, String> closed = new TreeMap<>();
  private final Reconciliation reconciliation;
  private long moved = System.nanoTime();
  private long tookToMove;

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
        backlog(name, folder).add(reconciliation.strays(folder, lookedAt));
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
    Backlog backlog = backlog(name, folder);
    if (backlog.waiting() == 0) {
      backlog.add(postponed.withoutPostponed(folder.key(), folder.fresh()));
      if (backlog.waiting() == 0 && backlog.leaving().isEmpty()) {
        // Behind all others, and when those have left: they may break the connection again.
        backlog.add(postponed.due(folder.key(), clock.instant()));
      }
    }
    long[] window = backlog.next(WINDOW);
    status.waiting(waiting());
    if (window.length > 0 && !stopped.getAsBoolean()) {
      take(folder, backlog, window);
    }
    if (backlog.waiting() == 0 || stopped.getAsBoolean()) {
      takeOut(folder, backlog);
    }
    status.looked(closed.values());
    return window.length > 0 || !backlog.leaving().isEmpty();
  }

  private Backlog backlog(String name, MailFolder folder) {
    Backlog known = backlogs.get(name);
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
    Backlog fresh = new Backlog(folder.key());
    backlogs.put(name, fresh);
    return fresh;
  }

  private void take(MailFolder folder, Backlog backlog, long[] window) throws Exception {
    long left = window.length;
    for (long[] group : postponed.groups(folder.key(), window)) {
      left -= group.length;
      takeGroup(folder, backlog, group, left);
    }
  }

  private void takeGroup(MailFolder folder, Backlog backlog, long[] group, long behind)
      throws Exception {
    List<Listed> listed = list(folder, group);
    gone(folder, group, listed);
    Set<Long> known = known(folder, listed);
    listed.stream().filter(mail -> known.contains(mail.uid())).forEach(backlog.leaving()::add);
    List<Listed> wanted = listed.stream().filter(mail -> !known.contains(mail.uid())).toList();
    long left = behind + wanted.size();
    for (List<Listed> page : pages.cut(wanted)) {
      status.waiting(waiting() + left);
      if (stopped.getAsBoolean()) {
        return;
      }
      take(folder, backlog, page);
      left -= page.size();
      if (System.nanoTime() - moved > Math.max(BETWEEN_MOVES.toNanos(), tookToMove)) {
        takeOut(folder, backlog);
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

  private void take(MailFolder folder, Backlog backlog, List<Listed> page) throws Exception {
    List<RawMail> mails;
    try {
      Listed first = page.get(0);
      mails =
          page.size() == 1 && postponed.isStubborn(folder.key(), first.uid())
              ? folder.fetchAtOnce(first)
              : folder.fetch(page);
    } catch (CommandRefusedException e) {
      takeOneByOne(folder, backlog, page, e.getMessage());
      return;
    } catch (MessagingException | RuntimeException e) {
      suspect(folder, uids(page), 1);
      throw e;
    }
    if (!mails.isEmpty()) {
      keep(folder, backlog, page, mails);
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
      takeOneByOne(folder, backlog, there, page.size() > 1 ? "" : "it is not handed out whole");
    }
  }

  /** A mail that cannot be had alone either must not stop the others. */
  private void takeOneByOne(MailFolder folder, Backlog backlog, List<Listed> mails, String reason)
      throws Exception {
    for (Listed mail : mails) {
      if (mails.size() > 1 || reason.isEmpty()) {
        take(folder, backlog, List.of(mail));
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

  private void keep(MailFolder folder, Backlog backlog, List<Listed> page, List<RawMail> mails)
      throws Exception {
    Page kept = new Page(folder.key(), mails, Optional.of(lease));
    Completion completion = new Completion(folder, backlog, page, kept);
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
    private final Backlog backlog;
    private final List<Listed> page;
    private final Page mails;
    private boolean ran;
    private @Nullable Exception trouble;

    Completion(MailFolder folder, Backlog backlog, List<Listed> page, Page mails) {
      this.folder = folder;
      this.backlog = backlog;
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
        listed.stream().filter(mail -> kept.contains(mail.uid())).forEach(backlog.leaving()::add);
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

  /** A server that keeps what should go is no reason to stop taking in. */
  private void takeOut(MailFolder folder, Backlog backlog) throws MessagingException {
    List<Listed> portion =
        backlog.leaving().subList(0, Math.min(PORTION, backlog.leaving().size()));
    List<Listed> kept = List.copyOf(portion);
    portion.clear();
    if (kept.isEmpty()) {
      return;
    }
    long began = System.nanoTime();
    try {
      folder.takeOut(kept);
      status.moves("");
    } catch (CommandRefusedException e) {
      LOG.warn(
          "mailbox {}: {} kept mails stay in {}: {}",
          account.name(),
          kept.size(),
          folder.key().name(),
          e.getMessage());
      status.moves(e.getMessage());
      kept.forEach(mail -> postponed.retry(folder.key(), mail.uid(), nextTime()));
    }
    moved = System.nanoTime();
    tookToMove = moved - began;
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
    return backlogs.values().stream().mapToLong(Backlog::waiting).sum();
  }
}
