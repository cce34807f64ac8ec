package counterfoil.store;

import static counterfoil.store.DeskOnDatabase.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import counterfoil.desk.Batch;
import counterfoil.desk.ClaimLostException;
import counterfoil.desk.FactChange;
import counterfoil.desk.FactsReplay;
import counterfoil.desk.FieldTexts;
import counterfoil.desk.KeptFacts;
import counterfoil.desk.KeptTicket;
import counterfoil.desk.Page;
import counterfoil.desk.RawMail;
import counterfoil.desk.Reread;
import counterfoil.desk.Rereading;
import counterfoil.facts.DefinedFactsReader;
import counterfoil.facts.FactsReader;
import counterfoil.facts.FieldDefinitions;
import counterfoil.mail.MailReader;
import counterfoil.ticket.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Facts that are read again, on a real database: a desk reads mails by the definitions of
 * yesterday, and they are replayed by those of today.
 */
@Tag("rule-39")
class FactsReplayTest {

  private static final String NADIA = "Nadia Hart <nadia@harbour-hotels.example>";

  /** Production is taken for the sandbox: the mistake that is repaired later. */
  private static final String OLD_ENVIRONMENT =
      """
      name: environment
      order: 20
      kind: choice
      required: true
      title: {en: Environment}
      labels: {en: [environment]}
      values:
        - value: Sandbox
          aliases: {any: [sandbox, production]}
        - value: Live
          aliases: {any: [live]}
      """;

  private static final String NEW_ENVIRONMENT =
      OLD_ENVIRONMENT
          .replace("[sandbox, production]", "[sandbox]")
          .replace("[live]", "[live, production, shop floor]");

  private static final String CALL =
      """
      name: call_id
      order: 30
      kind: code
      many: true
      title: {en: Call ID}
      labels: {en: [call id]}
      shapes: ['CA[0-9]{8}']
      """;

  private static final FieldTexts FIELDS =
      new DeskOnDatabase.PlainFields() {
        @Override
        public boolean many(String field) {
          return field.equals("call_id");
        }
      };

  @TempDir private Path temp;

  private TestDatabase database;
  private DeskOnDatabase bot;
  private TransactionTemplate transaction;
  private JdbcTemplate jdbc;
  private DefinedFactsReader today;

  @BeforeEach
  void open() throws IOException {
    database = TestDatabase.empty();
    transaction = database.transaction();
    jdbc = database.jdbc();
    today = definitions("today", NEW_ENVIRONMENT, CALL);
    bot = new DeskOnDatabase(database, definitions("yesterday", OLD_ENVIRONMENT, CALL), FIELDS);
  }

  private DefinedFactsReader definitions(String name, String... fields) throws IOException {
    Path folder = Files.createDirectories(temp.resolve(name).resolve("config/fields"));
    for (int i = 0; i < fields.length; i++) {
      Files.writeString(folder.resolve(i + ".yaml"), fields[i]);
    }
    return new DefinedFactsReader(FieldDefinitions.load(folder));
  }

  @Test
  void saysWhatWouldChangeAndWritesNothing() {
    take(mail(NADIA, "a@x.example", "Calls", "", "We hear nothing in production. CA12345678"));
    String before = everything();

    List<Reread> read = rehearsed(today);

    assertThat(changes(read))
        .containsExactly("environment changed Sandbox -> Live of mail " + mailId("a@x.example"));
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void writesFactsAndALineInTheHistory() {
    take(mail(NADIA, "a@x.example", "Calls", "", "We hear nothing in production. CA12345678"));
    long letters = bot.count("letter");

    replay(today).apply();

    assertThat(facts())
        .containsExactly(
            "environment Live <- We hear nothing in production.",
            "call_id CA12345678 <- CA12345678");
    assertThat(bot.column("select who || ': ' || what from event order by id"))
        .last()
        .isEqualTo("counterfoil: facts were read again: environment Sandbox -> Live");
    assertThat(bot.column("select version::text from ticket")).containsExactly("2");
    assertThat(bot.count("letter")).as("nobody is written to").isEqualTo(letters);
  }

  @Test
  void findsNothingToDoTheSecondTime() {
    take(mail(NADIA, "a@x.example", "Calls", "", "We hear nothing in production."));
    replay(today).apply();
    String before = everything();

    Replay again = replay(today);
    again.apply();

    assertThat(again.replay.changing()).isZero();
    assertThat(again.written).isEmpty();
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  @Tag("rule-33")
  void addsAndRemovesAndSaysWhenOnlyTheWordsAreOthers() throws IOException {
    take(
        mail(NADIA, "a@x.example", "Calls", "", "On the shop floor nothing works."),
        mail(NADIA, "b@x.example", "Calls", "", "It is CA12345678, in live"),
        mail(NADIA, "c@x.example", "Calls", "", "It is live. Environment: live"));
    DefinedFactsReader other =
        definitions("other", NEW_ENVIRONMENT.replace("[environment]", "[stage]"));

    List<Reread> read = rehearsed(other);

    assertThat(changes(read))
        .contains(
            "environment added none -> Live of mail " + mailId("a@x.example"),
            "call_id removed CA12345678 -> none of mail " + mailId("b@x.example"));
    assertThat(read.stream().flatMap(one -> one.changes().stream()))
        .filteredOn(change -> change.kind() == FactChange.Kind.EVIDENCE)
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.before()).contains("\"Environment: live\", body line 1");
              assertThat(change.after()).contains("\"It is live.\", body line 1");
            });
  }

  /** Mails of a ticket are merged as the desk merges them: first come, first kept. */
  @Test
  @Tag("rule-33")
  void mergesFollowUpsAsTheDeskDoes() {
    take(
        mail(NADIA, "a@x.example", "Calls", "", "Nobody hears us. CA11111111"),
        mail(
            NADIA,
            "b@x.example",
            "Re: Calls",
            "In-Reply-To: <a@x.example>",
            "CA22222222, CA11111111, production"),
        mail(
            NADIA,
            "c@x.example",
            "Re: Calls",
            "In-Reply-To: <b@x.example>",
            "No: sandbox. CA33333333"));
    assertThat(facts())
        .extracting(fact -> fact.substring(0, fact.indexOf(" <-")))
        .containsExactly(
            "call_id CA11111111",
            "environment Sandbox",
            "call_id CA22222222",
            "call_id CA33333333");

    replay(today).apply();

    assertThat(facts())
        .extracting(fact -> fact.substring(0, fact.indexOf(" <-")))
        .containsExactlyInAnyOrder(
            "call_id CA11111111", "call_id CA22222222", "environment Live", "call_id CA33333333");
    assertThat(
            bot.column(
                "select distinct mail_id::text from ticket_fact where field = 'environment'"))
        .containsExactly(mailId("b@x.example"));
  }

  @Test
  @Tag("rule-33")
  void countsQuotedHistoryOnlyWhereNoTicketWasFound() {
    String quoting =
        "Any news?\n\nOn Mon, 2 Mar 2026 at 09:15, Mei <mei@x.example> wrote:\n> in production\n";
    take(
        mail(NADIA, "a@x.example", "Calls", "", quoting),
        mail(
            "eve@elsewhere.example",
            "b@x.example",
            "Re: Calls",
            "In-Reply-To: <a@x.example>",
            quoting));
    assertThat(bot.column("select reason from mail order by id").get(1)).startsWith("names CF-");

    assertThat(changes(rehearsed(today)))
        .containsExactly("environment changed Sandbox -> Live of mail " + mailId("a@x.example"));
  }

  @Test
  void changesNothingWhereTheDefinitionsAreTheSame() throws IOException {
    DefinedFactsReader packed = new DefinedFactsReader(FieldDefinitions.packed());
    bot = new DeskOnDatabase(database, packed, FIELDS);
    long uid = 1;
    try (Stream<Path> mails = Files.walk(Path.of("src/test/mails"))) {
      for (Path mail :
          mails
              .filter(file -> file.toString().endsWith(".eml"))
              .filter(file -> !file.toString().contains("hostile"))
              .sorted()
              .toList()) {
        keepRaw(uid++, Files.readAllBytes(mail));
      }
    }
    bot.processAll();
    assertThat(bot.count("ticket")).isGreaterThan(50);
    assertThat(bot.count("ticket_fact")).isGreaterThan(100);

    assertThat(changes(rehearsed(packed))).isEmpty();
  }

  private void keepRaw(long uid, byte[] raw) {
    bot.journal.keep(
        new Page(DeskOnDatabase.INBOX, List.of(new RawMail(uid, bot.clock.instant(), raw))));
  }

  @Test
  @Tag("rule-34")
  void changesAPriorityThatWasInferred() throws IOException {
    readPriorities(true);
    take(mail(NADIA, "a@x.example", "Calls", "", "Nobody can reach us, all calls are dropped."));
    assertThat(priority()).isEqualTo("P1 inferred");

    replay(readPriorities(false)).apply();

    assertThat(priority()).isEqualTo("P3 default");
    assertThat(bot.column("select what from event order by id"))
        .last()
        .isEqualTo("facts were read again: priority P1 inferred -> P3 default");
  }

  @Test
  @Tag("rule-34")
  void leavesAPriorityThatWasStated() throws IOException {
    readPriorities(true);
    take(mail(NADIA, "a@x.example", "Calls", "", "Priority: P2\nNobody hears us."));
    DefinedFactsReader none = definitions("none", NEW_ENVIRONMENT);

    Replay replay = replay(none);
    replay.apply();

    assertThat(priority()).isEqualTo("P2 stated");
    assertThat(bot.column("select value from ticket_fact where field = 'priority'"))
        .containsExactly("P2");
    assertThat(replay.found.get(0).stays()).containsExactly("priority");
  }

  @Test
  @Tag("rule-34")
  void leavesAPriorityThatWasSetByHand() throws IOException {
    readPriorities(true);
    take(mail(NADIA, "a@x.example", "Calls", "", "All calls are dropped in production."));
    jdbc.update("update ticket set priority = 'P2', version = version + 1");
    jdbc.update(
        """
        insert into event (ticket_id, what, who, why, at)
        select id, 'priority P2', 'admin', 'by hand', now() from ticket
        """);

    replay(readPriorities(false)).apply();

    assertThat(priority()).isEqualTo("P2 inferred");
    assertThat(bot.column("select value from ticket_fact where field = 'environment'"))
        .containsExactly("Live");
  }

  /** What did not come by a mail of the ticket came by a person. */
  @Test
  void leavesAFactThatAPersonGave() {
    take(mail(NADIA, "a@x.example", "Calls", "", "In production. CA12345678"));
    jdbc.update(
        "update ticket_fact set mail_id = 999999, value = 'Pre-release' where field = 'environment'");

    Replay replay = replay(today);
    replay.apply();

    assertThat(bot.column("select value from ticket_fact order by id"))
        .containsExactly("Pre-release", "CA12345678");
    assertThat(replay.found.get(0).stays()).containsExactly("environment");
  }

  @Test
  void namesAMailThatCannotBeReadAndLeavesItsTicket() {
    take(
        mail(NADIA, "a@x.example", "Bomb", "", "In production."),
        mail(NADIA, "b@x.example", "Calls", "", "In production."));
    FactsReader fragile =
        mail -> {
          if (mail.subject().equals("Bomb")) {
            throw new StackOverflowError();
          }
          return today.read(mail);
        };

    Replay replay = replay(fragile);
    replay.apply();

    assertThat(replay.found.get(0).trouble())
        .contains("mail " + mailId("a@x.example") + " cannot be read: StackOverflowError");
    assertThat(bot.column("select value from ticket_fact order by ticket_id"))
        .containsExactly("Sandbox", "Live");
  }

  @Test
  void readsATicketAgainThatChangedMeanwhile() {
    take(mail(NADIA, "a@x.example", "Calls", "", "Nobody hears us in production."));
    bot = new DeskOnDatabase(database, today, FIELDS);
    String number = bot.column("select number from ticket").get(0);

    // Behind the back of the replay somebody waits for the customer, who answers.
    Replay replay =
        replay(
            today,
            which -> {
              if (which.isEmpty()) {
                bot.verbs.setStatus(number, Status.WAITING_FOR_CUSTOMER, "admin");
                bot.keep(
                    9,
                    mail(
                        NADIA,
                        "b@x.example",
                        "Re: Calls",
                        "In-Reply-To: <a@x.example>",
                        "CA12345678"));
                bot.processAll();
              }
            });
    replay.apply();

    assertThat(replay.attempts).hasSize(2);
    assertThat(bot.column("select field || ' ' || value from ticket_fact order by id"))
        .containsExactly("environment Live", "call_id CA12345678");
    assertThat(bot.column("select status from ticket")).containsExactly("OPEN");
  }

  @Test
  void seesAMailThatCameMeanwhileThoughNothingElseChanged() {
    take(mail(NADIA, "a@x.example", "Calls", "", "Nobody hears us in production."));

    Replay replay =
        replay(
            today,
            which -> {
              if (which.isEmpty()) {
                bot.keep(
                    9,
                    mail(
                        NADIA, "b@x.example", "Re: Calls", "In-Reply-To: <a@x.example>", "Hello?"));
                bot.processAll();
              }
            });
    replay.apply();

    assertThat(replay.attempts).hasSize(2);
    assertThat(bot.count("entry")).isEqualTo(2);
  }

  @Test
  void waitsForABatchThatHoldsTheTicketButHoldsUpNone() throws Exception {
    take(mail(NADIA, "a@x.example", "Calls", "", "Nobody hears us in production."));
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("select 1 from ticket for key share");

      Replay replay =
          replay(
              today,
              which -> {
                if (which.size() == 2) {
                  connection.commit();
                }
              });
      replay.apply();

      assertThat(replay.attempts).hasSize(3);
    }
    assertThat(bot.column("select value from ticket_fact")).containsExactly("Live");
  }

  @Test
  void givesUpOnATicketThatNeverHoldsStill() {
    take(
        mail(NADIA, "a@x.example", "Calls", "", "Nobody hears us in production."),
        mail(NADIA, "b@x.example", "Calls", "", "Nobody hears us in production."));

    Replay replay =
        replay(
            today,
            which ->
                jdbc.update(
                    "update ticket set version = version + 1 where id = (select min(id) from ticket)"));
    replay.apply();

    assertThat(replay.written)
        .extracting(one -> one.trouble().orElse("written"))
        .containsExactly("written", "it changed whenever it was read");
  }

  /** A bot that decided by facts that are there no more looks again. */
  @Test
  void letsABotLookAgainThatDecidedByOtherFacts() {
    take(mail(NADIA, "a@x.example", "Calls", "", "On the shop floor nobody hears us."));
    bot.keep(
        9,
        mail(
            NADIA, "b@x.example", "Re: Calls", "In-Reply-To: <a@x.example>", "in sandbox, rather"));
    Batch decided = bot.decided();
    replay(today).apply();

    assertThatThrownBy(() -> bot.desk.apply(decided)).isInstanceOf(ClaimLostException.class);
    bot.desk.lookAgain(decided, new ClaimLostException("changed"));
    bot.processAll();

    assertThat(bot.column("select value from ticket_fact")).containsExactly("Live");
    assertThat(bot.count("entry")).isEqualTo(2);
  }

  @Test
  void readsOnlyWhatIsAskedFor() throws IOException {
    readPriorities(true);
    take(mail(NADIA, "a@x.example", "Calls", "", "All calls are dropped in production."));
    bot.letPass(Duration.ofDays(2));
    Instant later = bot.clock.instant();
    bot.keep(2, mail(NADIA, "b@x.example", "Lifts", "", "All calls are dropped in production."));
    bot.processAll();
    String second = bot.column("select max(number) from ticket").get(0);
    JdbcKeptFacts kept = new JdbcKeptFacts(jdbc, transaction, bot.clocks);
    KeptFacts.Selection one = new KeptFacts.Selection(Optional.of(second), Optional.empty());
    KeptFacts.Selection late = new KeptFacts.Selection(Optional.empty(), Optional.of(later));

    assertThat(kept.count(KeptFacts.Selection.ALL)).isEqualTo(2);
    assertThat(kept.count(one)).isEqualTo(1);
    assertThat(kept.count(late)).isEqualTo(1);
    assertThat(kept.page(one, 0, 9))
        .extracting(each -> each.ticket().number())
        .containsExactly(second);
    assertThat(kept.page(late, 0, 9))
        .extracting(each -> each.ticket().number())
        .containsExactly(second);
    assertThat(kept.hasField("environment")).isTrue();
    assertThat(kept.hasField("enviroment")).isFalse();

    new Replay(kept, readPriorities(false), Set.of("environment"), one).apply();

    assertThat(
            bot.column(
                "select value from ticket_fact where field = 'environment' order by ticket_id"))
        .containsExactly("Sandbox", "Live");
    assertThat(bot.column("select distinct priority from ticket")).containsExactly("P2");
  }

  @Test
  void goesThroughMoreTicketsThanAPage() {
    String[] mails = new String[130];
    for (int i = 0; i < mails.length; i++) {
      mails[i] = mail(NADIA, i + "@x.example", "Calls " + i, "", "In production, " + i);
    }
    take(mails);
    Replay replay = replay(today);
    replay.apply();

    assertThat(replay.found).hasSize(130);
    assertThat(replay.written).hasSize(130);
    assertThat(bot.column("select distinct value from ticket_fact")).containsExactly("Live");
  }

  @Test
  void stopsWhenItIsToldToAndGoesOnTheNextTime() {
    String[] mails = new String[130];
    for (int i = 0; i < mails.length; i++) {
      mails[i] = mail(NADIA, i + "@x.example", "Calls " + i, "", "In production, " + i);
    }
    take(mails);
    Replay cut = replay(today);
    cut.stopAfter = 60;
    cut.apply();

    assertThat(bot.column("select count(*)::text from ticket_fact where value = 'Live'"))
        .containsExactly("100");
    Replay rest = replay(today);
    rest.apply();
    assertThat(rest.written).hasSize(30);
  }

  /**
   * The desk reads priorities, too. In the sandbox what is inferred counts less than it does live.
   */
  private DefinedFactsReader readPriorities(boolean inferred) throws IOException {
    String priority =
        Files.readString(Path.of("config/fields/priority.yaml"))
            .replace("infer: true", "infer: " + inferred);
    bot =
        new DeskOnDatabase(
            database, definitions("before", OLD_ENVIRONMENT, CALL, priority), FIELDS);
    return definitions("after-" + inferred, NEW_ENVIRONMENT, CALL, priority);
  }

  private void take(String... mails) {
    bot.keep(1, mails);
    bot.processAll();
  }

  private List<Reread> rehearsed(FactsReader reader) {
    Replay replay = replay(reader);
    replay.replay.rehearse(replay.found::add);
    return replay.found;
  }

  private Replay replay(FactsReader reader) {
    return replay(reader, which -> {});
  }

  private Replay replay(FactsReader reader, Meanwhile meanwhile) {
    Replay replay =
        new Replay(
            new JdbcKeptFacts(jdbc, transaction, bot.clocks),
            reader,
            Set.of(),
            KeptFacts.Selection.ALL);
    replay.meanwhile = meanwhile;
    return replay;
  }

  /** What happens between reading and writing, told of the attempts before. */
  private interface Meanwhile {
    void happens(List<Integer> attempts) throws Exception;
  }

  /** A run, with somebody who meddles. */
  private final class Replay implements KeptFacts {

    private final KeptFacts kept;
    private final FactsReplay replay;
    private final List<Reread> found = new ArrayList<>();
    private final List<Reread> written = new ArrayList<>();
    private final List<Integer> attempts = new ArrayList<>();
    private Meanwhile meanwhile = which -> {};
    private int stopAfter = Integer.MAX_VALUE;

    Replay(KeptFacts kept, FactsReader reader, Set<String> only, Selection which) {
      this.kept = kept;
      this.replay =
          new FactsReplay(
              this,
              new Rereading(this, new MailReader(), reader, FIELDS, only, bot.clock),
              which,
              () -> written.size() >= stopAfter);
    }

    void apply() {
      replay.rehearse(found::add);
      replay.apply(written::add);
    }

    @Override
    public long count(Selection which) {
      return kept.count(which);
    }

    @Override
    public boolean hasField(String field) {
      return kept.hasField(field);
    }

    @Override
    public List<KeptTicket> page(Selection which, long afterId, int limit) {
      return kept.page(which, afterId, limit);
    }

    @Override
    public List<KeptTicket> tickets(Collection<Long> ids) {
      return kept.tickets(ids);
    }

    @Override
    public Optional<byte[]> raw(long mailId) {
      return kept.raw(mailId);
    }

    @Override
    public Set<Long> replace(List<Reread> read) {
      try {
        meanwhile.happens(List.copyOf(attempts));
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
      attempts.add(read.size());
      return kept.replace(read);
    }
  }

  private static List<String> changes(List<Reread> read) {
    return read.stream()
        .flatMap(one -> one.changes().stream())
        .map(
            change ->
                "%s %s %s -> %s of mail %d"
                    .formatted(
                        change.field(),
                        change.kind().word(),
                        change.before(),
                        change.after(),
                        change.mailId()))
        .toList();
  }

  private List<String> facts() {
    return bot.column(
        "select field || ' ' || value || ' <- ' || evidence from ticket_fact order by id");
  }

  private String priority() {
    return bot.column("select priority || ' ' || priority_source from ticket").get(0);
  }

  private String mailId(String messageId) {
    return jdbc.queryForObject(
        "select id::text from mail where message_id = ?", String.class, messageId);
  }

  /** All rows that a run could touch. */
  private String everything() {
    List<String> rows = new ArrayList<>();
    Consumer<String> add =
        table -> rows.addAll(bot.column("select t::text from " + table + " t order by id"));
    Stream.of("ticket", "ticket_fact", "event", "entry", "letter").forEach(add);
    return String.join("\n", rows);
  }
}
