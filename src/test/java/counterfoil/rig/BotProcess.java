package counterfoil.rig;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;

/** The bot in a process of its own, as an operator starts it: settings by environment alone. */
public final class BotProcess implements AutoCloseable {

  private static final String OPEN = "The desk is open.";
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);
  private static final Duration END_LIMIT = Duration.ofSeconds(90);
  private static final int TOLD_CHARACTERS = 8_000;

  private final Process process;
  private final Path log;

  private BotProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** The java command of this test run. */
  public static String java() {
    return ProcessHandle.current().info().command().orElseThrow();
  }

  /** The classes and libraries of this test run, started as fast as can be. */
  public static List<String> onClassPath() {
    return List.of(
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xmx512m",
        "-cp",
        System.getProperty("java.class.path"),
        "counterfoil.app.Counterfoil");
  }

  /**
   * The environment of a desk with one mailbox, a database, and no limits on acknowledgements.
   *
   * @param smtpPort takes the letters
   */
  public static Map<String, String> environment(ImapPeer imap, int smtpPort, Database database) {
    Map<String, String> environment = new HashMap<>();
    environment.put("SERVER_PORT", "0");
    environment.put("COUNTERFOIL_MAILBOXES_DESK_ADDRESS", ImapPeer.DESK);
    environment.put("COUNTERFOIL_MAILBOXES_DESK_IMAP_HOST", "127.0.0.1");
    environment.put("COUNTERFOIL_MAILBOXES_DESK_IMAP_PORT", String.valueOf(imap.port()));
    environment.put("COUNTERFOIL_MAILBOXES_DESK_IMAP_USER", ImapPeer.DESK);
    environment.put("COUNTERFOIL_MAILBOXES_DESK_IMAP_PASSWORD", ImapPeer.PASSWORD);
    environment.put("COUNTERFOIL_MAILBOXES_DESK_IMAP_TLS", "none");
    environment.put("COUNTERFOIL_MAILBOXES_DESK_SMTP_HOST", "127.0.0.1");
    environment.put("COUNTERFOIL_MAILBOXES_DESK_SMTP_PORT", String.valueOf(smtpPort));
    environment.put("COUNTERFOIL_MAILBOXES_DESK_SMTP_TLS", "none");
    environment.put("SPRING_DATASOURCE_URL", database.url());
    environment.put("SPRING_DATASOURCE_USERNAME", database.user());
    environment.put("SPRING_DATASOURCE_PASSWORD", database.password());
    environment.put("COUNTERFOIL_LIMITS_ACKNOWLEDGEMENTS_PER_ADDRESS_HOUR", "0");
    environment.put("COUNTERFOIL_LIMITS_ACKNOWLEDGEMENTS_PER_ADDRESS_DAY", "0");
    environment.put("COUNTERFOIL_LIMITS_ACKNOWLEDGEMENTS_PER_DOMAIN_HOUR", "0");
    environment.put("COUNTERFOIL_LIMITS_ACKNOWLEDGEMENTS_PER_HOUR", "0");
    environment.put("COUNTERFOIL_LIMITS_NEW_TICKETS_PER_SENDER_TEN_MINUTES", "0");
    environment.put("COUNTERFOIL_LIMITS_NEW_TICKETS_PER_SENDER_DAY", "0");
    return environment;
  }

  /**
   * Starts, and returns at once.
   *
   * @param java what follows the java command
   * @param environment settings; none of this process's own reach the bot
   * @param log takes what the bot prints
   */
  public static BotProcess start(List<String> java, Map<String, String> environment, Path log)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.addAll(java);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("COUNTERFOIL_") || name.startsWith("SPRING_"));
    builder.environment().putAll(environment);
    return new BotProcess(builder.start(), log);
  }

  /**
   * Waits until the desk is open.
   *
   * @throws IllegalStateException with what the bot said last, when it ended or took too long
   */
  public void awaitOpen(Duration limit) throws IOException {
    try {
      await()
          .atMost(limit)
          .pollInterval(BETWEEN_LOOKS)
          .until(() -> said().contains(OPEN) || !process.isAlive());
    } catch (ConditionTimeoutException e) {
      throw new IllegalStateException("the desk did not open:\n" + this, e);
    }
    if (!said().contains(OPEN)) {
      throw new IllegalStateException("the desk did not open:\n" + this);
    }
  }

  /** All that the bot has printed. */
  public String said() throws IOException {
    return Files.readString(log);
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** Whether it has not ended. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Sends a signal.
   *
   * @param name without SIG: STOP, CONT
   */
  public void signal(String name) throws IOException {
    try {
      new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** SIGKILL: nothing is finished and nothing is told. Returns at once. */
  public void kill() {
    process.destroyForcibly();
  }

  /**
   * Waits until the process is gone.
   *
   * @throws IllegalStateException with what the bot said last, when it lives on for too long
   */
  public void awaitEnd() throws InterruptedException {
    if (!process.waitFor(END_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("the bot does not end:\n" + this);
    }
  }

  /** The last that the bot has printed, enough to see why something failed. */
  @Override
  public String toString() {
    try {
      String said = said();
      return said.substring(Math.max(0, said.length() - TOLD_CHARACTERS));
    } catch (IOException e) {
      return "no log at " + log;
    }
  }

  /** Ends it as an operator would, by SIGTERM; by force when that takes too long. */
  @Override
  public void close() {
    process.destroy();
    try {
      awaitEnd();
    } catch (IllegalStateException e) {
      kill();
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
  }
}
