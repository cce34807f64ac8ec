package counterfoil.app;

import counterfoil.embedded.EmbeddedPostgres;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * What work of the command line needs of the bot: its settings and its database, which it shares
 * with a bot that runs. No annotation makes it a part of the bot itself.
 */
@EnableConfigurationProperties(Settings.class)
@ImportAutoConfiguration({
  DataSourceAutoConfiguration.class,
  DataSourceTransactionManagerAutoConfiguration.class,
  JdbcTemplateAutoConfiguration.class,
  TransactionAutoConfiguration.class,
  FlywayAutoConfiguration.class
})
class ImportParts {

  @Bean(destroyMethod = "close")
  @Conditional(EmbeddedDatabase.NoServerIsSet.class)
  EmbeddedPostgres embeddedPostgres(Settings settings) {
    return EmbeddedPostgres.startOrJoin(settings.data().resolve("postgres"));
  }

  @Bean
  @Conditional(EmbeddedDatabase.NoServerIsSet.class)
  JdbcConnectionDetails embeddedConnection(EmbeddedPostgres postgres) {
    return EmbeddedDatabase.connection(postgres);
  }

  // A database that is away is worth a sentence, not a start that failed.
  @Bean
  FlywayMigrationStrategy migrateLater() {
    return flyway -> {};
  }
}
