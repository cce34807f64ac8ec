package counterfoil.store;

import static counterfoil.store.DeskOnDatabase.mail;
import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.desk.Batch;
import counterfoil.desk.FactsReplay;
import counterfoil.desk.KeptFacts;
import counterfoil.desk.Page;
import counterfoil.desk.Rereading;
import counterfoil.facts.DefinedFactsReader;
import counterfoil.facts.FieldDefinitions;
import counterfoil.mail.MailReader;
import counterfoil.privacy.PersonErasure;
import counterfoil.privacy.PersonErasure.Report;
import counterfoil.privacy.Whom;
import counterfoil.ticket.Change;
import counterfoil.ticket.Correspondent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is left of a person on a real database once they were erased. */
@Tag("threat-T40")
class ErasureTest {

  private static final String NADIA = "Nadia Hart <Nadia.Hart@harbour-hotels.example>";
  private static final String TOM = "Tom Reed <tom@harbour-hotels.example>";
  private static final Whom.Person PERSON =
      Whom.Person.of(" Nadia.Hart@Harbour-Hotels.example ").orElseThrow();

  private static final String FIRST =
      mail(
          NADIA,
          "first-id@harbour-hotels.example",
          "Swordfish does not ring",
          "Cc: tom@harbour-hotels.example, Ann <ann@elsewhere.example>",
          "In production nobody hears the melody of Swordfish. CA12345678");

  private static final String ENVIRONMENT =
      """
      name: environment
      order: 20
      kind: choice
      required: true
      title: {en: Environment}
      labels: {en: [environment]}
      values:
        - value: Sandbox
          aliases: {any: [sandbox]}
        - value: Live
          aliases: {any: [live, production]}
      """;

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

  @TempDir private Path temp;

  private TestDatabase database;
  private JdbcTemplate jdbc;
  private DeskOnDatabase bot;
  private DefinedFactsReader facts;
  private PersonErasure erasure;

  @BeforeEach
  void open() throws IOException {
    database = TestDatabase.empty();
    jdbc = database.jdbc();
    Path folder = Files.createDirectories(temp.resolve("config/fields"));
    Files.writeString(folder.resolve("environment.yaml"), ENVIRONMENT);
    Files.writeString(folder.resolve("call.yaml"), CALL);
    facts = new DefinedFactsReader(FieldDefinitions.load(folder));
    bot = new DeskOnDatabase(database, facts, new ManyCalls());
    erasure = new PersonErasure(new JdbcErasures(jdbc, database.transaction()), bot.clock);
  }

  private static final class ManyCalls extends DeskOnDatabase.PlainFields {
    @Override
    public boolean many(String field) {
      return field.equals("call_id");
    }
  }

  private void take(String... mails) {
    bot.keep(1 + bot.count("mail"), mails);
    bot.processAll();
  }

  private Report erase() {
    return erasure.erase(PERSON, "admin", "asked for it", () -> false, looked -> {});
  }

  private String dump() {
    return Dump.of(jdbc).toLowerCase(java.util.Locale.ROOT);
  }

  private long first() {
    return jdbc.queryForObject("select min(id) from ticket", Long.class);
  }

  private String number() {
    return jdbc.queryForObject("select number from ticket order by id limit 1", String.class);
  }

  /** A ticket with all that there is: two customers, an engineer, letters, facts, a status. */
  private void story() {
    take(FIRST);
    take(
        mail(
            TOM,
            "second-id@harbour-hotels.example",
            "Re: [" + number() + "]",
            "",
            "It is the same at the bar: CA87654321"));
    bot.verbs.answer(number(), "Please restart the radio.", "mei@desk.example");
    take(
        mail(
            NADIA,
            "third-id@harbour-hotels.example",
            "Re: Swordfish",
            "In-Reply-To: <first-id@harbour-hotels.example>",
            "The radio hums Swordfish backwards."));
    bot.verbs.note(number(), "Ask the vendor.", "mei@desk.example");
  }

  @Test
  void nothingOfThePersonIsLeftInAnyTable() {
    story();
    // They wrote on a ticket of somebody else, too, and a machine of theirs answered.
    take(mail("Ann <ann@elsewhere.example>", "ann-id@elsewhere.example", "Bells", "", "No bells."));
    take(
        mail(
            NADIA,
            "fourth-id@harbour-hotels.example",
            "Bells of Swordfish",
            "In-Reply-To: <ann-id@elsewhere.example>",
            "Swordfish bells are mine."),
        mail(
            NADIA,
            "fifth-id@harbour-hotels.example",
            "Out of office: Swordfish",
            "Auto-Submitted: auto-replied",
            "I am fishing."));
    jdbc.update(
        "insert into organisation (name, name_key, entitled, added_by, added_at)"
            + " values ('Harbour', 'harbour', true, 'admin', now())");
    jdbc.update(
        "insert into organisation_address select 'nadia.hart@harbour-hotels.example', max(id), 0"
            + " from organisation");
    assertThat(dump()).contains("nadia", "swordfish", "first-id@", "melody", "fishing");
    long letters = bot.count("letter");

    Report rehearsed = erasure.rehearse(PERSON);
    assertThat(dump()).contains("melody");
    Report report = erase();

    assertThat(report.isDone()).as(report.left()).isTrue();
    assertThat(report.tally()).isEqualTo(rehearsed.tally());
    assertThat(dump())
        .doesNotContain("nadia")
        .doesNotContain("hart")
        .doesNotContain("swordfish")
        .doesNotContain("melody")
        .doesNotContain("fishing")
        .doesNotContain("ca12345678")
        .doesNotContain("first-id@")
        .doesNotContain("third-id@");
    assertThat(bot.count("letter")).isEqualTo(letters);
  }

  @Test
  void whatOthersQuotedStaysInTheirMails() {
    take(FIRST);
    take(
        mail(
            TOM,
            "quote-id@harbour-hotels.example",
            "Re: [" + number() + "]",
            "",
            "Same here.\n\nOn Monday Nadia Hart wrote:\n> nobody hears the melody of Swordfish"));
    erase();

    assertThat(bot.column("select body || rest from entry where not erased"))
        .hasSize(1)
        .allMatch(words -> words.contains("the melody of Swordfish"));
    assertThat(bot.column("select subject from ticket")).containsExactly("erased");
  }

  @Test
  void whatOthersWroteStays() {
    story();
    erase();

    assertThat(bot.column("select body from entry order by id"))
        .containsExactly(
            "erased",
            "It is the same at the bar: CA87654321",
            "Please restart the radio.",
            "erased",
            "Ask the vendor.");
    assertThat(bot.column("select value from ticket_fact")).containsExactly("CA87654321");
    assertThat(
            bot.column(
                "select body_text from letter where recipient = 'tom@harbour-hotels.example'"))
        .hasSize(1)
        .allMatch(body -> body.contains("Please restart the radio."));
    assertThat(bot.column("select author from entry order by id"))
        .containsExactly(
            "erased-1@erased.invalid",
            "Tom Reed <tom@harbour-hotels.example>",
            "mei@desk.example",
            "erased-1@erased.invalid",
            "mei@desk.example");
  }

  @Test
  void theFrameStays() {
    story();
    List<Map<String, Object>> tickets =
        jdbc.queryForList(
            "select id, number, status, priority, owner, opened_at, changed_at, tags from ticket");
    List<Map<String, Object>> entries =
        jdbc.queryForList("select id, kind, at, mail_id from entry");
    List<Map<String, Object>> mails =
        jdbc.queryForList(
            "select id, mailbox, folder, uid_validity, uid, internal_date, kept_at, decided_at,"
                + " state, outcome, fingerprint, ticket_id, message_key from mail order by id");
    long events = bot.count("event");

    erase();

    assertThat(
            jdbc.queryForList(
                "select id, number, status, priority, owner, opened_at, changed_at, tags from ticket"))
        .isEqualTo(tickets);
    assertThat(jdbc.queryForList("select id, kind, at, mail_id from entry order by id"))
        .containsExactlyInAnyOrderElementsOf(entries);
    assertThat(
            jdbc.queryForList(
                "select id, mailbox, folder, uid_validity, uid, internal_date, kept_at, decided_at,"
                    + " state, outcome, fingerprint, ticket_id, message_key from mail order by id"))
        .isEqualTo(mails);
    assertThat(bot.column("select subject from ticket")).containsExactly("erased");
    assertThat(bot.count("event")).isEqualTo(events + 1);
    assertThat(jdbc.queryForMap("select what, who, why from event order by id desc limit 1"))
        .containsEntry("what", "erased: what somebody wrote, at their request")
        .containsEntry("who", "admin")
        .containsEntry("why", "asked for it");
  }

  @Test
  @Tag("promise-2")
  void aRedeliveredErasedMailStaysErased() {
    story();
    erase();
    long entries = bot.count("entry");
    long letters = bot.count("letter");

    // The same UID; another one; another folder; another mailbox; the folder was made anew.
    bot.keep(1, FIRST);
    bot.keep(77, FIRST);
    bot.keep(new Page.Folder("desk", "Archive", 1), 1, FIRST);
    bot.keep(new Page.Folder("sales", "INBOX", 1), 1, FIRST);
    bot.keep(new Page.Folder("desk", "INBOX", 2), 1, "Received: by another route\n" + FIRST);
    bot.processAll();

    assertThat(dump())
        .doesNotContain("nadia")
        .doesNotContain("swordfish")
        .doesNotContain("first-id@")
        .doesNotContain("melody");
    assertThat(bot.column("select outcome from mail order by id").subList(3, 7))
        .containsOnly("DUPLICATE");
    assertThat(bot.count("entry")).isEqualTo(entries);
    assertThat(bot.count("letter")).isEqualTo(letters);
  }

  @Test
  void aDuplicateThatIsDecidedMeanwhileIsErasedAsWell() {
    take(FIRST);
    bot.keep(new Page.Folder("sales", "INBOX", 1), 9, FIRST);
    Batch batch = bot.decided();

    Report early = erase();
    assertThat(early.undecided()).hasSize(1);
    assertThat(early.left()).contains("1 mails that name this address have no outcome yet");
    bot.desk.apply(batch);

    assertThat(dump()).doesNotContain("nadia").doesNotContain("swordfish");
    assertThat(erase().isDone()).isTrue();
  }

  @Test
  void theHistoryStillRebuildsTheTicket() {
    story();
    assertRebuilt();

    erase();
    assertRebuilt();
    assertThat(erase().tally().isNothing()).as("a second run").isTrue();

    erasure.erase(
        Whom.Person.of("tom@harbour-hotels.example").orElseThrow(),
        "admin",
        "asked for it, too",
        () -> false,
        looked -> {});
    assertRebuilt();
    assertThat(dump()).doesNotContain("tom@").doesNotContain("ca87654321").contains("erased-2@");
  }

  private void assertRebuilt() {
    Rebuilding.assertSame(jdbc);
  }

  @Test
  void thePersonsReplyAddressesCountNoMore() {
    take(FIRST);
    int generation = nadia().generation();
    erase();

    Correspondent left = CorrespondentRows.of(jdbc, List.of(first())).get(0);
    assertThat(left.person().email()).isEqualTo("erased-1@erased.invalid");
    assertThat(left.generation()).isEqualTo(generation + 1);
  }

  private Correspondent nadia() {
    return CorrespondentRows.of(jdbc, List.of(first())).get(0);
  }

  @Test
  @Tag("promise-9")
  void nobodyJoinsATicketByThePseudonym() {
    take(FIRST);
    erase();
    take(
        mail(
            "erased-1@erased.invalid",
            "evil-id@evil.example",
            "Re: [" + number() + "]",
            "In-Reply-To: <first-id@harbour-hotels.example>",
            "Let me in."),
        mail(
            "other@erased.invalid",
            "evil2-id@evil.example",
            "Re: [" + number() + "]",
            "In-Reply-To: <first-id@harbour-hotels.example>",
            "Let me in as well."));

    assertThat(
            jdbc.queryForList("select kind from entry where ticket_id = ?", String.class, first()))
        .containsExactly("CUSTOMER_MESSAGE");
    assertThat(bot.count("ticket")).isEqualTo(3);
  }

  @Test
  @Tag("promise-4")
  void aBotThatDecidedBeforeLooksAgain() {
    take(FIRST);
    bot.verbs.setStatus(number(), counterfoil.ticket.Status.WAITING_FOR_CUSTOMER, "admin");
    bot.keep(
        50,
        mail(
            TOM,
            "late-id@harbour-hotels.example",
            "Re: [" + number() + "]",
            "In-Reply-To: <first-id@harbour-hotels.example>",
            "Here too."));
    Batch batch = bot.decided();
    erase();

    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> bot.desk.apply(batch)))
        .isInstanceOf(counterfoil.desk.ClaimLostException.class);
    bot.desk.lookAgain(batch, new counterfoil.desk.ClaimLostException("test"));
    bot.processAll();
    assertThat(dump()).doesNotContain("nadia").doesNotContain("swordfish");
    assertThat(bot.column("select body from entry where not erased")).contains("Here too.");
    assertRebuilt();
  }

  @Test
  void aTicketThatSomebodyHasLockedIsLeftAndNamed() {
    take(FIRST);
    database
        .transaction()
        .executeWithoutResult(
            status -> {
              jdbc.queryForList("select id from ticket for update");
              Report report = inAnotherThread();
              assertThat(report.busy()).isEqualTo(1);
              assertThat(report.isDone()).isFalse();
            });
    assertThat(dump()).contains("melody");
    assertThat(erase().isDone()).isTrue();
    assertThat(dump()).doesNotContain("melody");
  }

  private Report inAnotherThread() {
    return java.util.concurrent.CompletableFuture.supplyAsync(this::erase).join();
  }

  @Test
  void heldAndParkedMailsEndUndecided() {
    take(FIRST);
    jdbc.update("update mail set state = 'HELD', outcome = null, hold = 'FLOOD', ticket_id = null");
    bot.keep(60, FIRST.replace("first-id", "parked-id").replace("Swordfish", "Seahorse"));
    jdbc.update(
        """
        update mail set state = 'PARKED', decided_at = now(), ticket_id = ? where state = 'KEPT'
        """,
        first());

    Report report = erase();

    assertThat(report.isDone()).as(report.left()).isTrue();
    assertThat(bot.column("select state || ' ' || outcome || ' ' || reason from mail"))
        .containsExactly("DONE IGNORED erased", "DONE IGNORED erased");
    assertThat(dump()).doesNotContain("seahorse").doesNotContain("melody");
  }

  @Test
  void aLetterThatHasNotLeftNeverLeaves() {
    take(FIRST);
    assertThat(bot.outbox.claimDue(10)).hasSize(1);
    var letters = bot.column("select state from letter");
    erase();

    assertThat(letters).containsExactly("DUE");
    assertThat(bot.column("select state from letter")).containsExactly("FAILED");
    bot.instance.releaseDead();
    assertThat(bot.outbox.claimDue(10)).isEmpty();
  }

  @Test
  void nothingIsWrittenToSomebodyWhoWasErased() {
    story();
    erase();
    long letters = bot.count("letter");
    bot.verbs.answer(number(), "It is repaired.", "mei@desk.example");

    assertThat(
            bot.column("select recipient from letter order by id")
                .subList((int) letters, (int) letters + 1))
        .containsExactly("tom@harbour-hotels.example");
    assertThat(bot.count("letter")).isEqualTo(letters + 1);
  }

  @Test
  void anAddressWithinAnotherIsSomebodyElse() {
    take(mail("art@harbour-hotels.example", "x@y.example", "Mine", "", "Hello there."));
    take(mail("hart@harbour-hotels.example", "z@y.example", "Yours", "", "Swordfish."));

    erasure.erase(
        Whom.Person.of("art@harbour-hotels.example").orElseThrow(),
        "admin",
        "",
        () -> false,
        looked -> {});

    assertThat(bot.column("select subject from ticket order by id"))
        .containsExactly("erased", "Yours");
    assertThat(bot.column("select body from entry order by id"))
        .containsExactly("erased", "Swordfish.");
    assertThat(bot.column("select what from event where ticket_id = (select max(id) from ticket)"))
        .noneMatch(what -> what.startsWith("erased"));
  }

  @Test
  @Tag("rule-39")
  void factsOfErasedMailsAreNotReadAgain() {
    story();
    erase();
    KeptFacts kept = new JdbcKeptFacts(jdbc, database.transaction(), bot.clocks);
    List<String> troubles = new ArrayList<>();
    new FactsReplay(
            kept,
            new Rereading(kept, new MailReader(), facts, new ManyCalls(), Set.of(), bot.clock),
            KeptFacts.Selection.ALL,
            () -> false)
        .rehearse(read -> read.trouble().ifPresent(troubles::add));

    assertThat(troubles).containsExactly("mail 1 is not kept any more".replace("1", mailId()));
    assertThat(new JdbcDeskViews(jdbc, given -> List.of(), bot.clock).raw(Long.parseLong(mailId())))
        .isEmpty();
  }

  private String mailId() {
    return String.valueOf(jdbc.queryForObject("select min(id) from mail", Long.class));
  }

  @Test
  void nobodyIsErasedByMistake() {
    assertThat(Whom.Person.of("unknown@sender.invalid")).isEmpty();
    assertThat(Whom.Person.of("erased-1@erased.invalid")).isEmpty();
    assertThat(Whom.Person.of("nadia")).isEmpty();
    assertThat(Whom.Person.of("%@%")).isEmpty();
    take(FIRST);
    assertThat(
            erasure
                .erase(
                    Whom.Person.of("n_dia.hart@harbour-hotels.example").orElseThrow(),
                    "admin",
                    "",
                    () -> false,
                    looked -> {})
                .tally()
                .isNothing())
        .isTrue();
    assertThat(
            EventRows.of(jdbc, first()).stream()
                .filter(event -> event.change() instanceof Change.Erased))
        .isEmpty();
  }
}
