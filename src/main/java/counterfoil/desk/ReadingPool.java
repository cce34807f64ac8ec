package counterfoil.desk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The threads that read mails, so that no mail can hold up the others for long: a batch goes on
 * without a mail that is slow to read, and what takes too long is given up.
 *
 * <p>A batch is handed over as a whole, and whoever waits for it watches the time. So a mail that
 * is read as fast as usual costs hardly more than if the caller had read it.
 *
 * <p>Java cannot end a thread that does not want to end. One that goes on with a mail that was
 * given up is left alone and counted as stuck; another takes its place.
 */
public final class ReadingPool {

  /** The time is taken in so many looks; a process that was stopped for a while missed but one. */
  private static final int LOOKS = 20;

  private final Function<ClaimedMail, Case> reader;
  private final Duration slow;
  private final Duration longest;
  private final Semaphore aside;
  private final ExecutorService threads;
  private final AtomicLong slowReads = new AtomicLong();
  private final AtomicLong givenUp = new AtomicLong();
  private final AtomicInteger stuck = new AtomicInteger();

  /**
   * A pool without threads yet.
   *
   * @param reader reads one mail
   * @param slow so long a batch waits for one of its mails
   * @param longest what takes longer to read is given up
   * @param aside so many slow mails are read beside the batches at most
   */
  public ReadingPool(CaseReader reader, Duration slow, Duration longest, int aside) {
    this(reader::read, slow, longest, aside);
  }

  ReadingPool(Function<ClaimedMail, Case> reader, Duration slow, Duration longest, int aside) {
    this.reader = reader;
    this.slow = slow;
    this.longest = longest;
    this.aside = new Semaphore(aside);
    AtomicInteger number = new AtomicInteger();
    // Never shut down: idle threads end by themselves, and stuck ones keep no process alive.
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "reading-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * What became of one mail. With neither a case nor trouble it was not read, because others of its
   * batch took so long.
   *
   * @param of what was read
   * @param trouble why reading failed; a {@link TimeoutException} when it took too long
   */
  record Read(ClaimedMail mail, Optional<Case> of, Optional<Throwable> trouble) {}

  /**
   * Reads mails in their order; never fails because of a mail, and ends soon after the longest time
   * that one mail may take.
   *
   * @param later told of each mail that was too slow to wait for, once it is read or given up, in a
   *     thread of the pool
   * @return the others, in order
   */
  List<Read> read(List<ClaimedMail> mails, Consumer<Read> later) {
    long start = System.nanoTime();
    Round round = new Round(mails);
    List<Read> all = new ArrayList<>(mails.size());
    boolean isOver = false;
    round.goOn();
    for (int i = 0; i < mails.size(); i++) {
      Optional<Read> read = round.await(i, isOver ? Duration.ZERO : slow);
      if (read.isEmpty() && !isOver) {
        slowReads.incrementAndGet();
        round.goOnWithout(i);
        if (aside.tryAcquire()) {
          readAside(round, i, later);
          continue;
        }
        read = Optional.of(round.awaitToTheEnd(i));
        isOver = true;
      }
      // Many that are not quite slow take long, too.
      isOver = isOver || System.nanoTime() - start > longest.toNanos();
      all.add(read.isPresent() ? read.get() : round.handBack(i));
    }
    return all;
  }

  private void readAside(Round round, int mail, Consumer<Read> later) {
    threads.execute(
        () -> {
          try {
            later.accept(round.awaitToTheEnd(mail));
          } finally {
            aside.release();
          }
        });
  }

  /** How many mails were slow since the start. */
  public long slowReads() {
    return slowReads.get();
  }

  /** How many mails were given up since the start. */
  public long givenUp() {
    return givenUp.get();
  }

  /** How many threads are still at work on mails that nobody waits for any more. */
  public int stuck() {
    return stuck.get();
  }

  /** The mails of one batch: read by one thread, and by the next when that one is slow. */
  private final class Round {

    private final List<ClaimedMail> mails;
    private final List<CompletableFuture<Read>> reads;
    private final AtomicReferenceArray<@Nullable Turn> turns;
    private final AtomicInteger next = new AtomicInteger();

    Round(List<ClaimedMail> mails) {
      this.mails = mails;
      this.reads = mails.stream().map(mail -> new CompletableFuture<Read>()).toList();
      this.turns = new AtomicReferenceArray<>(mails.size());
    }

    /** A thread reads what nobody has begun to read. */
    void goOn() {
      if (next.get() < mails.size()) {
        threads.execute(new Turn(this));
      }
    }

    /** Whoever reads this mail reads no other afterwards; somebody else does. */
    void goOnWithout(int mail) {
      Turn turn = turns.get(mail);
      if (turn != null) {
        turn.isLast = true;
        goOn();
      }
    }

    /** Empty when a mail is not read in time. */
    Optional<Read> await(int mail, Duration limit) {
      boolean isInterrupted = false;
      try {
        while (true) {
          try {
            return Optional.of(reads.get(mail).get(limit.toNanos(), TimeUnit.NANOSECONDS));
          } catch (InterruptedException e) {
            // The desk is closing; the mail has its time nevertheless.
            isInterrupted = true;
          }
        }
      } catch (TimeoutException | ExecutionException e) {
        return Optional.empty();
      } finally {
        if (isInterrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }

    /** What became of a slow mail, at the latest when its time is over. */
    Read awaitToTheEnd(int mail) {
      Duration look = longest.minus(slow).dividedBy(LOOKS);
      for (int i = 0; i < LOOKS; i++) {
        Optional<Read> read = await(mail, look);
        if (read.isPresent()) {
          return read.get();
        }
      }
      TimeoutException trouble =
          new TimeoutException("reading it took longer than " + longest.toSeconds() + " seconds");
      return drop(mail, Optional.of(trouble));
    }

    Read handBack(int mail) {
      return drop(mail, Optional.empty());
    }

    private Read drop(int mail, Optional<Throwable> trouble) {
      CompletableFuture<Read> read = reads.get(mail);
      synchronized (read) {
        Turn turn = turns.get(mail);
        boolean isUnread = read.complete(new Read(mails.get(mail), Optional.empty(), trouble));
        givenUp.addAndGet(isUnread && trouble.isPresent() ? 1 : 0);
        if (isUnread && turn != null) {
          stuck.incrementAndGet();
          turn.thread.interrupt();
        }
      }
      return read.join();
    }
  }

  /** One thread that reads mails of a round. */
  private final class Turn implements Runnable {

    private final Round round;
    private volatile boolean isLast;
    private volatile Thread thread = Thread.currentThread();

    Turn(Round round) {
      this.round = round;
    }

    @Override
    public void run() {
      thread = Thread.currentThread();
      int count = round.mails.size();
      int mail = round.next.getAndIncrement();
      while (mail < count) {
        if (begins(mail)) {
          ends(mail, read(round.mails.get(mail)));
        }
        mail = isLast ? count : round.next.getAndIncrement();
      }
    }

    private Read read(ClaimedMail mail) {
      try {
        return new Read(mail, Optional.of(reader.apply(mail)), Optional.empty());
      } catch (Throwable trouble) {
        // Whatever it is, a stack that overflowed or a heap that is full: it concerns this mail.
        return new Read(mail, Optional.empty(), Optional.of(trouble));
      }
    }

    /** False when the mail was handed back. */
    private boolean begins(int mail) {
      CompletableFuture<Read> read = round.reads.get(mail);
      synchronized (read) {
        round.turns.set(mail, this);
        return !read.isDone();
      }
    }

    // Synchronized, so that the interrupt for a mail that is dropped does not come at another one.
    private void ends(int mail, Read result) {
      CompletableFuture<Read> read = round.reads.get(mail);
      synchronized (read) {
        if (!read.complete(result)) {
          stuck.decrementAndGet();
          isLast = true;
        }
      }
    }
  }
}
