package counterfoil.rig;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.server.SMTPServer;

/** Takes every letter that the desk sends, and remembers which went to whom. */
public final class SmtpSink implements AutoCloseable {

  /**
   * A letter that was taken.
   *
   * @param messageId with its angle brackets
   * @param recipient of the envelope
   * @param at when it was read to its end
   */
  public record Taken(String messageId, String recipient, Instant at) {}

  /** Called when a letter was read to its end and before the client is told so. */
  @FunctionalInterface
  public interface BeforeYes {

    /**
     * @param count of letters taken so far, this one included
     */
    void taken(int count, Taken letter);
  }

  private final Queue<Taken> taken = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();
  private final BeforeYes beforeYes;
  private final SMTPServer server;

  /** Starts on a free port. */
  public SmtpSink(BeforeYes beforeYes) {
    this.beforeYes = beforeYes;
    this.server =
        SMTPServer.port(0)
            .bindAddress(InetAddress.getLoopbackAddress())
            .hostName("sink.example")
            .messageHandlerFactory(context -> new Reception())
            .build();
    server.start();
  }

  /** Where it listens. */
  public int port() {
    return server.getPortAllocated();
  }

  /** Every letter in the order of arrival, repeats too. */
  public List<Taken> taken() {
    return List.copyOf(taken);
  }

  /** How many were taken, repeats too. */
  public int count() {
    return count.get();
  }

  @Override
  public void close() {
    server.stop();
  }

  private final class Reception implements MessageHandler {

    private String recipient = "";

    @Override
    public void from(String sender) {
      recipient = "";
    }

    @Override
    public void recipient(String address) {
      recipient = address;
    }

    @Override
    public String data(InputStream data) throws IOException {
      Taken letter = new Taken(messageId(data), recipient, Instant.now());
      taken.add(letter);
      beforeYes.taken(count.incrementAndGet(), letter);
      return "2.0.0 Ok: taken";
    }

    @Override
    public void done() {
      // Nothing is kept from mail to mail.
    }
  }

  private static String messageId(InputStream data) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(data, StandardCharsets.ISO_8859_1));
    String id = "";
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (id.isEmpty() && line.toLowerCase(Locale.ROOT).startsWith("message-id:")) {
        id = line.substring("message-id:".length()).strip();
      }
    }
    return id;
  }
}
