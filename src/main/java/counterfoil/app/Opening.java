package counterfoil.app;

import counterfoil.app.DeskConfiguration.Accounts;
import counterfoil.embedded.SampleMails;
import counterfoil.store.Instance;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Opens the desk: waits for the database, brings its tables up to date, then starts the routes.
 * Until then the pages and health say what is wanting; a bot that waits for its database is not a
 * bot that has failed.
 */
@Component
class Opening {

  private static final Logger LOG = LoggerFactory.getLogger(Opening.class);
  private static final List<Duration> WAITS =
      List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(5));

  private final Flyway flyway;
  private final CamelContext camel;
  private final Instance instance;
  private final Accounts accounts;
  private final Welcome welcome;
  private final Optional<SampleMails> samples;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "opening"));

  Opening(
      Flyway flyway,
      CamelContext camel,
      Instance instance,
      Accounts accounts,
      Welcome welcome,
      Optional<SampleMails> samples) {
    this.flyway = flyway;
    this.camel = camel;
    this.instance = instance;
    this.accounts = accounts;
    this.welcome = welcome;
    this.samples = samples;
  }

  // Not as a part of the context's lifecycle: Camel would be started with it, before its routes are
  // loaded.
  @EventListener(ApplicationReadyEvent.class)
  void begin() {
    thread.execute(() -> open(0));
  }

  @EventListener(ContextClosedEvent.class)
  void end() {
    thread.shutdownNow();
  }

  private void open(int attempt) {
    try {
      flyway.migrate();
      // Before anything is claimed: a bot that was never heard of is taken for dead.
      instance.beat();
      startRoutes();
      welcome.say();
      samples.ifPresent(SampleMails::start);
    } catch (Exception e) {
      Duration wait = WAITS.get(Math.min(attempt, WAITS.size() - 1));
      LOG.warn("the desk is not open yet: {}; next try in {}", sentence(e), wait);
      thread.schedule(() -> open(attempt + 1), wait.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void startRoutes() throws Exception {
    for (String name : accounts.byName().keySet()) {
      if (camel.getRoute("receive-" + name) == null) {
        TemplatedRouteBuilder.builder(camel, "receive")
            .routeId("receive-" + name)
            .parameter("mailbox", name)
            .add();
      }
    }
    camel.getRouteController().startAllRoutes();
  }

  /** The innermost reason: the outer ones say only that something failed. */
  static String sentence(Throwable trouble) {
    Throwable reason = trouble;
    while (reason.getCause() != null && reason.getCause() != reason) {
      reason = reason.getCause();
    }
    return String.valueOf(reason.getMessage()).lines().findFirst().orElse(reason.toString());
  }

  /** The strategy that leaves the migration to the opening. */
  @Configuration(proxyBeanMethods = false)
  static class MigrationWaits {

    // Not at the start of the context, where a database that is away would end it.
    @Bean
    FlywayMigrationStrategy migrateWhenOpening() {
      return flyway -> {};
    }
  }
}
