package counterfoil.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import counterfoil.rig.BotProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The mailbox answers badly, late, in parts or not at all, and one bot lives through all of it. */
@Tag("fault-F4")
@Tag("promise-1")
@Tag("promise-5")
class ImapFaultsIT {

  private static final long SEED = 44;

  private static Site site;
  private static BotProcess bot;

  @BeforeAll
  static void open() throws Exception {
    site = Site.start(SEED);
    site.set("COUNTERFOIL_MAILBOX_READ_TIMEOUT", "5s");
    site.set("COUNTERFOIL_MAILBOX_COMMAND_TIMEOUT", "10s");
    bot = site.openBot();
  }

  @AfterAll
  static void close() {
    site.close();
  }

  @BeforeEach
  void beginWithAGoodConnection() {
    site.trap.disarm();
    site.imap.tap(() -> new ImapTap(site.trap, false));
    // Taps are given to new connections only.
    site.imap.cut();
  }

  @AfterEach
  void losesNothingAndLives() throws Exception {
    site.oracle.assertAllIsWell();
    assertThat(bot.isAlive()).isTrue();
  }

  @Test
  void fetchesAnewWhatWasCutOffAmidAMail() throws Exception {
    site.trap.arm(
        Point.AMID_FETCH,
        2,
        () -> {
          throw Trap.cut();
        });
    site.customers.write(15);
    assertThat(site.trap.awaitSprung(Site.LIMIT)).isTrue();
  }

  @Test
  void comesBackWhenItsIdleConnectionIsReset() throws Exception {
    site.oracle.assertAllIsWell();
    site.imap.cut();
    site.customers.write(5);
  }

  @Test
  void comesBackWhenTheServerSaysBye() throws Exception {
    AtomicBoolean said = new AtomicBoolean();
    site.imap.tap(() -> new Bye(said));
    site.imap.cut();
    site.customers.write(15);
    await("BYE, bot: " + bot).atMost(Site.LIMIT).untilTrue(said);
  }

  @Test
  void keepsNoMailOfWhichPartIsMissing() throws Exception {
    AtomicBoolean shortened = new AtomicBoolean();
    site.imap.tap(() -> new Shortening(shortened));
    site.imap.cut();
    site.customers.write(15);
    await("a literal is short, bot: " + bot).atMost(Site.LIMIT).untilTrue(shortened);
  }

  @Test
  void givesUpAServerThatHangsAmidAMail() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    site.trap.arm(Point.AMID_FETCH, 1, () -> hang(end));
    site.customers.write(15);
    try {
      assertThat(site.trap.awaitSprung(Site.LIMIT)).isTrue();
      site.oracle.awaitSettled(Site.LIMIT);
    } finally {
      end.countDown();
    }
  }

  private static void hang(CountDownLatch end) throws IOException {
    site.trap.sprung();
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw Trap.cut();
  }

  @Test
  void givesUpAServerThatSendsAByteASecond() throws Exception {
    AtomicBoolean dripped = new AtomicBoolean();
    site.imap.tap(() -> new Drip(dripped));
    site.imap.cut();
    site.customers.write(15);
    await("it drips, bot: " + bot).atMost(Site.LIMIT).untilTrue(dripped);
    site.oracle.awaitSettled(Site.LIMIT);
  }

  /** Says BYE instead of a page, once, and closes (RFC 9051 section 7.1.5). */
  private static final class Bye implements Tap {

    private final AtomicBoolean said;
    private final AtomicReference<OutputStream> bot = new AtomicReference<>();

    Bye(AtomicBoolean said) {
      this.said = said;
    }

    @Override
    public void fromServer(byte[] bytes, OutputStream to) throws IOException {
      bot.set(to);
      to.write(bytes);
    }

    @Override
    public void fromBot(byte[] bytes, OutputStream server) throws IOException {
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      if (text.contains("BODY.PEEK[]") && said.compareAndSet(false, true)) {
        bot.get().write("* BYE Server shutting down.\r\n".getBytes(StandardCharsets.US_ASCII));
        throw Trap.cut();
      }
      server.write(bytes);
    }
  }

  /** Leaves bytes of a mail out, once, and announces the literal as short as it is. */
  private static final class Shortening implements Tap {

    private static final Pattern BODY = Pattern.compile("BODY\\[] \\{(\\d+)}\r\n");
    private static final int LEFT_OUT = 100;

    private final AtomicBoolean done;

    Shortening(AtomicBoolean done) {
      this.done = done;
    }

    @Override
    public void fromServer(byte[] bytes, OutputStream bot) throws IOException {
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      Matcher body = BODY.matcher(text);
      if (!body.find()
          || text.length() - body.end() < LEFT_OUT
          || !done.compareAndSet(false, true)) {
        bot.write(bytes);
        return;
      }
      String shorter =
          text.substring(0, body.start())
              + "BODY[] {%d}\r\n".formatted(Integer.parseInt(body.group(1)) - LEFT_OUT)
              + text.substring(body.end() + LEFT_OUT);
      bot.write(shorter.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  /** One connection gives its mails byte by byte. */
  private static final class Drip implements Tap {

    private final AtomicBoolean dripped;
    private boolean drips;

    Drip(AtomicBoolean dripped) {
      this.dripped = dripped;
    }

    @Override
    public void fromServer(byte[] bytes, OutputStream bot) throws IOException {
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      drips |= text.contains("BODY[] {") && dripped.compareAndSet(false, true);
      if (!drips) {
        bot.write(bytes);
        return;
      }
      for (int i = 0; i < bytes.length; i++) {
        bot.write(Arrays.copyOfRange(bytes, i, i + 1));
        try {
          Site.pass(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw Trap.cut();
        }
      }
    }
  }
}
