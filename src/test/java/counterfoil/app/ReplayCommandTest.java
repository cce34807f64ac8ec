package counterfoil.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import counterfoil.app.Shell.Run;
import counterfoil.rig.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The verb as a shell sees it: a process of its own, on a real PostgreSQL. */
@Tag("rule-39")
class ReplayCommandTest {

  private static final Duration LIMIT = Duration.ofSeconds(90);

  /** How a process ends that a signal ends: 128 and its number. */
  private static final int BY_SIGINT = 130;

  private static final String ENVIRONMENT =
      """
      name: environment
      kind: choice
      title: {en: Environment}
      labels: {en: [environment]}
      values:
        - value: Sandbox
          aliases: {any: [sandbox]}
        - value: Live
          aliases: {any: [production]}
      """;

  @TempDir private static Path data;
  private static Database database;

  @TempDir private Path temp;

  @BeforeAll
  static void startDatabase() throws Exception {
    database = Database.start(data.resolve("postgres"));
    // Brings the tables up to date.
    Path folder = Files.createDirectories(data.resolve("first"));
    new Shell(folder).run(Shell.on(database), "replay", "--facts", "--dry-run");
  }

  @AfterAll
  static void stopDatabase() {
    database.close();
  }

  /** The home has other definitions than those by which the mails were read. */
  @BeforeEach
  void emptyTables() throws Exception {
    database.update("truncate mail, ticket, entry, ticket_fact, event, letter cascade");
    Files.createDirectories(temp.resolve("config/fields"));
    Files.writeString(temp.resolve("config/fields/environment.yaml"), ENVIRONMENT);
  }

  @Test
  void showsAndWritesWhatTheDefinitionsOfTodayChange() throws Exception {
    tickets(3);
    database.update("delete from ticket_fact where ticket_id = 1002");
    database.update("update ticket_fact set value = 'Live' where ticket_id = 1003");

    Run dry = counterfoil("replay", "--facts", "--dry-run");

    assertThat(dry.code()).as(dry.errors()).isZero();
    assertThat(dry.output())
        .containsPattern("ticket +field +before +after +mail")
        .containsPattern("CF-1001 +environment +Sandbox +Live +1\\b")
        .containsPattern("CF-1002 +environment +none +Live +2\\b")
        .doesNotContain("CF-1003")
        .containsPattern("environment +1 +0 +1 +0 +0")
        .contains("2 tickets of 3 would change. Nothing was written.");
    assertThat(environments()).containsExactly("Sandbox", "Live");

    Run applied = counterfoil("replay", "--facts", "--yes");

    assertThat(applied.code()).as(applied.errors()).isZero();
    assertThat(applied.output())
        .containsPattern("CF-1001 +environment +Sandbox +Live +1\\b")
        .contains("2 tickets were changed. Nobody gets a letter because of it.");
    assertThat(environments()).containsExactly("Live", "Live", "Live");
    assertThat(database.rows("select who, what from event order by id").get(0))
        .containsExactly("counterfoil", "facts were read again: environment Sandbox -> Live");
    assertThat(database.number("select count(*) from letter")).isZero();

    Run again = counterfoil("replay", "--facts", "--yes");

    assertThat(again.code()).isZero();
    assertThat(again.output()).contains("Nothing is left to do: of 3 tickets none changes.");
    assertThat(database.number("select count(*) from event")).isEqualTo(2);
  }

  @Test
  void tellsProgramsInJson() throws Exception {
    tickets(2);

    Run run = counterfoil("replay", "--facts", "--dry-run", "--json", "--ticket=CF-1002");

    assertThat(run.code()).as(run.errors()).isZero();
    assertThat(run.output().lines()).hasSize(1);
    JsonNode change = JsonMapper.builder().build().readTree(run.output());
    assertThat(change.path("ticket").asString()).isEqualTo("CF-1002");
    assertThat(change.path("field").asString()).isEqualTo("environment");
    assertThat(change.path("change").asString()).isEqualTo("changed");
    assertThat(change.path("before").path(0).path("value").asString()).isEqualTo("Sandbox");
    assertThat(change.path("after").path(0).path("value").asString()).isEqualTo("Live");
    assertThat(change.path("after").path(0).path("evidence").asString()).contains("production");
    assertThat(change.path("mail").asInt()).isEqualTo(2);
    assertThat(run.errors()).contains("1 ticket of 1 would change. Nothing was written.");
  }

  @Test
  void readsOnlyWhatIsAskedFor() throws Exception {
    tickets(4);

    Run since = counterfoil("replay", "--facts", "--yes", "--since=2026-10-09");
    Run nobody = counterfoil("replay", "--facts", "--dry-run", "--ticket=CF-9");
    Run other = counterfoil("replay", "--facts", "--dry-run", "--field=enviroment");

    assertThat(since.code()).as(since.errors()).isZero();
    assertThat(environments()).containsExactly("Sandbox", "Sandbox", "Live", "Live");
    assertThat(nobody.code()).isEqualTo(ExitCode.NO_INPUT);
    assertThat(nobody.errors()).contains("There is no ticket CF-9.");
    assertThat(other.code()).isEqualTo(ExitCode.USAGE);
    assertThat(other.errors())
        .contains("There is no field \"enviroment\". There are: environment.");
  }

  @Test
  void asksForYesWhereNobodyCanBeAsked() throws Exception {
    assertThat(counterfoil("replay", "--facts").code()).isEqualTo(ExitCode.USAGE);
    assertThat(Files.readString(temp.resolve("errors")))
        .contains("Nobody is here to be asked; say --dry-run, or --yes to write.");
    assertThat(counterfoil("replay", "--dry-run").code()).isEqualTo(ExitCode.USAGE);
    assertThat(counterfoil("replay", "--facts", "--yes", "--dry-run").code())
        .isEqualTo(ExitCode.USAGE);
    assertThat(counterfoil("replay", "--facts", "--yes", "--since=monday").code())
        .isEqualTo(ExitCode.USAGE);
    assertThat(counterfoil("replay", "--help").output()).contains("Examples:");
  }

  @Test
  void stopsAtADefinitionThatIsWrong() throws Exception {
    Files.writeString(
        temp.resolve("config/fields/environment.yaml"), ENVIRONMENT.replace("choice", "choose"));

    Run run = counterfoil("replay", "--facts", "--dry-run");

    assertThat(run.code()).isEqualTo(ExitCode.CONFIG);
    assertThat(run.errors()).contains("environment.yaml: kind is 'choose'").doesNotContain("\tat ");
  }

  @Test
  @Tag("promise-10")
  void saysThatTheDatabaseIsAway() throws Exception {
    Run run =
        counterfoil(
            "replay",
            "--facts",
            "--dry-run",
            "--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/desk");

    assertThat(run.code()).isEqualTo(ExitCode.TRY_AGAIN);
    assertThat(run.errors())
        .contains("The database is away: ")
        .contains("Run the same command again")
        .doesNotContain("\tat ");
  }

  @Test
  void joinsTheDatabaseOfABotThatRunsOnTheSameFolder() throws Exception {
    tickets(1);

    // This test holds the lock of the folder, as a bot does.
    Run run =
        new Shell(temp)
            .run(
                settings(Map.of("COUNTERFOIL_DATA", data.toString())),
                "replay",
                "--facts",
                "--yes");

    assertThat(run.code()).as(run.errors()).isZero();
    assertThat(environments()).containsExactly("Live");
  }

  @Test
  void goesOnAfterItWasStoppedByControlC() throws Exception {
    int all = 3_000;
    tickets(all);
    Process cut = new Shell(temp).start(settings(Shell.on(database)), "replay", "--facts", "--yes");
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> !cut.isAlive() || database.number("select count(*) from event") > 0);
    // It must not be done before the signal is there, however fast the machine is.
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("lock table event in exclusive mode");
      new ProcessBuilder("kill", "-INT", String.valueOf(cut.pid())).start().waitFor();
      connection.commit();
    }

    assertThat(cut.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(cut.exitValue()).isEqualTo(BY_SIGINT);
    long written = database.number("select count(*) from event");
    assertThat(written).isBetween(1L, all - 1L);
    assertThat(Files.readString(temp.resolve("output")))
        .contains("%,d tickets were changed. Run the same command again".formatted(written));

    Run rest = counterfoil("replay", "--facts", "--yes");

    assertThat(rest.output()).contains("%,d tickets were changed.".formatted(all - written));
    assertThat(database.number("select count(*) from event")).isEqualTo(all);
    assertThat(database.number("select count(*) from ticket_fact where value = 'Live'"))
        .isEqualTo(all);
  }

  private List<String> environments() throws Exception {
    return database.rows("select value from ticket_fact order by ticket_id").stream()
        .map(row -> row.get(0))
        .toList();
  }

  private Run counterfoil(String... arguments) throws IOException, InterruptedException {
    return new Shell(temp).run(settings(Shell.on(database)), arguments);
  }

  private Map<String, String> settings(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("COUNTERFOIL_HOME", temp.toString());
    return settings;
  }

  /** From CF-1001 on, one a day from 7 October 2026, whose mails name production. */
  private static void tickets(int count) throws Exception {
    try (Connection connection = database.connect()) {
      byte[] raw =
          """
          From: Nadia Hart <nadia@harbour-hotels.example>
          Subject: Calls
          Message-ID: <1@harbour-hotels.example>

          We hear nothing in production.
          """
              .getBytes(StandardCharsets.UTF_8);
      insert(
          connection,
          """
          insert into mail (id, mailbox, folder, uid_validity, uid, internal_date, raw, size, sha256,
                            conversation, kept_at, due_at, state, outcome, reason, ticket_id)
          overriding system value
          select i, 'tryout', 'INBOX', 1, i, '2026-10-06 08:00Z'::timestamptz + i * interval '1 day',
                 ?, octet_length(?), '0', i, now(), now(), 'DONE', 'OPENED', 'a new request', 1000 + i
          from generate_series(1, ?) i
          """,
          raw,
          raw,
          count);
      insert(
          connection,
          """
          insert into ticket (id, number, mailbox, subject, status, priority, priority_source,
                              requester, requester_name, opened_at, changed_at, version)
          select 1000 + i, 'CF-' || 1000 + i, 'tryout', 'Calls', 'OPEN', 'P3', 'default',
                 'nadia@harbour-hotels.example', 'Nadia Hart', now(), now(), 1
          from generate_series(1, ?) i
          """,
          count);
      insert(
          connection,
          """
          insert into entry (ticket_id, kind, author, body, mail_id, at)
          select 1000 + i, 'CUSTOMER_MESSAGE', 'Nadia', '', i, now() from generate_series(1, ?) i
          """,
          count);
      insert(
          connection,
          """
          insert into ticket_fact (ticket_id, field, value, evidence, place, source, mail_id)
          select 1000 + i, 'environment', 'Sandbox', 'We hear nothing in production.',
                 'body line 1', 'stated', i
          from generate_series(1, ?) i
          """,
          count);
    }
  }

  private static void insert(Connection connection, String sql, Object... values) throws Exception {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }
}
