package counterfoil.store;

import static counterfoil.store.DeskOnDatabase.INBOX;
import static counterfoil.store.DeskOnDatabase.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import counterfoil.desk.Batch;
import counterfoil.desk.ClaimLostException;
import counterfoil.desk.ClaimedMail;
import counterfoil.desk.DeskViews;
import counterfoil.desk.MailState;
import counterfoil.desk.Page;
import counterfoil.desk.RawMail;
import counterfoil.desk.TicketVerbs;
import counterfoil.ticket.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class JdbcJournalTest {

  private static final String NADIA = "Nadia Hart <nadia@harbour-hotels.example>";

  private TestDatabase database;
  private DeskOnDatabase bot;

  @BeforeEach
  void open() {
    database = TestDatabase.empty();
    bot = new DeskOnDatabase(database);
  }

  @Test
  @Tag("rule-1")
  @Tag("promise-2")
  void keepsAMailOnceHoweverOftenItIsFetched() {
    bot.keep(7, mail(NADIA, "a@x.example", "No calls", "", "Help"));
    bot.keep(7, mail(NADIA, "a@x.example", "No calls", "", "Help"));

    assertThat(bot.count("mail")).isEqualTo(1);
    assertThat(bot.journal.known(INBOX, List.of(7L, 8L))).containsExactly(7L);
  }

  @Test
  @Tag("rule-2")
  void takesTheSameUidAnewWhenUidvalidityChanges() {
    bot.keep(7, mail(NADIA, "a@x.example", "No calls", "", "Help"));
    bot.keep(
        new Page.Folder("desk", "INBOX", 2), 7, mail(NADIA, "b@x.example", "Others", "", "More"));

    assertThat(bot.count("mail")).isEqualTo(2);
  }

  @Test
  @Tag("rule-1")
  void keepsTheBytesAsTheyWereDelivered() {
    String odd = "Subject: x\r\n\r\n\u0000\u0001 caf\u00e9\r\nbare\nlf";
    bot.keep(1, odd);

    assertThat(bot.jdbc.queryForObject("select raw from mail", byte[].class))
        .isEqualTo(odd.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  @Test
  @Tag("rule-8")
  @Tag("fault-F11")
  void freesWhatTheDeadHadInHandWithoutWaitingForTheirLocks() {
    bot.keep(
        1,
        mail(NADIA, "a@x.example", "No calls", "", "Help"),
        mail(NADIA, "b@x.example", "No sound", "", "Help"));
    bot.journal.claim(50, 1_000_000);
    DeskOnDatabase heir = new DeskOnDatabase(database);
    heir.letPass(Duration.ofMinutes(1));
    heir.instance.beat();

    database
        .transaction()
        .executeWithoutResult(
            status -> {
              bot.jdbc.update("update mail set reason = 'standing still' where uid = 1");
              int freed =
                  CompletableFuture.supplyAsync(heir.instance::releaseDead)
                      .orTimeout(10, TimeUnit.SECONDS)
                      .join();
              assertThat(freed).isEqualTo(1);
            });

    assertThat(heir.instance.releaseDead()).isEqualTo(1);
  }

  @Test
  @Tag("rule-9")
  @Tag("promise-2")
  void opensOneTicketForAMailThatCameByTwoMailboxes() {
    String same = mail(NADIA, "a@x.example", "No calls", "", "Help");
    bot.keep(1, same);
    bot.keep(new Page.Folder("second", "INBOX", 1), 1, "Received: by another way\n" + same);
    bot.processAll();

    assertThat(bot.count("ticket")).isEqualTo(1);
    assertThat(bot.count("entry")).isEqualTo(1);
    assertThat(bot.count("letter")).isEqualTo(1);
    assertThat(bot.column("select outcome from mail order by id"))
        .containsExactly("OPENED", "DUPLICATE");
  }

  @Test
  @Tag("rule-9")
  @Tag("threat-T27")
  void opensATicketForAnotherMailWithTheSameMessageId() {
    bot.keep(
        1,
        mail(NADIA, "a@x.example", "No calls", "", "Help"),
        mail("eve@elsewhere.example", "a@x.example", "Mine", "", "Something else"));
    bot.processAll();

    assertThat(bot.count("ticket")).isEqualTo(2);
  }

  @Test
  @Tag("rule-8")
  void claimsOneMailOfAConversationAtATime() {
    bot.keep(
        1,
        mail(NADIA, "a@x.example", "No calls", "", "Help"),
        mail(NADIA, "b@x.example", "Re: No calls", "References: <a@x.example>", "And this"),
        mail("owen@elsewhere.example", "c@x.example", "Other", "", "Help me"));

    List<ClaimedMail> first = bot.journal.claim(50, 1_000_000);
    List<ClaimedMail> second = bot.journal.claim(50, 1_000_000);

    assertThat(first).hasSize(2);
    assertThat(second).isEmpty();
  }

  @Test
  @Tag("rule-10")
  void claimsNoMoreBytesThanItMayHoldButAlwaysOneMail() {
    bot.keep(
        1,
        mail(NADIA, "a@x.example", "Long", "", "x".repeat(5_000)),
        mail(NADIA, "b@x.example", "Long", "", "y".repeat(3_000)),
        mail(NADIA, "c@x.example", "Long", "", "z".repeat(3_000)));

    assertThat(bot.journal.claim(50, 4_000)).hasSize(1);
    assertThat(bot.journal.claim(50, 7_000)).hasSize(2);
  }

  @Test
  @Tag("fault-F13")
  @Tag("threat-T13")
  void claimsAMailLargerThanABatchOnlyWhenNoOtherIsInHand() {
    bot.keep(
        1,
        mail(NADIA, "a@x.example", "First", "", "x".repeat(5_000)),
        mail(NADIA, "b@x.example", "Second", "", "y".repeat(5_000)),
        mail(NADIA, "c@x.example", "Short", "", "Help"));

    List<ClaimedMail> first = bot.journal.claim(50, 4_000);
    List<ClaimedMail> second = bot.journal.claim(50, 4_000);
    assertThat(first).extracting(JdbcJournalTest::subject).containsExactly("First");
    assertThat(second).extracting(JdbcJournalTest::subject).containsExactly("Short");
    assertThat(bot.journal.claim(50, 4_000)).isEmpty();

    bot.journal.putBack(first, Duration.ofHours(1), "as a test");
    assertThat(bot.journal.claim(50, 4_000))
        .extracting(JdbcJournalTest::subject)
        .containsExactly("Second");
  }

  private static String subject(ClaimedMail mail) {
    return new String(mail.raw(), java.nio.charset.StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith("Subject: "))
        .findFirst()
        .orElse("")
        .substring(9);
  }

  @Test
  @Tag("rule-5")
  @Tag("fault-F13")
  void loadsOnlyTheBeginningOfAMailThatBotsDiedOf() {
    String mail = mail(NADIA, "a@x.example", "Long", "", "x".repeat(100_000));
    bot.keep(1, mail);
    bot.jdbc.update("update mail set deaths = 3");

    ClaimedMail claimed = bot.journal.claim(50, 1_000_000).get(0);

    assertThat(new String(claimed.raw(), java.nio.charset.StandardCharsets.UTF_8))
        .hasSize(65_536)
        .isEqualTo(mail.substring(0, 65_536));
  }

  @Test
  @Tag("rule-8")
  void keepsAConversationTogetherThatWasKeptBackwards() {
    String parent = mail(NADIA, "b@x.example", "Re: One", "In-Reply-To: <a@x.example>", "Two");
    bot.keep(1, mail(NADIA, "c@x.example", "Re: One", "In-Reply-To: <b@x.example>", "Three"));
    bot.keep(2, parent);
    bot.keep(3, mail(NADIA, "a@x.example", "One", "", "One"));

    assertThat(bot.column("select distinct conversation from mail")).hasSize(1);
    assertThat(bot.journal.claim(50, 1_000_000)).extracting(ClaimedMail::id).hasSize(1);
  }

  @Test
  @Tag("rule-8")
  void keepsAMailBehindTheOneThatItAnswersByAnyOfItsIds() {
    bot.keep(
        1,
        mail(NADIA, "a@x.example", "One", "", "One"),
        mail(NADIA, "b@x.example", "Re: One", "References: <a@x.example>", "Two"),
        // This client keeps only the last reference.
        mail(NADIA, "c@x.example", "Re: One", "References: <b@x.example>", "Three"));

    assertThat(bot.column("select distinct conversation from mail")).hasSize(1);
  }

  @Test
  @Tag("rule-21")
  @Tag("promise-4")
  void joinsTheTicketOfAReplyThatArrivedBeforeIt() {
    bot.keep(1, mail(NADIA, "c@x.example", "Re: One", "In-Reply-To: <b@x.example>", "Three"));
    bot.processAll();
    bot.keep(2, mail(NADIA, "b@x.example", "Re: One", "In-Reply-To: <a@x.example>", "Two"));
    bot.processAll();
    bot.keep(3, mail(NADIA, "a@x.example", "One", "", "One"));
    bot.processAll();

    assertThat(bot.count("ticket")).isEqualTo(1);
    assertThat(bot.column("select body from entry order by id"))
        .containsExactly("Three", "Two", "One");
  }

  @Test
  @Tag("rule-22")
  @Tag("promise-9")
  void letsNobodyInWhoseMailAStrangerHasAnsweredBeforehand() {
    bot.keep(
        1,
        mail("eve@elsewhere.example", "e@x.example", "Re: x", "In-Reply-To: <a@x.example>", "Hi"));
    bot.processAll();
    bot.keep(2, mail(NADIA, "a@x.example", "One", "", "Secret"));
    bot.processAll();

    assertThat(bot.count("ticket")).isEqualTo(2);
    assertThat(
            bot.column(
                "select body from entry e join ticket t on t.id = e.ticket_id"
                    + " where requester like 'eve%'"))
        .containsExactly("Hi");
  }

  @Test
  @Tag("rule-21")
  void putsAReplyOnTheTicketOfItsParent() {
    bot.keep(
        1,
        mail(NADIA, "a@x.example", "No calls", "", "Help"),
        mail(NADIA, "b@x.example", "Re: No calls", "References: <a@x.example>", "And this"));
    bot.processAll();

    assertThat(bot.count("ticket")).isEqualTo(1);
    assertThat(bot.column("select body from entry order by id"))
        .containsExactly("Help", "And this");
  }

  @Test
  @Tag("rule-21")
  void putsAReplyToTheAcknowledgementOnItsTicket() {
    bot.keep(1, mail(NADIA, "a@x.example", "No calls", "", "Help"));
    bot.processAll();
    String acknowledgement = bot.column("select message_id from letter").get(0);
    bot.keep(
        2,
        mail(
            NADIA,
            "b@x.example",
            "Re: whatever",
            "In-Reply-To: <" + acknowledgement + ">",
            "Answer"));
    bot.processAll();

    assertThat(bot.column("select outcome from mail order by id"))
        .containsExactly("OPENED", "APPENDED");
  }

  @Test
  @Tag("rule-22")
  @Tag("promise-9")
  @Tag("threat-T28")
  void opensANewTicketForAStrangerWhoNamesATicket() {
    bot.keep(1, mail(NADIA, "a@x.example", "No calls", "", "Help"));
    bot.processAll();
    String number = bot.column("select number from ticket").get(0);
    bot.keep(
        2,
        mail("eve@elsewhere.example", "b@x.example", "Re: [" + number + "]", "", "Let me in"),
        mail("eve@elsewhere.example", "c@x.example", "Hm", "In-Reply-To: <a@x.example>", "And me"));
    bot.processAll();

    assertThat(bot.count("ticket")).isEqualTo(3);
    assertThat(bot.column("select body from entry where kind = 'SYSTEM_NOTE'"))
        .hasSize(2)
        .allSatisfy(note -> assertThat(note).contains(number));
  }

  @Test
  @Tag("rule-25")
  void reopensATicketThatWaitsForTheCustomer() {
    bot.keep(1, mail(NADIA, "a@x.example", "No calls", "", "Help"));
    bot.processAll();
    String number = bot.column("select number from ticket").get(0);
    bot.verbs.setStatus(number, Status.WAITING_FOR_CUSTOMER, "mei");
    bot.keep(2, mail(NADIA, "b@x.example", "Re: [" + number + "] hello", "", "Here it is"));
    bot.processAll();

    assertThat(bot.column("select status from ticket")).containsExactly("OPEN");
    assertThat(bot.column("select what from event order by id"))
        .contains("Open -> Waiting for Customer", "back in the queue: the customer answered");
  }

  @Test
  @Tag("promise-6")
  void writesNothingWhenItsClaimWasTakenOver() {
    bot.keep(1, mail(NADIA, "a@x.example", "No calls", "", "Help"));
    Batch slow = bot.decided();
    bot.letPass(Duration.ofSeconds(60));
    DeskOnDatabase other = new DeskOnDatabase(database);
    other.clock.forward(Duration.ofSeconds(60));
    other.instance.beat();
    assertThat(other.instance.releaseDead()).isEqualTo(1);
    other.processAll();

    assertThatThrownBy(() -> bot.desk.apply(slow)).isInstanceOf(ClaimLostException.class);
    assertThat(bot.count("ticket")).isEqualTo(1);
    assertThat(bot.count("letter")).isEqualTo(1);
  }

  @Test
  @Tag("promise-4")
  void writesNothingOverAChangeItHasNotSeen() {
    bot.keep(1, mail(NADIA, "a@x.example", "No calls", "", "Help"));
    bot.processAll();
    String number = bot.column("select number from ticket").get(0);
    JdbcTicketVerbs verbs = bot.verbs;
    verbs.setStatus(number, Status.WAITING_FOR_CUSTOMER, "mei");
    bot.keep(2, mail(NADIA, "b@x.example", "Re: [" + number + "]", "", "Here it is"));
    Batch decided = bot.decided();
    verbs.setStatus(number, Status.RESOLVED, "mei");

    assertThatThrownBy(() -> bot.desk.apply(decided)).isInstanceOf(ClaimLostException.class);
    bot.desk.lookAgain(decided, new ClaimLostException("changed meanwhile"));
    bot.processAll();

    assertThat(bot.column("select status from ticket")).containsExactly("OPEN");
    assertThat(bot.column("select what from event")).contains("reopened: the customer wrote again");
  }

  @Test
  @Tag("rule-5")
  void triesAMailAloneOnceItHasFailedInABatch() {
    bot.keep(
        1,
        mail(NADIA, "a@x.example", "One", "", "Help"),
        mail("owen@elsewhere.example", "b@x.example", "Two", "", "Help me"));
    bot.desk.park(bot.desk.claim(), new IllegalStateException("one of them is poison"));

    Batch alone = bot.desk.claim();
    assertThat(alone.mails()).hasSize(1);
    bot.desk.park(alone, new IllegalStateException("this one"));
    bot.processAll();

    assertThat(bot.column("select state from mail order by id")).containsExactly("PARKED", "DONE");
    assertThat(bot.column("select reason from mail where state = 'PARKED'"))
        .containsExactly("IllegalStateException while processing");
  }

  @Test
  @Tag("rule-5")
  void triesAgainAfterWeatherWhenTheLadderSaysSo() {
    bot.keep(1, mail(NADIA, "a@x.example", "One", "", "Help"));
    bot.desk.leaveForLater(bot.desk.claim(), new IllegalStateException("rain"));

    bot.clock.forward(Duration.ofSeconds(59));
    assertThat(bot.desk.claim().isEmpty()).isTrue();
    bot.clock.forward(Duration.ofSeconds(1));
    Batch second = bot.desk.claim();
    assertThat(second.isEmpty()).isFalse();
    bot.desk.leaveForLater(second, new IllegalStateException("more rain"));
    bot.clock.forward(Duration.ofSeconds(299));
    assertThat(bot.desk.claim().isEmpty()).isTrue();
    bot.clock.forward(Duration.ofSeconds(1));
    assertThat(bot.desk.claim().isEmpty()).isFalse();
  }

  @Test
  @Tag("fault-F1")
  void parksAMailThatOutlivedThreeBots() {
    bot.keep(1, mail(NADIA, "a@x.example", "One", "", "Help"));
    for (int death = 1; death <= 3; death++) {
      DeskOnDatabase dying = new DeskOnDatabase(database);
      assertThat(dying.desk.claim().isEmpty()).as("claimed by bot %d", death).isFalse();
      DeskOnDatabase heir = new DeskOnDatabase(database);
      heir.letPass(Duration.ofSeconds(60));
      heir.instance.beat();
      heir.instance.releaseDead();
    }

    assertThat(bot.desk.claim().isEmpty()).isTrue();
    assertThat(bot.column("select state || ': ' || reason from mail"))
        .containsExactly("PARKED: 3 times the bot stopped while it read it");
  }

  @Test
  @Tag("rule-5")
  @Tag("promise-6")
  void holdsAPlaceholderTicketForAParkedMailThatNobodyAnswers() {
    String number = parked(mail(NADIA, "a@x.example", "No calls", "", "Help"));

    assertThat(bot.column("select subject || '|' || status || '|' || requester from ticket"))
        .containsExactly(
            "Mail " + mailId() + " could not be processed|OPEN|unknown@sender.invalid");
    assertThat(bot.column("select body from entry").get(0))
        .contains("IllegalStateException while processing", "/journal/");
    assertThat(bot.count("letter")).isZero();
    assertThat(number).isEqualTo(bot.column("select 'CF-' || ticket_id from mail").get(0));
  }

  @Test
  @Tag("rule-5")
  @Tag("promise-7")
  void fillsThePlaceholderWhenTheMailIsReplayed() {
    String number = parked(mail(NADIA, "a@x.example", "No calls", "", "Help"));

    assertThat(replayed().done()).isTrue();
    bot.processAll();

    assertThat(bot.column("select number || ' ' || subject || ' ' || requester from ticket"))
        .containsExactly(number + " No calls nadia@harbour-hotels.example");
    assertThat(bot.column("select kind from entry order by id"))
        .containsExactly("SYSTEM_NOTE", "CUSTOMER_MESSAGE");
    assertThat(bot.count("letter")).isEqualTo(1);
    assertThat(replayed().done()).isFalse();
  }

  @Test
  @Tag("rule-5")
  @Tag("promise-7")
  void closesThePlaceholderWhenTheReplayedMailBelongsToAnotherTicket() {
    String number = parked(mail(NADIA, "b@x.example", "Re: x", "References: <a@x.example>", "Two"));
    bot.keep(2, mail(NADIA, "a@x.example", "x", "", "One"));
    bot.processAll();

    replayed();
    bot.processAll();

    assertThat(bot.column("select number from ticket where status = 'RESOLVED'"))
        .containsExactly(number);
    assertThat(
            bot.column(
                "select body from entry e join ticket t on t.id = e.ticket_id"
                    + " where t.status = 'OPEN' order by e.id"))
        .containsExactly("One", "Two");
  }

  @Test
  @Tag("rule-5")
  void holdsOneTicketHoweverOftenTheMailIsParked() {
    parked(mail(NADIA, "a@x.example", "No calls", "", "Help"));
    replayed();
    bot.desk.park(bot.desk.claim(), new IllegalStateException("still"));

    assertThat(bot.count("ticket")).isEqualTo(1);
    assertThat(bot.column("select state from mail")).containsExactly("PARKED");
  }

  @Test
  @Tag("promise-9")
  void letsNobodyWriteOnAPlaceholderByItsNumber() {
    String number = parked(mail(NADIA, "a@x.example", "No calls", "", "Help"));
    bot.keep(
        2,
        mail("eve@sender.invalid", "e@x.example", "[" + number + "]", "", "Mine"),
        mail("unknown@sender.invalid", "f@x.example", "[" + number + "]", "", "Mine"));
    bot.processAll();

    assertThat(bot.count("ticket")).isEqualTo(3);
  }

  @Test
  void countsTheMailsOfEachState() {
    JdbcDeskViews views = new JdbcDeskViews(bot.jdbc, values -> List.of(), bot.clock);
    assertThat(views.journalCounts()).hasSize(5).allSatisfy((state, n) -> assertThat(n).isZero());

    for (int uid = 1; uid <= 4; uid++) {
      bot.keep(uid, mail(NADIA, uid + "@x.example", "One", "", "Help"));
    }
    bot.processAll();
    bot.jdbc.update(
        "update mail set state = 'HELD', hold = 'SPOOF', outcome = null where id = (select max(id) from mail)");
    bot.jdbc.update(
        "update mail set state = 'PARKED', outcome = null where id = (select min(id) from mail)");
    bot.keep(5, mail(NADIA, "5@x.example", "One", "", "Help"));
    bot.desk.claim();
    bot.keep(6, mail(NADIA, "6@x.example", "One", "", "Help"));

    assertThat(views.journalCounts())
        .containsExactly(
            entry(MailState.KEPT, 1L),
            entry(MailState.IN_HAND, 1L),
            entry(MailState.DONE, 2L),
            entry(MailState.HELD, 1L),
            entry(MailState.PARKED, 1L));
  }

  @Test
  void countsWhatWasTakenInAndWhatOfItWaits() {
    JdbcDeskViews views = new JdbcDeskViews(bot.jdbc, values -> List.of(), bot.clock);
    assertThat(views.progress()).isEqualTo(new DeskViews.Progress(0, 0));

    bot.keep(
        1,
        mail(NADIA, "a@x.example", "One", "", "Help"),
        mail(NADIA, "b@x.example", "Two", "", "Help"));
    long taken = views.progress().taken();
    bot.desk.claim();
    bot.keep(3, mail(NADIA, "c@x.example", "Three", "", "Help"));
    assertThat(views.progress()).isEqualTo(new DeskViews.Progress(taken + 1, 3));

    bot.processAll();
    assertThat(views.progress()).isEqualTo(new DeskViews.Progress(taken + 1, 2));
  }

  @Test
  @Tag("rule-4")
  @Tag("promise-6")
  void countsTheMailsThatNobodyHasDecidedOn() {
    JdbcDeskViews views = new JdbcDeskViews(bot.jdbc, values -> List.of(), bot.clock);
    bot.keep(1, mail(NADIA, "a@x.example", "One", "", "Help"));
    bot.desk.leaveForLater(bot.desk.claim(), new IllegalStateException("rain"));
    bot.clock.forward(Duration.ofMinutes(4));
    bot.keep(2, mail(NADIA, "b@x.example", "Two", "", "Help"));
    assertThat(views.undecided(Duration.ofMinutes(5)).mails()).isZero();

    bot.clock.forward(Duration.ofMinutes(2));
    DeskViews.Undecided undecided = views.undecided(Duration.ofMinutes(5));
    assertThat(undecided.mails()).isEqualTo(1);
    assertThat(undecided.since()).contains(DeskOnDatabase.MORNING);
    assertThat(undecided.reason()).isEqualTo("IllegalStateException while processing");

    bot.processAll();
    assertThat(views.undecided(Duration.ZERO).mails()).isZero();
  }

  private String parked(String mail) {
    bot.keep(1, mail);
    bot.desk.park(bot.desk.claim(), new IllegalStateException("poison"));
    return bot.column("select number from ticket").get(0);
  }

  private TicketVerbs.Answer replayed() {
    return bot.mailVerbs.replay(mailId(), "mei").orElseThrow();
  }

  private long mailId() {
    return Long.parseLong(bot.column("select min(id)::text from mail").get(0));
  }

  @Test
  @Tag("promise-6")
  void leavesTheClaimsOfABotThatLives() {
    bot.keep(1, mail(NADIA, "a@x.example", "One", "", "Help"));
    bot.desk.claim();
    DeskOnDatabase other = new DeskOnDatabase(database);

    assertThat(other.instance.releaseDead()).isZero();
    assertThat(other.desk.claim().isEmpty()).isTrue();
  }

  @Test
  @Tag("promise-6")
  @Tag("fault-F2")
  void freesWhatALivingBotCouldNotGiveBack() {
    bot.keep(1, mail(NADIA, "a@x.example", "One", "", "Help"));
    Batch forgotten = bot.decided();
    bot.letPass(Instance.LONGEST_MAIL_CLAIM.minusSeconds(1));
    bot.instance.beat();
    assertThat(bot.instance.releaseDead()).isZero();
    bot.letPass(Duration.ofSeconds(2));
    bot.instance.beat();
    assertThat(bot.instance.releaseDead()).isEqualTo(1);
    bot.processAll();

    assertThat(bot.column("select state from mail")).containsExactly("DONE");
    assertThatThrownBy(() -> bot.desk.apply(forgotten)).isInstanceOf(ClaimLostException.class);
  }

  @Test
  @Tag("rule-31")
  void acknowledgesAnAddressThreeTimesAnHour() {
    for (int i = 0; i < 5; i++) {
      bot.keep(i + 1, mail(NADIA, i + "@x.example", "Request " + i, "", "Help " + i));
      bot.processAll();
    }

    assertThat(bot.count("ticket")).isEqualTo(5);
    assertThat(bot.count("letter")).isEqualTo(3);
    assertThat(bot.column("select acknowledgement from mail order by id"))
        .containsExactly(
            "queued",
            "queued",
            "queued",
            "not sent: 3 acknowledgements went to this address in the last hour",
            "not sent: 3 acknowledgements went to this address in the last hour");

    bot.clock.forward(Duration.ofMinutes(61));
    bot.keep(9, mail(NADIA, "9@x.example", "Request 9", "", "Help 9"));
    bot.processAll();
    assertThat(bot.count("letter")).isEqualTo(4);
  }

  @Test
  @Tag("rule-31")
  void countsAcknowledgementsWithinABatchToo() {
    String[] mails = new String[5];
    for (int i = 0; i < mails.length; i++) {
      mails[i] = mail(NADIA, i + "@x.example", "Request " + i, "", "Help " + i);
    }
    bot.keep(1, mails);
    bot.processAll();

    assertThat(bot.count("ticket")).isEqualTo(5);
    assertThat(bot.count("letter")).isEqualTo(3);
  }

  @Test
  @Tag("threat-T29")
  void storesAnyTextThatAMailCanHold() {
    bot.keep(
        1,
        mail(
            NADIA,
            "a".repeat(10_000) + "@x.example",
            "=?utf-8?b?AO2ggA==?= \ud83d\ude00",
            "",
            "nul \u0000 and more"));
    bot.processAll();

    assertThat(bot.column("select outcome from mail")).containsExactly("OPENED");
    assertThat(Sql.text("a\u0000b\ud800c\ud83d\ude00")).isEqualTo("ab\uFFFDc\ud83d\ude00");
  }

  @Test
  @Tag("rule-29")
  void ignoresAnOutOfOfficeThatBelongsToNothing() {
    bot.keep(
        1, mail(NADIA, "a@x.example", "Automatic reply", "Auto-Submitted: auto-replied", "Away"));
    bot.processAll();

    assertThat(bot.count("ticket")).isZero();
    assertThat(bot.column("select outcome from mail")).containsExactly("IGNORED");
  }

  @Test
  @Tag("rule-25")
  void notesAnOutOfOfficeOnItsTicketAndMovesNothing() {
    bot.keep(1, mail(NADIA, "a@x.example", "No calls", "", "Help"));
    bot.processAll();
    String number = bot.column("select number from ticket").get(0);
    bot.verbs.setStatus(number, Status.WAITING_FOR_CUSTOMER, "mei");
    bot.keep(
        2,
        mail(
            NADIA,
            "b@x.example",
            "Automatic reply: [" + number + "]",
            "Auto-Submitted: auto-replied",
            "Away"));
    bot.processAll();

    assertThat(bot.column("select status from ticket")).containsExactly("WAITING_FOR_CUSTOMER");
    assertThat(bot.column("select outcome from mail order by id"))
        .containsExactly("OPENED", "NOTED");
  }

  @Test
  @Tag("promise-6")
  @Tag("fault-F12")
  void endsEveryHostileMailInOneOutcome() throws IOException {
    List<Path> hostile;
    try (Stream<Path> files = Files.list(Path.of("src/test/mails/hostile"))) {
      hostile = files.filter(file -> file.toString().endsWith(".eml")).sorted().toList();
    }
    long uid = 1;
    for (Path file : hostile) {
      bot.journal.keep(
          new Page(
              INBOX, List.of(new RawMail(uid++, bot.clock.instant(), Files.readAllBytes(file)))));
    }
    bot.processAll();

    assertThat(hostile).hasSizeGreaterThan(12);
    assertThat(bot.column("select state from mail")).hasSameSizeAs(hostile).containsOnly("DONE");
  }
}
