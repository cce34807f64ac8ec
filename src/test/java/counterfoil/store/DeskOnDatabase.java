package counterfoil.store;

import counterfoil.desk.Batch;
import counterfoil.desk.Case;
import counterfoil.desk.CaseReader;
import counterfoil.desk.Correspondence;
import counterfoil.desk.Decider;
import counterfoil.desk.Deliberation;
import counterfoil.desk.Desk;
import counterfoil.desk.DeskSettings;
import counterfoil.desk.FieldTexts;
import counterfoil.desk.Foresight;
import counterfoil.desk.Judge;
import counterfoil.desk.JudgeRules;
import counterfoil.desk.OrganisationLookup;
import counterfoil.desk.Page;
import counterfoil.desk.Placeholders;
import counterfoil.desk.RawMail;
import counterfoil.desk.ReadingPool;
import counterfoil.desk.TicketDeeds;
import counterfoil.desk.Verdict;
import counterfoil.facts.Facts;
import counterfoil.facts.FactsReader;
import counterfoil.rig.DeskParts;
import counterfoil.ticket.ServiceTerms;
import counterfoil.trust.TrustReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;

/** A desk on a real database without routes: the steps of {@code process} one after the other. */
final class DeskOnDatabase {

  static final Instant MORNING = Instant.parse("2026-11-23T08:00:00Z");
  static final Page.Folder INBOX = new Page.Folder("desk", "INBOX", 1);

  static final DeskSettings SETTINGS =
      new DeskSettings(
          "CF",
          Map.of("desk", "servicedesk@counterfoil.example"),
          Set.of("public.example"),
          DeskSettings.Limits.DEFAULTS,
          Map.of(),
          DeskSettings.CORRESPONDENTS,
          Map.of(
              "desk", new DeskSettings.LargeMails(50 << 20, "in folder Oversize of the mailbox")));

  final SettableClock clock = new SettableClock(MORNING);
  final JdbcTemplate jdbc;
  final Instance instance;
  final ClockRows clocks;
  final JdbcJournal journal;
  final JdbcOutbox outbox;
  final Decider decider;
  final JdbcTicketVerbs verbs;
  final JdbcHeldMails held;
  final Foresight foresight;
  final JdbcMailVerbs mailVerbs;
  final Desk desk;

  DeskOnDatabase(TestDatabase database) {
    this(database, mail -> Facts.NONE, Duration.ofMinutes(1), Duration.ofMinutes(2));
  }

  /** With settings of its own, and batches of so many mails at most. */
  DeskOnDatabase(
      TestDatabase database,
      DeskSettings settings,
      FactsReader facts,
      FieldTexts fields,
      JudgeRules rules,
      TrustReader trust,
      int batchMails) {
    this(
        database,
        settings,
        facts,
        fields,
        rules,
        trust,
        Duration.ofMinutes(1),
        Duration.ofMinutes(2),
        ServiceTerms.NONE,
        batchMails);
  }

  /** With a reader of facts and the fields that it reads. */
  DeskOnDatabase(TestDatabase database, FactsReader facts, FieldTexts fields) {
    this(
        database,
        facts,
        fields,
        DeskParts.rules(SETTINGS),
        DeskParts.NOBODY_CHECKS,
        Duration.ofMinutes(1),
        Duration.ofMinutes(2),
        ServiceTerms.NONE);
  }

  /** With a reader of facts and what is promised for tickets. */
  DeskOnDatabase(TestDatabase database, FactsReader facts, ServiceTerms terms) {
    this(
        database,
        facts,
        new PlainFields(),
        DeskParts.rules(SETTINGS),
        DeskParts.NOBODY_CHECKS,
        Duration.ofMinutes(1),
        Duration.ofMinutes(2),
        terms);
  }

  /** With a reader of facts and times for reading of its own. */
  DeskOnDatabase(
      TestDatabase database, FactsReader facts, Duration slowRead, Duration longestRead) {
    this(
        database,
        facts,
        new PlainFields(),
        DeskParts.rules(SETTINGS),
        DeskParts.NOBODY_CHECKS,
        slowRead,
        longestRead,
        ServiceTerms.NONE);
  }

  /** With rules of its own, and somebody who says how far authors can be trusted. */
  DeskOnDatabase(TestDatabase database, JudgeRules rules, TrustReader trust) {
    this(
        database,
        mail -> Facts.NONE,
        new PlainFields(),
        rules,
        trust,
        Duration.ofMinutes(1),
        Duration.ofMinutes(2),
        ServiceTerms.NONE);
  }

  /** With everything of its own. */
  DeskOnDatabase(
      TestDatabase database,
      FactsReader facts,
      FieldTexts fields,
      JudgeRules rules,
      TrustReader trust,
      Duration slowRead,
      Duration longestRead,
      ServiceTerms terms) {
    this(database, SETTINGS, facts, fields, rules, trust, slowRead, longestRead, terms, 50);
  }

  private DeskOnDatabase(
      TestDatabase database,
      DeskSettings settings,
      FactsReader facts,
      FieldTexts fields,
      JudgeRules rules,
      TrustReader trust,
      Duration slowRead,
      Duration longestRead,
      ServiceTerms terms,
      int batchMails) {
    jdbc = database.jdbc();
    instance = new Instance(jdbc);
    instance.beat();
    clocks = new ClockRows(jdbc, terms, clock);
    journal =
        new JdbcJournal(
            jdbc,
            database.transaction(),
            instance,
            true,
            rules.floods(),
            OrganisationLookup.NONE,
            clocks,
            clock);
    outbox = new JdbcOutbox(jdbc, instance, clock);
    Correspondence correspondence = DeskParts.correspondence(settings, fields, clock);
    decider = new Decider(settings, fields, rules, correspondence, clock);
    verbs =
        new JdbcTicketVerbs(
            jdbc,
            database.transaction(),
            new TicketDeeds(rules.people(), correspondence, clock),
            OrganisationLookup.NONE,
            clocks,
            clock);
    CaseReader reader = DeskParts.reader(settings, facts, trust);
    Judge judge = new Judge(rules);
    held = new JdbcHeldMails(jdbc, true, OrganisationLookup.NONE, clock);
    foresight = new Deliberation(held, reader, judge, decider, rules.people());
    mailVerbs = new JdbcMailVerbs(jdbc, database.transaction(), foresight, clock);
    desk =
        new Desk(
            journal,
            new ReadingPool(reader, slowRead, longestRead, 1),
            judge,
            decider,
            new Placeholders(settings, clock),
            batchMails,
            1_000_000);
  }

  /** Time passes for this desk and for the database, whose clock is that of all leases. */
  void letPass(Duration time) {
    clock.forward(time);
    long seconds = time.toSeconds();
    jdbc.update("update instance set seen_at = seen_at - make_interval(secs => ?)", seconds);
    jdbc.update("update mailbox_lease set until = until - make_interval(secs => ?)", seconds);
    jdbc.update("update mail set claimed_at = claimed_at - make_interval(secs => ?)", seconds);
    jdbc.update("update letter set claimed_at = claimed_at - make_interval(secs => ?)", seconds);
  }

  /** Keeps mails under UIDs from one on. */
  void keep(long firstUid, String... mails) {
    keep(INBOX, firstUid, mails);
  }

  void keep(Page.Folder folder, long firstUid, String... mails) {
    journal.keep(
        new Page(
            folder,
            IntStream.range(0, mails.length)
                .mapToObj(
                    i ->
                        new RawMail(
                            firstUid + i,
                            clock.instant(),
                            mails[i].getBytes(StandardCharsets.UTF_8)))
                .toList()));
  }

  /** Claims, reads, gathers and decides, but does not write. */
  Batch decided() {
    Batch batch = desk.claim();
    desk.read(batch);
    desk.gather(batch);
    for (Case of : batch.cases()) {
      Verdict verdict = desk.judge(of, batch);
      switch (verdict.kind()) {
        case DUPLICATE -> desk.duplicate(verdict, batch);
        case IGNORE -> desk.ignore(verdict, batch);
        case NOTE -> desk.note(verdict, batch);
        case BOUNCE -> desk.bounce(verdict, batch);
        case HOLD -> desk.hold(verdict, batch);
        case TURN_AWAY -> desk.turnAway(verdict, batch);
        case ANSWER -> desk.answer(verdict, batch);
        case INTERNAL -> desk.keepInternal(verdict, batch);
        case ON_BEHALF -> desk.openOnBehalf(verdict, batch);
        case FOLLOW_UP -> desk.append(verdict, batch);
        case NEW_REQUEST -> desk.open(verdict, batch);
      }
    }
    return batch;
  }

  /** Works until nothing is due. */
  void processAll() {
    for (Batch batch = decided(); !batch.isEmpty(); batch = decided()) {
      desk.apply(batch);
    }
  }

  List<String> column(String sql) {
    return jdbc.queryForList(sql, String.class);
  }

  long count(String table) {
    Long count = jdbc.queryForObject("select count(*) from " + table, Long.class);
    return count == null ? 0 : count;
  }

  /** A mail as a client would write it. */
  static String mail(String from, String messageId, String subject, String more, String text) {
    return """
    From: %s
    To: servicedesk@counterfoil.example
    Subject: %s
    Message-ID: <%s>
    Date: Mon, 23 Nov 2026 07:59:00 +0000
    %s
    %s
    """
        .formatted(from, subject, messageId, more.isEmpty() ? "" : more + "\n", text);
  }

  static class PlainFields implements FieldTexts {

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
