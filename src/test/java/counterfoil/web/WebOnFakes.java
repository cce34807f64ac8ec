package counterfoil.web;

import counterfoil.desk.Entitlement;
import counterfoil.mail.MailHtml;
import counterfoil.mail.MailReader;
import counterfoil.ops.Alarms;
import counterfoil.ops.Backlog;
import counterfoil.privacy.PersonErasure;
import counterfoil.privacy.PersonExport;
import counterfoil.privacy.Retention;
import counterfoil.privacy.RetentionDays;
import counterfoil.ticket.Engineer;
import counterfoil.ticket.Engineers;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/**
 * The pages alone, on a desk in memory. Not a Spring component, so that no scan of the whole house
 * finds it.
 *
 * <p>Run {@link #main} to look at the pages in a browser.
 */
@EnableAutoConfiguration(
    excludeName = {
      "org.apache.camel.spring.boot.CamelAutoConfiguration",
      "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration"
    })
@ComponentScan(basePackageClasses = WebOnFakes.class)
class WebOnFakes {

  public static void main(String... args) {
    SpringApplication.run(new Class<?>[] {WebOnFakes.class, Tryout.class}, args);
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  MailReader mailReader() {
    return new MailReader();
  }

  @Bean
  MailHtml mailHtml() {
    return new MailHtml();
  }

  @Bean
  Alarms alarms() {
    return Alarms.none();
  }

  @Bean
  Backlog backlog(FakeDesk desk, Clock clock) {
    return new Backlog(desk::progress, () -> 12_000, clock);
  }

  @Bean
  Typed typed() {
    return Typed.DEFAULTS;
  }

  @Bean
  Engineers engineers() {
    return new Engineers(
        List.of(new Engineer("Mei", Set.of("mei@desk.example"))), Optional.empty());
  }

  /** The settings count it among the signs of life. */
  @Bean("reading")
  HealthIndicator reading() {
    return () -> Health.up().build();
  }

  @Bean
  FakeDesk desk(Clock clock) {
    return new FakeDesk(clock);
  }

  @Bean
  FakeHeld held(FakeDesk desk) {
    return new FakeHeld(desk);
  }

  @Bean
  FakeOrganisations organisationBook(Clock clock) {
    return new FakeOrganisations(clock);
  }

  @Bean
  FakePeople people() {
    return new FakePeople();
  }

  @Bean
  PersonErasure personErasure(FakePeople people, Clock clock) {
    return new PersonErasure(people, clock);
  }

  @Bean
  PersonExport personExport(FakePeople people, Clock clock) {
    return new PersonExport(people, clock);
  }

  @Bean
  Retention retention(FakePeople people, Clock clock) {
    return new Retention(people, RetentionDays.FOR_EVER, clock);
  }

  @Bean
  Entitlement entitlement() {
    return Entitlement.DEFAULT;
  }

  /** The part that is there in try-out only. */
  static class Tryout {
    @Bean
    FakeTryout tryout(FakeDesk desk) {
      return new FakeTryout(desk);
    }
  }
}
