package counterfoil.mailbox;

import counterfoil.desk.Journal;
import counterfoil.desk.Lease;
import counterfoil.desk.LeaseLostException;
import counterfoil.desk.Leases;
import counterfoil.desk.Page;
import counterfoil.desk.RawMail;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.SynchronizationAdapter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches one mailbox in a thread of its own: what is new is fetched in pages and sent down the
 * route as one exchange each; when the exchange is complete, the page's mails are moved on the
 * server. Between times it waits in IDLE, and looks anyway after a while (rule 3).
 *
 * <p>Nothing leaves the folder because a route says so: only mails that the journal has are moved.
 */
final class MailboxConsumer extends DefaultConsumer {

  private static final Logger LOG = LoggerFactory.getLogger(MailboxConsumer.class);

  /** Waits after trouble: once, twice, ... and then always the last. */
  private static final List<Duration> BACK_OFF =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30));

  /** So often a bot looks whether the one that fetches has gone. */
  private static final Duration STAND_BY = Duration.ofSeconds(1);

  /** As many UIDs are asked of the journal at once. */
  private static final int ASKED = 5_000;

  private final Account account;
  private final MailboxStatus status;
  private final Journal journal;
  private final Leases leases;
  private final Clock clock;
  private final Semaphore stopping = new Semaphore(0);

  private @Nullable ExecutorService watcher;
  private @Nullable ScheduledExecutorService poller;
  private volatile @Nullable WatchedFolder open;
  private @Nullable Lease held;

  MailboxConsumer(
      MailboxEndpoint endpoint,
      Processor processor,
      Account account,
      MailboxStatus status,
      Journal journal,
      Leases leases,
      Clock clock) {
    super(endpoint, processor);
    this.account = account;
    this.status = status;
    this.journal = journal;
    this.leases = leases;
    this.clock = clock;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    stopping.drainPermits();
    var executors = getEndpoint().getCamelContext().getExecutorServiceManager();
    watcher = executors.newSingleThreadExecutor(this, "mailbox-" + account.name());
    poller = executors.newSingleThreadScheduledExecutor(this, "poll-" + account.name());
    watcher.execute(this::watch);
  }

  @Override
  protected void doStop() throws Exception {
    stopping.release();
    var executors = getEndpoint().getCamelContext().getExecutorServiceManager();
    if (poller != null && watcher != null) {
      // Again and again: the watcher may have been about to wait when it was woken.
      poller.scheduleWithFixedDelay(this::wake, 0, 50, TimeUnit.MILLISECONDS);
      executors.shutdownGraceful(watcher, 10_000);
      executors.shutdownNow(poller);
    }
    super.doStop();
  }

  private void watch() {
    int troubles = 0;
    while (!isStopped()) {
      Duration pause;
      try {
        Optional<Lease> lease = leases.take(account.name());
        if (lease.isEmpty()) {
          status.standingBy();
          pause = STAND_BY;
        } else {
          session(lease.get());
          return;
        }
      } catch (LeaseLostException e) {
        LOG.info("mailbox {}: {}", account.name(), e.getMessage());
        pause = STAND_BY;
      } catch (Exception e) {
        String sentence = Connections.sentence(account.imap(), e);
        status.failed(sentence);
        troubles = status.lastLook().isAfter(clock.instant().minusSeconds(60)) ? 0 : troubles;
        Optional<Duration> asked = Connections.pause(e, account.loginRetry());
        pause =
            asked.isPresent()
                ? asked.get()
                : BACK_OFF.get(Math.min(troubles++, BACK_OFF.size() - 1));
        LOG.warn("mailbox {}: {}; next try in {}", account.name(), sentence, pause);
      }
      if (stopped(pause)) {
        return;
      }
    }
  }

  /** One connection, for as long as it holds; returns when the route is stopped. */
  private void session(Lease lease) throws Exception {
    try (WatchedFolder folder = WatchedFolder.open(account, clock)) {
      open = folder;
      held = lease;
      status.loggedIn();
      LOG.info("mailbox {}: watching {} at {}", account.name(), account.folder(), account.imap());
      long last = catchUp(folder);
      while (!stopped(Duration.ZERO)) {
        int seen = folder.count();
        TreeMap<Long, Long> sizes = folder.sizesAbove(last);
        status.looked();
        if (!sizes.isEmpty()) {
          take(folder, sizes);
          last = sizes.lastKey();
          continue;
        }
        // What arrived since that answer would not be told again while we wait.
        folder.listen();
        if (folder.count() == seen) {
          await(folder);
        }
      }
    } finally {
      open = null;
      leases.release(lease);
    }
  }

  /**
   * After each connect the whole folder is held against the journal, so that nothing depends on
   * what was remembered: kept mails that are still there are moved, all others are taken in.
   */
  private long catchUp(WatchedFolder folder) throws Exception {
    TreeMap<Long, Long> sizes = folder.sizesAbove(0);
    long last = sizes.isEmpty() ? 0 : sizes.lastKey();
    List<Long> uids = new ArrayList<>(sizes.keySet());
    for (int i = 0; i < uids.size(); i += ASKED) {
      List<Long> some = uids.subList(i, Math.min(i + ASKED, uids.size()));
      Set<Long> known = journal.known(folder.key(), some);
      folder.moveToProcessed(known);
      sizes.keySet().removeAll(known);
    }
    take(folder, sizes);
    return last;
  }

  private void take(WatchedFolder folder, TreeMap<Long, Long> sizes) throws Exception {
    for (List<Long> uids : folder.pages(sizes)) {
      if (stopped(Duration.ZERO)) {
        return;
      }
      Page page = folder.fetch(uids, held);
      if (!page.mails().isEmpty()) {
        send(folder, page);
      }
    }
  }

  private void send(WatchedFolder folder, Page page) throws Exception {
    Exchange exchange = createExchange(false);
    Completion completion = new Completion(folder, page);
    try {
      exchange.getMessage().setBody(page);
      exchange.getExchangeExtension().addOnCompletion(completion);
      getProcessor().process(exchange);
      if (exchange.getException() != null) {
        throw exchange.getException();
      }
      if (completion.trouble != null) {
        throw completion.trouble;
      }
      status.kept(page.mails().size());
    } finally {
      releaseExchange(exchange, false);
    }
  }

  /** Moves what was kept, when the exchange is complete. */
  private final class Completion extends SynchronizationAdapter {

    private final WatchedFolder folder;
    private final Page page;
    private @Nullable Exception trouble;

    Completion(WatchedFolder folder, Page page) {
      this.folder = folder;
      this.page = page;
    }

    /**
     * Stays with the page: {@code seda:} would take it along to wherever the exchange goes on, to
     * another thread than the folder's, or to nowhere when the queue is full.
     */
    @Override
    public boolean allowHandover() {
      return false;
    }

    @Override
    public void onComplete(Exchange exchange) {
      try {
        List<Long> uids = page.mails().stream().map(RawMail::uid).toList();
        Set<Long> kept = journal.known(page.folder(), uids);
        folder.moveToProcessed(kept);
        if (kept.size() < uids.size()) {
          throw new IllegalStateException(
              "the route completed, but %d of %d mails are not in the journal: see routes/10-receive.camel.yaml"
                  .formatted(uids.size() - kept.size(), uids.size()));
        }
      } catch (Exception e) {
        trouble = e;
      }
    }
  }

  private void await(WatchedFolder folder) throws Exception {
    if (!folder.canIdle() || poller == null) {
      stopped(account.poll());
      return;
    }
    ScheduledFuture<?> poll =
        poller.scheduleWithFixedDelay(
            folder::wake,
            account.poll().toMillis(),
            account.poll().toMillis(),
            TimeUnit.MILLISECONDS);
    try {
      folder.idle();
    } finally {
      poll.cancel(false);
    }
  }

  private void wake() {
    WatchedFolder folder = open;
    if (folder != null) {
      folder.wake();
    }
  }

  /** Whether the route is being stopped; waits so long for it. */
  private boolean stopped(Duration wait) {
    try {
      if (stopping.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
        stopping.release();
        return true;
      }
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
