package counterfoil.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import counterfoil.desk.RawMail;
import counterfoil.rig.Dovecot;
import counterfoil.rig.ImapPeer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** The consumer against the POP3 of a real Dovecot. */
@Tag("rule-3")
class Pop3OnDovecotTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration OFTEN = Duration.ofMillis(200);

  private static Dovecot dovecot;
  private static int pop3Port;

  private final Watching bot = new Watching().poll(OFTEN);
  private String user;
  private OtherClient person;
  private Meddler meddler;

  @BeforeAll
  static void startDovecot() throws Exception {
    Path root = Files.createTempDirectory("dovecot");
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
    pop3Port = Dovecot.freePort();
    dovecot =
        Dovecot.start(
            root,
            """
            protocols = imap pop3
            mail_location = maildir:%s/mail/%%u
            service pop3-login {
              %s
              inet_listener pop3 {
                port = %d
              }
              inet_listener pop3s {
                port = 0
              }
            }
            """
                .formatted(
                    root,
                    System.getProperty("user.name").equals("root") ? "" : "chroot =",
                    pop3Port));
  }

  @AfterAll
  static void stopDovecot() {
    dovecot.close();
  }

  @BeforeEach
  void openMailbox(TestInfo test) {
    user = test.getTestMethod().orElseThrow().getName().toLowerCase() + "@desk.example";
    person = new OtherClient(dovecot.port(), user);
  }

  @AfterEach
  void stop() throws Exception {
    bot.close();
    if (meddler != null) {
      meddler.close();
    }
  }

  @Test
  @Tag("rule-2")
  void takesEachMailOnceAndLeavesItOnTheServer() throws Exception {
    byte[] dotted = OtherClient.mail(".\r\n..\r\n.a line with a dot\r\nthe end");
    person.deliver("INBOX", dotted);
    person.deliver("INBOX", "two");
    bot.byPop3(true).start(direct());
    soon(() -> assertThat(bot.journal.kept()).hasSize(2));
    bot.again();
    person.deliver("INBOX", "three");
    soon(() -> assertThat(bot.journal.kept()).hasSize(3));

    assertThat(bot.journal.kept().get(0).bytes()).isEqualTo(dotted);
    assertThat(bot.journal.texts().get(2)).contains("three");
    assertThat(bot.journal.kept().stream().map(RawMail::uid)).allMatch(uid -> uid > 0);
    assertThat(bot.journal.fetched).hasValue(3);
    assertThat(person.count("INBOX")).isEqualTo(3);
  }

  @Test
  @Tag("rule-7")
  @Tag("promise-1")
  void deletesOnlyWhatTheJournalHas() throws Exception {
    person.deliver("INBOX", "one");
    bot.journal.refuses = true;
    bot.byPop3(false).start(direct());
    soon(() -> assertThat(bot.status().failure().orElse("")).contains("could not be kept"));
    assertThat(person.count("INBOX")).isEqualTo(1);
    bot.journal.refuses = false;

    soon(() -> assertThat(person.count("INBOX")).isZero());
    assertThat(bot.journal.kept()).hasSize(1);
  }

  @Test
  @Tag("rule-6")
  void fetchesTheBeginningOfAMailThatIsTooLarge() throws Exception {
    byte[] large = OtherClient.mail("All work and no play.\r\n".repeat(40_000));
    person.deliver("INBOX", large);
    person.deliver("INBOX", "small");
    bot.byPop3(false).longestMail(600_000).start(direct());

    soon(() -> assertThat(bot.journal.kept()).hasSize(2));
    RawMail cut = bot.journal.kept().get(0);
    assertThat(cut.size()).isEqualTo(large.length);
    assertThat(cut.bytes())
        .hasSizeBetween(50_000, 262_144)
        .isEqualTo(Arrays.copyOf(large, cut.bytes().length));
    // Only there it is whole.
    soon(() -> assertThat(person.count("INBOX")).isEqualTo(1));
  }

  @Test
  @Tag("fault-F4")
  @Tag("promise-1")
  void keepsNoHalfMailWhenTheConnectionIsCutInIt() throws Exception {
    byte[] whole = OtherClient.mail("All work and no play.\r\n".repeat(20_000));
    person.deliver("INBOX", whole);
    AtomicInteger lines = new AtomicInteger();
    meddler =
        new Meddler(
            pop3Port,
            n ->
                new Meddler.Meddling() {
                  @Override
                  public String fromServer(String line, OutputStream client) throws IOException {
                    if (n == 1 && lines.incrementAndGet() > 5_000) {
                      throw new IOException("cut");
                    }
                    return line;
                  }
                });
    bot.byPop3(false).start(bot.account(user, ImapPeer.PASSWORD, meddler.port()));

    soon(() -> assertThat(bot.journal.kept()).hasSize(1));
    assertThat(bot.journal.kept().get(0).bytes()).isEqualTo(whole);
    assertThat(lines).hasValueGreaterThan(5_000);
  }

  @Test
  void saysThatTheLoginWasRefused() throws Exception {
    bot.byPop3(true).start(bot.account(user, "wrong-word", pop3Port));

    soon(
        () ->
            assertThat(bot.status().failure().orElse(""))
                .contains("refused the login of \"" + user + "\"")
                .doesNotContain("wrong-word"));
  }

  @Test
  void makesItsNumbersFromUidls() {
    assertThat(Pop3Folder.uid("whqtswO00WBw418f9t5JxYwZ"))
        .isPositive()
        .isEqualTo(Pop3Folder.uid("whqtswO00WBw418f9t5JxYwZ"))
        .isNotEqualTo(Pop3Folder.uid("QhdPYR:00WBw1Ph7x7"));
  }

  private Account direct() {
    return bot.account(user, ImapPeer.PASSWORD, pop3Port);
  }

  private static void soon(ThrowingRunnable assertion) {
    await().atMost(SOON).untilAsserted(assertion);
  }
}
