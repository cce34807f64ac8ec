package counterfoil.store;

import static counterfoil.store.DeskOnDatabase.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import counterfoil.desk.DeskViews.LinkLine;
import counterfoil.desk.DeskViews.TicketLine;
import counterfoil.desk.DeskViews.TicketPage;
import counterfoil.desk.DeskViews.Wanted;
import counterfoil.ticket.Role;
import counterfoil.ticket.Status;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the pages show of tickets that engineers have worked on. */
class JdbcDeskViewsTest {

  private static final String NADIA = "nadia@harbour-hotels.example";
  private static final String OWEN = "owen@harbour-hotels.example";
  private static final Wanted ALL = new Wanted(Optional.empty(), Optional.empty(), "");

  private DeskOnDatabase bot;
  private JdbcDeskViews views;
  private String first = "";
  private String second = "";

  @BeforeEach
  void open() {
    TestDatabase database = TestDatabase.empty();
    bot = new DeskOnDatabase(database);
    views = new JdbcDeskViews(database.jdbc(), known -> List.of(), bot.clock);
    bot.keep(1, mail(NADIA, "a@x.example", "No calls", "Cc: " + OWEN, "Help"));
    bot.keep(2, mail(NADIA, "b@x.example", "No sound", "", "Help"));
    bot.processAll();
    List<String> numbers = bot.column("select number from ticket order by id");
    first = numbers.get(0);
    second = numbers.get(1);
  }

  @Test
  void narrowsByOwnerAndStatus() {
    bot.verbs.assign(first, "mei@desk.example", "admin");

    assertThat(numbers(Optional.of("mei@desk.example"))).containsExactly(first);
    assertThat(numbers(Optional.of(""))).containsExactly(second);
    assertThat(numbers(Optional.of("who\0ever"))).isEmpty();
    assertThat(numbers(Optional.empty())).containsExactlyInAnyOrder(first, second);
    assertThat(views.tickets(new Wanted(Optional.of(Status.OPEN), Optional.empty(), "calls"), 9))
        .isEmpty();
    assertThat(views.tickets(new Wanted(Optional.empty(), Optional.empty(), "no\0 calls"), 9))
        .hasSize(1);
  }

  @Test
  @Tag("rule-24")
  void showsPeopleLinksAndWhereATicketWentInTheListAsOnItsPage() {
    bot.verbs.assign(second, "mei@desk.example", "mei");
    bot.verbs.merge(first, second, "mei");

    TicketPage merged = views.ticket(first).orElseThrow();

    assertThat(merged.line().mergedInto()).hasValue(second);
    assertThat(merged.links()).containsExactly(new LinkLine("merged into", second));
    assertThat(views.links(second)).containsExactly(new LinkLine("took in", first));
    assertThat(views.ticket(second).orElseThrow().line().owner()).isEqualTo("mei@desk.example");
    assertThat(merged.people())
        .extracting(one -> one.person().email(), one -> one.role())
        .contains(tuple(NADIA, Role.REQUESTER));
    assertThat(views.people(second)).extracting(one -> one.person().email()).contains(OWEN);
    assertThat(views.ticketPages(ALL, 9))
        .containsExactlyInAnyOrder(merged, views.ticket(second).orElseThrow());
  }

  @Test
  @Tag("rule-24")
  void showsNobodyWhatIsForEngineersAndNewcomersNoHistory() {
    bot.verbs.note(first, "The trunk is down.", "mei");
    bot.letPass(Duration.ofMinutes(1));
    bot.verbs.addParticipant(first, "new@harbour-hotels.example", "mei");
    bot.verbs.answer(first, "Which number?", "mei");

    assertThat(shown(NADIA)).containsExactly("Help", "Which number?");
    assertThat(shown("NEW@harbour-hotels.example")).containsExactly("Which number?");
    assertThat(shown("x@bad.example")).isEmpty();
    bot.verbs.removeParticipant(first, "new@harbour-hotels.example", "mei");
    assertThat(shown("new@harbour-hotels.example")).isEmpty();
    assertThat(views.shownTo("CF-9", NADIA)).isEmpty();
    assertThat(views.ticket(first).orElseThrow().entries())
        .filteredOn(entry -> entry.isHidden())
        .extracting(entry -> entry.text())
        .containsExactly("The trunk is down.");
  }

  private List<String> shown(String address) {
    return views.shownTo(first, address).orElseThrow().stream()
        .map(entry -> entry.text().strip())
        .toList();
  }

  private List<String> numbers(Optional<String> owner) {
    return views.tickets(new Wanted(Optional.empty(), owner, ""), 9).stream()
        .map(TicketLine::number)
        .toList();
  }
}
