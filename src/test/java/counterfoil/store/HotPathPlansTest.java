package counterfoil.store;

import static counterfoil.store.DeskOnDatabase.MORNING;
import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.rig.GrownDesk;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a mail costs does not grow with the desk: each statement on its way finds its rows by an
 * index, and looks at no more of them where four times as many are. Checked of the plans that were
 * really used while mails went through every branch, and engineers did all that they can do.
 */
class HotPathPlansTest {

  private static final int FEW = 2_000;
  private static final int MANY = 8_000;

  /** Two days are not the same to a row. */
  private static final int SLACK = 20;

  private static final Set<String> GROWING =
      Set.of(
          "mail",
          "ticket",
          "entry",
          "event",
          "letter",
          "message_ref",
          "message_awaited",
          "correspondent",
          "ticket_fact",
          "ticket_link");

  /** No mail waits for these: pages, imports, reading facts again, the list of organisations. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "ErasedRows.java",
          "HeldArchive.java",
          "JdbcDeskViews.java",
          "JdbcErasures.java",
          "JdbcHeldMails.java",
          "JdbcHistory.java",
          "JdbcKeptFacts.java",
          "JdbcOrganisationBook.java",
          "JdbcPersonalData.java",
          "JdbcServiceWatch.java",
          "SilentCustomers.java",
          "TicketContents.java");

  /** What needs more trouble than a test can make; why it is good stands beside it. */
  private static final Map<String, String> NOT_REACHED =
      Map.of(
          "update mail set state = 'KEPT', due_at = ?, reason = 'no memory was left to load it'",
          "by primary key, as the other updates of claimed mails",
          "select distinct ticket_id from entry where ticket_id = any(?) and kind = 'ENGINEER_REPLY'",
          "by entry_by_ticket, and only for a priority that promises a first response");

  private static final String MEI = "mei@desk.example";
  private static final String DESK = "servicedesk@counterfoil.example";

  private TestDatabase grown;
  private TestDatabase database;
  private ExplainingJdbc jdbc;

  @BeforeEach
  void open() {
    grown = TestDatabase.empty();
    database = grown.by(dataSource -> jdbc = new ExplainingJdbc(dataSource), ExplainingJdbc.INIT);
  }

  @AfterEach
  void close() {
    database.closeConnections();
    TestDatabase.empty();
  }

  @Test
  void looksAtNoMoreRowsWhereMoreTicketsAre() throws SQLException {
    grow(FEW);
    List<Explained> few = allStatements(0);
    grow(MANY - FEW);
    List<Explained> many = allStatements(1);

    assertThat(many)
        .filteredOn(HotPathPlansTest::readsAll)
        .extracting(Explained::text)
        .as("statements that read a whole table")
        .isEmpty();
    assertThat(StatementsInSource.but(ELSEWHERE))
        .filteredOn(literal -> NOT_REACHED.keySet().stream().noneMatch(literal::startsWith))
        .filteredOn(
            literal -> many.stream().noneMatch(one -> StatementsInSource.is(literal, one.text())))
        .as("statements that no mail of this test reaches: add one that does")
        .isEmpty();
    Map<String, Long> before = most(few);
    assertThat(most(many).entrySet())
        .filteredOn(one -> one.getValue() > SLACK + 2 * before.getOrDefault(one.getKey(), 0L))
        .as("statements that look at more rows where four times as many are")
        .isEmpty();
  }

  private static boolean readsAll(Explained one) {
    return one.scans().stream()
        .anyMatch(scan -> scan.how().equals("Seq Scan") && GROWING.contains(scan.table()));
  }

  /** How many rows each statement looked at, at most. */
  private static Map<String, Long> most(List<Explained> all) {
    Map<String, Long> most = new TreeMap<>();
    all.forEach(one -> most.merge(one.text(), one.rows(), Math::max));
    return most;
  }

  private void grow(int tickets) throws SQLException {
    try (Connection connection = grown.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      new GrownDesk(connection, MORNING).add(tickets);
      statement.execute("vacuum (analyze)");
    }
  }

  private List<Explained> allStatements(int day) {
    EveryBranch branches = new EveryBranch(database, grown.jdbc(), day);
    jdbc.explained();
    branches.go();
    return jdbc.explained();
  }
}
