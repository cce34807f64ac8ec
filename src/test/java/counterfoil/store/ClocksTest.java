package counterfoil.store;

import static counterfoil.store.DeskOnDatabase.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import counterfoil.desk.DeskViews;
import counterfoil.desk.HistoricMail;
import counterfoil.desk.History;
import counterfoil.desk.OnCall;
import counterfoil.desk.Origin;
import counterfoil.desk.ServiceLetters;
import counterfoil.facts.Fact;
import counterfoil.facts.Facts;
import counterfoil.letters.LetterTemplates;
import counterfoil.ticket.Goal;
import counterfoil.ticket.ServiceClock;
import counterfoil.ticket.ServiceTargets;
import counterfoil.ticket.ServiceTargets.Targets;
import counterfoil.ticket.ServiceTerms;
import counterfoil.ticket.Status;
import counterfoil.ticket.Ticket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

@Tag("rule-40")
class ClocksTest {

  private static final String NADIA = "nadia@harbour-hotels.example";
  private static final OnCall MEI = new OnCall(Optional.of("mei@desk.example"), "en");

  private static final ServiceTargets DEFAULTS =
      new ServiceTargets(
          Map.of(
              "P1", new Targets(Optional.empty(), Optional.of(Duration.ofHours(4))),
              "P2", new Targets(Optional.empty(), Optional.of(Duration.ofHours(8)))),
          Map.of());

  private static final ServiceTerms TERMS =
      new ServiceTerms(DEFAULTS, 75, List.of(), Optional.empty());

  private static final ServiceTerms PATIENT =
      new ServiceTerms(
          DEFAULTS,
          75,
          List.of(Duration.ofDays(3), Duration.ofDays(7)),
          Optional.of(Duration.ofDays(10)));

  private static final Pattern LEVEL = Pattern.compile("\\bP[1-4]\\b");

  private final TestDatabase database = TestDatabase.empty();
  private DeskOnDatabase bot;
  private JdbcServiceWatch watch;
  private long uid;

  @BeforeEach
  void open() {
    openWith(TERMS);
  }

  private void openWith(ServiceTerms terms) {
    bot = new DeskOnDatabase(database, mail -> facts(mail.text().newPart()), terms);
    watch = watch(terms, MEI, database.transaction());
  }

  private static Facts facts(String text) {
    Matcher level = LEVEL.matcher(text);
    return level.find()
        ? new Facts(
            Map.of(
                "priority",
                List.of(
                    new Fact(level.group(), level.group(), "body line 1", Fact.Source.INFERRED))),
            List.of(),
            Map.of(),
            List.of(),
            List.of())
        : Facts.NONE;
  }

  private JdbcServiceWatch watch(ServiceTerms terms, OnCall onCall, TransactionTemplate within) {
    return new JdbcServiceWatch(
        bot.jdbc,
        within,
        terms,
        new ServiceLetters(
            new LetterTemplates(Path.of("config", "letters")),
            DeskOnDatabase.SETTINGS,
            terms,
            onCall,
            "https://desk.example",
            ZoneId.of("UTC")),
        bot.clocks,
        bot.clock);
  }

  /** A new request of Nadia arrives. */
  private String ticket(String id, String text) {
    bot.keep(++uid, mail(NADIA, id + "@x.example", "Case " + id, "", text));
    bot.processAll();
    return bot.column("select number from ticket order by id desc limit 1").get(0);
  }

  private void reply(String id, String to, String more, String text) {
    bot.keep(
        ++uid,
        mail(
            NADIA,
            id + "@x.example",
            "Re: Case",
            "In-Reply-To: <" + to + "@x.example>" + more,
            text));
    bot.processAll();
  }

  private void set(String number, Status status) {
    assertThat(bot.verbs.setStatus(number, status, "mei@desk.example"))
        .hasValueSatisfying(answer -> assertThat(answer.done()).isTrue());
  }

  private void lookAfter(Duration time) {
    bot.clock.forward(time);
    watch.look();
  }

  private List<String> letters(String kind) {
    return bot.column("select subject from letter where kind = '" + kind + "' order by id");
  }

  private List<String> said() {
    return bot.column("select what from event where who = 'counterfoil' order by id");
  }

  private ServiceClock clock(Goal goal) {
    return bot.jdbc
        .query(
            "select " + ClockRow.COLUMNS + "from ticket_clock c where goal = ?",
            ClockRow::read,
            goal.name())
        .get(0);
  }

  @Test
  @Tag("rule-25")
  void aP1IsBrokenAfterFourHoursLessThePausedTime() {
    String number = ticket("a", "P1 all down");
    bot.clock.forward(Duration.ofHours(1));
    set(number, Status.WAITING_FOR_CUSTOMER);
    lookAfter(Duration.ofHours(6));
    reply("b", "a", "", "here is the call id");
    assertThat(bot.column("select status from ticket")).containsExactly("OPEN");
    lookAfter(Duration.ofMinutes(179));

    assertThat(letters("ALARM")).isEmpty();
    lookAfter(Duration.ofMinutes(1));

    assertThat(letters("ALARM")).containsExactly("[" + number + "] Overdue: resolution of a P1");
    assertThat(said())
        .containsSubsequence(
            "warning: resolution due in 1 minute",
            "breached: resolution was due at 2026-11-23 18:00 UTC");
    assertThat(bot.column("select recipient from letter where kind = 'ALARM'"))
        .containsExactly("mei@desk.example");
    assertThat(bot.column("select body_text from letter where kind = 'ALARM'").get(0))
        .contains("2026-11-23 18:00 UTC", "4 hours", "6 hours", "https://desk.example/tickets/");
    assertThat(watch.breaches(Goal.RESOLUTION)).isEqualTo(1);
  }

  @Test
  void warnsOnceAndRaisesTheAlarmOnce() {
    ticket("a", "P2 some calls");
    lookAfter(Duration.ofHours(6));
    lookAfter(Duration.ofMinutes(30));
    assertThat(said()).containsExactly("warning: resolution due in 2 hours");
    lookAfter(Duration.ofMinutes(90));
    lookAfter(Duration.ofDays(2));

    assertThat(said())
        .containsExactly(
            "warning: resolution due in 2 hours",
            "breached: resolution was due at 2026-11-23 16:00 UTC");
    assertThat(letters("ALARM")).hasSize(1);
    assertThat(letters("PAGE")).isEmpty();
  }

  @Test
  void whatIsInTimeIsNotToldOf() {
    String number = ticket("a", "P1 all down");
    lookAfter(Duration.ofHours(2));
    set(number, Status.RESOLVED);
    lookAfter(Duration.ofDays(2));

    assertThat(said()).containsExactly("paged whoever is on call");
    assertThat(letters("ALARM")).isEmpty();
  }

  @Test
  void whatHasNoTargetHasNoClock() {
    ticket("a", "a question");
    ticket("b", "P4 a typing error");
    lookAfter(Duration.ofDays(30));

    assertThat(bot.count("ticket_clock")).isZero();
    assertThat(bot.count("ticket_page")).isZero();
    assertThat(said()).isEmpty();
  }

  @Test
  void theClockStartsWhenTheMailArrived() {
    bot.keep(++uid, mail(NADIA, "a@x.example", "Calls", "", "P1 all down"));
    bot.clock.forward(Duration.ofHours(3));
    bot.processAll();

    assertThat(clock(Goal.RESOLUTION).startedAt()).isEqualTo(DeskOnDatabase.MORNING);
    lookAfter(Duration.ofHours(1));
    assertThat(letters("ALARM")).hasSize(1);
  }

  @Test
  @Tag("rule-34")
  void aP1WakesWhoeverIsOnCallOnce() {
    String number = ticket("a", "P1 all down");
    watch.look();
    watch.look();
    set(number, Status.RESOLVED);
    reply("b", "a", "", "P1 down again");
    watch.look();

    assertThat(letters("PAGE")).containsExactly("[" + number + "] P1: Case a");
    assertThat(bot.column("select body_text from letter where kind = 'PAGE'").get(0))
        .contains(
            "Resolution: due 2026-11-23 12:00 UTC, in 4 hours",
            "https://desk.example/tickets/" + number,
            NADIA);
  }

  @Test
  @Tag("rule-34")
  void aTicketThatBecomesUrgentWakesAndItsClockBeginsThen() {
    String number = ticket("a", "something is odd");
    lookAfter(Duration.ofDays(3));
    assertThat(letters("PAGE")).isEmpty();
    reply("b", "a", "", "now P1 all down");
    watch.look();

    assertThat(letters("PAGE")).containsExactly("[" + number + "] P1: Case a");
    assertThat(letters("ALARM")).isEmpty();
    lookAfter(Duration.ofHours(4));
    assertThat(letters("ALARM")).hasSize(1);
  }

  @Test
  void nobodyOnCallStandsInTheHistory() {
    ticket("a", "P1 all down");
    watch = watch(TERMS, OnCall.NOBODY, database.transaction());
    lookAfter(Duration.ofHours(5));

    assertThat(bot.column("select kind from letter")).containsExactly("ACKNOWLEDGEMENT");
    assertThat(said())
        .containsExactly(
            "paged nobody: no on-call address is set",
            "breached: resolution was due at 2026-11-23 12:00 UTC");
    assertThat(bot.column("select why from event where what like 'breached%'").get(0))
        .contains("nobody: no on-call address is set");
  }

  @Test
  @Tag("rule-25")
  void theTimeInWhichATicketWasResolvedDoesNotCount() {
    String number = ticket("a", "P1 all down");
    lookAfter(Duration.ofHours(2));
    set(number, Status.RESOLVED);
    lookAfter(Duration.ofDays(3));
    reply("b", "a", "", "it is down again");
    lookAfter(Duration.ofMinutes(119));
    assertThat(letters("ALARM")).isEmpty();
    lookAfter(Duration.ofMinutes(1));

    assertThat(letters("ALARM")).hasSize(1);
  }

  @Test
  @Tag("rule-25")
  void noClockMovesForAMachine() {
    String number = ticket("a", "P1 all down");
    set(number, Status.WAITING_FOR_CUSTOMER);
    ServiceClock before = clock(Goal.RESOLUTION);
    bot.clock.forward(Duration.ofHours(1));
    reply("b", "a", "\nAuto-Submitted: auto-replied", "I am out of office");

    assertThat(bot.column("select outcome from mail order by id"))
        .containsExactly("OPENED", "NOTED");
    assertThat(clock(Goal.RESOLUTION)).isEqualTo(before);
  }

  @Test
  void anotherPriorityHasAnotherTarget() {
    ticket("a", "P1 all down");
    lookAfter(Duration.ofHours(1));
    prioritise("P2");
    assertThat(clock(Goal.RESOLUTION).dueAt()).isEqualTo(Instant.parse("2026-11-23T16:00:00Z"));
    lookAfter(Duration.ofHours(4));
    assertThat(letters("ALARM")).isEmpty();
    prioritise("P3");
    lookAfter(Duration.ofDays(3));
    assertThat(letters("ALARM")).isEmpty();
    prioritise("P1");
    watch.look();

    assertThat(letters("ALARM")).hasSize(1);
    assertThat(letters("PAGE")).hasSize(1);
  }

  /** An engineer gives the only ticket another priority. */
  private void prioritise(String level) {
    database
        .transaction()
        .executeWithoutResult(
            status -> {
              bot.jdbc.update("update ticket set priority = ?, version = version + 1", level);
              List<Ticket> after = bot.jdbc.query("select * from ticket", TicketRow::read);
              bot.clocks.moved(after);
              bot.clocks.moved(after);
            });
  }

  @Test
  void theFirstAnswerIsTheFirstResponse() {
    openWith(
        new ServiceTerms(
            new ServiceTargets(
                Map.of("P1", new Targets(Optional.of(Duration.ofHours(1)), Optional.empty())),
                Map.of()),
            75,
            List.of(),
            Optional.empty()));
    String number = ticket("a", "P1 all down");
    long id = Long.parseLong(number.substring(3));
    bot.clock.forward(Duration.ofMinutes(50));
    database
        .transaction()
        .executeWithoutResult(status -> bot.clocks.answered(List.of(id), bot.clock.instant()));
    Optional<Instant> first = clock(Goal.FIRST_RESPONSE).stoppedAt();
    bot.clock.forward(Duration.ofMinutes(50));
    database
        .transaction()
        .executeWithoutResult(status -> bot.clocks.answered(List.of(id), bot.clock.instant()));
    watch.look();

    assertThat(first).contains(DeskOnDatabase.MORNING.plus(Duration.ofMinutes(50)));
    assertThat(clock(Goal.FIRST_RESPONSE).stoppedAt()).isEqualTo(first);
    assertThat(letters("ALARM")).isEmpty();
  }

  @Test
  @Tag("promise-4")
  void twoBotsRaiseOneAlarmAndOnePageEach() throws Exception {
    int tickets = 250;
    String[] mails = new String[tickets];
    for (int i = 0; i < tickets; i++) {
      mails[i] = mail("c" + i + "@c" + i + ".example", "m" + i + "@x.example", "Case", "", "P1");
    }
    bot.keep(1, mails);
    bot.processAll();
    assertThat(bot.count("ticket")).isEqualTo(tickets);
    bot.clock.forward(Duration.ofHours(4));
    JdbcServiceWatch other = watch(TERMS, MEI, database.transaction());

    ExecutorService bots = Executors.newFixedThreadPool(2);
    CountDownLatch go = new CountDownLatch(1);
    try {
      List<Future<?>> looks =
          List.of(watch, other).stream()
              .<Future<?>>map(
                  one ->
                      bots.submit(
                          () -> {
                            go.await();
                            one.look();
                            return null;
                          }))
              .toList();
      go.countDown();
      for (Future<?> look : looks) {
        look.get(60, TimeUnit.SECONDS);
      }
    } finally {
      bots.shutdownNow();
    }
    // What one had in hand the other has passed over; it is there at the next look.
    watch.look();
    other.look();

    assertThat(letters("ALARM")).hasSize(tickets).doesNotHaveDuplicates();
    assertThat(letters("PAGE")).hasSize(tickets).doesNotHaveDuplicates();
    assertThat(said()).filteredOn(what -> what.startsWith("breached")).hasSize(tickets);
    assertThat(watch.breaches(Goal.RESOLUTION) + other.breaches(Goal.RESOLUTION))
        .isEqualTo(tickets);
  }

  /** A bot that dies when the nth transaction is to be committed. */
  private static final class Dying extends TransactionTemplate {

    private int left;

    Dying(TestDatabase database, int nth) {
      super(new JdbcTransactionManager(database.dataSource()));
      left = nth;
    }

    @Override
    public <T> T execute(TransactionCallback<T> work) {
      return super.execute(
          status -> {
            T done = work.doInTransaction(status);
            if (--left == 0) {
              throw new IllegalStateException("killed");
            }
            return done;
          });
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  @Tag("promise-4")
  @Tag("promise-10")
  void whatADeadBotDidNotCommitIsSaidByTheNextOne(int nth) {
    ticket("a", "P1 all down");
    bot.clock.forward(Duration.ofHours(5));

    assertThatThrownBy(() -> watch(TERMS, MEI, new Dying(database, nth)).look())
        .hasMessage("killed");
    assertThat(letters("ALARM")).isEmpty();
    watch.look();
    watch(TERMS, MEI, database.transaction()).look();

    assertThat(letters("ALARM")).hasSize(1);
    assertThat(letters("PAGE")).hasSize(1);
    assertThat(said()).filteredOn(what -> what.startsWith("breached")).hasSize(1);
  }

  @Test
  @Tag("fault-F7")
  void aClockThatIsSetBackRepeatsNothing() {
    ticket("a", "P1 all down");
    lookAfter(Duration.ofHours(3));
    lookAfter(Duration.ofHours(-24));
    lookAfter(Duration.ofHours(24));
    assertThat(said()).hasSize(2);
    lookAfter(Duration.ofHours(1));
    lookAfter(Duration.ofHours(-24));
    lookAfter(Duration.ofHours(48));

    assertThat(said())
        .containsExactly(
            "paged whoever is on call",
            "warning: resolution due in 1 hour",
            "breached: resolution was due at 2026-11-23 12:00 UTC");
    assertThat(letters("ALARM")).hasSize(1);
  }

  @Test
  @Tag("fault-F7")
  void aClockThatJumpsAheadSaysItOnce() {
    ticket("a", "P1 all down");
    lookAfter(Duration.ofDays(400));
    lookAfter(Duration.ofDays(-400));
    lookAfter(Duration.ofHours(5));

    assertThat(said())
        .containsExactly(
            "paged whoever is on call", "breached: resolution was due at 2026-11-23 12:00 UTC");
  }

  @Test
  void nobodyIsToldOfAHistory() {
    byte[] raw =
        mail(NADIA, "a@x.example", "Calls", "", "P1 all down").getBytes(StandardCharsets.UTF_8);
    History history = new JdbcHistory(bot.jdbc, database.transaction(), bot.clock);
    history.keep(
        "desk",
        Origin.HISTORY,
        List.of(
            HistoricMail.of("x.mbox", DeskOnDatabase.MORNING.minus(Duration.ofDays(900)), raw)));
    bot.processAll();
    lookAfter(Duration.ofDays(1));

    assertThat(bot.column("select priority from ticket")).containsExactly("P1");
    assertThat(bot.count("ticket_clock")).isZero();
    assertThat(bot.count("letter")).isZero();
    set(bot.column("select number from ticket").get(0), Status.IN_PROGRESS);
    watch.look();
    assertThat(letters("PAGE")).isEmpty();
  }

  @Test
  void pagesAndAlarmsSeeHowTheClocksStand() {
    JdbcDeskViews views = new JdbcDeskViews(bot.jdbc, values -> List.of(), bot.clock);
    assertThat(views.clockCounts().lateSince()).isEmpty();
    String late = ticket("a", "P1 all down");
    String waiting = ticket("b", "P1 all down");
    set(waiting, Status.WAITING_FOR_CUSTOMER);
    set(ticket("c", "P1 all down"), Status.RESOLVED);
    String inTime = ticket("d", "P2 some calls");
    String without = ticket("e", "a question");
    bot.clock.forward(Duration.ofHours(5));

    DeskViews.ClockCounts counts = views.clockCounts();
    assertThat(counts.overdue()).isEqualTo(Map.of(Goal.RESOLUTION, 1L, Goal.FIRST_RESPONSE, 0L));
    assertThat(counts.paused()).containsEntry(Goal.RESOLUTION, 1L);
    assertThat(counts.running()).containsEntry(Goal.RESOLUTION, 1L);
    assertThat(counts.lateTickets()).isEqualTo(1);
    assertThat(counts.lateSince()).contains(Instant.parse("2026-11-23T12:00:00Z"));
    Map<String, List<ServiceClock>> clocks = views.clocks(List.of(late, waiting, inTime, without));
    assertThat(clocks).containsOnlyKeys(late, waiting, inTime);
    assertThat(clocks.get(late).get(0).isOverdue(bot.clock.instant())).isTrue();
  }

  @Test
  void remindsNobodyAndResolvesNothingByDefault() {
    String number = ticket("a", "a question");
    set(number, Status.WAITING_FOR_CUSTOMER);
    lookAfter(Duration.ofDays(100));

    assertThat(bot.column("select kind from letter")).containsExactly("ACKNOWLEDGEMENT");
    assertThat(bot.column("select status from ticket")).containsExactly("WAITING_FOR_CUSTOMER");
  }

  @Test
  void remindsASilentCustomerThenResolvesTheTicket() {
    openWith(PATIENT);
    String number = ticket("a", "a question");
    set(number, Status.WAITING_FOR_CUSTOMER);
    lookAfter(Duration.ofDays(3).minusSeconds(1));
    assertThat(letters("REMINDER")).isEmpty();
    lookAfter(Duration.ofSeconds(1));
    lookAfter(Duration.ofDays(1));
    assertThat(letters("REMINDER"))
        .containsExactly("[" + number + "] We are waiting for your answer");
    assertThat(bot.column("select body_text from letter where kind = 'REMINDER'").get(0))
        .contains("3 days ago", "Resolved in 7 days");
    assertThat(
            bot.column(
                "select recipient || ' ' || in_reply_to from letter where kind = 'REMINDER'"))
        .containsExactly(NADIA + " a@x.example");
    lookAfter(Duration.ofDays(3));
    lookAfter(Duration.ofDays(1));
    assertThat(letters("REMINDER")).hasSize(2);
    assertThat(letters("RESOLVED")).isEmpty();
    lookAfter(Duration.ofDays(2));
    lookAfter(Duration.ofDays(1));

    assertThat(bot.column("select status from ticket")).containsExactly("RESOLVED");
    assertThat(letters("REMINDER")).hasSize(2);
    assertThat(letters("RESOLVED")).containsExactly("[" + number + "] Your ticket is resolved");
    assertThat(said())
        .containsSubsequence(
            "reminded the customer",
            "reminded the customer",
            "Waiting for Customer -> Resolved: the customer did not answer");
  }

  @Test
  void remindsAnewWhenTheDeskAsksAgain() {
    openWith(PATIENT);
    String number = ticket("a", "a question");
    set(number, Status.WAITING_FOR_CUSTOMER);
    lookAfter(Duration.ofDays(4));
    reply("b", "a", "", "my answer");
    set(number, Status.WAITING_FOR_CUSTOMER);
    lookAfter(Duration.ofDays(2));
    assertThat(letters("REMINDER")).hasSize(1);
    lookAfter(Duration.ofDays(1));

    assertThat(letters("REMINDER")).hasSize(2);
    assertThat(bot.column("select in_reply_to from letter where kind = 'REMINDER' order by id"))
        .containsExactly("a@x.example", "b@x.example");
  }

  @Test
  void aDeskThatWasAwayRemindsOnceBeforeItResolves() {
    openWith(PATIENT);
    set(ticket("a", "a question"), Status.WAITING_FOR_CUSTOMER);
    lookAfter(Duration.ofDays(30));
    assertThat(letters("REMINDER")).hasSize(1);
    assertThat(bot.column("select status from ticket")).containsExactly("WAITING_FOR_CUSTOMER");
    lookAfter(Duration.ofDays(3));

    assertThat(letters("REMINDER")).hasSize(1);
    assertThat(bot.column("select status from ticket")).containsExactly("RESOLVED");
  }

  @Test
  @Tag("rule-31")
  void doesNotWriteToWhoeverWasNotAcknowledged() {
    openWith(PATIENT);
    bot.keep(
        ++uid,
        mail("monitor@x.example", "a@x.example", "Disk", "Precedence: bulk", "The disk is full"));
    bot.processAll();
    set(bot.column("select number from ticket").get(0), Status.WAITING_FOR_CUSTOMER);
    lookAfter(Duration.ofDays(7));
    lookAfter(Duration.ofDays(3));

    assertThat(bot.count("letter")).isZero();
    assertThat(bot.column("select status from ticket")).containsExactly("RESOLVED");
    assertThat(said()).contains("reminded nobody");
  }
}
