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
import counterfoil.privacy.RetentionDays;
import counterfoil.ticket.Engineers;
import counterfoil.ticket.Organisations;
import counterfoil.ticket.ServiceTargets;
import counterfoil.ticket.ServiceTerms;
import counterfoil.ticket.WorkingHours;
import counterfoil.trust.DnsLimits;
import counterfoil.web.Typed;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
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
    assertThat(keys(file()))
        .map(key -> key.replaceAll("\\.P([1-4])\\.", ".p$1."))
        .containsAll(leaves("counterfoil", Settings.class, new ArrayList<>()));
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
        plain.sla(),
        plain.onCall(),
        plain.workingHours(),
        plain.phone(),
        plain.url(),
        file.publicMailDomains(),
        plain.unknownOrganisation(),
        plain.limits(),
        plain.replies(),
        plain.mailbox(),
        plain.reading(),
        plain.process(),
        plain.deliver(),
        plain.display(),
        plain.dns(),
        plain.trust(),
        plain.held(),
        plain.retention());
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
  void heldMailsWaitThirtyDaysOrForEver() {
    assertThat(bind(Map.of()).held().keep()).isEqualTo(Duration.ofDays(30));
    assertThat(bind(Map.of("counterfoil.held.keep", "0")).held().keep()).isZero();
    for (String wrong : List.of("-1d", "5m", "4000d")) {
      assertThatThrownBy(() -> bind(Map.of("counterfoil.held.keep", wrong)))
          .rootCause()
          .hasMessageContaining("counterfoil.held.keep");
    }
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
  void limitOfWhatIsTypedIsThatOfThePages() throws IOException {
    assertThat(new Typed(bind(file()).limits().typedCharacters())).isEqualTo(Typed.DEFAULTS);
    assertThat(
            bindEnvironment(Map.of("COUNTERFOIL_LIMITS_TYPED_CHARACTERS", "5000"))
                .limits()
                .typedCharacters())
        .isEqualTo(5_000);
    assertThatThrownBy(() -> bind(Map.of("counterfoil.limits.typed-characters", "200001")))
        .hasStackTraceContaining("counterfoil.limits.typed-characters");
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
  void looksNothingUpAtWhatIsNoResolver() {
    assertThatThrownBy(() -> bind(Map.of("counterfoil.dns", "dns.desk.example")))
        .rootCause()
        .hasMessageContaining("counterfoil.dns");
  }

  @Test
  @Tag("rule-18")
  void believesNobodyAboutAuthorsUnlessToldTo() throws IOException {
    TrustSettings trust = bind(file()).trust();
    assertThat(trust.limits()).isEqualTo(DnsLimits.DEFAULTS);
    assertThat(trust.authservIds()).isEmpty();
    assertThat(bind(file()).dns()).isEmpty();
    Settings settings =
        bindEnvironment(
            Map.of(
                "COUNTERFOIL_TRUST_AUTHSERV_IDS", "mx.desk.example,mx2.desk.example",
                "COUNTERFOIL_TRUST_OWN_HOSTS", "*.desk.example",
                "COUNTERFOIL_DNS", "192.0.2.53,[2001:db8::53]:5353",
                "COUNTERFOIL_TRUST_DNS_TIMEOUT", "500ms"));
    TrustSettings own = settings.trust();
    assertThat(own.authservIds()).containsExactly("mx.desk.example", "mx2.desk.example");
    assertThat(own.ownHosts()).containsExactly("*.desk.example");
    assertThat(settings.dns()).containsExactly("192.0.2.53", "[2001:db8::53]:5353");
    assertThat(own.limits().timeout()).isEqualTo(Duration.ofMillis(500));
  }

  @ParameterizedTest
  @CsvSource({
    "authserv-ids,-,own-hosts",
    "authserv-ids,two words,authserv-ids",
    "own-hosts,mx.desk.example,authserv-ids",
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
  @Tag("threat-T40")
  void everythingIsKeptForEverUnlessDaysAreSet() throws IOException {
    assertThat(bind(file()).retention().days()).isEqualTo(RetentionDays.FOR_EVER);
    assertThat(
            bindEnvironment(
                    Map.of(
                        "COUNTERFOIL_RETENTION_RESOLVED", "365",
                        "COUNTERFOIL_RETENTION_RAW", "90",
                        "COUNTERFOIL_RETENTION_IGNORED", "30"))
                .retention()
                .days())
        .isEqualTo(new RetentionDays(365, 90, 30));
    assertThatThrownBy(() -> bind(Map.of("counterfoil.retention.resolved", "-1")))
        .rootCause()
        .hasMessageContaining("counterfoil.retention.resolved");
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
  @Tag("rule-40")
  void promisesWhatTheRuleSaysByDefault() throws IOException {
    for (Settings settings : List.of(bind(Map.of()), bind(file()))) {
      ServiceTerms terms = settings.sla().terms(Organisations.NONE);
      assertThat(terms.targets().of("P1").resolution()).contains(Duration.ofHours(4));
      assertThat(terms.targets().of("P2").resolution()).contains(Duration.ofHours(8));
      assertThat(terms.targets().of("P1").firstResponse()).isEmpty();
      assertThat(terms.targets().of("P3")).isEqualTo(ServiceTargets.Targets.NONE);
      assertThat(terms.targets().of("P4")).isEqualTo(ServiceTargets.Targets.NONE);
      assertThat(terms.warnAt()).isEqualTo(75);
      assertThat(terms.reminders()).isEmpty();
      assertThat(terms.autoResolve()).isEmpty();
      assertThat(settings.onCall().onCall(Engineers.NONE).address()).isEmpty();
    }
  }

  @Test
  @Tag("rule-40")
  void printsTheWordsOfTheSeedUnlessATimeIsSet() throws IOException {
    DeskSettings.Target words = bind(file()).desk(Map.of()).targets().get("P1");
    assertThat(words.firstResponseIn("en")).isEqualTo("Immediate");
    assertThat(words.resolutionIn("en")).isEqualTo("4 hours");
    assertThat(words.resolutionIn("de")).isEqualTo("4 Stunden");
    Map<String, Object> other = file();
    other.put("counterfoil.sla.P1.resolution", "");
    other.put("counterfoil.sla.P4.first-response", "90m");
    Map<String, DeskSettings.Target> targets = bind(other).desk(Map.of()).targets();
    assertThat(targets.get("P1").resolutionIn("de")).isEqualTo("4 hours");
    assertThat(targets.get("P4").firstResponseIn("de")).isEqualTo("1 Stunde 30 Minuten");
    assertThat(targets.get("P4").resolutionIn("en")).isEqualTo("As soon as possible");
  }

  @Test
  @Tag("rule-40")
  void timesComeFromTheEnvironmentAndMayBeEmpty() {
    Settings settings =
        bindEnvironment(
            Map.of(
                "COUNTERFOIL_SLA_P1_FIRST_RESPONSE", "15m",
                "COUNTERFOIL_SLA_P2_RESOLUTION", "",
                "COUNTERFOIL_SLA_WARN_AT", "50%",
                "COUNTERFOIL_SLA_REMINDERS", "3d,7d",
                "COUNTERFOIL_SLA_AUTO_RESOLVE", "10d",
                "COUNTERFOIL_ON_CALL_LANGUAGE", "de",
                "COUNTERFOIL_WORKING_HOURS_ZONE", "Europe/London",
                "COUNTERFOIL_WORKING_HOURS_DAYS", "mon-wed, SAT",
                "COUNTERFOIL_WORKING_HOURS_TO", "24:00",
                "COUNTERFOIL_URL", "https://desk.example.com/"));
    ServiceTerms terms = settings.sla().terms(Organisations.NONE);

    assertThat(terms.targets().of("P1").firstResponse()).contains(Duration.ofMinutes(15));
    assertThat(terms.targets().of("P1").resolution()).contains(Duration.ofHours(4));
    assertThat(terms.targets().of("P2").resolution()).isEmpty();
    assertThat(terms.warnAt()).isEqualTo(50);
    assertThat(terms.reminders()).containsExactly(Duration.ofDays(3), Duration.ofDays(7));
    assertThat(terms.autoResolve()).contains(Duration.ofDays(10));
    assertThat(settings.onCall().onCall(Engineers.NONE).language()).isEqualTo("de");
    assertThat(settings.pages()).isEqualTo("https://desk.example.com");
    assertThat(settings.workingHours().hours())
        .isEqualTo(
            new WorkingHours(
                ZoneId.of("Europe/London"),
                Set.of(
                    DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.SATURDAY),
                LocalTime.of(9, 0),
                LocalTime.MIDNIGHT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sla.P1.resolution           | four hours      | from 1m to 366d",
        "sla.P1.resolution           | -4h             | from 1m to 366d",
        "sla.P1.resolution           | 0s              | from 1m to 366d",
        "sla.P3.first-response       | 367d            | from 1m to 366d",
        "sla.P3.first-response       | 9999999999999d  | from 1m to 366d",
        "sla.warn-at                 | 100%            | from 1% to 99%",
        "sla.warn-at                 | 75              | from 1% to 99%",
        "sla.reminders               | 7d,3d           | longer than the one before",
        "sla.reminders               | 0d              | longer than the one before",
        "sla.auto-resolve            | soon            | from 1m to 366d",
        "on-call.language            | English         | two small letters",
        "working-hours.zone          | Atlantis        | Europe/London",
        "working-hours.days          | FRI-MON         | from MON to SUN",
        "working-hours.days          | someday         | from MON to SUN",
        "working-hours.from          | nine            | such as 09:00",
        "working-hours.to            | 08:00           | later than working-hours.from",
        "url                         | desk.example    | https://",
        "url                         | javascript:x    | https://"
      })
  @Tag("rule-40")
  void wrongTimesAreNamedWithWhatWouldBeRight(String key, String value, String sentence) {
    assertThatThrownBy(() -> bind(Map.of("counterfoil." + key, value)))
        .rootCause()
        .hasMessageContaining("counterfoil." + key)
        .hasMessageContaining(sentence);
  }

  @Test
  @Tag("rule-40")
  void resolvesNothingBeforeItsLastReminder() {
    assertThatThrownBy(
            () ->
                bind(
                    Map.of(
                        "counterfoil.sla.reminders",
                        "3d,7d",
                        "counterfoil.sla.auto-resolve",
                        "7d")))
        .rootCause()
        .hasMessageContaining("counterfoil.sla.auto-resolve")
        .hasMessageContaining("longer than the last");
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

  @Test
  void variablesOfTheClocksAreKnown() {
    assertThatCode(
            () ->
                UnknownVariables.refuse(
                    Map.of(
                        "COUNTERFOIL_SLA_P1_FIRST_RESPONSE", "15m",
                        "COUNTERFOIL_SLA_REMINDERS", "3d,7d",
                        "COUNTERFOIL_SLA_REMINDERS_0", "3d",
                        "COUNTERFOIL_ON_CALL_LANGUAGE", "de",
                        "COUNTERFOIL_WORKING_HOURS_ZONE", "UTC")))
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
