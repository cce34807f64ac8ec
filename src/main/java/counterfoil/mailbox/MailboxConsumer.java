package counterfoil.mailbox;

import counterfoil.desk.Journal;
import counterfoil.desk.Lease;
import counterfoil.desk.LeaseLostException;
import counterfoil.desk.Leases;
import counterfoil.desk.Page;
import counterfoil.desk.RawMail;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
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
 * Watches one mailbox in a thread of its own, under a lease: what is new comes down the route in
 * pages, one exchange each; when the exchange is complete, the page's mails are taken out of their
 * folder. After trouble it waits a little and begins anew.
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

  /** Trouble after so long a time without any is new trouble. */
  private static final Duration CALM = Duration.ofSeconds(60);

  /** So often a bot looks whether the one that fetches has gone. */
  private static final Duration STAND_BY = Duration.ofSeconds(1);

  private final Account account;
  private final MailboxStatus status;
  private final Journal journal;
  private final Leases leases;
  private final Clock clock;
  private final Postponed postponed = new Postponed();
  private final Semaphore stopping = new Semaphore(0);

  private @Nullable ExecutorService watcher;
  private @Nullable ScheduledExecutorService timer;
  private volatile @Nullable MailServer open;

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
    ScheduledExecutorService timers =
        executors.newSingleThreadScheduledExecutor(this, "timer-" + account.name());
    timer = timers;
    watcher = executors.newSingleThreadExecutor(this, "mailbox-" + account.name());
    watcher.execute(() -> watch(timers));
  }

  @Override
  protected void doStop() throws Exception {
    stopping.release();
    MailServer server = open;
    if (server != null) {
      server.wake();
    }
    var executors = getEndpoint().getCamelContext().getExecutorServiceManager();
    if (timer != null && watcher != null) {
      executors.shutdownGraceful(watcher, 10_000);
      executors.shutdownNow(timer);
    }
    super.doStop();
  }

  private void watch(ScheduledExecutorService timers) {
    int troubles = 0;
    while (!stopped(Duration.ZERO)) {
      Instant began = clock.instant();
      long fetched = status.fetched();
      Duration pause = STAND_BY;
      try {
        Optional<Lease> lease = Watch.ask(() -> leases.take(account.name()));
        if (lease.isPresent()) {
          session(lease.get(), timers);
        } else {
          status.standingBy();
        }
      } catch (LeaseLostException e) {
        LOG.info("mailbox {}: {}", account.name(), e.getMessage());
      } catch (Throwable e) {
        // Whatever it is: a mailbox that nobody watches any more is worse.
        boolean calm = began.plus(CALM).isBefore(clock.instant()) || status.fetched() > fetched;
        troubles = calm ? 0 : troubles;
        pause = pause(e, troubles++);
        say(e, pause);
      }
      stopped(pause);
    }
  }

  private Duration pause(Throwable trouble, int troubles) {
    Optional<Duration> asked =
        trouble instanceof Exception weather
            ? Connections.pause(account.incoming(), weather, account.watching().loginRetry())
            : Optional.empty();
    return asked.orElseGet(() -> BACK_OFF.get(Math.min(troubles, BACK_OFF.size() - 1)));
  }

  private void say(Throwable trouble, Duration pause) {
    String sentence;
    if (trouble instanceof JournalAwayException || trouble instanceof NotKeptException) {
      sentence = trouble.getMessage();
    } else if (trouble instanceof Exception weather) {
      sentence = Connections.sentence(account.incoming(), weather);
    } else {
      sentence = trouble.toString();
    }
    status.failed(sentence);
    boolean weather =
        trouble instanceof MessagingException || trouble instanceof JournalAwayException;
    LOG.warn(
        "mailbox {}: {}; next try in {}",
        account.name(),
        sentence,
        pause,
        weather ? null : trouble);
  }

  /** One connection, for as long as it holds; returns when the route is stopped. */
  private void session(Lease lease, ScheduledExecutorService timers) throws Exception {
    try (MailServer server = connect(timers)) {
      open = server;
      status.loggedIn();
      LOG.info(
          "mailbox {}: watching {} at {}",
          account.name(),
          String.join(", ", server.folders()),
          account.incoming());
      new Watch(
              account,
              server,
              lease,
              journal,
              this::send,
              postponed,
              status,
              clock,
              () -> stopped(Duration.ZERO))
          .run();
    } finally {
      open = null;
      release(lease);
    }
  }

  private MailServer connect(ScheduledExecutorService timers) throws MessagingException {
    return account.watching().protocol() == Account.Protocol.POP3
        ? Pop3Server.connect(account, timers, clock)
        : ImapServer.connect(account, timers, clock);
  }

  private void release(Lease lease) {
    try {
      leases.release(lease);
    } catch (RuntimeException e) {
      // Nobody can take it while the database is away, and it runs out by itself.
    }
  }

  private void send(Page page, Runnable whenComplete) throws Exception {
    Exchange exchange = createExchange(false);
    try {
      exchange.getMessage().setBody(page);
      exchange.getExchangeExtension().addOnCompletion(new Completion(whenComplete));
      getProcessor().process(exchange);
      if (exchange.getException() != null) {
        throw notKept(page, exchange.getException());
      }
    } finally {
      releaseExchange(exchange, false);
    }
  }

  /** The journal is asked again, to tell whether it is away or the route is at fault. */
  private Exception notKept(Page page, Exception trouble) throws JournalAwayException {
    for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
      if (cause instanceof LeaseLostException lost) {
        return lost;
      }
    }
    List<Long> one = page.mails().stream().map(RawMail::uid).limit(1).toList();
    Watch.ask(() -> journal.known(page.folder(), one));
    return new NotKeptException(
        "what was fetched could not be kept: " + trouble.getMessage(), trouble);
  }

  /** Tells when the exchange is complete. */
  private static final class Completion extends SynchronizationAdapter {

    private final Runnable whenComplete;

    Completion(Runnable whenComplete) {
      this.whenComplete = whenComplete;
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
      whenComplete.run();
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
