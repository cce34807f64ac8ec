package counterfoil.app;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.app.Shell.Run;
import counterfoil.rig.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The verbs erase and export as a shell sees them: processes of their own, on a real PostgreSQL.
 */
@Tag("threat-T40")
class PrivacyCommandsTest {

  private static final String NADIA = "nadia@harbour-hotels.example";
  private static final String RAW =
      "From: Nadia <" + NADIA + ">\r\nSubject: Swordfish\r\n\r\nNo melody.\r\n";

  @TempDir private static Path data;
  private static Database database;

  @TempDir private Path temp;

  @BeforeAll
  static void startDatabase() throws Exception {
    database = Database.start(data.resolve("postgres"));
    // Brings the tables up to date.
    Path folder = Files.createDirectories(data.resolve("first"));
    new Shell(folder).run(Shell.on(database), "erase", NADIA, "--dry-run");
  }

  @AfterAll
  static void stopDatabase() {
    database.close();
  }

  @BeforeEach
  void emptyTables() throws Exception {
    database.update(
        "truncate mail, ticket, entry, ticket_fact, event, letter, correspondent cascade");
    try (Connection connection = database.connect()) {
      mail(connection, 1, "DONE", "OPENED", NADIA);
      insert(
          connection,
          """
          insert into ticket (id, number, mailbox, subject, status, priority, priority_source,
                              requester, requester_key, requester_name, opened_at, changed_at,
                              version)
          values (1001, 'CF-1001', 'tryout', 'Swordfish', 'RESOLVED', 'P3', 'default',
                  'nadia@harbour-hotels.example', 'nadia@harbour-hotels.example', 'Nadia',
                  now() - interval '40 days', now() - interval '40 days', 1)
          """);
      insert(
          connection,
          """
          insert into entry (ticket_id, kind, author, body, mail_id, at)
          values (1001, 'CUSTOMER_MESSAGE', 'Nadia <nadia@harbour-hotels.example>', 'No melody.', 1,
                  now() - interval '40 days')
          """);
    }
  }

  private static void mail(
      Connection connection, long id, String state, String outcome, String sender)
      throws Exception {
    insert(
        connection,
        """
        insert into mail (id, mailbox, folder, uid_validity, uid, internal_date, raw, size, sha256,
                          conversation, kept_at, due_at, state, outcome, decided_at, sender, subject,
                          ticket_id)
        overriding system value
        values (?, 'tryout', 'INBOX', 1, ?, now(), ?, 50, '', ?, now(), now(), ?, ?,
                case when ?::text is null then null else now() end, ?, 'Swordfish',
                case when ?::text is null then null else 1001 end)
        """,
        id,
        id,
        RAW.getBytes(StandardCharsets.US_ASCII),
        id,
        state,
        outcome,
        outcome,
        sender,
        outcome);
  }

  private static void insert(Connection connection, String sql, Object... values) throws Exception {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }

  private Run counterfoil(String... arguments) throws IOException, InterruptedException {
    Map<String, String> settings = new HashMap<>(Shell.on(database));
    settings.put("COUNTERFOIL_HOME", temp.toString());
    return new Shell(temp).run(settings, arguments);
  }

  private List<String> bodies() throws Exception {
    return database.rows("select body from entry").get(0);
  }

  @Test
  void countsThenErasesThenHasNothingToDo() throws Exception {
    Run dry = counterfoil("erase", "Nadia@Harbour-Hotels.example", "--dry-run");

    assertThat(dry.code()).as(dry.errors()).isZero();
    assertThat(dry.output())
        .contains("Of this address there are 1 ticket, 1 entry, 1 mail, 0 letters, 0 facts.")
        .contains("Nothing was erased.");
    assertThat(bodies()).containsExactly("No melody.");

    Run done = counterfoil("erase", NADIA, "--yes");

    assertThat(done.code()).as(done.errors()).isZero();
    assertThat(done.output())
        .contains("Erased: 1 ticket, 1 entry, 1 mail, 0 letters, 0 facts.")
        .contains("Nothing of this address is left.");
    assertThat(bodies()).containsExactly("erased");
    assertThat(database.rows("select octet_length(raw), subject from mail").get(0))
        .containsExactly("0", "erased");
    assertThat(database.rows("select who, why from event").get(0))
        .containsExactly("counterfoil", "by the command line");

    Run again = counterfoil("erase", NADIA, "--yes");

    assertThat(again.code()).isZero();
    assertThat(again.output()).contains("Erased: 0 tickets, 0 entries, 0 mails");
    assertThat(database.number("select count(*) from event")).isEqualTo(1);
  }

  @Test
  void namesAMailThatNobodyHasDecidedOn() throws Exception {
    try (Connection connection = database.connect()) {
      mail(connection, 2, "KEPT", null, "");
    }

    // No bot runs that would decide on it, so nothing is waited for.
    Run run = counterfoil("erase", NADIA, "--yes");

    assertThat(run.code()).as(run.errors()).isEqualTo(ExitCode.TRY_AGAIN);
    assertThat(run.output())
        .contains("Erased: 1 ticket, 1 entry, 1 mail")
        .contains("1 mails that name this address have no outcome yet, the first is mail 2;");
    assertThat(database.number("select octet_length(raw) from mail where id = 2")).isPositive();
  }

  @Test
  void asksBeforeItErases() throws Exception {
    assertThat(counterfoil("erase", NADIA).code()).isEqualTo(ExitCode.USAGE);
    assertThat(Files.readString(temp.resolve("errors"))).contains("Nobody is here to be asked");
    assertThat(counterfoil("erase", "--yes").code()).isEqualTo(ExitCode.USAGE);
    assertThat(counterfoil("erase", "nobody", "--yes").code()).isEqualTo(ExitCode.USAGE);
    assertThat(counterfoil("erase", NADIA, "--retention", "--yes").code())
        .isEqualTo(ExitCode.USAGE);
    assertThat(counterfoil("erase", "--help").output())
        .contains("What other people wrote stays")
        .contains("Examples:");
    assertThat(bodies()).containsExactly("No melody.");
  }

  @Test
  void forgetsWhatTheSettingsSay() throws Exception {
    assertThat(counterfoil("erase", "--retention", "--dry-run").output())
        .contains("Everything is kept for ever");

    Run dry =
        counterfoil("erase", "--retention", "--dry-run", "--counterfoil.retention.resolved=30");
    assertThat(dry.output()).contains("the words of 1 resolved tickets, the bytes of 0 mails");
    assertThat(bodies()).containsExactly("No melody.");

    Run done = counterfoil("erase", "--retention", "--yes", "--counterfoil.retention.resolved=30");
    assertThat(done.code()).as(done.errors()).isZero();
    assertThat(done.output()).contains("Not kept any more: the words of 1 tickets");
    assertThat(bodies()).containsExactly("erased");
  }

  @Test
  void exportsIntoANewFolder() throws Exception {
    Path folder = temp.resolve("nadia");

    Run run = counterfoil("export", "--person", NADIA, "--to", folder.toString());

    assertThat(run.code()).as(run.errors()).isZero();
    assertThat(run.output()).contains("has 1 tickets and 1 mails.");
    assertThat(Files.readString(folder.resolve("mails/1.eml"))).isEqualTo(RAW);
    assertThat(Files.readString(folder.resolve("tickets/CF-1001.json"))).contains("No melody.");
    assertThat(Files.readString(folder.resolve("README.txt"))).contains("mails.csv");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");

    Run again = counterfoil("export", "--person", NADIA, "--to", folder.toString());
    assertThat(again.code()).isEqualTo(ExitCode.USAGE);
    assertThat(again.errors()).contains("is no empty folder");

    Run nobody =
        counterfoil(
            "export", "--person", "nobody@x.example", "--to", temp.resolve("other").toString());
    assertThat(nobody.code()).isEqualTo(ExitCode.NO_INPUT);
    assertThat(temp.resolve("other")).doesNotExist();
  }

  @Test
  @Tag("promise-10")
  void saysThatTheDatabaseIsAway() throws Exception {
    Run run =
        counterfoil(
            "erase", NADIA, "--yes", "--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/desk");

    assertThat(run.code()).isEqualTo(ExitCode.TRY_AGAIN);
    assertThat(run.errors()).contains("The database is away: ").doesNotContain("\tat ");
  }
}
