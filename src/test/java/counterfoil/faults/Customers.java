package counterfoil.faults;

import counterfoil.rig.ImapPeer;
import counterfoil.rig.MailboxClient;
import counterfoil.rig.SeededMails;
import counterfoil.rig.SeededMails.Sample;
import jakarta.mail.MessagingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Write to the desk, and remember what they wrote. */
final class Customers implements AutoCloseable {

  /**
   * A mail that the mail server has accepted.
   *
   * @param life in which part of the test that was
   * @param sha256 of its bytes, in hexadecimal
   */
  record Written(Sample sample, int life, Instant at, String sha256) {}

  private final SeededMails mails;
  private final Random order;
  private MailboxClient client;
  private final List<Written> written = new ArrayList<>();
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private @Nullable ScheduledFuture<?> writing;
  private int life;

  /**
   * @param seed of the mails and of their order
   */
  Customers(long seed, MailboxClient client) {
    this.mails = new SeededMails(seed);
    this.order = new Random(seed);
    this.client = client;
  }

  /** From now on what is written belongs to this part of the test. */
  synchronized void life(int number) {
    life = number;
  }

  /** On a new connection, for the server has lost sight of their folder. */
  synchronized void comeBackTo(ImapPeer peer) throws MessagingException {
    client.close();
    client = MailboxClient.at(peer);
  }

  /** So many mails are there when this returns; replies may come before what they answer. */
  synchronized void write(int count) throws MessagingException {
    List<Sample> samples = new ArrayList<>(mails.next(count));
    Collections.shuffle(samples, order);
    for (Sample sample : samples) {
      write(sample);
    }
  }

  /** One mail with a file of so many bytes. */
  synchronized void writeLarge(int bytes) throws MessagingException {
    write(mails.large(bytes));
  }

  /** The last mail is delivered once more, by another route. */
  synchronized void writeLastAgain() throws MessagingException {
    Sample last = written.get(written.size() - 1).sample();
    byte[] route =
        "Received: from lists.counterfoil.example by mx.counterfoil.example; Mon, 1 Jun 2026 09:31:00 +0000\r\n"
            .getBytes(StandardCharsets.US_ASCII);
    byte[] raw = Arrays.copyOf(route, route.length + last.raw().length);
    System.arraycopy(last.raw(), 0, raw, route.length, last.raw().length);
    write(new Sample(last.serial(), last.root(), last.sender(), last.messageIds(), raw));
  }

  /** Forgets mails that somebody else has taken out of the mailbox. */
  synchronized void forget(Set<String> sha256) {
    written.removeIf(mail -> sha256.contains(mail.sha256()));
  }

  private void write(Sample sample) throws MessagingException {
    client.append(sample.raw());
    written.add(new Written(sample, life, Instant.now(), sha256(sample.raw())));
  }

  /** One mail after the other, until {@link #pause}. */
  synchronized void keepWriting(Duration pace) {
    writing = thread.scheduleWithFixedDelay(this::one, 0, pace.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void one() {
    try {
      write(1);
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is being written is there when this returns, and no more comes. */
  void pause() throws Exception {
    ScheduledFuture<?> last;
    synchronized (this) {
      last = writing;
      writing = null;
    }
    if (last == null) {
      return;
    }
    boolean failed = last.isDone() && !last.isCancelled();
    last.cancel(false);
    thread.submit(() -> {}).get();
    if (failed) {
      last.get();
    }
  }

  /** All mails so far. */
  synchronized List<Written> written() {
    return List.copyOf(written);
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    try {
      client.close();
    } catch (MessagingException e) {
      // The server is gone already.
    }
  }
}
