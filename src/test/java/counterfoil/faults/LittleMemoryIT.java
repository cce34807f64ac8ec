package counterfoil.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import counterfoil.rig.BotProcess;
import counterfoil.rig.Database;
import counterfoil.rig.Dovecot;
import counterfoil.rig.HostileMails;
import counterfoil.rig.RawImap;
import counterfoil.rig.SmtpSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All hostile mails at once, for a bot with half of the memory that is advised and little stack:
 * some may be parked for it, none may stop it.
 */
@Tag("promise-1")
@Tag("promise-5")
@Tag("fault-F13")
@Tag("threat-T13")
@Tag("long")
class LittleMemoryIT {

  private static final Logger LOG = LoggerFactory.getLogger(LittleMemoryIT.class);

  /** For all of them together, on a machine that has other things to do. */
  private static final Duration LONG = Duration.ofMinutes(5);

  /** So many of the mails may be parked, for want of memory or of time; in 512 MB none is. */
  private static final int FEW = 12;

  private static final String DECIDED =
      """
      select count(*) from mail
      where state = 'DONE' and outcome is not null or state = 'PARKED' and reason <> ''
      """;

  private static final String GOOD =
      """
      select count(*) from mail m join ticket t on t.id = m.ticket_id
      where m.outcome = 'OPENED' and m.message_id like 'good-%'
      """;

  @TempDir private Path folder;

  @Test
  void decidesEveryHostileMailAndEachGoodOneBehindIt() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (Database database = Database.start(folder.resolve("postgres"));
        Dovecot dovecot = Dovecot.start(folder.resolve("dovecot"));
        SmtpSink sink = new SmtpSink((count, letter) -> {});
        RawImap reader = RawImap.at(dovecot)) {
      List<String> delivered = new ArrayList<>();
      for (Map.Entry<String, Supplier<byte[]>> hostile : HostileMails.all().entrySet()) {
        dovecot.deliver(hostile.getValue().get());
        dovecot.deliver(HostileMails.good(delivered.size()));
        delivered.add(hostile.getKey());
      }
      int good = delivered.size();
      Supervisor supervisor =
          new Supervisor(BotProcess.environment(dovecot, sink.port(), database));
      try (supervisor) {
        await("an outcome of each mail")
            .atMost(LONG)
            .untilAsserted(
                () -> {
                  supervisor.look();
                  assertThat(database.number(DECIDED)).isEqualTo(2L * good);
                });
        await("the mailbox is empty")
            .atMost(LONG)
            .until(
                () -> {
                  supervisor.look();
                  return reader.mails("INBOX").isEmpty();
                });

        List<List<String>> notRead =
            database.rows("select id, state, reason, size from mail where state <> 'DONE'");
        LOG.info("{} bots; not read: {}", supervisor.bots(), notRead);
        assertThat(notRead).hasSizeLessThan(FEW);
        assertThat(database.number(GOOD)).isEqualTo(good);
        List<String> hashes = new ArrayList<>();
        for (byte[] mail : reader.mails("Processed")) {
          hashes.add(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(mail)));
        }
        assertThat(hashes)
            .hasSize(2 * good)
            .containsExactlyInAnyOrderElementsOf(
                database.rows("select encode(sha256(raw), 'hex') from mail").stream()
                    .map(row -> row.get(0))
                    .toList());
      }
    }
  }

  /** Starts the bot again whenever it has ended, as whoever runs a bot does. */
  private final class Supervisor implements AutoCloseable {

    private final Map<String, String> environment;
    private final List<BotProcess> bots = new ArrayList<>();

    Supervisor(Map<String, String> environment) throws IOException {
      this.environment = environment;
      look();
      bots.get(0).awaitOpen(Site.LIMIT);
    }

    void look() throws IOException {
      if (bots.isEmpty() || !bots.get(bots.size() - 1).isAlive()) {
        Path log = folder.resolve("bot-%d.log".formatted(bots.size() + 1));
        bots.add(BotProcess.start(java(), environment, log));
      }
    }

    int bots() {
      return bots.size();
    }

    @Override
    public void close() {
      LOG.info("the last bot said: {}", bots.get(bots.size() - 1));
      bots.forEach(BotProcess::close);
    }
  }

  private static List<String> java() {
    return List.of(
        "-XX:+UseSerialGC",
        "-Xmx256m",
        "-Xss512k",
        "-cp",
        System.getProperty("java.class.path"),
        "counterfoil.app.Counterfoil");
  }
}
