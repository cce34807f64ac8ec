package counterfoil.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import counterfoil.desk.Batch;
import counterfoil.desk.Case;
import counterfoil.desk.Decider;
import counterfoil.desk.Desk;
import counterfoil.desk.DeskSettings;
import counterfoil.desk.FieldTexts;
import counterfoil.desk.FloodLimits;
import counterfoil.desk.Judge;
import counterfoil.desk.JudgeRules;
import counterfoil.desk.OrganisationRules;
import counterfoil.desk.Page;
import counterfoil.desk.Placeholders;
import counterfoil.desk.RawMail;
import counterfoil.desk.ReadingPool;
import counterfoil.desk.Verdict;
import counterfoil.facts.FactsReader;
import counterfoil.letters.Letter;
import counterfoil.rig.Database;
import counterfoil.rig.DeskParts;
import counterfoil.screen.Thanks;
import counterfoil.store.ClockRows;
import counterfoil.store.Instance;
import counterfoil.store.JdbcJournal;
import counterfoil.store.JdbcOrganisationBook;
import counterfoil.store.JdbcOutbox;
import counterfoil.store.SettableClock;
import counterfoil.ticket.Organisations;
import counterfoil.ticket.ServiceTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The steps of the routes {@code receive}, {@code process} and {@code deliver}, one after the other
 * by one thread, without mail servers and without Camel: what is left is what the database costs,
 * and reading. All limits count; the clock goes on between batches as if 600 mails came in an hour,
 * so that what the last hour has does not depend on how fast the desk is.
 */
final class DeskSteps implements AutoCloseable {

  private static final int PAGE = 100;
  private static final int BATCH = 50;
  private static final long BATCH_BYTES = 16 << 20;
  private static final Duration BETWEEN_BATCHES = Duration.ofMinutes(5);

  /** Counted, and never reached. */
  private static final DeskSettings SETTINGS =
      new DeskSettings(
          "CF",
          Map.of("desk", "servicedesk@counterfoil.example"),
          Set.of("public.example"),
          new DeskSettings.Limits(100_000, 100_000, 100_000, 100_000),
          Map.of());

  private static final FloodLimits FLOODS = new FloodLimits(100, 100);

  private final HikariDataSource pool;
  private final SettableClock clock;
  private final JdbcOutbox outbox;
  private final Desk desk;
  private final Page.Folder folder;
  private long uid;
  private long inDatabase;

  DeskSteps(Database database, FactsReader facts, Instant now) {
    clock = new SettableClock(now);
    folder = new Page.Folder("desk", "INBOX", now.getEpochSecond());
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(database.url());
    config.setUsername(database.user());
    config.setPassword(database.password());
    config.setMaximumPoolSize(2);
    // As in config/application.yaml.
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("prepareThreshold", "-1");
    pool = new HikariDataSource(config);
    JdbcTemplate jdbc = new JdbcTemplate(pool);
    TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
    Instance instance = new Instance(jdbc);
    instance.beat();
    FieldTexts fields = new PlainFields();
    JudgeRules rules =
        new JudgeRules(
            DeskParts.rules(SETTINGS).people(),
            DeskParts.TOKENS,
            DeskParts.rules(SETTINGS).entitlement(),
            FLOODS,
            DeskParts.rules(SETTINGS).reopenings(),
            false,
            new Thanks());
    outbox = new JdbcOutbox(jdbc, instance, clock);
    desk =
        new Desk(
            new JdbcJournal(
                jdbc,
                transaction,
                instance,
                true,
                FLOODS,
                new JdbcOrganisationBook(
                    jdbc,
                    transaction,
                    new OrganisationRules(Organisations.NONE, Set.of(), Set.of()),
                    clock),
                new ClockRows(jdbc, ServiceTerms.NONE, clock),
                clock),
            new ReadingPool(
                DeskParts.reader(SETTINGS, facts), Duration.ofMinutes(1), Duration.ofMinutes(2), 1),
            new Judge(rules),
            new Decider(
                SETTINGS, fields, rules, DeskParts.correspondence(SETTINGS, fields, clock), clock),
            new Placeholders(SETTINGS, clock),
            BATCH,
            BATCH_BYTES);
  }

  /** Brings an empty database up to date. */
  static void migrate(Database database) {
    Flyway.configure()
        .dataSource(database.url(), database.user(), database.password())
        .load()
        .migrate();
  }

  /**
   * Takes mails in and works until all are decided and all letters are sent.
   *
   * @return nanoseconds within calls that ask the database
   */
  long work(List<byte[]> mails) {
    inDatabase = 0;
    for (int from = 0; from < mails.size(); from += PAGE) {
      List<RawMail> page = new ArrayList<>();
      for (byte[] raw : mails.subList(from, Math.min(from + PAGE, mails.size()))) {
        page.add(new RawMail(++uid, clock.instant(), raw));
      }
      asking(() -> desk.keep(new Page(folder, page)));
      while (process()) {
        clock.forward(BETWEEN_BATCHES);
      }
      deliver();
    }
    return inDatabase;
  }

  private boolean process() {
    Batch batch = answered(desk::claim);
    if (batch.isEmpty()) {
      return false;
    }
    desk.read(batch);
    asking(() -> desk.gather(batch));
    batch.cases().forEach(of -> decide(of, batch));
    asking(() -> desk.apply(batch));
    return true;
  }

  private void decide(Case of, Batch batch) {
    Verdict verdict = desk.judge(of, batch);
    switch (verdict.kind()) {
      case NOTE -> desk.note(verdict, batch);
      case FOLLOW_UP -> desk.append(verdict, batch);
      case NEW_REQUEST -> desk.open(verdict, batch);
      default ->
          throw new IllegalStateException(
              "no mail of this stream is meant so: " + verdict.kind() + ", " + verdict.reason());
    }
  }

  private void deliver() {
    List<Letter> letters = answered(this::due);
    for (; !letters.isEmpty(); letters = answered(this::due)) {
      for (Letter letter : letters) {
        asking(() -> outbox.markSent(letter));
      }
    }
  }

  private List<Letter> due() {
    return outbox.claimDue(PAGE);
  }

  private <T> T answered(Supplier<T> question) {
    long start = System.nanoTime();
    T answer = question.get();
    inDatabase += System.nanoTime() - start;
    return answer;
  }

  private void asking(Runnable question) {
    answered(
        () -> {
          question.run();
          return true;
        });
  }

  @Override
  public void close() {
    pool.close();
  }

  private static final class PlainFields implements FieldTexts {

    @Override
    public boolean many(String field) {
      return false;
    }

    @Override
    public Comparator<String> order() {
      return Comparator.naturalOrder();
    }

    @Override
    public String label(String field, String language) {
      return field;
    }

    @Override
    public String hint(String field, String language) {
      return "";
    }

    @Override
    public Shown shown(String field) {
      return Shown.TEXT;
    }
  }
}
