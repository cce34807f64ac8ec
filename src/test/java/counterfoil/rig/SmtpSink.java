package counterfoil.rig;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
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
   * @param words a hash of all below its header, but for the boundaries between its parts
   */
  public record Taken(String messageId, String recipient, Instant at, String words) {}

  /** Called when a letter was read to its end and before the client is told so. */
  @FunctionalInterface
  public interface BeforeYes {

    /**
     * @param count of letters taken so far, this one included
     */
    void taken(int count, Taken letter);
  }

  /** Made anew each time that a letter is written. */
  private static final Pattern BOUNDARY = Pattern.compile("----=_Part_[0-9._]+");

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
      Taken letter = read(data, recipient);
      taken.add(letter);
      beforeYes.taken(count.incrementAndGet(), letter);
      return "2.0.0 Ok: taken";
    }

    @Override
    public void done() {
      // Nothing is kept from mail to mail.
    }
  }

  private static Taken read(InputStream data, String recipient) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(data, StandardCharsets.ISO_8859_1));
    MessageDigest words = sha256();
    String id = "";
    boolean header = true;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String lower = header ? line.toLowerCase(Locale.ROOT) : "";
      header &= !line.isEmpty();
      if (id.isEmpty() && lower.startsWith("message-id:")) {
        id = line.substring("message-id:".length()).strip();
      }
      if (!header) {
        words.update(
            BOUNDARY
                .matcher(line)
                .replaceAll("")
                .concat("\n")
                .getBytes(StandardCharsets.ISO_8859_1));
      }
    }
    return new Taken(id, recipient, Instant.now(), HexFormat.of().formatHex(words.digest()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
