package counterfoil.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import counterfoil.desk.DeskSettings;
import counterfoil.desk.Entitlement;
import counterfoil.desk.FloodLimits;
import counterfoil.desk.UnknownOrganisation;
import counterfoil.embedded.CannotStart;
import counterfoil.html.DisplayLimits;
import counterfoil.mail.ReadLimits;
import counterfoil.mailbox.Account;
import counterfoil.trust.DnsLimits;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.FileSystemResource;

class SettingsTest {

  @Test
  void fileListsEverySettingAtItsDefault() throws IOException {
    assertThat(bind(file())).isEqualTo(withPrioritiesAndDomains(bind(Map.of())));
    assertThat(keys(file())).containsAll(leaves("counterfoil", Settings.class, new ArrayList<>()));
  }

  /** The two lists are long, and stand in the file alone. */
  private static Settings withPrioritiesAndDomains(Settings plain) throws IOException {
    Settings file = bind(file());
    assertThat(file.priorities()).containsOnlyKeys("P1", "P2", "P3", "P4");
    assertThat(file.publicMailDomains()).contains("gmail.com");
    return new Settings(
        plain.data(),
        plain.adminPassword(),
        plain.ticketPrefix(),
        plain.mailboxes(),
        plain.tryout(),
        file.priorities(),
        file.publicMailDomains(),
        plain.unknownOrganisation(),
        plain.limits(),
        plain.replies(),
        plain.mailbox(),
        plain.reading(),
        plain.process(),
        plain.deliver(),
        plain.display(),
        plain.trust());
  }

  @Test
  @Tag("rule-13")
  void displaysAsMuchAsTheReaderDoesByDefault() {
    assertThat(bind(Map.of()).display().limits()).isEqualTo(DisplayLimits.DEFAULTS);
    assertThatThrownBy(() -> bind(Map.of("counterfoil.display.chars", "5")))
        .rootCause()
        .hasMessageContaining("counterfoil.display.chars");
  }

  @Test
  @Tag("rule-31")
  void limitsOfAcknowledgementsAreThoseOfTheRule() throws IOException {
    assertThat(bind(file()).desk(Map.of()).limits()).isEqualTo(DeskSettings.Limits.DEFAULTS);
    assertThat(DeskSettings.Limits.DEFAULTS).isEqualTo(new DeskSettings.Limits(3, 10, 50, 500));
  }

  @Test
  @Tag("rule-20")
  void limitsOfNewTicketsAreThoseOfTheRule() throws IOException {
    assertThat(bind(file()).limits().flood()).isEqualTo(FloodLimits.DEFAULTS);
    assertThat(FloodLimits.DEFAULTS).isEqualTo(new FloodLimits(10, 50));
    Map<String, Object> own =
        Map.of(
            "COUNTERFOIL_LIMITS_NEW_TICKETS_PER_SENDER_TEN_MINUTES", "0",
            "COUNTERFOIL_LIMITS_NEW_TICKETS_PER_SENDER_DAY", "7",
            "COUNTERFOIL_UNKNOWN_ORGANISATION", "answer");
    assertThat(bindEnvironment(own).limits().flood()).isEqualTo(new FloodLimits(0, 7));
    assertThat(bindEnvironment(own).unknownOrganisation()).isEqualTo(UnknownOrganisation.ANSWER);
    Map<String, String> variables = new LinkedHashMap<>();
    own.forEach((name, value) -> variables.put(name, value.toString()));
    assertThatCode(() -> UnknownVariables.refuse(variables)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limits.new-tickets-per-sender-ten-minutes",
        "limits.new-tickets-per-sender-day",
        "unknown-organisation"
      })
  @Tag("rule-20")
  void whatCannotBeIsRefused(String key) {
    assertThatThrownBy(() -> bind(Map.of("counterfoil." + key, "-1")))
        .hasStackTraceContaining("counterfoil." + key);
  }

  @Test
  @Tag("rule-20")
  void everybodyIsServedByDefault() throws IOException {
    assertThat(bind(file()).unknownOrganisation()).isEqualTo(Entitlement.DEFAULT.policy());
    assertThat(Entitlement.DEFAULT.policy()).isEqualTo(UnknownOrganisation.ACCEPT);
  }

  @Test
  @Tag("threat-T12")
  void limitsOfReadingAreThoseOfTheReader() throws IOException {
    assertThat(bind(file()).reading().limits()).isEqualTo(ReadLimits.DEFAULTS);
    Settings own =
        bindEnvironment(
            Map.of(
                "COUNTERFOIL_READING_HEADER_SIZE", "128KB",
                "COUNTERFOIL_READING_FIELD_LINES", "200",
                "COUNTERFOIL_READING_OPENED_SIZE", "16MB",
                "COUNTERFOIL_READING_PARTS", "50"));
    ReadLimits limits = own.reading().limits();
    assertThat(limits.headerBytes()).isEqualTo(128 * 1024);
    assertThat(limits.fieldLines()).isEqualTo(200);
    assertThat(limits.openedBytes()).isEqualTo(16L * 1024 * 1024);
    assertThat(limits.parts()).isEqualTo(50);
  }

  @Test
  @Tag("rule-18")
  void believesNobodyAboutAuthorsUnlessToldTo() throws IOException {
    TrustSettings trust = bind(file()).trust();
    assertThat(trust.limits()).isEqualTo(DnsLimits.DEFAULTS);
    assertThat(trust.authservIds()).isEmpty();
    assertThat(trust.dns()).isEmpty();
    TrustSettings own =
        bindEnvironment(
                Map.of(
                    "COUNTERFOIL_TRUST_AUTHSERV_IDS", "mx.desk.example,mx2.desk.example",
                    "COUNTERFOIL_TRUST_OWN_HOSTS", "*.desk.example",
                    "COUNTERFOIL_TRUST_DNS", "192.0.2.53,[2001:db8::53]:5353",
                    "COUNTERFOIL_TRUST_DNS_TIMEOUT", "500ms"))
            .trust();
    assertThat(own.authservIds()).containsExactly("mx.desk.example", "mx2.desk.example");
    assertThat(own.ownHosts()).containsExactly("*.desk.example");
    assertThat(own.dns()).containsExactly("192.0.2.53", "[2001:db8::53]:5353");
    assertThat(own.limits().timeout()).isEqualTo(Duration.ofMillis(500));
  }

  @ParameterizedTest
  @CsvSource({
    "authserv-ids,-,own-hosts",
    "authserv-ids,two words,authserv-ids",
    "own-hosts,mx.desk.example,authserv-ids",
    "dns,dns.desk.example,dns",
    "dns-timeout,20s,dns-timeout",
    "dns-timeout,0s,dns-timeout",
    "dns-threads,0,dns-threads",
    "dns-queue,0,dns-queue",
    "cache-names,0,cache-names",
    "cache-shortest,2h,cache-shortest",
    "cache-longest,30d,cache-longest"
  })
  @Tag("rule-18")
  void trustThatCannotBeIsRefused(String key, String value, String named) {
    assertThatThrownBy(() -> bind(Map.of("counterfoil.trust." + key, value)))
        .rootCause()
        .hasMessageContaining("counterfoil.trust." + named);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "header-size",
        "header-fields",
        "field-size",
        "field-lines",
        "depth",
        "parts",
        "addresses",
        "references",
        "subject",
        "text",
        "opened-size"
      })
  @Tag("threat-T12")
  void readingNothingIsRefused(String limit) {
    assertThatThrownBy(() -> bind(Map.of("counterfoil.reading." + limit, "0")))
        .rootCause()
        .hasMessageContaining("counterfoil.reading." + limit)
        .hasMessageContaining(" to ");
  }

  @Test
  @Tag("rule-3")
  void mailboxComesFromTheEnvironment() {
    Settings settings =
        bindEnvironment(
            Map.of(
                "COUNTERFOIL_MAILBOXES_DESK_ADDRESS", "help@desk.example",
                "COUNTERFOIL_MAILBOXES_DESK_IMAP_HOST", "imap.desk.example",
                "COUNTERFOIL_MAILBOXES_DESK_IMAP_USER", "help",
                "COUNTERFOIL_MAILBOXES_DESK_IMAP_PASSWORD", "secret-word",
                "COUNTERFOIL_MAILBOXES_DESK_SMTP_HOST", "smtp.desk.example",
                "COUNTERFOIL_MAILBOXES_DESK_SMTP_TLS", "starttls",
                "COUNTERFOIL_TRYOUT_SMTP_PORT", "4025"));

    Account account = settings.accounts(0, 0, Clock.systemUTC()).get("desk");
    assertThat(account.incoming().port()).isEqualTo(993);
    assertThat(account.smtp().port()).isEqualTo(587);
    assertThat(account.watching().poll()).isEqualTo(Duration.ofSeconds(60));
    assertThat(settings.tryout().smtpPort()).isEqualTo(4025);
    assertThat(settings + " " + account).doesNotContain("secret-word");
  }

  @Test
  @Tag("rule-3")
  void mailboxMayBeWatchedInItsOwnWay() {
    Settings settings =
        bindEnvironment(
            Map.of(
                "COUNTERFOIL_MAILBOX_FOLDERS", "INBOX,Support/Urgent",
                "COUNTERFOIL_MAILBOX_LONGEST_MAIL", "20MB",
                "COUNTERFOIL_MAILBOXES_OLD_ADDRESS", "old@desk.example",
                "COUNTERFOIL_MAILBOXES_OLD_POP3_HOST", "pop.desk.example",
                "COUNTERFOIL_MAILBOXES_OLD_SMTP_HOST", "smtp.desk.example",
                "COUNTERFOIL_MAILBOXES_OLD_POLL", "5m",
                "COUNTERFOIL_MAILBOXES_NEW_ADDRESS", "new@desk.example",
                "COUNTERFOIL_MAILBOXES_NEW_IMAP_HOST", "imap.desk.example",
                "COUNTERFOIL_MAILBOXES_NEW_SMTP_HOST", "smtp.desk.example",
                "COUNTERFOIL_MAILBOXES_NEW_PROCESSED", ""));

    Account old = settings.accounts(0, 0, Clock.systemUTC()).get("old");
    assertThat(old.watching().protocol()).isEqualTo(Account.Protocol.POP3);
    assertThat(old.incoming().port()).isEqualTo(995);
    assertThat(old.watching().poll()).isEqualTo(Duration.ofMinutes(5));
    assertThat(old.watching().leaveOnServer()).isTrue();
    Account.Watching fresh = settings.accounts(0, 0, Clock.systemUTC()).get("new").watching();
    assertThat(fresh.folders()).containsExactly("INBOX", "Support/Urgent");
    assertThat(fresh.processed()).isEmpty();
    assertThat(fresh.longestMail()).isEqualTo(20L << 20);
    assertThat(fresh.poll()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void wrongValueIsNamedWithWhatWouldBeRight() {
    assertThatThrownBy(() -> bind(Map.of("counterfoil.ticket-prefix", "c f")))
        .rootCause()
        .hasMessageContaining("counterfoil.ticket-prefix")
        .hasMessageContaining("c f")
        .hasMessageContaining("capital letters");
    assertThatThrownBy(() -> bind(Map.of("counterfoil.mailboxes.desk.address", "no address")))
        .rootCause()
        .hasMessageContaining("counterfoil.mailboxes.desk.address");
    assertThatThrownBy(() -> bind(Map.of("counterfoil.process.workers", "0")))
        .rootCause()
        .hasMessageContaining("from 1 to 64");
    assertThatThrownBy(() -> bind(Map.of("counterfoil.mailbox.folders", "INBOX,Processed")))
        .rootCause()
        .hasMessageContaining("counterfoil.mailbox.processed")
        .hasMessageContaining("another folder");
    assertThatThrownBy(() -> bind(Map.of("counterfoil.mailbox.trust", "no-such-file.pem")))
        .rootCause()
        .hasMessageContaining("counterfoil.mailbox.trust");
  }

  @Test
  void variableThatBindsToNothingIsRefused() {
    assertThatThrownBy(
            () ->
                UnknownVariables.refuse(
                    Map.of(
                        "COUNTERFOIL_TRYOUT_SMPT_PORT", "1",
                        "COUNTERFOIL_MAILBOXES_MY_DESK_IMAP_HOST", "x",
                        "PATH", "/bin")))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("COUNTERFOIL_TRYOUT_SMPT_PORT")
        .hasMessageContaining("COUNTERFOIL_MAILBOXES_MY_DESK_IMAP_HOST");
  }

  @Test
  void variableOfEverySettingIsKnown() {
    assertThatCode(
            () ->
                UnknownVariables.refuse(
                    Map.of(
                        "COUNTERFOIL_HOME", "/opt",
                        "COUNTERFOIL_DATA", "/data",
                        "COUNTERFOIL_ADMIN_PASSWORD", "x",
                        "COUNTERFOIL_TRYOUT_SMTP_PORT", "1",
                        "COUNTERFOIL_TRYOUT_SMTPPORT", "1",
                        "COUNTERFOIL_MAILBOXES_DESK_IMAP_TLS", "none",
                        "COUNTERFOIL_LIMITS_ACKNOWLEDGEMENTS_PER_HOUR", "0",
                        "COUNTERFOIL_PRIORITIES_P1_FIRST_RESPONSE", "Now",
                        "COUNTERFOIL_PUBLIC_MAIL_DOMAINS_0", "x.example")))
        .doesNotThrowAnyException();
  }

  private static Map<String, Object> file() throws IOException {
    Map<String, Object> values = new LinkedHashMap<>();
    for (PropertySource<?> source :
        new YamlPropertySourceLoader()
            .load("file", new FileSystemResource("config/application.yaml"))) {
      ((Map<?, ?>) source.getSource())
          .forEach((key, value) -> values.put(key.toString(), String.valueOf(value)));
    }
    return values;
  }

  private static Set<String> keys(Map<String, Object> file) {
    return file.keySet();
  }

  private static List<String> leaves(String path, Class<?> type, List<String> found) {
    for (RecordComponent component : type.getRecordComponents()) {
      String key = path + "." + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase();
      if (component.getType().isRecord()) {
        leaves(key, component.getType(), found);
      } else if (!Map.class.isAssignableFrom(component.getType())
          && !Set.class.isAssignableFrom(component.getType())) {
        found.add(key);
      }
    }
    return found;
  }

  private static Settings bind(Map<String, Object> values) {
    return bind(new MapPropertySource("test", values));
  }

  private static Settings bindEnvironment(Map<String, Object> values) {
    return bind(new SystemEnvironmentPropertySource("systemEnvironment", values));
  }

  private static Settings bind(PropertySource<?> source) {
    MutablePropertySources sources = new MutablePropertySources();
    sources.addFirst(source);
    return new Binder(ConfigurationPropertySources.from(sources))
        .bindOrCreate("counterfoil", Settings.class);
  }
}
