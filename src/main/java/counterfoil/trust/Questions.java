package counterfoil.trust;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Asks the DNS on threads of its own, each name once at a time, and remembers the answers. Nobody
 * waits in here: who asks decides how long to wait.
 *
 * <p>When many questions in a row got no answer, the DNS is away, and every mail would wait for
 * nothing: then one question a second is asked, until one is answered.
 */
final class Questions implements AutoCloseable {

  private static final int IN_A_ROW = 16;
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  /** So long a name that got no answer is not asked again. */
  private static final Duration UNANSWERED = Duration.ofSeconds(10);

  private record Remembered(CompletableFuture<Dns.Answer> answer, Instant until) {}

  private final Dns dns;
  private final DnsLimits limits;
  private final Clock clock;
  private final ThreadPoolExecutor pool;

  private final Map<String, Remembered> known;
  private int unanswered;
  private Instant lastAsked = Instant.MIN;

  Questions(Dns dns, DnsLimits limits, Clock clock) {
    this.dns = dns;
    this.limits = limits;
    this.clock = clock;
    this.pool =
        new ThreadPoolExecutor(
            limits.threads(),
            limits.threads(),
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(limits.queue()),
            task -> {
              Thread thread = new Thread(task, "dns");
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    this.known =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
            return size() > limits.names();
          }
        };
  }

  /** The answer to a question, when it comes; never an exception. */
  CompletableFuture<Dns.Answer> txt(String name) {
    if (!isName(name)) {
      return CompletableFuture.completedFuture(new Dns.Answer(true, List.of(), Duration.ZERO));
    }
    CompletableFuture<Dns.Answer> answer = new CompletableFuture<>();
    synchronized (this) {
      Instant now = clock.instant();
      Remembered before = known.get(name);
      if (before != null && now.isBefore(before.until())) {
        return before.answer();
      }
      if (unanswered >= IN_A_ROW && now.isBefore(lastAsked.plus(BETWEEN))) {
        return CompletableFuture.completedFuture(Dns.Answer.NONE);
      }
      lastAsked = now;
      known.put(name, new Remembered(answer, now.plus(UNANSWERED)));
    }
    try {
      pool.execute(() -> ask(name, answer));
    } catch (RejectedExecutionException tooMany) {
      forget(name);
      answer.complete(Dns.Answer.NONE);
    }
    return answer;
  }

  private void ask(String name, CompletableFuture<Dns.Answer> answer) {
    Dns.Answer found = Dns.Answer.NONE;
    try {
      found = dns.txt(name);
    } catch (RuntimeException | LinkageError surprise) {
      // Nobody answered, as far as the mail is concerned.
      found = Dns.Answer.NONE;
    } finally {
      remember(name, answer, found);
      answer.complete(found);
    }
  }

  private synchronized void remember(
      String name, CompletableFuture<Dns.Answer> answer, Dns.Answer found) {
    unanswered = found.isAnswer() ? 0 : Math.min(unanswered + 1, IN_A_ROW);
    Duration lifetime = UNANSWERED;
    if (found.isAnswer()) {
      lifetime = found.lifetime();
      lifetime = lifetime.compareTo(limits.shortest()) < 0 ? limits.shortest() : lifetime;
      lifetime = lifetime.compareTo(limits.longest()) > 0 ? limits.longest() : lifetime;
    }
    known.put(name, new Remembered(answer, clock.instant().plus(lifetime)));
  }

  private synchronized void forget(String name) {
    known.remove(name);
  }

  /** How many names are remembered. */
  synchronized int size() {
    return known.size();
  }

  /** Whether it can be asked as it stands (RFC 1035 section 2.3.4). */
  private static boolean isName(String name) {
    int label = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '.') {
        if (label == 0) {
          return false;
        }
        label = 0;
      } else if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_') {
        label++;
      } else {
        return false;
      }
      if (label > 63) {
        return false;
      }
    }
    return label > 0 && name.length() <= 253;
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
