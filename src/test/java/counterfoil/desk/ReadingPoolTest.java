package counterfoil.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import counterfoil.desk.ReadingPool.Read;
import counterfoil.facts.Facts;
import counterfoil.rig.DeskParts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Mails whose number is negative are poison. */
@Tag("promise-5")
@Tag("threat-T11")
class ReadingPoolTest {

  private static final Duration SLOW = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(1);
  private static final Duration NEVER = Duration.ofMinutes(1);

  private static final CaseReader READER =
      DeskParts.reader(
          new DeskSettings("CF", Map.of(), Set.of(), DeskSettings.Limits.OFF, Map.of()),
          mail -> Facts.NONE);

  private final CountDownLatch released = new CountDownLatch(1);
  private final AtomicInteger interrupted = new AtomicInteger();
  private final Queue<Read> later = new ConcurrentLinkedQueue<>();

  @BeforeAll
  static void loadClasses() {
    READER.read(mail(0));
  }

  @AfterEach
  void release() {
    released.countDown();
  }

  @Test
  void readsMailsInTheirOrderInOneThread() {
    Queue<String> threads = new ConcurrentLinkedQueue<>();
    ReadingPool pool =
        new ReadingPool(
            mail -> {
              threads.add(Thread.currentThread().getName());
              return READER.read(mail);
            },
            NEVER,
            NEVER,
            1);

    assertThat(ids(pool.read(mails(3, 1, 2), later::add))).containsExactly(3L, 1L, 2L);
    assertThat(threads).hasSize(3).containsOnly("reading-1");
    assertThat(pool.read(List.of(), later::add)).isEmpty();
  }

  @Test
  @Tag("fault-F13")
  void readsTheOthersWhateverOneThrows() {
    ReadingPool pool =
        pool(
            NEVER,
            2,
            mail -> {
              switch ((int) mail.id()) {
                case -1 -> throw new StackOverflowError();
                case -2 -> throw new OutOfMemoryError();
                case -3 -> throw new IllegalStateException("poison");
                default -> {
                  return READER.read(mail);
                }
              }
            });

    List<Read> all = pool.read(mails(-1, 1, -2, 2, -3, 3), later::add);

    assertThat(read(all)).containsExactly(1L, 2L, 3L);
    assertThat(all)
        .flatExtracting(read -> read.trouble().stream().toList())
        .hasExactlyElementsOfTypes(
            StackOverflowError.class, OutOfMemoryError.class, IllegalStateException.class);
    assertThat(later).isEmpty();
  }

  @Test
  void doesNotWaitForASlowMail() {
    ReadingPool pool = pool(NEVER, 1, this::untilReleased);

    assertThat(read(pool.read(mails(1, -1, 2, 3), later::add))).containsExactly(1L, 2L, 3L);
    assertThat(later).isEmpty();
    assertThat(pool.slowReads()).isPositive();

    released.countDown();
    await().until(() -> later.size() == 1);
    assertThat(read(List.copyOf(later))).containsExactly(-1L);
    assertThat(pool.givenUp()).isZero();
    assertThat(pool.stuck()).isZero();
  }

  @Test
  void givesAMailUpWhenItsTimeIsOver() {
    ReadingPool pool = pool(LONGEST, 1, this::untilReleased);

    assertThat(read(pool.read(mails(-1, 1), later::add))).containsExactly(1L);
    await().until(() -> later.size() == 1);

    assertThat(later.element().trouble()).containsInstanceOf(TimeoutException.class);
    assertThat(pool.givenUp()).isEqualTo(1);
    assertThat(pool.stuck()).isEqualTo(1);
    await().untilAsserted(() -> assertThat(interrupted).hasValue(1));
    assertThat(read(pool.read(mails(2), later::add))).containsExactly(2L);

    released.countDown();
    await().until(() -> pool.stuck() == 0);
    assertThat(later).hasSize(1);
    assertThat(read(pool.read(mails(3, 4), later::add))).containsExactly(3L, 4L);
    assertThat(interrupted).hasValue(1);
  }

  @Test
  void handsTheOthersBackWhenTooManyAreSlow() {
    ReadingPool pool = pool(LONGEST, 1, this::untilReleased);

    List<Read> all = pool.read(mails(1, -1, 2, -2, 3, -3, 4), later::add);

    // -1 is read aside, -2 was waited for to its end, and -3 and what follows is for another time.
    assertThat(ids(all)).containsExactly(1L, 2L, -2L, 3L, -3L, 4L);
    assertThat(read(all)).containsExactly(1L, 2L, 3L);
    assertThat(all.get(2).trouble()).containsInstanceOf(TimeoutException.class);
    assertThat(all.subList(4, 6)).allMatch(read -> read.trouble().isEmpty());
    await().until(() -> later.size() == 1);
    assertThat(pool.givenUp()).isEqualTo(2);

    released.countDown();
    await().until(() -> pool.stuck() == 0);
  }

  @Test
  void handsTheOthersBackWhenManyTakeLong() {
    AtomicInteger reads = new AtomicInteger();
    ReadingPool pool =
        pool(
            LONGEST,
            1,
            mail -> {
              reads.incrementAndGet();
              LockSupport.parkNanos(120_000_000);
              return READER.read(mail);
            });

    List<Read> all =
        pool.read(LongStream.range(1, 100).mapToObj(ReadingPoolTest::mail).toList(), later::add);

    assertThat(all).hasSize(99);
    assertThat(read(all)).hasSizeBetween(2, 50);
    await().until(() -> pool.stuck() == 0);
    assertThat(reads).hasValueLessThan(50);
  }

  private static ReadingPool pool(Duration longest, int aside, Function<ClaimedMail, Case> reader) {
    return new ReadingPool(reader, SLOW, longest, aside);
  }

  /** Like a loop that an interrupt does not end; a good mail must see none. */
  private Case untilReleased(ClaimedMail mail) {
    while (mail.id() < 0 && released.getCount() > 0) {
      LockSupport.parkNanos(1_000_000);
      interrupted.addAndGet(Thread.interrupted() ? 1 : 0);
    }
    interrupted.addAndGet(Thread.interrupted() ? 1 : 0);
    return READER.read(mail);
  }

  private static List<ClaimedMail> mails(long... ids) {
    return LongStream.of(ids).mapToObj(ReadingPoolTest::mail).toList();
  }

  private static ClaimedMail mail(long id) {
    byte[] raw = ("Subject: mail " + id + "\r\n\r\nHello").getBytes(StandardCharsets.UTF_8);
    return new ClaimedMail(
        id, "desk", raw, raw.length, Instant.EPOCH, Origin.DELIVERED, 1, 1, 0, Optional.empty());
  }

  private static List<Long> ids(List<Read> all) {
    return all.stream().map(read -> read.mail().id()).toList();
  }

  /** The numbers of those that were read, by what was read in them. */
  private static List<Long> read(List<Read> all) {
    return all.stream()
        .map(Read::of)
        .flatMap(Optional::stream)
        .map(of -> Long.valueOf(of.mail().subject().substring("mail ".length())))
        .toList();
  }
}
