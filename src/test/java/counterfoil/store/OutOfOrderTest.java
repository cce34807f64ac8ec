package counterfoil.store;

import static counterfoil.store.DeskOnDatabase.mail;
import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.desk.Batch;
import counterfoil.desk.ClaimLostException;
import counterfoil.desk.TicketVerbs;
import counterfoil.facts.Facts;
import counterfoil.mail.Address;
import counterfoil.rig.DeskParts;
import counterfoil.ticket.Correspondent;
import counterfoil.ticket.Status;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Orders in which mails arrive, and moments at which bots and engineers meet, one by one. */
@Tag("promise-4")
class OutOfOrderTest {

  private static final String NADIA = "nadia@harbour-hotels.example";
  private static final String OWEN = "owen@harbour-hotels.example";
  private static final String SAM = "sam@elsewhere.example";
  private static final String SUE = "sue@elsewhere.example";

  private TestDatabase database;
  private DeskOnDatabase bot;
  private long uid;

  @BeforeEach
  void open() {
    database = TestDatabase.empty();
    bot = new DeskOnDatabase(database);
  }

  private void arrives(String mail) {
    bot.keep(++uid, mail);
    bot.processAll();
  }

  private static String from(String who, String id, String subject, String more) {
    return mail(who, id + "@x.example", subject, more, "Words of " + id);
  }

  private static String answering(String... ids) {
    String references = String.join("@x.example> <", ids);
    return "In-Reply-To: <%s@x.example>\nReferences: <%s@x.example>"
        .formatted(ids[ids.length - 1], references);
  }

  private static String replyOnlyTo(String id) {
    return "In-Reply-To: <%s@x.example>".formatted(id);
  }

  /** The tickets that have messages, by the senders' words. */
  private List<String> tickets() {
    return bot.column(
        """
        select string_agg(substring(body from 'Words of (\\w+)'), ' ' order by body) from entry
        where kind = 'CUSTOMER_MESSAGE' group by ticket_id order by 1
        """);
  }

  private String numberOf(String id) {
    return bot.column(
            """
            select t.number from entry e join ticket t on t.id = e.ticket_id
            where e.body like 'Words of %s%%' and e.kind = 'CUSTOMER_MESSAGE'
            """
                .formatted(id))
        .get(0);
  }

  private boolean done(Supplier<java.util.Optional<TicketVerbs.Answer>> verb) {
    return verb.get().orElseThrow().done();
  }

  /** Applies what was decided before something else happened; if that counts, decides anew. */
  private void write(DeskOnDatabase by, Batch batch) {
    try {
      by.desk.apply(batch);
    } catch (ClaimLostException e) {
      by.desk.lookAgain(batch, e);
      by.processAll();
    }
  }

  @Test
  @Tag("rule-21")
  void aReplyThatArrivesBeforeAMailThatOnlyItsSubjectPlaces() {
    arrives(from(NADIA, "a", "No calls", ""));
    arrives(from(OWEN, "c", "Re: No calls", replyOnlyTo("b")));
    arrives(from(NADIA, "b", "[" + numberOf("a") + "] No calls", ""));

    assertThat(tickets()).containsExactly("a b c");
  }

  @Test
  @Tag("rule-21")
  void aChainThatTiesTwoTicketsTogetherOfWhichOneHadLostItsThread() {
    arrives(from(NADIA, "a", "No calls", ""));
    // What it answers went to a colleague only, and this client names nothing older.
    arrives(from(OWEN, "c", "Re: No calls", replyOnlyTo("b")));
    arrives(from(NADIA, "d", "Re: No calls", answering("a", "b", "c")));

    assertThat(tickets()).containsExactly("a c d");
  }

  @Test
  @Tag("rule-21")
  void whatAnEngineerHasSetApartStaysApart() {
    arrives(from(NADIA, "a", "No calls", ""));
    arrives(from(NADIA, "b", "Re: No calls", answering("a")));
    List<Long> second =
        bot.jdbc.queryForList("select max(id) from entry where body like '%of b%'", Long.class);
    assertThat(done(() -> bot.verbs.split(numberOf("a"), second, "mei"))).isTrue();
    arrives(from(NADIA, "c", "Re: No calls", answering("a", "b")));

    assertThat(tickets()).containsExactly("a", "b c");
  }

  @Test
  @Tag("rule-8")
  void twoBotsDecideOnAnswersToAMailThatNobodyHasSeen() {
    DeskOnDatabase other = new DeskOnDatabase(database);
    bot.keep(1, from(NADIA, "c", "Re: No calls", answering("a", "b")));
    Batch one = bot.decided();
    bot.keep(2, from(OWEN, "d", "Re: No calls", replyOnlyTo("b")));
    Batch two = other.decided();
    assertThat(one.mails()).hasSize(1);
    assertThat(two.mails()).hasSize(1);
    write(bot, one);
    write(other, two);

    assertThat(tickets()).containsExactly("c d");
  }

  @Test
  void aTicketIsMergedWhileAMailForItIsDecided() {
    arrives(from(NADIA, "a", "No calls", ""));
    arrives(from(NADIA, "b", "No bookings", ""));
    String a = numberOf("a");
    String b = numberOf("b");
    bot.keep(++uid, from(NADIA, "c", "Re: No calls", answering("a")));
    Batch batch = bot.decided();
    assertThat(done(() -> bot.verbs.merge(a, b, "mei"))).isTrue();
    write(bot, batch);

    assertThat(tickets()).containsExactly("a b c");
  }

  @Test
  void twoTicketsBecomeOneWhileAnEngineerMergesThatOne() {
    arrives(from(NADIA, "z", "Everything", ""));
    arrives(from(NADIA, "a", "No calls", ""));
    arrives(from(OWEN, "c", "Re: No calls", replyOnlyTo("b")));
    String a = numberOf("a");
    bot.keep(++uid, from(NADIA, "b", "Re: No calls", answering("a")));
    Batch batch = bot.decided();
    assertThat(done(() -> bot.verbs.merge(a, numberOf("z"), "mei"))).isTrue();
    write(bot, batch);

    assertThat(tickets()).containsExactly("a b c z");
    assertThat(bot.column("select distinct merged_into::text from ticket where merged_into > 0"))
        .hasSize(1);
  }

  @Test
  @Tag("rule-25")
  void anEngineerMovesATicketWhileAMailForItIsDecided() {
    arrives(from(NADIA, "a", "No calls", ""));
    bot.keep(++uid, from(NADIA, "b", "Re: No calls", answering("a")));
    Batch batch = bot.decided();
    assertThat(done(() -> bot.verbs.setStatus(numberOf("a"), Status.WAITING_FOR_CUSTOMER, "mei")))
        .isTrue();
    write(bot, batch);

    assertThat(bot.column("select status from ticket")).containsExactly("OPEN");
  }

  @Test
  @Tag("rule-26")
  void thanksDoNotResolveWhatTheyTieToSomethingResolved() {
    DeskOnDatabase thankful =
        new DeskOnDatabase(
            database,
            DeskOnDatabase.SETTINGS,
            mail -> Facts.NONE,
            new DeskOnDatabase.PlainFields(),
            DeskParts.rules(DeskOnDatabase.SETTINGS),
            DeskParts.NOBODY_CHECKS,
            50);
    arrives(from(NADIA, "a", "No calls", ""));
    assertThat(done(() -> bot.verbs.setStatus(numberOf("a"), Status.RESOLVED, "mei"))).isTrue();
    arrives(from(OWEN, "c", "Re: No calls", replyOnlyTo("b")));
    thankful.keep(
        ++uid, mail(NADIA, "b@x.example", "Re: No calls", answering("a"), "Thank you very much!"));
    thankful.processAll();

    assertThat(tickets()).containsExactly("a c");
    assertThat(bot.column("select status from ticket where merged_into is null"))
        .containsExactly("OPEN");
  }

  @Test
  @Tag("rule-22")
  @Tag("threat-T5")
  void aStrangerWithAReplyAddressIsOneWhateverOfTheirsArrivedBefore() {
    arrives(from(NADIA, "a", "No calls", ""));
    String address = bot.column("select reply_to from letter").get(0);
    arrives(from(SUE, "c", "Re: No calls", replyOnlyTo("b")));
    arrives(from(SAM, "b", "Re: No calls", "Delivered-To: " + address));

    assertThat(tickets()).containsExactly("a b", "c");
    assertThat(bot.column("select body from entry where for_engineers")).hasSize(1);
    assertThat(
            bot.column(
                "select generation::text from correspondent where address_key = '" + NADIA + "'"))
        .containsExactly("2");
  }

  @Test
  @Tag("rule-22")
  @Tag("rule-24")
  void whoWasTakenOffATicketDoesNotGetBackByTheirReplyAddress() {
    arrives(from(NADIA, "a", "No calls", ""));
    String number = numberOf("a");
    assertThat(done(() -> bot.verbs.addParticipant(number, SAM, "mei"))).isTrue();
    Correspondent sam =
        CorrespondentRows.of(bot.jdbc, bot.jdbc.queryForList("select id from ticket", Long.class))
            .get(1);
    String address =
        DeskParts.TOKENS.address(
            Address.of("servicedesk@counterfoil.example"), sam, bot.clock.instant());
    assertThat(done(() -> bot.verbs.removeParticipant(number, SAM, "mei"))).isTrue();
    arrives(from(SAM, "b", "Something else", "Delivered-To: " + address));

    assertThat(tickets()).containsExactly("a", "b");
  }

  @Test
  void nothingIsDoneToATicketThatWasMerged() {
    arrives(from(NADIA, "a", "No calls", ""));
    arrives(from(NADIA, "b", "No bookings", ""));
    String a = numberOf("a");
    bot.jdbc.update("update ticket set tags = 'thanks' where number = ?", a);
    assertThat(done(() -> bot.verbs.merge(a, numberOf("b"), "mei"))).isTrue();

    assertThat(done(() -> bot.verbs.undoThanks(a, "mei"))).isFalse();
    assertThat(done(() -> bot.verbs.setPriority(a, "P1", "mei"))).isFalse();
    assertThat(done(() -> bot.verbs.addParticipant(a, SAM, "mei"))).isFalse();
    assertThat(done(() -> bot.verbs.note(a, "They called.", "mei"))).isFalse();
    assertThat(bot.column("select status from ticket where merged_into is not null"))
        .containsExactly("RESOLVED");
  }

  @Test
  void aTicketIsFoundByItsNumberThoughItWasMergedTwiceWithinABatch() {
    // What stands in the middle of a chain is not glanced at when a mail is kept.
    arrives(from(NADIA, "a", "No calls", ""));
    arrives(from(OWEN, "c", "Re: No calls", answering("p", "b", "q")));
    arrives(from(OWEN, "e", "Re: No calls", answering("r", "d", "s")));
    String e = numberOf("e");
    bot.keep(++uid, from(NADIA, "d", "Re: No calls", answering("t", "c", "u")));
    bot.keep(++uid, from(NADIA, "b", "Re: No calls", answering("v", "a", "w")));
    bot.keep(++uid, from(NADIA, "f", "[" + e + "] No calls", ""));
    Batch batch = bot.decided();
    assertThat(batch.mails()).hasSize(3);
    bot.desk.apply(batch);

    assertThat(tickets()).containsExactly("a b c d e f");
  }

  @Test
  void somebodyNewWritesTwiceWithinABatch() {
    arrives(from(NADIA, "a", "No calls", ""));
    String a = numberOf("a");
    bot.keep(++uid, from(OWEN, "b", "[" + a + "] No calls", ""));
    bot.keep(++uid, from(OWEN, "c", "[" + a + "] No calls", ""));
    Batch batch = bot.decided();
    assertThat(batch.mails()).hasSize(2);
    bot.desk.apply(batch);

    assertThat(tickets()).containsExactly("a b c");
    assertThat(bot.column("select last_message_id from correspondent where no = 2"))
        .containsExactly("c@x.example");
  }
}
