package counterfoil.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import counterfoil.rig.BotProcess;
import counterfoil.rig.Database;
import counterfoil.rig.GreenMailPeer;
import counterfoil.rig.MailboxClient;
import counterfoil.rig.SmtpSink;
import jakarta.mail.MessagingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bot dies by SIGKILL in the middle of its work, again and again, between servers that live on.
 */
@Tag("rule-1")
@Tag("promise-1")
@Tag("promise-2")
@Tag("promise-3")
@Tag("fault-F1")
class KillTest {

  private static final Logger LOG = LoggerFactory.getLogger(KillTest.class);

  private static final int MAILS = 200;
  private static final int DOMAINS = 100;

  /** So many lie in the mailbox before the bot starts; then one arrives with each letter sent. */
  private static final int FIRST = 100;

  /** With so many letters sent, the last one not yet answered by its server, the bot dies. */
  private static final List<Integer> DEATHS = List.of(30, 90, 150);

  /**
   * counterfoil.deliver.workers: each may have one letter between the server's yes and its mark.
   */
  private static final int CONNECTIONS = 4;

  /** The marks of so many letters may wait for each other. */
  private static final int TOGETHER = 10;

  private static final Duration LIMIT = Duration.ofSeconds(90);

  @TempDir private Path folder;

  private final Semaphore arrivals = new Semaphore(0);
  private final AtomicReference<BotProcess> bot = new AtomicReference<>();

  @AfterEach
  void leaveNoBotBehind() {
    BotProcess last = bot.get();
    if (last != null) {
      last.kill();
    }
  }

  @Test
  void ticketsAndAcknowledgesEveryMailOnceWhenKilledInTheMiddle() throws Exception {
    try (Database database = Database.start(folder.resolve("postgres"));
        GreenMailPeer imap = GreenMailPeer.start();
        MailboxClient customers = MailboxClient.at(imap);
        SmtpSink sink = new SmtpSink(this::sent)) {
      for (int n = 0; n < FIRST; n++) {
        customers.append(mail(n));
      }
      CompletableFuture<Void> others = CompletableFuture.runAsync(() -> arrive(customers));
      Map<String, String> settings = BotProcess.environment(imap, sink.port(), database);
      for (int death : DEATHS) {
        live(settings, "killed-at-" + death);
        bot.get().awaitEnd();
        assertThat(others).isNotCompletedExceptionally();
      }
      live(settings, "last");
      await("all settled, last bot: " + bot.get())
          .atMost(LIMIT)
          .until(() -> settled(database) == MAILS);
      others.join();
      await("all moved").atMost(LIMIT).until(() -> customers.count("INBOX") == 0);
      bot.get().close();

      int repeats = checkLetters(sink.taken(), database);
      checkJournalAndTickets(database);
      LOG.info("{} kills, {} letters sent again with the same Message-ID", DEATHS.size(), repeats);
    }
  }

  /** In the thread of the SMTP server, before it says yes. */
  private void sent(int count, SmtpSink.Taken letter) {
    arrivals.release();
    if (DEATHS.contains(count)) {
      bot.get().kill();
    }
  }

  private void arrive(MailboxClient customers) {
    try {
      for (int n = FIRST; n < MAILS; n++) {
        arrivals.acquire();
        customers.append(mail(n));
      }
    } catch (InterruptedException | MessagingException e) {
      // Nobody waits for a death that cannot come any more.
      bot.get().kill();
      throw new IllegalStateException(e);
    }
  }

  private void live(Map<String, String> settings, String name) throws Exception {
    bot.set(
        BotProcess.start(
            BotProcess.onClassPath(), settings, folder.resolve("bot-" + name + ".log")));
    bot.get().awaitOpen(LIMIT);
  }

  private static long settled(Database database) throws SQLException {
    return database.number(
        """
        select count(*) from mail m join letter l on l.ticket_id = m.ticket_id
        where m.state = 'DONE' and l.state = 'SENT'
        """);
  }

  /** Returns how many letters were sent more than once. */
  private static int checkLetters(List<SmtpSink.Taken> taken, Database database)
      throws SQLException {
    Map<String, Set<String>> idsByRecipient =
        taken.stream()
            .collect(
                Collectors.groupingBy(
                    SmtpSink.Taken::recipient,
                    Collectors.mapping(SmtpSink.Taken::messageId, Collectors.toSet())));
    assertThat(idsByRecipient.keySet())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, MAILS).mapToObj(KillTest::sender).toList());
    assertThat(idsByRecipient.values()).allSatisfy(ids -> assertThat(ids).hasSize(1));
    List<String> queued =
        database.rows("select message_id from letter").stream()
            .map(row -> "<" + row.get(0) + ">")
            .toList();
    assertThat(idsByRecipient.values().stream().flatMap(Set::stream))
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(queued);
    int repeats = taken.size() - MAILS;
    // The letter whose yes never came is sent again for sure; at worst one on each connection is,
    // and those whose marks waited.
    assertThat(repeats).isBetween(DEATHS.size(), DEATHS.size() * (CONNECTIONS + TOGETHER));
    return repeats;
  }

  private static void checkJournalAndTickets(Database database) throws SQLException {
    List<String> senders = IntStream.range(0, MAILS).mapToObj(KillTest::sender).toList();
    assertThat(database.rows("select state, outcome, count(*) from mail group by 1, 2"))
        .containsExactly(List.of("DONE", "OPENED", String.valueOf(MAILS)));
    assertThat(database.rows("select requester from ticket"))
        .extracting(row -> row.get(0))
        .containsExactlyInAnyOrderElementsOf(senders);
    assertThat(
            database.rows(
                """
                select t.requester from entry e
                join ticket t on t.id = e.ticket_id
                join mail m on m.id = e.mail_id and m.ticket_id = t.id and m.sender = t.requester
                where e.kind = 'CUSTOMER_MESSAGE' and e.body like '%' || t.requester || '%'
                """))
        .extracting(row -> row.get(0))
        .containsExactlyInAnyOrderElementsOf(senders);
    assertThat(database.number("select count(*) from entry")).isEqualTo(MAILS);
  }

  private static String sender(int n) {
    return "guest%d@hotel%d.example".formatted(n, n % DOMAINS);
  }

  private static byte[] mail(int n) {
    return """
    From: Guest %1$d <%2$s>
    To: servicedesk@counterfoil.example
    Subject: The booking line is silent, call %1$d
    Date: Mon, 1 Jun 2026 09:30:00 +0000
    Message-ID: <call-%1$d@hotel.example>

    No call is answered since this morning.
    Please write to %2$s.
    """
        .formatted(n, sender(n))
        .replace("\n", "\r\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
