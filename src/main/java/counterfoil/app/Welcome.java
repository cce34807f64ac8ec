package counterfoil.app;

import counterfoil.app.DeskConfiguration.Accounts;
import counterfoil.embedded.EmbeddedPostgres;
import counterfoil.embedded.TryoutMailServer;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Says in a few lines where to look, once the desk is open. */
@Component
class Welcome {

  private static final Logger LOG = LoggerFactory.getLogger("counterfoil");

  private final Environment environment;
  private final Settings settings;
  private final Accounts accounts;
  private final Optional<TryoutMailServer> tryout;
  private final Optional<EmbeddedPostgres> postgres;

  Welcome(
      Environment environment,
      Settings settings,
      Accounts accounts,
      Optional<TryoutMailServer> tryout,
      Optional<EmbeddedPostgres> postgres) {
    this.environment = environment;
    this.settings = settings;
    this.accounts = accounts;
    this.tryout = tryout;
    this.postgres = postgres;
  }

  void say() {
    String pages = "http://localhost:" + environment.getProperty("local.server.port", "8080");
    StringBuilder lines = new StringBuilder("The desk is open.\n\n");
    line(
        lines,
        "Tickets",
        pages + "/" + (settings.adminPassword().isBlank() ? "" : "  (user admin)"));
    line(lines, "Health", pages + "/actuator/health");
    tryout.ifPresent(server -> tryout(lines, pages, server));
    accounts.byName().values().stream()
        .filter(account -> tryout.isEmpty())
        .forEach(a -> line(lines, "Mailbox " + a.name(), a.address() + " at " + a.incoming()));
    line(
        lines,
        "Database",
        postgres.isPresent()
            ? "embedded, kept in " + settings.data().toAbsolutePath().normalize()
            : environment.getProperty("spring.datasource.url", ""));
    if (limitsAreOff()) {
      line(lines, "Limits", "OFF: nothing bounds how many acknowledgements leave");
    }
    LOG.info("{}", lines);
  }

  private void tryout(StringBuilder lines, String pages, TryoutMailServer server) {
    line(lines, "Try it out", pages + "/tryout  (write as a customer, read the answer)");
    line(
        lines,
        "Send by hand",
        "SMTP 127.0.0.1:%d to %s".formatted(server.smtpPort(), server.deskAddress()));
    lines.append(
        """
                          printf 'From: me@home.example\\nSubject: Help\\n\\nNo call is answered.\\n' |
                            curl -sS smtp://127.0.0.1:%d --mail-from me@home.example --mail-rcpt %s -T -
        """
            .formatted(server.smtpPort(), server.deskAddress()));
    line(
        lines,
        "Read answers",
        "IMAP 127.0.0.1:%d, user is your address, any password".formatted(server.imapPort()));
  }

  private boolean limitsAreOff() {
    Settings.Limits limits = settings.limits();
    return limits.acknowledgementsPerAddressHour() == 0
        && limits.acknowledgementsPerAddressDay() == 0
        && limits.acknowledgementsPerDomainHour() == 0
        && limits.acknowledgementsPerHour() == 0;
  }

  private static void line(StringBuilder lines, String what, String where) {
    lines.append("  %-14s %s%n".formatted(what, where));
  }
}
