package counterfoil.faults;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.faults.KillLog.Kill;
import counterfoil.faults.Oracle.Findings;
import counterfoil.rig.BotProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The bot dies by SIGKILL again and again while mails keep coming: at every named point of the
 * wire, at any moment, and while it starts. Each start is the recovery from the kill before, and
 * the ground for the next. After each kill no mail may be missing; after the last start, and when
 * all has settled, each mail must have become what it should.
 *
 * <p>Options are system properties: {@code faults.kills} (50) that the file of results shall hold;
 * {@code faults.minutes} (600) after which no further run begins; {@code faults.results}, a file to
 * go on with, without which all begins anew; {@code faults.seed} of the first run.
 */
@Tag("rule-1")
@Tag("promise-1")
@Tag("promise-2")
@Tag("promise-3")
@Tag("promise-6")
@Tag("promise-8")
@Tag("fault-F1")
class KillsIT {

  private static final int RUN = 50;
  private static final int STARTS = 2;

  /**
   * Letters that may be between the server's yes and their mark: one of each worker, and ten that
   * are marked together.
   */
  private static final int UNMARKED = 14;

  private static final int WAITING = 15;
  private static final int OCCURRENCES = 3;
  private static final Duration PACE = Duration.ofMillis(150);
  private static final int LONGEST_START_MILLIS = 2_500;
  private static final int LONGEST_LIFE_MILLIS = 1_500;

  private static final int KILLS = Integer.getInteger("faults.kills", RUN);
  private static final int MINUTES = Integer.getInteger("faults.minutes", 600);
  private static final Path FRESH = Path.of("target/faults/kills.csv");
  private static final Path RESULTS =
      Path.of(System.getProperty("faults.results", FRESH.toString()));

  /** What is planned for one life of the bot. */
  private record Plan(Point point, int occurrence, int millis) {}

  @Test
  void losesDoublesAndMisplacesNoMailWhereverItIsKilled() throws Exception {
    if (System.getProperty("faults.results") == null) {
      Files.deleteIfExists(FRESH);
    }
    KillLog log = KillLog.at(RESULTS);
    long seed =
        Long.getLong("faults.seed", log.kills().stream().mapToLong(Kill::seed).max().orElse(0) + 1);
    Instant end = Instant.now().plus(Duration.ofMinutes(MINUTES));
    List<Kill> bad = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    while (log.kills().size() < KILLS && Instant.now().isBefore(end)) {
      int before = log.kills().size();
      List<Kill> kills = run(seed++, Math.min(RUN, KILLS - before), before, problems);
      log.add(kills);
      kills.stream().filter(kill -> !kill.isGood()).forEach(bad::add);
    }
    System.out.printf("%n%s%nAll results: %s%n", log.table(), RESULTS);
    assertThat(bad).as("kills by which a mail was lost, doubled or misplaced").isEmpty();
    assertThat(problems).as("what is no single mail's").isEmpty();
  }

  private static List<Kill> run(long seed, int kills, int before, List<String> problems)
      throws Exception {
    List<Plan> plans = plans(seed, kills);
    try (Site site = Site.start(seed)) {
      List<Point> points = new ArrayList<>();
      List<Set<Integer>> missing = new ArrayList<>();
      for (int life = 0; life < kills; life++) {
        Instant began = Instant.now();
        site.customers.life(life);
        points.add(live(site, plans.get(life)));
        missing.add(site.oracle.missing());
        site.letTimePass();
        System.out.printf(
            "kill %d of %d, seed %d: %s, %d ms%n",
            before + life + 1,
            KILLS,
            seed,
            points.get(life),
            Duration.between(began, Instant.now()).toMillis());
      }
      BotProcess last = site.openBot();
      site.oracle.awaitSettled(Site.LIMIT);
      last.close();
      Findings found = site.oracle.findings();
      if (!found.isGood()) {
        System.out.println("seed " + seed + ": " + found);
      }
      problems.addAll(found.others());
      if (found.again() >= kills * UNMARKED) {
        problems.add("%d letters left again, seed %d".formatted(found.again(), seed));
      }
      if (kills == RUN && !points.containsAll(Point.onTheWire())) {
        problems.add("points were not reached, seed %d: only %s".formatted(seed, points));
      }
      return results(seed, plans, points, missing, found, site);
    }
  }

  /** Every named point, a few starts, and as many random moments; in random order. */
  private static List<Plan> plans(long seed, int kills) {
    Random random = new Random(seed);
    List<Point> points = new ArrayList<>(Point.onTheWire());
    points.addAll(Collections.nCopies(STARTS, Point.STARTING));
    points.addAll(Collections.nCopies(Math.max(0, kills - points.size()), Point.ANY));
    Collections.shuffle(points, random);
    return points.stream()
        .limit(kills)
        .map(
            point ->
                new Plan(
                    point,
                    1 + random.nextInt(OCCURRENCES),
                    random.nextInt(
                        point == Point.STARTING ? LONGEST_START_MILLIS : LONGEST_LIFE_MILLIS)))
        .toList();
  }

  /** Returns where it was killed: at any moment, if the point was not reached in time. */
  private static Point live(Site site, Plan plan) throws Exception {
    site.customers.write(WAITING);
    site.hideMove(plan.point().needsNoMove());
    boolean armed = Point.onTheWire().contains(plan.point());
    BotProcess bot = site.startBot();
    try {
      if (armed) {
        site.trap.arm(
            plan.point(),
            plan.occurrence(),
            () -> {
              bot.kill();
              throw Trap.cut();
            });
      }
      site.customers.keepWriting(PACE);
      if (plan.point() == Point.STARTING) {
        Site.pass(Duration.ofMillis(plan.millis()));
        return Point.STARTING;
      }
      if (armed) {
        return site.trap.awaitSprung(Site.LIMIT) ? plan.point() : Point.ANY;
      }
      bot.awaitOpen(Site.LIMIT);
      Site.pass(Duration.ofMillis(plan.millis()));
      return Point.ANY;
    } finally {
      site.kill(bot);
      site.trap.disarm();
      site.customers.pause();
    }
  }

  private static List<Kill> results(
      long seed,
      List<Plan> plans,
      List<Point> points,
      List<Set<Integer>> missing,
      Findings found,
      Site site) {
    List<Kill> kills = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      int life = i;
      Set<Integer> serials = new TreeSet<>();
      site.customers.written().stream()
          .filter(mail -> mail.life() == life)
          .forEach(mail -> serials.add(mail.sample().serial()));
      Set<Integer> lost = new TreeSet<>(missing.get(i));
      lost.addAll(in(serials, found.lost()));
      kills.add(
          new Kill(
              seed,
              i + 1,
              points.get(i),
              plans.get(i).occurrence(),
              serials.size(),
              lost.size(),
              in(serials, found.doubled()).size(),
              in(serials, found.misthreaded()).size(),
              i == points.size() - 1 ? found.again() : 0));
    }
    return kills;
  }

  private static Set<Integer> in(Set<Integer> serials, Map<Integer, String> found) {
    Set<Integer> both = new TreeSet<>(found.keySet());
    both.retainAll(serials);
    return both;
  }
}
