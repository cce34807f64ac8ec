package counterfoil.store;

import static counterfoil.store.DeskOnDatabase.mail;
import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.privacy.Retention;
import counterfoil.privacy.RetentionDays;
import counterfoil.ticket.Status;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is forgotten when its time is over, on a real database. */
@Tag("threat-T40")
class RetentionTest {

  private static final String NADIA = "Nadia Hart <nadia@harbour-hotels.example>";

  private TestDatabase database;
  private DeskOnDatabase bot;

  @BeforeEach
  void open() {
    database = TestDatabase.empty();
    bot = new DeskOnDatabase(database);
  }

  private Retention keeping(int resolved, int raw, int ignored) {
    return new Retention(
        new JdbcErasures(database.jdbc(), database.transaction()),
        new RetentionDays(resolved, raw, ignored),
        bot.clock);
  }

  private void take(String... mails) {
    bot.keep(1 + bot.count("mail"), mails);
    bot.processAll();
  }

  private static String request(int number) {
    return mail(NADIA, number + "@x.example", "Swordfish " + number, "", "The melody " + number);
  }

  private String number() {
    return bot.column("select number from ticket order by id").get(0);
  }

  private static Retention.Forgotten run(Retention retention) {
    return retention.run(() -> false);
  }

  @Test
  void everythingIsKeptForEverWhenNobodySaysOtherwise() {
    take(request(1));
    bot.verbs.setStatus(number(), Status.RESOLVED, "mei");
    bot.clock.forward(Duration.ofDays(36_500));

    assertThat(run(keeping(0, 0, 0))).isEqualTo(new Retention.Forgotten(0, 0));
    assertThat(Dump.of(bot.jdbc)).contains("Swordfish 1");
  }

  @Test
  void wordsOfResolvedTicketsAreForgottenAndTheOthersAreNot() {
    take(request(1), request(2));
    bot.verbs.note(number(), "Their melody is the vendor's.", "mei");
    bot.verbs.answer(number(), "The melody is back.", "mei");
    bot.verbs.setStatus(number(), Status.RESOLVED, "mei");
    Retention retention = keeping(30, 0, 0);
    bot.clock.forward(Duration.ofDays(29));
    assertThat(run(retention).tickets()).isZero();

    bot.clock.forward(Duration.ofDays(2));
    assertThat(retention.rehearse().tickets()).isEqualTo(1);
    assertThat(run(retention).tickets()).isEqualTo(1);

    assertThat(bot.column("select subject from ticket order by id"))
        .containsExactly("erased", "Swordfish 2");
    assertThat(bot.column("select body from entry order by id"))
        .containsExactly("erased", "The melody 2", "erased", "erased");
    assertThat(bot.column("select author from entry order by id"))
        .containsExactly("erased-1@erased.invalid", NADIA, "mei", "mei");
    assertThat(Dump.of(bot.jdbc))
        .doesNotContain("Swordfish 1")
        .doesNotContain("melody is")
        .doesNotContain("The melody 1");
    assertThat(bot.jdbc.queryForMap("select what, who, why from event order by id desc limit 1"))
        .containsEntry("what", "erased: what was written, for its time is over")
        .containsEntry("who", "counterfoil")
        .containsEntry("why", "kept for 30 days");
    Rebuilding.assertSame(bot.jdbc);
    assertThat(run(retention).tickets()).as("a second time").isZero();
    assertThat(retention.ticketsForgotten()).isEqualTo(1);
  }

  @Test
  void whatIsWrittenAfterwardsIsForgottenInItsOwnTime() {
    take(request(1));
    bot.verbs.setStatus(number(), Status.RESOLVED, "mei");
    Retention retention = keeping(30, 0, 0);
    bot.clock.forward(Duration.ofDays(31));
    run(retention);

    bot.verbs.note(number(), "They called once more.", "mei");
    bot.clock.forward(Duration.ofDays(29));
    assertThat(run(retention).tickets()).isZero();
    bot.clock.forward(Duration.ofDays(2));
    assertThat(run(retention).tickets()).isEqualTo(1);
    assertThat(bot.column("select body from entry order by id"))
        .containsExactly("erased", "erased");
  }

  @Test
  @Tag("promise-2")
  void aMailThatIsDeliveredAgainAfterItsTimeStaysForgotten() {
    take(request(1));
    bot.verbs.setStatus(number(), Status.RESOLVED, "mei");
    bot.clock.forward(Duration.ofDays(31));
    run(keeping(30, 0, 0));
    take(request(1));

    assertThat(bot.column("select outcome from mail order by id"))
        .containsExactly("OPENED", "DUPLICATE");
    assertThat(Dump.of(bot.jdbc)).doesNotContain("Swordfish").doesNotContain("nadia");
  }

  @Test
  void bytesOfMailsAreForgottenAndWhatWasReadStays() {
    take(
        request(1),
        mail(NADIA, "out@x.example", "Out of office", "Auto-Submitted: auto-replied", "Away."));
    take(request(1));
    bot.clock.forward(Duration.ofDays(8));

    assertThat(run(keeping(0, 0, 7)).raw()).isEqualTo(2);
    assertThat(bot.column("select outcome from mail where erased = 'RAW' order by id"))
        .containsExactly("IGNORED", "DUPLICATE");
    assertThat(run(keeping(0, 7, 7)).raw()).isEqualTo(1);
    assertThat(bot.column("select octet_length(raw)::text from mail")).containsOnly("0");
    assertThat(bot.column("select body from entry")).containsExactly("The melody 1");
    assertThat(bot.column("select subject from mail order by id")).contains("Swordfish 1");
    assertThat(
            new JdbcKeptFacts(bot.jdbc, database.transaction(), bot.clocks)
                .raw(bot.jdbc.queryForObject("select min(id) from mail", Long.class)))
        .isEmpty();
  }

  @Test
  @Tag("promise-4")
  void severalBotsForgetEachTicketOnce() {
    take(IntStream.range(0, 100).mapToObj(RetentionTest::request).toArray(String[]::new));
    bot.column("select number from ticket")
        .forEach(number -> bot.verbs.setStatus(number, Status.RESOLVED, "mei"));
    bot.clock.forward(Duration.ofDays(31));

    List<CompletableFuture<Retention.Forgotten>> bots =
        IntStream.range(0, 4)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> run(keeping(30, 1, 0))))
            .toList();
    long tickets = bots.stream().mapToLong(one -> one.join().tickets()).sum();
    tickets += run(keeping(30, 1, 0)).tickets();

    assertThat(tickets).isEqualTo(100);
    assertThat(bot.column("select what from event where change = 'Erased'")).hasSize(100);
    assertThat(Dump.of(bot.jdbc)).doesNotContain("Swordfish").doesNotContain("melody");
  }
}
