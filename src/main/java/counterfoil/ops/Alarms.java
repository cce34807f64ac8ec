package counterfoil.ops;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Raises alarms and gives the all-clear, each once: in the log, and for health, metrics and pages
 * to show. Safe for many threads.
 */
@Component("alarms")
public final class Alarms {

  private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);

  /**
   * An alarm that was raised.
   *
   * @param since when it was first seen
   */
  public record Raised(Alarm alarm, Instant since) {}

  private final List<AlarmSource> sources;
  private final Clock clock;
  private final Map<String, Raised> seen = new LinkedHashMap<>();
  private volatile Map<String, Raised> raised = Map.of();

  Alarms(List<AlarmSource> sources, Clock clock) {
    this.sources = List.copyOf(sources);
    this.clock = clock;
  }

  /** None, for desks without anything that could go wrong. */
  public static Alarms none() {
    return new Alarms(List.of(), Clock.systemUTC());
  }

  /** What is raised now, the oldest first. */
  public List<Raised> raised() {
    return List.copyOf(raised.values());
  }

  /** Looks at everything once; the route {@code alarms} calls it. */
  public synchronized void look() {
    Instant now = clock.instant();
    Map<String, Alarm> found = new LinkedHashMap<>();
    sources.forEach(
        source -> source.look().forEach(alarm -> found.putIfAbsent(alarm.key(), alarm)));
    seen.keySet().retainAll(found.keySet());
    found.forEach(
        (key, alarm) ->
            seen.compute(
                key, (any, before) -> new Raised(alarm, before == null ? now : before.since())));
    Map<String, Raised> before = raised;
    Map<String, Raised> after = new LinkedHashMap<>();
    seen.forEach(
        (key, one) -> {
          if (!one.since().plus(one.alarm().patience()).isAfter(now)) {
            after.put(key, one);
          }
        });
    raised = after;
    say(before, after);
  }

  private static void say(Map<String, Raised> before, Map<String, Raised> after) {
    after.forEach(
        (key, one) -> {
          if (!before.containsKey(key)) {
            LOG.error("ALARM {}: {}", key, one.alarm().sentence());
          }
        });
    before.keySet().stream()
        .filter(key -> !after.containsKey(key))
        .map(before::get)
        .filter(Objects::nonNull)
        .forEach(
            one -> LOG.info("all clear: {} (raised since {})", one.alarm().key(), one.since()));
  }
}
