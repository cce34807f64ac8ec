package counterfoil.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mails of invented customers that arrive one by one at a desk that is tried out, so that there is
 * something to see. Each comes once for a data folder: the marker file remembers which were sent.
 */
public final class SampleMails implements AutoCloseable {

  /** In the order in which they arrive; templates in the resource folder {@code samples}. */
  static final List<String> NAMES =
      List.of(
          "01-prefilled-form",
          "02-outage-in-live",
          "03-german",
          "04-html-only",
          "05-reply-of-the-same-customer",
          "06-japanese",
          "07-forward-of-a-colleague",
          "08-monitoring",
          "09-with-attachments",
          "10-facts-missing",
          "11-out-of-office",
          "12-question",
          "13-thank-you");

  private static final Logger LOG = LoggerFactory.getLogger(SampleMails.class);
  private static final Duration BETWEEN_TWO = Duration.ofSeconds(2);

  private final Sender sender;
  private final String deskAddress;
  private final Clock clock;
  private final Path marker;
  private final Duration pause;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "sample-mails");
            thread.setDaemon(true);
            return thread;
          });

  /** Takes a mail on its way to the desk. */
  @FunctionalInterface
  public interface Sender {

    /**
     * Sends a mail by SMTP.
     *
     * @param envelopeSender empty for a mail that wants no answer
     */
    void send(String envelopeSender, byte[] mail) throws IOException;
  }

  /**
   * @param marker the file {@code tryout-samples-sent} in the data folder; it need not be there
   */
  public SampleMails(Sender sender, String deskAddress, Clock clock, Path marker) {
    this(sender, deskAddress, clock, marker, BETWEEN_TWO);
  }

  SampleMails(Sender sender, String deskAddress, Clock clock, Path marker, Duration pause) {
    this.sender = sender;
    this.deskAddress = deskAddress;
    this.clock = clock;
    this.marker = marker;
    this.pause = pause;
  }

  /** Sends the first mail now and the others after it; returns at once. */
  public void start() {
    executor.scheduleWithFixedDelay(this::sendNext, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Sends no more. The next start goes on where this one stopped. */
  @Override
  public void close() {
    executor.shutdownNow();
    try {
      if (!executor.awaitTermination(BETWEEN_TWO.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.info("a sample mail is still on its way");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether all were sent, or sending failed. */
  boolean isOver() {
    return executor.isShutdown();
  }

  private void sendNext() {
    try {
      List<String> lines = begun();
      String name = NAMES.stream().filter(n -> !lines.contains(n)).findFirst().orElse("");
      if (name.isEmpty()) {
        executor.shutdown();
        return;
      }
      SampleMail mail = SampleMail.read(name, lines.get(0), deskAddress, clock.instant());
      sender.send(mail.envelopeSender(), mail.bytes());
      Files.writeString(marker, name + "\n", StandardOpenOption.APPEND);
    } catch (IOException | RuntimeException e) {
      LOG.warn("no more sample mails until the next start: {}", e.getMessage());
      executor.shutdown();
    }
  }

  /** The lines of the marker: what the Message-IDs of this data folder are made of, then names. */
  private List<String> begun() throws IOException {
    if (!Files.exists(marker) || Files.size(marker) == 0) {
      Files.createDirectories(marker.toAbsolutePath().getParent());
      Files.writeString(marker, UUID.randomUUID() + "\n");
    }
    return Files.readAllLines(marker);
  }
}
