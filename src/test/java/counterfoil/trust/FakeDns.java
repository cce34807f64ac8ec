package counterfoil.trust;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A DNS in a map. */
final class FakeDns implements Dns, AutoCloseable {

  private final Map<String, List<String>> records = new HashMap<>();
  private final Set<String> silent = ConcurrentHashMap.newKeySet();
  private final CountDownLatch end = new CountDownLatch(1);
  final Map<String, Integer> asked = new ConcurrentHashMap<>();
  final AtomicInteger questions = new AtomicInteger();
  volatile boolean isAway;

  FakeDns with(String name, String... texts) {
    records.put(name, List.of(texts));
    return this;
  }

  /** This name is never answered: its thread hangs. */
  FakeDns silentFor(String name) {
    silent.add(name);
    return this;
  }

  @Override
  public Answer txt(String name) {
    questions.incrementAndGet();
    asked.merge(name, 1, Integer::sum);
    if (silent.contains(name)) {
      try {
        end.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return Answer.NONE;
    }
    return isAway
        ? Answer.NONE
        : new Answer(true, records.getOrDefault(name, List.of()), Duration.ofMinutes(5));
  }

  @Override
  public void close() {
    end.countDown();
  }
}
