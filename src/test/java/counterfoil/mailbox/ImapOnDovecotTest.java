package counterfoil.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import counterfoil.desk.RawMail;
import counterfoil.rig.Dovecot;
import counterfoil.rig.ImapPeer;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** The consumer against a real Dovecot, whose abilities are hidden where a test wants it so. */
class ImapOnDovecotTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration OFTEN = Duration.ofMillis(300);

  private static Path root;
  private static Dovecot dovecot;

  private final Watching bot = new Watching();
  private String user;
  private OtherClient person;
  private Meddler meddler;

  @BeforeAll
  static void startDovecot() throws Exception {
    root = Files.createTempDirectory("dovecot");
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
    // Each test has a user of its own, and so a mailbox.
    dovecot =
        Dovecot.start(
            root,
            "mail_location = maildir:%s/mail/%%u\nmail_max_userip_connections = 50"
                .formatted(root));
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
  @Tag("rule-3")
  @Tag("rule-10")
  void takesSeveralFoldersInUnderOneLease() throws Exception {
    person.deliver("INBOX", "one");
    person.deliver("Support", "two");
    person.deliver("Support.Urgent", "three");
    bot.folders("INBOX", "Support", "Support/Urgent").poll(OFTEN).start(direct());

    soon(() -> assertThat(bot.journal.folders()).contains("INBOX", "Support", "Support/Urgent"));
    soon(() -> assertThat(person.count("Processed")).isEqualTo(3));
    person.deliver("Support", "later");
    soon(() -> assertThat(person.count("Processed")).isEqualTo(4));
    assertThat(bot.leases.taken()).isEqualTo(1);
  }

  @Test
  void takesTheOtherFoldersInWhenOneIsMissing() throws Exception {
    person.deliver("INBOX", "one");
    bot.folders("Gone", "INBOX").poll(OFTEN).start(direct());

    soon(() -> assertThat(bot.journal.kept()).hasSize(1));
    soon(
        () ->
            assertThat(bot.status().failure().orElse(""))
                .contains("folder \"Gone\" cannot be opened"));
    person.deliver("Gone", "found");
    soon(() -> assertThat(bot.journal.kept()).hasSize(2));
    soon(() -> assertThat(bot.status().failure()).isEmpty());
  }

  @Test
  @Tag("rule-7")
  void movesWithoutMoveAndLeavesWhatOthersHaveMarked() throws Exception {
    person.deliver("INBOX", "of somebody else");
    bot.journal.knowsAll = false;
    bot.start(through(Meddler.without("MOVE", "IMAP4rev2")));
    soon(() -> assertThat(person.count("Processed")).isEqualTo(1));
    assertThat(person.count("INBOX")).isZero();
  }

  @Test
  @Tag("rule-7")
  void expungesNothingThatSomebodyElseHasMarked() throws Exception {
    bot.journal.refuses = true;
    person.deliver("INBOX", "marked by a person");
    person.mark("INBOX", 1, Flags.Flag.DELETED);
    List<String> said = new java.util.concurrent.CopyOnWriteArrayList<>();
    bot.start(
        through(
            n ->
                new Meddler.Meddling() {
                  @Override
                  public String fromClient(String line) {
                    said.add(line.strip());
                    return line;
                  }

                  @Override
                  public String fromServer(String line, OutputStream client) throws IOException {
                    return Meddler.without("MOVE").with(n).fromServer(line, client);
                  }
                }));
    soon(() -> assertThat(bot.status().failure()).isPresent());
    assertThat(person.count("INBOX")).isEqualTo(1);
    person.deliver("INBOX", "later");
    bot.journal.refuses = false;

    soon(() -> assertThat(bot.journal.kept()).hasSize(2));
    soon(() -> assertThat(said).anyMatch(line -> line.contains("UID EXPUNGE")));
    assertThat(said).noneMatch(line -> line.matches("\\S+ (EXPUNGE|CLOSE).*"));
  }

  @Test
  @Tag("rule-7")
  void copiesOnceWithoutUidPlus() throws Exception {
    person.deliver("INBOX", "one");
    person.deliver("INBOX", "two");
    bot.poll(OFTEN).start(through(Meddler.without("MOVE", "UIDPLUS")));
    soon(() -> assertThat(person.count("Processed")).isEqualTo(2));
    bot.again();
    person.deliver("INBOX", "three");

    soon(() -> assertThat(person.count("Processed")).isEqualTo(3));
    // Marked, and not removed: a bare EXPUNGE would remove more than ours.
    assertThat(person.count("INBOX")).isEqualTo(3);
    assertThat(bot.journal.fetched).hasValue(3);
  }

  @Test
  @Tag("rule-3")
  void polls() throws Exception {
    bot.poll(OFTEN)
        .start(through(Meddler.without("IDLE", "ESEARCH", "NAMESPACE", "CONDSTORE", "QRESYNC")));
    soon(() -> assertThat(bot.status().failure()).isEmpty());
    person.deliver("INBOX", "one");

    soon(() -> assertThat(person.count("Processed")).isEqualTo(1));
  }

  @Test
  @Tag("rule-3")
  void hearsOfMailByIdle() throws Exception {
    bot.poll(Duration.ofMinutes(10)).start(direct());
    soon(() -> assertThat(bot.status().failure()).isEmpty());
    for (int i = 1; i <= 5; i++) {
      person.deliver("INBOX", "mail " + i);
      int count = i;
      soon(() -> assertThat(person.count("Processed")).isEqualTo(count));
    }
  }

  @Test
  @Tag("rule-3")
  void comesBackWhenTheConnectionIsCutWhileItListens() throws Exception {
    bot.poll(Duration.ofMinutes(10)).start(through(n -> new Meddler.Meddling() {}));
    soon(() -> assertThat(bot.status().failure()).isEmpty());
    meddler.cut();
    person.deliver("INBOX", "one");

    soon(() -> assertThat(person.count("Processed")).isEqualTo(1));
  }

  @Test
  @Tag("rule-2")
  @Tag("fault-F9")
  void looksAtAllAgainWhenTheFolderIsNew() throws Exception {
    person.deliver("Support", "old");
    bot.folders("INBOX", "Support").processed("").poll(OFTEN).start(direct());
    soon(() -> assertThat(bot.journal.kept()).hasSize(1));
    person.delete("Support");
    person.deliver("Support", "new");

    // Its UID is that of the old one.
    soon(() -> assertThat(bot.journal.kept()).hasSize(2));
    assertThat(bot.journal.texts().get(1)).contains("new");
  }

  @Test
  @Tag("rule-2")
  @Tag("fault-F9")
  void looksAtAllAgainWhenTheFolderItListensToIsNew() throws Exception {
    person.deliver("Support", "old");
    bot.folders("Support").processed("").poll(OFTEN).start(direct());
    soon(() -> assertThat(bot.journal.kept()).hasSize(1));
    person.delete("Support");
    person.deliver("Support", "new");

    soon(() -> assertThat(bot.journal.kept()).hasSize(2));
    assertThat(bot.journal.texts().get(1)).contains("new");
  }

  @Test
  @Tag("rule-6")
  @Tag("threat-T13")
  void fetchesTheBeginningOfAMailThatIsTooLarge() throws Exception {
    byte[] large = large(700_000);
    person.deliver("INBOX", large);
    person.deliver("INBOX", "small");
    bot.longestMail(600_000).start(direct());

    soon(() -> assertThat(bot.journal.kept()).hasSize(2));
    RawMail cut = bot.journal.kept().get(0);
    assertThat(cut.bytes()).isEqualTo(Arrays.copyOf(large, 262_144));
    assertThat(cut.size()).isEqualTo(large.length);
    soon(() -> assertThat(person.count("Oversize")).isEqualTo(1));
    soon(() -> assertThat(person.count("Processed")).isEqualTo(1));
    assertThat(person.count("INBOX")).isZero();
  }

  @Test
  @Tag("rule-1")
  void fetchesALargeMailInPartsByteByByte() throws Exception {
    byte[] large = large(3 * MailFetch.PART + 12_345);
    byte[] even = large(2 * MailFetch.PART);
    person.deliver("INBOX", large);
    person.deliver("INBOX", even);
    bot.start(direct());

    soon(() -> assertThat(bot.journal.kept()).hasSize(2));
    assertThat(bot.journal.kept().get(0).bytes()).isEqualTo(large);
    assertThat(bot.journal.kept().get(1).bytes()).isEqualTo(even);
  }

  @Test
  @Tag("rule-7")
  void takesMailInAllTheSameWhenItCannotBeMoved() throws Exception {
    person.deliver("INBOX", "one");
    AtomicBoolean full = new AtomicBoolean(true);
    bot.poll(OFTEN)
        .start(
            through(
                n ->
                    new Meddler.Meddling() {
                      @Override
                      public String fromClient(String line) {
                        // A folder whose name no server takes.
                        return full.get() && line.contains("UID MOVE")
                            ? line.replace("Processed", "x\u0001y")
                            : line;
                      }
                    }));
    soon(() -> assertThat(bot.status().cannotMove()).isPresent());
    person.deliver("INBOX", "two");
    soon(() -> assertThat(bot.journal.kept()).hasSize(2));
    assertThat(bot.status().failure()).isEmpty();
    full.set(false);

    soon(() -> assertThat(person.count("Processed")).isEqualTo(2));
    soon(() -> assertThat(bot.status().cannotMove()).isEmpty());
    assertThat(bot.journal.fetched).hasValue(2);
  }

  @Test
  @Tag("fault-F4")
  @Tag("promise-5")
  void leavesAMailForLaterThatTheServerCannotRead() throws Exception {
    person.deliver("INBOX", "one");
    person.deliver("INBOX", "two");
    person.deliver("INBOX", "three");
    String name = mailFile(file -> contains(file, "two")).getFileName().toString().split(":")[0];
    permit(name, "---------");
    bot.poll(OFTEN).start(direct());

    soon(() -> assertThat(bot.journal.kept()).hasSize(2));
    soon(() -> assertThat(bot.status().stubborn()).isEqualTo(1));
    person.deliver("INBOX", "four");
    soon(() -> assertThat(bot.journal.kept()).hasSize(3));
    permit(name, "rw-------");
    soon(() -> assertThat(bot.journal.kept()).hasSize(4));
    soon(() -> assertThat(bot.status().stubborn()).isZero());
    soon(() -> assertThat(person.count("Processed")).isEqualTo(4));
  }

  @Test
  @Tag("fault-F4")
  @Tag("promise-5")
  void leavesAMailForLaterThatBreaksTheConnection() throws Exception {
    for (String words : List.of("one", "poison", "three", "four")) {
      person.deliver("INBOX", words);
    }
    bot.poll(OFTEN)
        .start(
            through(
                n ->
                    new Meddler.Meddling() {
                      @Override
                      public String fromServer(String line, OutputStream client)
                          throws IOException {
                        if (line.startsWith("poison")) {
                          throw new IOException("the server dies of it");
                        }
                        return line;
                      }
                    }));

    soon(() -> assertThat(bot.journal.kept()).hasSize(3));
    soon(() -> assertThat(bot.status().stubborn()).isEqualTo(1));
    assertThat(bot.journal.texts()).noneMatch(text -> text.contains("poison"));
    person.deliver("INBOX", "five");
    soon(() -> assertThat(bot.journal.kept()).hasSize(4));
    soon(() -> assertThat(person.count("INBOX")).isEqualTo(1));
  }

  @Test
  @Tag("fault-F4")
  @Tag("promise-1")
  void keepsNoHalfMailWhenALiteralHasAWrongLength() throws Exception {
    byte[] whole = OtherClient.mail("a mail of one line\r\nand another");
    person.deliver("INBOX", whole);
    AtomicInteger wrong = new AtomicInteger(2);
    bot.poll(OFTEN)
        .start(
            through(
                n ->
                    new Meddler.Meddling() {
                      @Override
                      public String fromServer(String line, OutputStream client) {
                        // Shorter by ten the first time, by twenty the second.
                        return line.contains("BODY[] {") && wrong.get() > 0
                            ? line.replaceAll(
                                "\\{\\d+}",
                                "{" + (whole.length - 10 * (3 - wrong.getAndDecrement())) + "}")
                            : line;
                      }
                    }));

    soon(() -> assertThat(bot.journal.kept()).hasSize(1));
    assertThat(bot.journal.kept().get(0).bytes()).isEqualTo(whole);
    assertThat(wrong).hasValue(0);
  }

  @Test
  @Tag("fault-F4")
  void believesTheSameBytesTwiceMoreThanTheSize() throws Exception {
    person.deliver("INBOX", "one");
    person.deliver("INBOX", large(MailFetch.PART + 77));
    bot.start(
        through(
            n ->
                new Meddler.Meddling() {
                  @Override
                  public String fromServer(String line, OutputStream client) {
                    return line.replaceAll("RFC822.SIZE (\\d+)", "RFC822.SIZE 1$1");
                  }
                }));

    soon(() -> assertThat(bot.journal.kept()).hasSize(2));
    assertThat(bot.journal.kept().get(0).bytes()).isEqualTo(OtherClient.mail("one"));
    assertThat(bot.journal.kept().get(1).bytes()).hasSize(MailFetch.PART + 77);
  }

  @Test
  @Tag("fault-F4")
  @Tag("promise-1")
  void keepsNoHalfMailWhenTheConnectionIsCutInIt() throws Exception {
    byte[] whole = large(300_000);
    person.deliver("INBOX", whole);
    AtomicInteger lines = new AtomicInteger();
    bot.poll(OFTEN)
        .start(
            through(
                n ->
                    new Meddler.Meddling() {
                      @Override
                      public String fromServer(String line, OutputStream client)
                          throws IOException {
                        if (n == 1 && lines.incrementAndGet() > 2_000) {
                          throw new IOException("cut");
                        }
                        return line;
                      }
                    }));

    soon(() -> assertThat(bot.journal.kept()).hasSize(1));
    assertThat(bot.journal.kept().get(0).bytes()).isEqualTo(whole);
    assertThat(lines).hasValueGreaterThan(2_000);
  }

  @Test
  @Tag("fault-F4")
  void endsACommandThatDripsForTooLong() throws Exception {
    person.deliver("INBOX", large(200_000));
    AtomicBoolean drips = new AtomicBoolean(true);
    bot.poll(OFTEN)
        .timeouts(SOON, Duration.ofSeconds(5), Duration.ofSeconds(2))
        .start(
            through(
                n ->
                    new Meddler.Meddling() {
                      @Override
                      public String fromServer(String line, OutputStream client)
                          throws IOException {
                        if (drips.get() && line.length() == 78) {
                          drip(line, client);
                          return "";
                        }
                        return line;
                      }
                    }));

    soon(() -> assertThat(bot.status().failure().orElse("")).contains("does not answer in time"));
    assertThat(bot.journal.kept()).isEmpty();
    drips.set(false);
    soon(() -> assertThat(bot.journal.kept()).hasSize(1));
  }

  /** Alive, but barely: what a slow line looks like is a matter of time. */
  private static void drip(String line, OutputStream client) throws IOException {
    java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    client.write(line.getBytes(StandardCharsets.ISO_8859_1));
    client.flush();
  }

  @Test
  @Tag("fault-F10")
  void countsMailThatIsTakenAwayBeforeItIsFetched() throws Exception {
    person.deliver("INBOX", "one");
    person.deliver("INBOX", "two");
    AtomicBoolean once = new AtomicBoolean(true);
    bot.journal.whenAsked =
        () -> {
          if (once.getAndSet(false)) {
            deleteFirst();
          }
        };
    bot.poll(OFTEN).start(direct());

    soon(() -> assertThat(bot.status().gone()).isEqualTo(1));
    soon(() -> assertThat(bot.journal.kept()).hasSize(1));
    assertThat(bot.journal.texts().get(0)).contains("two");
    assertThat(bot.status().stubborn()).isZero();
  }

  private void deleteFirst() {
    try {
      person.open(
          "INBOX",
          folder -> {
            folder.getMessage(1).setFlag(Flags.Flag.DELETED, true);
            return folder.expunge();
          });
    } catch (jakarta.mail.MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @Tag("rule-4")
  @Tag("promise-1")
  void takesInWhatWasPassedOverWhenAllIsHeldAgainstTheJournal() throws Exception {
    bot.processed("").reconcile(Duration.ofSeconds(1)).poll(Duration.ofMillis(200));
    bot.journal.knowsAll = true;
    person.deliver("INBOX", "passed over");
    bot.start(direct());
    soon(() -> assertThat(bot.status().lastReconciliation()).isAfter(Instant.EPOCH));
    assertThat(bot.journal.kept()).isEmpty();
    assertThat(bot.status().strays()).isZero();

    bot.journal.knowsAll = false;
    soon(() -> assertThat(bot.journal.kept()).hasSize(1));
    soon(() -> assertThat(bot.status().strays()).isZero());
  }

  @Test
  @Tag("rule-10")
  @Tag("promise-10")
  void fetchesNothingWhileTheDatabaseIsAwayAndGoesOnAlone() throws Exception {
    person.deliver("INBOX", "one");
    bot.poll(OFTEN).start(through(n -> new Meddler.Meddling() {}));
    soon(() -> assertThat(person.count("Processed")).isEqualTo(1));
    bot.journal.away = true;
    bot.leases.away = true;
    person.deliver("INBOX", "two");
    soon(() -> assertThat(bot.status().failure().orElse("")).startsWith("the database is away"));
    int connections = meddler.connections();
    soon(() -> assertThat(bot.leases.refused()).isGreaterThan(1));
    // Whoever cannot keep anything does not knock at the mail server.
    assertThat(meddler.connections()).isEqualTo(connections);
    assertThat(person.count("INBOX")).isEqualTo(1);
    assertThat((int) person.open("INBOX", Folder::getUnreadMessageCount)).isEqualTo(1);
    bot.journal.away = false;
    bot.leases.away = false;

    soon(() -> assertThat(person.count("Processed")).isEqualTo(2));
  }

  @Test
  @Tag("rule-10")
  void takesALongFolderInWindowByWindowOldestFirst() throws Exception {
    person.deliver("INBOX", "first");
    long behind = 2_500;
    Path cur = mailFile(file -> contains(file, "first")).getParent();
    for (int i = 0; i < behind; i++) {
      Files.write(
          cur.resolveSibling("new").resolve("%d.M%dP7.x".formatted(1_700_000_000 + i, 7919 * i)),
          OtherClient.mail("mail " + i));
    }
    // Seen at each page, for how long the folder is long depends on the machine.
    List<Long> waiting = new CopyOnWriteArrayList<>();
    bot.journal.whenKeeping = () -> waiting.add(bot.status().waiting());
    bot.poll(OFTEN).start(direct());

    soon(() -> assertThat(bot.journal.kept()).hasSize((int) behind + 1));
    assertThat(waiting).startsWith(behind + 1).isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(bot.journal.kept().stream().map(RawMail::uid)).isSorted();
    soon(() -> assertThat(bot.status().waiting()).isZero());
    soon(() -> assertThat(person.count("INBOX")).isZero());
  }

  private void permit(String name, String permissions) throws IOException {
    // The server renames a file when it has seen it.
    Path file = mailFile(one -> one.getFileName().toString().startsWith(name));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private Path mailFile(Predicate<Path> which) throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve("mail").resolve(user))) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.getParent().endsWith("cur") || file.getParent().endsWith("new"))
          .filter(which)
          .findFirst()
          .orElseThrow();
    }
  }

  private static boolean contains(Path file, String words) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).contains(words);
    } catch (IOException e) {
      return false;
    }
  }

  private static byte[] large(int size) {
    byte[] head = OtherClient.mail("");
    byte[] mail = Arrays.copyOf(head, size);
    Random random = new Random(7);
    for (int i = head.length; i < size; i++) {
      mail[i] = (byte) ('a' + random.nextInt(26));
    }
    // Lines of 76 and their ends, so that no client changes anything.
    for (int i = head.length + 76; i < size - 2; i += 78) {
      mail[i] = '\r';
      mail[i + 1] = '\n';
    }
    mail[size - 2] = '\r';
    mail[size - 1] = '\n';
    return mail;
  }

  private Account direct() {
    return bot.account(user, ImapPeer.PASSWORD, dovecot.port());
  }

  private Account through(Meddler.Each each) throws IOException {
    meddler = new Meddler(dovecot.port(), each);
    return bot.account(user, ImapPeer.PASSWORD, meddler.port());
  }

  private static void soon(ThrowingRunnable assertion) {
    await().atMost(SOON).untilAsserted(assertion);
  }
}
