package counterfoil.store;

import static counterfoil.store.DeskOnDatabase.mail;
import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.desk.Entitlement;
import counterfoil.desk.FloodLimits;
import counterfoil.desk.Foresight.Foreseen;
import counterfoil.desk.HeldMails;
import counterfoil.desk.Hold;
import counterfoil.desk.JudgeRules;
import counterfoil.desk.MailState;
import counterfoil.desk.People;
import counterfoil.desk.Release;
import counterfoil.desk.Release.Choice;
import counterfoil.desk.ReopenLimits;
import counterfoil.desk.TicketVerbs.Answer;
import counterfoil.rig.DeskParts;
import counterfoil.screen.Thanks;
import counterfoil.ticket.Engineer;
import counterfoil.ticket.Engineers;
import counterfoil.ticket.Organisations;
import counterfoil.ticket.Status;
import counterfoil.trust.Trust;
import counterfoil.trust.TrustReader;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Mails that wait for a person, on a real database. Mail of mallory's domain is not from it. */
@Tag("rule-22")
@Tag("promise-7")
class HeldMailsTest {

  private static final String NADIA = "nadia@harbour-hotels.example";
  private static final String MALLORY = "mallory@x.example";

  private static final TrustReader CHECKS =
      (mail, raw) ->
          mail.author().filter(one -> one.domain().equals("x.example")).isPresent()
              ? new Trust(Trust.Level.C, "DMARC of x.example fails", "")
              : Trust.unknown("nobody checks");

  private TestDatabase database;
  private DeskOnDatabase bot;

  @BeforeEach
  void open() {
    database = TestDatabase.empty();
    bot = new DeskOnDatabase(database, rules(new FloodLimits(2, 0)), CHECKS);
  }

  private static JudgeRules rules(FloodLimits floods) {
    return new JudgeRules(
        new People(
            DeskOnDatabase.SETTINGS.addresses(),
            DeskOnDatabase.SETTINGS.publicMailDomains(),
            Organisations.NONE,
            new Engineers(List.of(new Engineer("Mei", Set.of("mei@x.example"))), Optional.empty())),
        DeskParts.TOKENS,
        Entitlement.DEFAULT,
        floods,
        ReopenLimits.DEFAULTS,
        false,
        new Thanks());
  }

  @Test
  void whatEachChoiceWouldDoIsSaidInASentence() {
    String number = waitingTicket();
    long id = held(spoof("Re: [" + number + "] Help"));

    assertThat(sentences(id))
        .containsExactly(
            Map.entry(
                Choice.APPEND,
                "The mail is an entry of "
                    + number
                    + " (Waiting for Customer), which goes back to the queue; mallory@x.example is"
                    + " suggested as participant; no letter."),
            Map.entry(
                Choice.ADD_SENDER,
                "The mail is an entry of "
                    + number
                    + " (Waiting for Customer), which goes back to the queue; mallory@x.example"
                    + " belongs to the ticket from now on; no letter."),
            Map.entry(
                Choice.OPEN,
                "The mail opens a ticket of mallory@x.example, linked to "
                    + number
                    + ", which it names; no acknowledgement: the author is not believed: DMARC of"
                    + " x.example fails."),
            Map.entry(
                Choice.IGNORE,
                "The mail stays in the journal, and nothing else happens; its sender is not"
                    + " told."));
    assertThat(bot.foresight.of(id, "mei")).allMatch(Foreseen::possible);
  }

  @Test
  void lookingAheadWritesNothing() {
    long id = held(spoof("Re: [" + waitingTicket() + "] Help"));
    Map<String, String> before = checksums();

    assertThat(bot.foresight.of(id, "mei")).hasSize(4);

    assertThat(checksums()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(
      value = Choice.class,
      names = {"APPEND", "ADD_SENDER"})
  void whatNamesNoTicketCannotJoinOne(Choice choice) {
    long id = held(spoof("Help"));
    String why = "That is not possible: the mail names no ticket.";

    assertThat(bot.foresight.of(id, "mei"))
        .contains(new Foreseen(choice, false, why))
        .filteredOn(Foreseen::possible)
        .extracting(Foreseen::choice)
        .containsExactly(Choice.OPEN, Choice.IGNORE);
    assertThat(release(id, choice)).isEqualTo(new Answer(false, why));
    assertThat(states()).containsExactly("HELD");
  }

  @Test
  void whoSaysToBeAnEngineerIsNotAddedAsACustomer() {
    String number = waitingTicket();
    long id = held(mail("mei@x.example", "m9@x.example", "Re: [" + number + "]", "", "#resolve"));

    assertThat(release(id, Choice.ADD_SENDER))
        .isEqualTo(new Answer(false, "That is not possible: its sender is an engineer."));
    assertThat(release(id, Choice.APPEND).done()).isTrue();
  }

  @Test
  void aReleaseAddsItsSenderOnlyWhenThatWasChosen() {
    String number = waitingTicket();
    long first = held(spoof("Re: [" + number + "] one"));
    release(first, Choice.APPEND);
    bot.processAll();
    assertThat(role(MALLORY)).isEqualTo("SUGGESTED");

    long second = held(2, spoof("Re: [" + number + "] two"));
    release(second, Choice.ADD_SENDER);
    bot.processAll();

    assertThat(role(MALLORY)).isEqualTo("PARTICIPANT");
    assertThat(bot.column("select outcome from mail where release is not null"))
        .containsExactly("APPENDED", "APPENDED");
    assertThat(bot.count("entry where kind = 'CUSTOMER_MESSAGE'")).isEqualTo(3);
    assertThat(bot.column("select status from ticket")).containsExactly("OPEN");
    assertThat(
            bot.column(
                "select what || ' | ' || why from event where why like '%released%' order by id"))
        .containsExactly(
            "the customer wrote | released by mei",
            "the customer wrote | released by mei",
            "participant added: mallory@x.example | released by mei");
    HeldMails.Line line = bot.held.mail(second).orElseThrow();
    assertThat(line.state()).isEqualTo(MailState.DONE);
    assertThat(line.hold()).isEqualTo(Hold.SPOOF);
    assertThat(line.reason()).isEqualTo("released by mei");
    assertThat(line.choice()).contains(Choice.ADD_SENDER);
    assertThat(line.releasedBy()).isEqualTo("mei");
    assertThat(line.ticket()).contains(number);
  }

  @Test
  @Tag("rule-31")
  void aTicketOfSomebodyWhoIsNotBelievedIsNotAcknowledged() {
    long id = held(spoof("Help"));

    release(id, Choice.OPEN);
    bot.processAll();

    assertThat(bot.column("select requester from ticket")).containsExactly(MALLORY);
    assertThat(bot.count("letter")).isZero();
    assertThat(bot.column("select acknowledgement from mail"))
        .containsExactly("not sent: the author is not believed: DMARC of x.example fails");
  }

  @Test
  @Tag("rule-20")
  void aReleaseOfAFloodOpensATicketWhateverElseItsSenderWroteSince() {
    for (int i = 1; i <= 4; i++) {
      bot.keep(i, mail(NADIA, "m" + i + "@harbour-hotels.example", "Help " + i, "", "Text " + i));
      bot.processAll();
    }
    assertThat(states()).containsExactly("DONE", "DONE", "HELD", "HELD");
    long id = bot.held.waiting(10).get(0).id();
    assertThat(sentences(id).get(Choice.OPEN))
        .isEqualTo(
            "The mail opens a ticket of nadia@harbour-hotels.example; an acknowledgement goes to"
                + " nadia@harbour-hotels.example.");

    release(id, Choice.OPEN);
    bot.processAll();

    assertThat(states()).containsExactly("DONE", "DONE", "DONE", "HELD");
    assertThat(bot.count("ticket")).isEqualTo(3);
    assertThat(bot.count("letter")).isEqualTo(3);
    assertThat(bot.held.counts().floods()).isEqualTo(1);
  }

  @Test
  @Tag("rule-9")
  void theSameMailAgainIsADuplicateWhileItIsHeldAndAfter() {
    String mail = spoof("Help");
    long id = held(mail);
    bot.keep(50, mail);
    bot.processAll();
    assertThat(states()).containsExactly("HELD", "DONE");

    release(id, Choice.OPEN);
    bot.keep(51, mail);
    bot.processAll();

    assertThat(bot.column("select outcome from mail order by id"))
        .containsExactly("OPENED", "DUPLICATE", "DUPLICATE");
    assertThat(bot.count("ticket")).isEqualTo(1);
  }

  @Test
  void whatIsIgnoredSaysWhoDecidedSoAndWhyItWasHeld() {
    long id = held(spoof("Help"));

    assertThat(release(id, Choice.IGNORE).sentence())
        .isEqualTo("Mail " + id + " is ignored; it stays in the journal.");

    bot.processAll();
    assertThat(bot.column("select state || ' ' || outcome || ': ' || reason from mail"))
        .containsExactly("DONE IGNORED: ignored by mei (spoof: DMARC of x.example fails)");
    assertThat(bot.count("ticket")).isZero();
  }

  @Test
  void ofTwoWhoDecideAtOnceOneDoes() throws Exception {
    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      for (int i = 1; i <= 10; i++) {
        long id = held(i, spoof("Help " + i));
        CyclicBarrier together = new CyclicBarrier(2);
        List<Future<Answer>> answers =
            List.of(Choice.OPEN, Choice.IGNORE).stream()
                .map(
                    choice ->
                        two.submit(
                            () -> {
                              together.await();
                              return release(id, choice);
                            }))
                .toList();
        assertThat(List.of(answers.get(0).get().done(), answers.get(1).get().done()))
            .containsExactlyInAnyOrder(true, false);
      }
    } finally {
      two.shutdownNow();
    }
    bot.processAll();
    assertThat(bot.held.waiting(100)).isEmpty();
    assertThat(bot.count("ticket"))
        .isEqualTo(bot.column("select id from mail where release = 'OPEN'").size());
  }

  @Test
  @Tag("rule-5")
  void aReleasedMailThatIsParkedHoldsItsPlaceAndFillsIt() {
    long id = held(spoof("Re: [" + waitingTicket() + "] Help"));
    release(id, Choice.OPEN);
    bot.desk.park(bot.desk.claim(), new IllegalStateException("poison"));
    assertThat(bot.count("ticket")).isEqualTo(2);

    bot.mailVerbs.replay(id, "mei");
    bot.processAll();

    assertThat(bot.count("ticket")).isEqualTo(2);
    assertThat(bot.column("select requester from ticket order by id"))
        .containsExactly(NADIA, MALLORY);
  }

  @Test
  void waitLongestFirstWithAllThatIsToBeKnown() {
    String number = waitingTicket();
    long first = held(spoof("Re: [" + number + "] one"));
    bot.letPass(Duration.ofHours(1));
    long second = held(2, spoof("two"));

    assertThat(bot.held.waiting(10)).extracting(HeldMails.Line::id).containsExactly(first, second);
    assertThat(bot.held.waiting(1)).hasSize(1);
    HeldMails.Line line = bot.held.waiting(1).get(0);
    assertThat(line.hold()).isEqualTo(Hold.SPOOF);
    assertThat(line.reason()).isEqualTo("DMARC of x.example fails");
    assertThat(line.from()).isEqualTo(MALLORY);
    assertThat(line.ticket()).contains(number);
    assertThat(line.trust()).isEqualTo("C");
    assertThat(line.trustReason()).isEqualTo("DMARC of x.example fails");
    assertThat(bot.held.counts()).isEqualTo(new HeldMails.Counts(2, 0, Optional.of(line.since())));
    var views = new JdbcDeskViews(bot.jdbc, values -> List.of(), bot.clock);
    assertThat(views.mail(first).orElseThrow().reason())
        .isEqualTo("spoof: DMARC of x.example fails");
  }

  @Test
  void areArchivedAfterThirtyDaysByOneOfTwoBots() throws Exception {
    held(spoof("old"));
    bot.letPass(Duration.ofDays(29));
    held(2, spoof("young"));
    HeldArchive archive = new HeldArchive(bot.jdbc, Duration.ofDays(30), bot.clock);
    assertThat(archive.archive()).isZero();

    bot.letPass(Duration.ofDays(1).plusSeconds(1));
    HeldArchive other = new HeldArchive(bot.jdbc, Duration.ofDays(30), bot.clock);
    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      CyclicBarrier together = new CyclicBarrier(2);
      List<Future<Integer>> archived =
          List.of(archive, other).stream()
              .map(
                  one ->
                      two.submit(
                          () -> {
                            together.await();
                            return one.archive();
                          }))
              .toList();
      assertThat(archived.get(0).get() + archived.get(1).get()).isEqualTo(1);
    } finally {
      two.shutdownNow();
    }

    assertThat(bot.column("select state || ' ' || reason from mail order by id"))
        .containsExactly(
            "DONE archived: held for 30 days, and nobody decided (spoof: DMARC of x.example"
                + " fails)",
            "HELD DMARC of x.example fails");
    assertThat(bot.column("select outcome from mail where state = 'DONE'"))
        .containsExactly("IGNORED");
    long gone = bot.held.waiting(10).get(0).id() - 1;
    assertThat(release(gone, Choice.OPEN).sentence())
        .isEqualTo("Mail " + gone + " is DONE; only a held mail waits for a decision.");
  }

  @Test
  void areKeptForEverWhereTheSettingsSaySo() {
    held(spoof("old"));
    bot.letPass(Duration.ofDays(4_000));

    assertThat(new HeldArchive(bot.jdbc, Duration.ZERO, bot.clock).archive()).isZero();
  }

  @Test
  void moreThanOneBatchIsArchived() {
    held(spoof("old"));
    bot.jdbc.update(
        """
        insert into mail (mailbox, folder, uid_validity, uid, internal_date, raw, size, sha256,
                          conversation, kept_at, state, hold, reason, due_at, decided_at)
        select 'desk', 'INBOX', 2, n, kept_at, raw, size, sha256, n, kept_at, 'HELD', 'FLOOD',
               'too many', due_at, decided_at
        from mail, generate_series(1, 1200) as n
        """);
    bot.letPass(Duration.ofDays(31));

    assertThat(new HeldArchive(bot.jdbc, Duration.ofDays(30), bot.clock).archive())
        .isEqualTo(1_201);
    assertThat(bot.held.counts().mails()).isZero();
  }

  @Test
  @Tag("rule-27")
  void ticketsThatAreNotReopenedAnyMoreAreNamedForAnHour() {
    bot.keep(1, mail(NADIA, "m1@harbour-hotels.example", "Help", "", "No call."));
    bot.processAll();
    String number = bot.column("select number from ticket").get(0);
    for (int i = 2; i <= 5; i++) {
      assertThat(bot.held.notReopened(Duration.ofHours(1))).isEmpty();
      bot.verbs.setStatus(number, Status.RESOLVED, "mei");
      bot.keep(
          i,
          mail(NADIA, "m" + i + "@harbour-hotels.example", "Re: [" + number + "]", "", "No " + i));
      bot.processAll();
    }

    assertThat(bot.held.notReopened(Duration.ofHours(1))).containsExactly(number);
    bot.letPass(Duration.ofHours(2));
    assertThat(bot.held.notReopened(Duration.ofHours(1))).isEmpty();
  }

  @Test
  void theWordsOfTheDatabaseAreThoseOfTheDesk() {
    for (Hold hold : Hold.values()) {
      assertThat(
              bot.jdbc.queryForObject(
                  "select " + Sql.holdWords("x.hold") + " from (select ?::text as hold) x",
                  String.class,
                  hold.name()))
          .isEqualTo(hold.words());
    }
    assertThat(Arrays.stream(Choice.values()).map(Choice::word).map(Choice::of))
        .containsExactlyElementsOf(Arrays.stream(Choice.values()).map(Optional::of).toList());
  }

  /** A ticket of Nadia that waits for her. */
  private String waitingTicket() {
    bot.keep(100, mail(NADIA, "first@harbour-hotels.example", "Help", "", "No call."));
    bot.processAll();
    String number = bot.column("select number from ticket").get(0);
    bot.verbs.setStatus(number, Status.WAITING_FOR_CUSTOMER, "mei");
    return number;
  }

  private static String spoof(String subject) {
    return mail(MALLORY, subject.hashCode() + "@x.example", subject, "", "Let me in.");
  }

  private long held(String mail) {
    return held(1, mail);
  }

  private long held(long uid, String mail) {
    bot.keep(uid, mail);
    bot.processAll();
    Long id = bot.jdbc.queryForObject("select max(id) from mail", Long.class);
    assertThat(bot.column("select state from mail where id = " + id)).containsExactly("HELD");
    return id == null ? 0 : id;
  }

  private Answer release(long id, Choice choice) {
    return bot.mailVerbs.release(id, new Release(choice, "mei")).orElseThrow();
  }

  private Map<Choice, String> sentences(long id) {
    Map<Choice, String> sentences = new TreeMap<>();
    bot.foresight.of(id, "mei").forEach(one -> sentences.put(one.choice(), one.sentence()));
    return sentences;
  }

  private List<String> states() {
    return bot.column("select state from mail order by id");
  }

  private String role(String address) {
    return bot.column("select role from correspondent where address_key = '" + address + "'")
        .get(0);
  }

  /** What stands in each table, and the next number of each sequence. */
  private Map<String, String> checksums() {
    Map<String, String> found = new TreeMap<>();
    bot.column("select tablename::text from pg_tables where schemaname = 'public'")
        .forEach(
            table ->
                found.put(
                    table,
                    bot.column(
                            "select count(*) || ' ' || coalesce(md5(string_agg(t::text, '' order by"
                                + " t::text)), '') from "
                                + table
                                + " t")
                        .get(0)));
    bot.column("select sequencename::text from pg_sequences where schemaname = 'public'")
        .forEach(
            sequence ->
                found.put(
                    sequence,
                    bot.column("select last_value || ' ' || is_called from " + sequence).get(0)));
    assertThat(found).containsKeys("mail", "ticket", "ticket_id", "letter");
    return found;
  }
}
