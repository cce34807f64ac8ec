package counterfoil.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import counterfoil.rig.Database;
import counterfoil.rig.Dovecot;
import counterfoil.rig.HostileMails;
import counterfoil.rig.ImapPeer;
import counterfoil.rig.RawImap;
import counterfoil.rig.SmtpSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Each hostile mail in front of a good one, between real servers: the good one is a ticket in time,
 * and the hostile one has a recorded outcome.
 */
@Tag("promise-5")
@Tag("promise-6")
@Tag("fault-F12")
@Tag("threat-T11")
class HostileMailOnDovecotTest {

  private static final Logger LOG = LoggerFactory.getLogger(HostileMailOnDovecotTest.class);

  /** A good mail behind any mail is a ticket within this time. */
  private static final Duration PROMISE = Duration.ofSeconds(30);

  /** For all hostile mails together, on a machine that has other things to do. */
  private static final Duration LONG = Duration.ofMinutes(3);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  private static final String DECIDED =
      "(state = 'DONE' and outcome is not null or state = 'PARKED' and reason <> '')";

  @TempDir private Path folder;

  private Database database;
  private Dovecot dovecot;
  private RawImap customers;
  private SmtpSink sink;

  @BeforeEach
  void open() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    database = Database.start(folder.resolve("postgres"));
    dovecot = Dovecot.start(folder.resolve("dovecot"));
    customers = RawImap.at(dovecot);
    sink = new SmtpSink((count, letter) -> {});
  }

  @AfterEach
  void close() throws IOException {
    sink.close();
    customers.close();
    dovecot.close();
    database.close();
  }

  @Test
  void ticketsTheGoodMailBehindEachHostileOne() throws Exception {
    try (RunningDesk desk = desk()) {
      Map<String, Duration> times = new LinkedHashMap<>();
      int good = 0;
      for (Map.Entry<String, Supplier<byte[]>> hostile : HostileMails.all().entrySet()) {
        deliver(hostile.getValue().get());
        times.put(hostile.getKey(), timeToTicket(++good, hostile.getKey(), PROMISE));
        // Dovecot ends the connection at one of them; the desk is back within two seconds.
        await("health behind " + hostile.getKey()).atMost(LONG).until(desk::isUp);
      }
      awaitAllDecided(2 * good);

      times.entrySet().stream()
          .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
          .limit(5)
          .forEach(slow -> LOG.info("{} ms behind: {}", slow.getValue().toMillis(), slow.getKey()));
      assertThat(journal("sha256")).containsExactlyInAnyOrderElementsOf(hashes("Processed"));
      assertThat(journal("encode(sha256(raw), 'hex')"))
          .containsExactlyElementsOf(journal("sha256"));
      assertThat(customers.mails("INBOX")).isEmpty();
      assertThat(desk.get("/actuator/prometheus"))
          .contains("counterfoil_reading_given_up_total 0.0");
    }
  }

  private RunningDesk desk() {
    return new RunningDesk(
        folder.resolve("data"),
        "--counterfoil.mailboxes.desk.address=" + ImapPeer.DESK,
        "--counterfoil.mailboxes.desk.imap.host=127.0.0.1",
        "--counterfoil.mailboxes.desk.imap.port=" + dovecot.port(),
        "--counterfoil.mailboxes.desk.imap.user=" + ImapPeer.DESK,
        "--counterfoil.mailboxes.desk.imap.password=" + ImapPeer.PASSWORD,
        "--counterfoil.mailboxes.desk.imap.tls=none",
        "--counterfoil.mailboxes.desk.smtp.host=127.0.0.1",
        "--counterfoil.mailboxes.desk.smtp.port=" + sink.port(),
        "--counterfoil.mailboxes.desk.smtp.tls=none",
        // Dovecot tells of new mail half a second late.
        "--counterfoil.mailbox.poll=100ms",
        "--spring.datasource.url=" + database.url(),
        "--spring.datasource.username=" + database.user(),
        "--spring.datasource.password=" + database.password());
  }

  /** Straight into the Maildir: Dovecot refuses some of them, and changes others, by IMAP. */
  private void deliver(byte[] raw) throws IOException {
    dovecot.deliver(raw);
    customers.notice();
  }

  /** How long a good mail took that is delivered now. */
  private Duration timeToTicket(int number, String behind, Duration limit) throws IOException {
    long start = System.nanoTime();
    customers.append(HostileMails.good(number));
    awaitTicket(number, behind, limit);
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private void awaitTicket(int number, String behind, Duration limit) {
    await("a ticket for the good mail behind: " + behind)
        .atMost(limit)
        .pollInterval(BETWEEN_LOOKS)
        .until(
            () ->
                database.number(
                        """
                        select count(*) from mail m join ticket t on t.id = m.ticket_id
                        where m.message_id = 'good-%1$d@hotel-%1$d.example'
                          and m.outcome = 'OPENED' and t.requester = 'guest@hotel-%1$d.example'
                        """
                            .formatted(number))
                    == 1);
  }

  private void awaitAllDecided(int count) {
    await("an outcome of each mail")
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(database.number("select count(*) from mail where " + DECIDED))
                    .isEqualTo(count));
  }

  private List<String> journal(String column) throws SQLException {
    return database.rows("select " + column + " from mail order by uid").stream()
        .map(row -> row.get(0))
        .toList();
  }

  /** Of what the server gives, by a client of another make. */
  private List<String> hashes(String name) throws IOException, NoSuchAlgorithmException {
    List<String> hashes = new ArrayList<>();
    for (byte[] mail : customers.mails(name)) {
      hashes.add(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(mail)));
    }
    return hashes;
  }
}
