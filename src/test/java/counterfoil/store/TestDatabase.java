package counterfoil.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import counterfoil.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A real PostgreSQL for the tests of this JVM, brought up to date by the migrations that ship, with
 * a session time zone that nobody lives in.
 */
public final class TestDatabase {

  private static final TestDatabase ONLY = new TestDatabase();

  private final EmbeddedPostgres postgres;
  private final HikariDataSource dataSource;
  private final JdbcTemplate jdbc;

  private TestDatabase() {
    postgres =
        EmbeddedPostgres.start(Path.of("target", "test-postgres-" + ProcessHandle.current().pid()));
    HikariConfig pool = new HikariConfig();
    pool.setJdbcUrl(postgres.jdbcUrl());
    pool.setUsername(postgres.username());
    pool.setPassword(postgres.password());
    pool.addDataSourceProperty("reWriteBatchedInserts", "true");
    pool.addDataSourceProperty("prepareThreshold", "-1");
    pool.setConnectionInitSql("set time zone 'Asia/Kathmandu'");
    dataSource = new HikariDataSource(pool);
    jdbc = new JdbcTemplate(dataSource);
    Flyway.configure().dataSource(dataSource).load().migrate();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  dataSource.close();
                  postgres.close();
                }));
  }

  private TestDatabase(EmbeddedPostgres postgres, HikariDataSource dataSource, JdbcTemplate jdbc) {
    this.postgres = postgres;
    this.dataSource = dataSource;
    this.jdbc = jdbc;
  }

  /**
   * The same database by connections of their own.
   *
   * @param init each begins with this command
   */
  TestDatabase by(Function<DataSource, JdbcTemplate> jdbc, String init) {
    HikariConfig pool = new HikariConfig();
    dataSource.copyStateTo(pool);
    pool.setPoolName("by " + init);
    pool.setMaximumPoolSize(2);
    pool.setConnectionInitSql(init);
    HikariDataSource own = new HikariDataSource(pool);
    return new TestDatabase(postgres, own, jdbc.apply(own));
  }

  /** Closes these connections; the database goes on. */
  void closeConnections() {
    dataSource.close();
  }

  /** The database, with empty tables. */
  public static TestDatabase empty() {
    ONLY.jdbc.execute(
        "truncate ticket_clock, ticket_page, ticket_reminder, mail, letter, message_ref, event, ticket_fact, entry, ticket, instance, mailbox_lease, message_awaited, organisation, organisation_domain, organisation_address, correspondent, ticket_link");
    return ONLY;
  }

  /** For those who need connections of their own. */
  public DataSource dataSource() {
    return dataSource;
  }

  JdbcTemplate jdbc() {
    return jdbc;
  }

  TransactionTemplate transaction() {
    return new TransactionTemplate(new JdbcTransactionManager(dataSource));
  }
}
