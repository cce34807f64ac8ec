package counterfoil.app;

import static org.awaitility.Awaitility.await;

import counterfoil.embedded.TryoutMailServer;
import counterfoil.mail.MailReader;
import counterfoil.mail.ParsedMail;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole bot as {@code mvn spring-boot:run} starts it, on free ports and a folder of its own.
 */
final class RunningDesk implements AutoCloseable {

  static final String ADDRESS = "servicedesk@counterfoil.example";

  private final ConfigurableApplicationContext context;
  private final HttpClient http = HttpClient.newHttpClient();
  private int serial;

  /**
   * @param settings further ones, such as {@code --counterfoil.mailbox.poll=1s}
   */
  RunningDesk(Path data, String... settings) {
    this(data, List.of(), settings);
  }

  /**
   * @param more beans of the test
   */
  RunningDesk(Path data, List<Class<?>> more, String... settings) {
    String[] own = {
      "--server.port=0",
      "--counterfoil.data=" + data,
      "--counterfoil.tryout.smtp-port=0",
      "--counterfoil.tryout.imap-port=0",
      "--counterfoil.tryout.samples=false",
      // One sender of a test may write as often as it likes.
      "--counterfoil.limits.new-tickets-per-sender-ten-minutes=0",
      "--counterfoil.limits.new-tickets-per-sender-day=0"
    };
    context =
        new SpringApplicationBuilder(Application.class)
            .sources(more.toArray(Class<?>[]::new))
            .properties(new Serving(Home.at(Path.of("").toAbsolutePath())).defaults())
            .run(
                Stream.concat(
                        Stream.of(own).filter(one -> !isGiven(one, settings)), Stream.of(settings))
                    .toArray(String[]::new));
    await().atMost(Duration.ofMinutes(2)).until(this::isUp);
  }

  private static boolean isGiven(String own, String... settings) {
    String key = own.substring(0, own.indexOf('=') + 1);
    return Stream.of(settings).anyMatch(one -> one.startsWith(key));
  }

  /** Whether all is well, in the words of health. */
  boolean isUp() {
    return json("/actuator/health").path("status").asString().equals("UP");
  }

  /** Sends a mail to the desk by SMTP; returns its Message-ID without brackets. */
  String send(String from, String subject, String more, String text) throws IOException {
    String messageId = "mail-" + ++serial + "-" + System.nanoTime() + "@harbour-hotels.example";
    deliver(
        from,
        """
        From: %s
        To: %s
        Subject: %s
        Message-ID: <%s>
        Date: Mon, 23 Nov 2026 08:00:00 +0000
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: 8bit
        %s
        %s
        """
            .formatted(from, ADDRESS, subject, messageId, more.isEmpty() ? "" : more + "\n", text)
            .replace("\n", "\r\n")
            .getBytes(StandardCharsets.UTF_8));
    return messageId;
  }

  void deliver(String from, byte[] mail) throws IOException {
    context.getBean(TryoutMailServer.class).send(from, mail);
  }

  /** The letters in somebody's inbox, the newest first. */
  List<ParsedMail> inbox(String address) {
    return context.getBean(TryoutMailServer.class).received(address).stream()
        .map(new MailReader()::read)
        .toList();
  }

  List<byte[]> rawInbox(String address) {
    return context.getBean(TryoutMailServer.class).received(address);
  }

  /** Waits for the acknowledgement of a mail. */
  ParsedMail acknowledgementOf(String address, String messageId) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                inbox(address).stream()
                    .filter(letter -> letter.inReplyTo().contains(messageId))
                    .findFirst(),
            java.util.Optional::isPresent)
        .orElseThrow();
  }

  /** The line of the journal about a mail, once it is decided. */
  JsonNode decided(String messageId) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> json("/api/journal?search=" + messageId),
            lines -> lines.size() == 1 && lines.get(0).path("state").asString().equals("DONE"))
        .get(0);
  }

  /** One of the parts of the bot. */
  <T> T part(Class<T> type) {
    return context.getBean(type);
  }

  /** Sends a mail as it is to an address of the desk, such as a reply address. */
  void deliverTo(String to, String from, byte[] mail) throws IOException {
    context.getBean(TryoutMailServer.class).send(to, from, mail);
  }

  JsonNode ticket(String number) {
    return json("/api/tickets/" + number);
  }

  JsonNode json(String path) {
    return JsonMapper.shared().readTree(get(path));
  }

  String get(String path) {
    return answer(HttpRequest.newBuilder(uri(path)).build());
  }

  String post(String path, String json) {
    return answer(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build());
  }

  private String answer(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  URI uri(String path) {
    return URI.create(
        "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path);
  }

  @Override
  public void close() {
    context.close();
  }
}
