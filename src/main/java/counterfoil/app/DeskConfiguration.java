package counterfoil.app;

import counterfoil.desk.CaseReader;
import counterfoil.desk.Correspondence;
import counterfoil.desk.Decider;
import counterfoil.desk.Deliberation;
import counterfoil.desk.Desk;
import counterfoil.desk.DeskSettings;
import counterfoil.desk.DeskViews;
import counterfoil.desk.Entitlement;
import counterfoil.desk.FieldTexts;
import counterfoil.desk.FloodLimits;
import counterfoil.desk.Foresight;
import counterfoil.desk.HeldCases;
import counterfoil.desk.Journal;
import counterfoil.desk.Judge;
import counterfoil.desk.JudgeRules;
import counterfoil.desk.Leases;
import counterfoil.desk.MailVerbs;
import counterfoil.desk.OrganisationBook;
import counterfoil.desk.OrganisationRules;
import counterfoil.desk.People;
import counterfoil.desk.Placeholders;
import counterfoil.desk.PointerReader;
import counterfoil.desk.ReadingPool;
import counterfoil.desk.ServiceLetters;
import counterfoil.desk.ServiceWatch;
import counterfoil.desk.TicketDeeds;
import counterfoil.desk.TicketVerbs;
import counterfoil.desk.Verdict;
import counterfoil.embedded.TryoutMailServer;
import counterfoil.facts.FactsReader;
import counterfoil.facts.FieldDefinitions;
import counterfoil.letters.DeskKeys;
import counterfoil.letters.LetterTemplates;
import counterfoil.letters.Outbox;
import counterfoil.letters.Postman;
import counterfoil.letters.ReplyTokens;
import counterfoil.letters.TicketMarks;
import counterfoil.mail.Address;
import counterfoil.mail.MailHtml;
import counterfoil.mail.MailReader;
import counterfoil.mail.MailWriter;
import counterfoil.mail.ReadLimits;
import counterfoil.mailbox.Account;
import counterfoil.mailbox.MailboxComponent;
import counterfoil.privacy.Erasures;
import counterfoil.privacy.PersonErasure;
import counterfoil.privacy.PersonExport;
import counterfoil.privacy.Retention;
import counterfoil.screen.Screener;
import counterfoil.screen.Thanks;
import counterfoil.store.ClockRows;
import counterfoil.store.HeldArchive;
import counterfoil.store.Instance;
import counterfoil.store.JdbcDeskViews;
import counterfoil.store.JdbcErasures;
import counterfoil.store.JdbcHeldMails;
import counterfoil.store.JdbcJournal;
import counterfoil.store.JdbcLeases;
import counterfoil.store.JdbcMailVerbs;
import counterfoil.store.JdbcOrganisationBook;
import counterfoil.store.JdbcOutbox;
import counterfoil.store.JdbcPersonalData;
import counterfoil.store.JdbcServiceWatch;
import counterfoil.store.JdbcTicketVerbs;
import counterfoil.ticket.Engineers;
import counterfoil.ticket.Organisations;
import counterfoil.ticket.ServiceTerms;
import counterfoil.trust.TrustReader;
import counterfoil.web.Typed;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.apache.camel.support.SimpleTypeConverter;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the rooms together. The names of the beans are those that {@code routes/} calls. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Settings.class)
class DeskConfiguration {

  @Bean
  Clock clock() {
    // PostgreSQL keeps microseconds: what is read back is what was written.
    return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
  }

  @Bean
  Home home() {
    return Home.ofThisProcess();
  }

  /** The mailboxes to watch: those of the settings, or the one of the try-out. */
  @Bean
  Accounts accounts(Settings settings, Optional<TryoutMailServer> tryout, Clock clock) {
    return new Accounts(
        settings.accounts(
            tryout.map(TryoutMailServer::smtpPort).orElse(0),
            tryout.map(TryoutMailServer::imapPort).orElse(0),
            clock));
  }

  /** By name; a type of its own, for Spring takes a plain map for a map of beans. */
  record Accounts(Map<String, Account> byName) {}

  @Bean
  DeskSettings deskSettings(Settings settings, Accounts accounts) {
    return settings.desk(accounts.byName());
  }

  /** Those of {@code config/organisations.yaml}. */
  @Bean
  Organisations organisations(
      Home home, Settings settings, DeskSettings desk, FieldDefinitions fields) {
    return OrganisationsFile.read(
        home, lowerCase(settings.publicMailDomains()), lowerCase(desk.addresses()), fields);
  }

  /** Those of {@code config/engineers.yaml}. */
  @Bean
  Engineers engineers(Home home, DeskSettings desk) {
    return EngineersFile.read(home, lowerCase(desk.addresses()));
  }

  @Bean
  OrganisationBook organisationBook(
      JdbcTemplate jdbc,
      TransactionTemplate transaction,
      Organisations files,
      Settings settings,
      DeskSettings desk,
      Clock clock) {
    return new JdbcOrganisationBook(
        jdbc,
        transaction,
        new OrganisationRules(
            files, lowerCase(settings.publicMailDomains()), lowerCase(desk.addresses())),
        clock);
  }

  @Bean
  Entitlement entitlement(Settings settings) {
    return new Entitlement(settings.unknownOrganisation());
  }

  @Bean
  FloodLimits floodLimits(Settings settings) {
    return settings.limits().flood();
  }

  /** How much an engineer may type. */
  @Bean
  Typed typed(Settings settings) {
    return new Typed(settings.limits().typedCharacters());
  }

  private static Set<String> lowerCase(Collection<String> words) {
    return words.stream()
        .map(word -> word.strip().toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }

  @Bean
  MailReader mailReader(Settings settings) {
    return new MailReader(settings.reading().limits());
  }

  @Bean
  MailHtml mailHtml(Settings settings) {
    return new MailHtml(ReadLimits.DEFAULTS, settings.display().limits());
  }

  /** How far authors can be trusted; ends its threads with the context. */
  @Bean
  TrustReader trustReader(Settings settings, Clock clock) {
    return settings.trust().reader(settings.dns(), settings.reading().limits(), clock);
  }

  /** Who starts the bot has begun with it already; see {@link Serving}. */
  @Bean
  @ConditionalOnMissingBean
  FieldsAhead fieldsAhead(Home home) {
    return new FieldsAhead(home);
  }

  @Bean
  FieldDefinitions fieldDefinitions(FieldsAhead fields) {
    return fields.definitions();
  }

  @Bean
  DeskFields deskFields(FieldDefinitions definitions) {
    return new DeskFields(definitions);
  }

  @Bean
  FactsReader factsReader(FieldsAhead fields) {
    return fields.reader();
  }

  @Bean
  LetterTemplates letterTemplates(Home home) {
    return new LetterTemplates(home.path("config/letters").orElse(Path.of("config", "letters")));
  }

  @Bean
  Instance instance(JdbcTemplate jdbc) {
    return new Instance(jdbc);
  }

  @Bean
  Leases leases(JdbcTemplate jdbc, Instance instance) {
    return new JdbcLeases(jdbc, instance);
  }

  @Bean
  Journal journal(
      JdbcTemplate jdbc,
      TransactionTemplate transaction,
      Instance instance,
      DeskSettings settings,
      FloodLimits floods,
      OrganisationBook organisations,
      ClockRows clocks,
      Clock clock) {
    return new JdbcJournal(
        jdbc,
        transaction,
        instance,
        !settings.limits().off(),
        floods,
        organisations,
        clocks,
        clock);
  }

  @Bean
  Outbox outbox(JdbcTemplate jdbc, Instance instance, Clock clock) {
    return new JdbcOutbox(jdbc, instance, clock);
  }

  @Bean
  TicketVerbs ticketVerbs(
      JdbcTemplate jdbc,
      TransactionTemplate transaction,
      JudgeRules rules,
      Correspondence correspondence,
      OrganisationBook organisations,
      ClockRows clocks,
      Clock clock) {
    return new JdbcTicketVerbs(
        jdbc,
        transaction,
        new TicketDeeds(rules.people(), correspondence, clock),
        organisations,
        clocks,
        clock);
  }

  @Bean
  ServiceTerms serviceTerms(Settings settings, Organisations organisations) {
    return settings.sla().terms(organisations);
  }

  @Bean
  ClockRows clockRows(JdbcTemplate jdbc, ServiceTerms terms, Clock clock) {
    return new ClockRows(jdbc, terms, clock);
  }

  @Bean
  ServiceWatch serviceWatch(
      JdbcTemplate jdbc,
      TransactionTemplate transaction,
      ServiceTerms terms,
      LetterTemplates templates,
      DeskSettings desk,
      Engineers engineers,
      Settings settings,
      ClockRows clocks,
      Clock clock) {
    ServiceLetters letters =
        new ServiceLetters(
            templates,
            desk,
            terms,
            settings.onCall().onCall(engineers),
            settings.pages(),
            settings.workingHours().hours().zone());
    return new JdbcServiceWatch(jdbc, transaction, terms, letters, clocks, clock);
  }

  @Bean
  MailVerbs mailVerbs(
      JdbcTemplate jdbc, TransactionTemplate transaction, Foresight foresight, Clock clock) {
    return new JdbcMailVerbs(jdbc, transaction, foresight, clock);
  }

  @Bean
  JdbcHeldMails heldMails(
      JdbcTemplate jdbc, DeskSettings desk, OrganisationBook organisations, Clock clock) {
    return new JdbcHeldMails(jdbc, !desk.limits().off(), organisations, clock);
  }

  @Bean
  HeldArchive heldArchive(JdbcTemplate jdbc, Settings settings, Clock clock) {
    return new HeldArchive(jdbc, settings.held().keep(), clock);
  }

  @Bean
  Foresight foresight(
      HeldCases held, CaseReader reader, Judge judge, Decider decider, JudgeRules rules) {
    return new Deliberation(held, reader, judge, decider, rules.people());
  }

  @Bean
  DeskViews deskViews(JdbcTemplate jdbc, DeskFields fields, Clock clock) {
    return new JdbcDeskViews(jdbc, fields::missing, clock);
  }

  @Bean
  Erasures erasures(JdbcTemplate jdbc, TransactionTemplate transaction) {
    return new JdbcErasures(jdbc, transaction);
  }

  @Bean
  Retention retention(Erasures erasures, Settings settings, Clock clock) {
    return new Retention(erasures, settings.retention().days(), clock);
  }

  @Bean
  PersonErasure personErasure(Erasures erasures, Clock clock) {
    return new PersonErasure(erasures, clock);
  }

  @Bean
  PersonExport personExport(JdbcTemplate jdbc, Clock clock) {
    return new PersonExport(new JdbcPersonalData(jdbc), clock);
  }

  /** What signs reply addresses and marks. */
  @Bean
  DeskKeys deskKeys(Settings settings) {
    return new DeskKeys(
        settings.replies().keys().isEmpty()
            ? List.of(KeyFile.in(settings.data()).key())
            : settings.replies().keys());
  }

  @Bean
  ReplyTokens replyTokens(DeskKeys keys, Settings settings) {
    return new ReplyTokens(keys, settings.replies().lifetime());
  }

  @Bean
  TicketMarks ticketMarks(DeskKeys keys, DeskSettings desk) {
    return new TicketMarks(keys, desk.ticketPrefix());
  }

  @Bean
  JudgeRules judgeRules(
      DeskSettings desk,
      Settings settings,
      Organisations organisations,
      Engineers engineers,
      ReplyTokens tokens,
      Entitlement entitlement,
      FloodLimits floods) {
    People people =
        new People(desk.addresses(), desk.publicMailDomains(), organisations, engineers);
    return new JudgeRules(
        people,
        tokens,
        entitlement,
        floods,
        settings.limits().reopenings(),
        settings.replies().engineersNeedNoProof(),
        new Thanks(settings.limits().thanksWords()));
  }

  @Bean
  Correspondence correspondence(
      DeskSettings desk,
      FieldTexts fields,
      LetterTemplates templates,
      ReplyTokens tokens,
      TicketMarks marks,
      Settings settings,
      Clock clock) {
    return new Correspondence(
        desk,
        fields,
        templates,
        tokens,
        marks,
        // The mail server of the try-out is ours: it knows these addresses.
        settings.replies().plusAddressing() || settings.isTryout(),
        settings.phoneLine(),
        clock);
  }

  @Bean
  CaseReader caseReader(
      MailReader reader,
      DeskSettings desk,
      TrustReader trust,
      TicketMarks marks,
      FactsReader facts) {
    return new CaseReader(
        reader,
        new Screener(new HashSet<>(desk.addresses())),
        trust,
        new PointerReader(marks, desk.ticketPrefix()),
        facts);
  }

  @Bean
  ReadingPool readingPool(CaseReader reader, Settings settings) {
    Settings.Process process = settings.process();
    return new ReadingPool(reader, process.slowRead(), process.longestRead(), process.workers());
  }

  @Bean
  Judge judge(JudgeRules rules) {
    return new Judge(rules);
  }

  @Bean
  Decider decider(
      DeskSettings desk,
      FieldTexts fields,
      JudgeRules rules,
      Correspondence correspondence,
      Clock clock) {
    return new Decider(desk, fields, rules, correspondence, clock);
  }

  @Bean
  Desk desk(
      Journal journal,
      ReadingPool pool,
      Judge judge,
      Decider decider,
      DeskSettings desk,
      Settings settings,
      Clock clock) {
    return new Desk(
        journal,
        pool,
        judge,
        decider,
        new Placeholders(desk, clock),
        settings.process().batch(),
        settings.process().batchSize().toBytes());
  }

  @Bean
  Postman postman(Accounts accounts, Clock clock) {
    return new Postman(
        new MailWriter(clock),
        accounts.byName().values().stream()
            .collect(
                Collectors.toMap(
                    Account::name,
                    account -> Address.of(account.address()),
                    (a, b) -> a,
                    LinkedHashMap::new)));
  }

  /** The Camel component of this name. */
  @Bean
  MailboxComponent mailbox(Accounts accounts, Journal journal, Leases leases, Clock clock) {
    return new MailboxComponent(accounts.byName(), journal, leases, clock);
  }

  /**
   * The routes ask for a verdict's kind by its name; without a converter of their own each question
   * searches through all that Camel has.
   */
  @Bean
  CamelContextConfiguration kindsByName() {
    return new CamelContextConfiguration() {
      @Override
      public void beforeApplicationStart(CamelContext camel) {
        var converters = camel.getTypeConverterRegistry();
        converters.addTypeConverter(
            String.class,
            Verdict.Kind.class,
            new SimpleTypeConverter(false, (type, exchange, kind) -> kind.toString()));
        converters.addTypeConverter(
            Verdict.Kind.class,
            String.class,
            new SimpleTypeConverter(
                false, (type, exchange, name) -> Verdict.Kind.valueOf(name.toString())));
      }

      @Override
      public void afterApplicationStart(CamelContext camel) {
        // Nothing more.
      }
    };
  }
}
