package counterfoil.app;

import counterfoil.embedded.EmbeddedPostgres;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Without {@code spring.datasource.url} a PostgreSQL starts with the bot and ends with it. */
@Configuration(proxyBeanMethods = false)
@Conditional(EmbeddedDatabase.NoServerIsSet.class)
class EmbeddedDatabase {

  static final class NoServerIsSet extends SpringBootCondition {

    @Override
    public ConditionOutcome getMatchOutcome(
        ConditionContext context, AnnotatedTypeMetadata metadata) {
      boolean set = !context.getEnvironment().getProperty("spring.datasource.url", "").isBlank();
      return new ConditionOutcome(
          !set, ConditionMessage.of(set ? "a server is set" : "no server is set"));
    }
  }

  // Closed after the pool that depends on it, which is closed after Camel has stopped.
  @Bean(destroyMethod = "close")
  EmbeddedPostgres embeddedPostgres(Settings settings) {
    return EmbeddedPostgres.start(settings.data().resolve("postgres"));
  }

  @Bean
  JdbcConnectionDetails embeddedConnection(EmbeddedPostgres postgres) {
    return connection(postgres);
  }

  static JdbcConnectionDetails connection(EmbeddedPostgres postgres) {
    return new JdbcConnectionDetails() {
      @Override
      public String getUsername() {
        return postgres.username();
      }

      @Override
      public String getPassword() {
        return postgres.password();
      }

      @Override
      public String getJdbcUrl() {
        return postgres.jdbcUrl();
      }
    };
  }
}
