package counterfoil.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import counterfoil.rig.BotProcess;
import counterfoil.rig.MailboxClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The mailbox is not the bot's alone: servers renumber it, people tidy it, mails come twice. */
@Tag("promise-1")
@Tag("promise-2")
class MailboxFaultsIT {

  private static final long SEED = 99;
  private static final String DUPLICATES = "select count(*) from mail where outcome = 'DUPLICATE'";

  private static Site site;

  private BotProcess bot;

  @BeforeAll
  static void open() throws Exception {
    site = Site.start(SEED);
  }

  @AfterAll
  static void close() {
    site.close();
  }

  @AfterEach
  void losesNothingAndDoublesNothing() throws Exception {
    site.oracle.assertAllIsWell();
    bot.close();
    site.set("COUNTERFOIL_MAILBOX_PROCESSED", "Processed");
  }

  @Test
  @Tag("rule-9")
  @Tag("fault-F8")
  void countsAMailThatIsDeliveredTwiceOnce() throws Exception {
    long before = site.database.number(DUPLICATES);
    for (int i = 0; i < 15; i++) {
      site.customers.write(1);
      site.customers.writeLastAgain();
    }
    bot = site.openBot();
    site.customers.write(1);
    site.customers.writeLastAgain();
    site.oracle.awaitSettled(Site.LIMIT);

    assertThat(site.database.number(DUPLICATES)).isEqualTo(before + 16);
  }

  @Test
  @Tag("rule-2")
  @Tag("fault-F9")
  void takesAFolderThatWasNumberedAnewForWhatItIs() throws Exception {
    site.set("COUNTERFOIL_MAILBOX_PROCESSED", "");
    site.customers.write(20);
    bot = site.openBot();
    site.oracle.awaitSettled(Site.LIMIT);
    long kept = site.database.number("select count(*) from mail");
    bot.close();

    site.dovecot.numberAnew();
    site.customers.comeBackTo(site.dovecot);
    site.customers.write(20);
    bot = site.openBot();
    site.oracle.awaitSettled(Site.LIMIT);

    assertThat(site.database.number("select count(distinct uid_validity) from mail")).isEqualTo(2);
    assertThat(site.database.number("select count(*) from mail")).isEqualTo(kept + 40);
    assertThat(site.database.number("select count(*) from mail where uid = 1")).isEqualTo(2);
    try (MailboxClient client = MailboxClient.at(site.dovecot)) {
      client.moveAll("INBOX", "Processed");
    }
  }

  @Test
  @Tag("rule-2")
  @Tag("fault-F10")
  void takesInWhatAPersonHasRead() throws Exception {
    site.customers.write(20);
    try (MailboxClient person = MailboxClient.at(site.dovecot)) {
      person.read("INBOX");
    }
    bot = site.openBot();
  }

  @Test
  @Tag("rule-7")
  @Tag("fault-F10")
  void leavesToAPersonWhatThePersonTookAwayMeanwhile() throws Exception {
    site.customers.write(20);
    // Between the moment when the page was kept and the one when it is moved.
    site.trap.arm(Point.BEFORE_MOVE, 1, MailboxFaultsIT::takeSomeAway);
    bot = site.openBot();
    assertThat(site.trap.awaitSprung(Site.LIMIT)).isTrue();
    // And before it is fetched: that mail is the person's, and no mail behind it suffers.
    Set<String> taken;
    site.customers.write(10);
    await().atMost(Site.LIMIT).until(() -> inbox().isEmpty());
    bot.close();
    site.customers.write(10);
    taken = Set.copyOf(inbox().subList(2, 5));
    try (MailboxClient person = MailboxClient.at(site.dovecot)) {
      person.moveSome("INBOX", "Private", 3, 5);
    }
    site.customers.forget(taken);
    bot = site.openBot();
  }

  private static void takeSomeAway() throws IOException {
    try (MailboxClient person = MailboxClient.at(site.dovecot)) {
      person.moveSome("INBOX", "Private", 2, 3);
      person.delete("INBOX", 1);
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  private static List<String> inbox() {
    try (MailboxClient client = MailboxClient.at(site.dovecot)) {
      return client.raw("INBOX").stream().map(Customers::sha256).collect(Collectors.toList());
    } catch (Exception e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
