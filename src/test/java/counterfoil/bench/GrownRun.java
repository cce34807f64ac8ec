package counterfoil.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import counterfoil.bench.MixedMails.Target;
import counterfoil.facts.DefinedFactsReader;
import counterfoil.facts.FieldDefinitions;
import counterfoil.rig.Database;
import counterfoil.rig.GrownDesk;
import counterfoil.rig.IndexesAside;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.slf4j.LoggerFactory;

/**
 * Whether a mail costs more on a desk that has a million tickets than on one that has none: the
 * same stream of mails through both, turn by turn, each on a PostgreSQL of its own.
 */
final class GrownRun {

  private static final int WARM_UPS = 4;
  private static final int LEAST_ROUNDS = 5;
  private static final double BUDGET = 1.3;
  private static final double MILLI = 1e6;

  private static final List<String> TABLES =
      List.of(
          "ticket",
          "mail",
          "entry",
          "ticket_fact",
          "event",
          "message_ref",
          "message_awaited",
          "correspondent",
          "ticket_link",
          "letter");

  /** Another one each time: what was kept from a run before has the mails of that one. */
  private final long seed = System.currentTimeMillis();

  private final int tickets;
  private final int mails;
  private final int rounds;
  private final Path folder;
  private final PrintStream out;
  private final DefinedFactsReader facts =
      new DefinedFactsReader(FieldDefinitions.load(Path.of("config", "fields")));

  GrownRun(int tickets, int mails, int rounds, Path folder, PrintStream out) {
    this.tickets = tickets;
    this.mails = mails;
    this.rounds = Math.max(rounds, LEAST_ROUNDS);
    this.folder = folder;
    this.out = out;
  }

  /** Takes minutes; with {@code bench.keep} the next run finds them. */
  private static final String KEPT = "postgres-grown";

  /** All that a run leaves but what may be kept. */
  static void clear(Path folder) throws IOException {
    Benchmark.deleteTree(folder.resolve("postgres-empty"));
    if (!Boolean.getBoolean("bench.keep")) {
      Benchmark.deleteTree(folder);
    }
  }

  /**
   * What one round took, for each mail.
   *
   * @param wall milliseconds
   * @param asking of these, within calls that ask the database
   * @param bot milliseconds of processors, of this JVM
   * @param server the same, of PostgreSQL
   * @param log kilobytes of its write-ahead log
   */
  private record Cost(double wall, double asking, double bot, double server, double log) {

    double together() {
      return bot + server;
    }
  }

  void run() throws Exception {
    // A line for each mail would be measured as well.
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
    try (Database empty = Database.start(folder.resolve("postgres-empty"));
        Database grown = Database.start(folder.resolve(KEPT))) {
      Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
      DeskSteps.migrate(empty);
      DeskSteps.migrate(grown);
      if (grown.number("select count(*) from ticket") < tickets) {
        load(grown, now);
      }
      // What was kept goes on where the clock of its run stopped, for what the last hour has
      // counts.
      long later =
          grown.number(
              """
              select greatest(0, extract(epoch from max(opened_at) - now()))::bigint + 86400
              from ticket
              """);
      Instant start = now.plusSeconds(later);
      try (Side first = new Side(empty, start);
          Side second = new Side(grown, start)) {
        compare(first, second);
      }
    }
  }

  private void load(Database database, Instant now) throws SQLException, IOException {
    long start = System.nanoTime();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      try (IndexesAside aside = new IndexesAside(connection, TABLES)) {
        new GrownDesk(connection, now).add(tickets);
        out.printf(Locale.ROOT, "rows are there after %.0f s%n", seconds(start));
      }
      statement.execute("vacuum (analyze)");
      statement.execute("checkpoint");
    }
    out.printf(
        Locale.ROOT,
        "%,d tickets, %,d entries, %,d mails in %.0f s; the database has %,d MB%n",
        database.number("select count(*) from ticket"),
        database.number("select count(*) from entry"),
        database.number("select count(*) from mail"),
        seconds(start),
        database.number("select pg_database_size(current_database()) / 1000000"));
    for (List<String> row :
        database.rows(
            """
            select relname, pg_size_pretty(pg_table_size(oid)), pg_size_pretty(pg_indexes_size(oid))
            from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
              and pg_total_relation_size(oid) > 1000000
            order by pg_total_relation_size(oid) desc
            """)) {
      out.printf("  %-20s %10s, indexes %10s%n", row.get(0), row.get(1), row.get(2));
    }
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private void compare(Side empty, Side grown) throws Exception {
    List<Cost> ofEmpty = new ArrayList<>();
    List<Cost> ofGrown = new ArrayList<>();
    out.printf(
        "%n%d mails a round; each mail: wall (asking the database), CPU of bot and PostgreSQL,"
            + " write-ahead log%n",
        mails);
    for (int round = 1 - WARM_UPS; round <= rounds; round++) {
      // Who goes first changes, for the machine has other things to do as well.
      boolean turned = Math.floorMod(round, 2) == 1;
      Cost one = (turned ? grown : empty).round();
      Cost other = (turned ? empty : grown).round();
      Cost costEmpty = turned ? other : one;
      Cost costGrown = turned ? one : other;
      out.printf(
          Locale.ROOT,
          "%8s  empty %s  grown %s  load %s%n",
          round < 1 ? "warm-up" : "round " + round,
          words(costEmpty),
          words(costGrown),
          load());
      if (round >= 1) {
        ofEmpty.add(costEmpty);
        ofGrown.add(costGrown);
      }
    }
    if (!empty.outcomes().equals(grown.outcomes())) {
      throw new IllegalStateException(
          "not the same work: " + empty.outcomes() + " and " + grown.outcomes());
    }
    out.printf("%nmedians of %d rounds; outcomes of both: %s%n", rounds, empty.outcomes());
    print("wall", ofEmpty, ofGrown, Cost::wall);
    print("asking", ofEmpty, ofGrown, Cost::asking);
    print("CPU of PostgreSQL", ofEmpty, ofGrown, Cost::server);
    print("CPU of the bot", ofEmpty, ofGrown, Cost::bot);
    print("CPU together", ofEmpty, ofGrown, Cost::together);
    out.printf("  budget: %.1f%n", BUDGET);
  }

  private static String words(Cost cost) {
    return String.format(
        Locale.ROOT,
        "%.2f ms (%.2f), %.2f + %.2f ms, %.0f kB",
        cost.wall(),
        cost.asking(),
        cost.bot(),
        cost.server(),
        cost.log());
  }

  /** The ratio of the medians, and the median of the ratios of each round. */
  private void print(
      String what, List<Cost> ofEmpty, List<Cost> ofGrown, ToDoubleFunction<Cost> part) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < ofEmpty.size(); i++) {
      ratios.add(part.applyAsDouble(ofGrown.get(i)) / part.applyAsDouble(ofEmpty.get(i)));
    }
    double empty = median(ofEmpty.stream().map(part::applyAsDouble).toList());
    double grown = median(ofGrown.stream().map(part::applyAsDouble).toList());
    out.printf(
        Locale.ROOT,
        "  %-18s %.2f ms empty, %.2f ms grown: %.2f times; round by round %.2f (%.2f to %.2f)%n",
        what,
        empty,
        grown,
        grown / empty,
        median(ratios),
        ratios.stream().min(Double::compare).orElseThrow(),
        ratios.stream().max(Double::compare).orElseThrow());
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  private static String load() throws IOException {
    String all = Files.readString(Path.of("/proc/loadavg"));
    return all.substring(0, all.indexOf(' '));
  }

  /** A desk, and the mails that are for it. */
  private final class Side implements AutoCloseable {

    private final Database database;
    private final DeskSteps steps;
    private final MixedMails stream = new MixedMails(seed);

    /** What was there before the first round. */
    private final long lastLoaded;

    private final long lastLoadedMail;

    Side(Database database, Instant now) throws SQLException {
      this.database = database;
      this.steps = new DeskSteps(database, facts, now);
      this.lastLoaded = database.number("select coalesce(max(id), 0) from ticket");
      this.lastLoadedMail = database.number("select coalesce(max(id), 0) from mail");
    }

    Cost round() throws Exception {
      List<byte[]> next = stream.next(mails, targets(MixedMails.answers(mails)));
      System.gc();
      double bot = botSeconds();
      double server = ProcessUse.cpuSeconds(database.pid());
      long log = logBytes();
      long start = System.nanoTime();
      long asking = steps.work(next);
      long wall = System.nanoTime() - start;
      return new Cost(
          wall / MILLI / mails,
          asking / MILLI / mails,
          1_000 * (botSeconds() - bot) / mails,
          1_000 * (ProcessUse.cpuSeconds(database.pid()) - server) / mails,
          (logBytes() - log) / 1_000.0 / mails);
    }

    /** Half of the tickets that are answered were there before, where any were. */
    private List<Target> targets(int count) throws SQLException {
      List<Target> loaded = targets(count / 2, "t.id <= " + lastLoaded);
      List<Target> fresh = targets(count - loaded.size(), "t.id > " + lastLoaded);
      if (fresh.isEmpty()) {
        // On both desks the first round is nothing but new requests.
        return List.of();
      }
      List<Target> mixed = new ArrayList<>();
      for (int i = 0; i < Math.max(loaded.size(), fresh.size()); i++) {
        if (i < fresh.size()) {
          mixed.add(fresh.get(i));
        }
        if (i < loaded.size()) {
          mixed.add(loaded.get(i));
        }
      }
      return mixed;
    }

    private List<Target> targets(int count, String which) throws SQLException {
      return database
          .rows(
              """
              select t.number, t.requester,
                     (select message_id from mail where ticket_id = t.id order by id limit 1)
              from (
                select id, number, requester from ticket t
                where status in ('OPEN', 'IN_PROGRESS') and %s
                order by random() limit %d) t
              """
                  .formatted(which, count))
          .stream()
          .map(row -> new Target(row.get(0), row.get(1), row.get(2)))
          .toList();
    }

    String outcomes() throws SQLException {
      return database
          .rows(
              """
              select outcome, count(*) from mail where id > %d group by 1 order by 1
              """
                  .formatted(lastLoadedMail))
          .toString();
    }

    private double botSeconds() {
      return ((com.sun.management.OperatingSystemMXBean)
                  ManagementFactory.getOperatingSystemMXBean())
              .getProcessCpuTime()
          / 1e9;
    }

    private long logBytes() throws SQLException {
      return database.number("select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint");
    }

    @Override
    public void close() {
      steps.close();
    }
  }
}
