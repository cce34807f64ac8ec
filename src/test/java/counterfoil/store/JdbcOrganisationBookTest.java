package counterfoil.store;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.desk.OrganisationBook;
import counterfoil.desk.OrganisationBook.Draft;
import counterfoil.desk.OrganisationBook.Line;
import counterfoil.desk.OrganisationRules;
import counterfoil.desk.TicketVerbs.Answer;
import counterfoil.ticket.Organisation;
import counterfoil.ticket.Organisations;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("rule-20")
class JdbcOrganisationBookTest {

  private static final Instant NOW = Instant.parse("2026-10-06T08:00:00Z");

  private static final Organisation OF_FILE =
      new Organisation("Filed", Set.of("filed.example"), Set.of("nadia@elsewhere.example"), true);

  private final TestDatabase database = TestDatabase.empty();
  private final OrganisationBook book = book(new Organisations(List.of(OF_FILE)), Set.of());

  @Test
  void knowsWhatWasAdded() {
    assertThat(add("Harbour Hotels", " Harbour.example, harbour.DE\nxn--mnchen-3ya.example", ""))
        .isEqualTo(new Answer(true, "Harbour Hotels is added."));
    assertThat(
            book.add(
                new Draft("Spa", List.of(), List.of("Mei@gmail.com; owen@harbour.example"), false),
                "admin"))
        .isEqualTo(new Answer(true, "Spa is added."));

    Organisation harbour =
        new Organisation(
            "Harbour Hotels",
            Set.of("harbour.example", "harbour.de", "xn--mnchen-3ya.example"),
            Set.of(),
            true);
    Organisation spa =
        new Organisation("Spa", Set.of(), Set.of("mei@gmail.com", "owen@harbour.example"), false);
    assertThat(lines()).extracting(Line::organisation).containsExactly(OF_FILE, harbour, spa);
    Line line = lines().get(1);
    assertThat(line.addedBy()).isEqualTo("admin");
    assertThat(line.addedAt()).contains(NOW);
    assertThat(line.isReadOnly()).isFalse();
    assertThat(line.organisation().domains())
        .containsExactly("harbour.example", "harbour.de", "xn--mnchen-3ya.example");
    assertThat(lines().get(0).isReadOnly()).isTrue();
    assertThat(book.organisation(line.id().orElseThrow())).contains(line);

    assertThat(
            book.of(
                List.of(
                    "mei@gmail.com",
                    "owen@harbour.example",
                    "nadia@harbour.example",
                    "nadia@elsewhere.example",
                    "x@filed.example",
                    "x\u0000@nowhere.example"),
                List.of(
                    "gmail.com",
                    "harbour.example",
                    "m\u00fcnchen.example",
                    "spa.harbour.example",
                    "filed.example",
                    "")))
        .isEqualTo(
            Map.of(
                "mei@gmail.com", spa,
                "owen@harbour.example", spa,
                "harbour.example", harbour,
                "m\u00fcnchen.example", harbour,
                "nadia@elsewhere.example", OF_FILE,
                "x@filed.example", OF_FILE,
                "filed.example", OF_FILE));
    assertThat(book.of(Set.of(), Set.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Filed | new.example | | Filed is in config/organisations.yaml; it is changed there.",
        "FILED | new.example | | Filed is in config/organisations.yaml; it is changed there.",
        "New | filed.example | | filed.example belongs to Filed by config/organisations.yaml; it is changed there.",
        "New | | x@filed.example | x@filed.example belongs to Filed by config/organisations.yaml; it is changed there.",
        "New | | nadia@elsewhere.example | nadia@elsewhere.example belongs to Filed by config/organisations.yaml; it is changed there.",
        "New | Gmail.com | | At gmail.com anybody can have an address; give the addresses of its people one by one.",
        "New | | desk@desk.example | desk@desk.example is the desk's own mailbox.",
        "New | nowhere | | \"nowhere\" is no domain; one looks like harbour-hotels.example.",
        "New | | nadia | \"nadia\" is no address; one looks like nadia.hart@harbour-hotels.example.",
        "New | , | | An organisation needs a domain or an address, by which its people are known.",
        "'' | new.example | | The name must be one line, of at most 100 characters that can be seen.",
        "HARBOUR | new.example | | There is an organisation Harbour already.",
        "New | new.example harbour.example | | harbour.example belongs to Harbour already.",
        "New | new.example | mei@gmail.com | mei@gmail.com belongs to Harbour already."
      })
  void saysWhyNothingIsAdded(String name, String domains, String addresses, String sentence) {
    add("Harbour", "harbour.example", "mei@gmail.com");

    Answer answer = add(name, domains == null ? "" : domains, addresses == null ? "" : addresses);

    assertThat(answer).isEqualTo(new Answer(false, sentence));
    assertThat(lines()).hasSize(2);
    assertThat(book.of(List.of(), List.of("new.example"))).isEmpty();
  }

  @Test
  void takesNoEndlessList() {
    String domains =
        String.join(" ", IntStream.range(0, 1_001).mapToObj(i -> "d" + i + ".example").toList());

    assertThat(add("Many", domains, "").sentence()).contains("at most 1000");
    assertThat(add("Many", domains.substring(domains.indexOf(' ')), "").done()).isTrue();
    assertThat(add("Word", "x".repeat(10_000), "").sentence()).hasSizeLessThan(200);
  }

  @Test
  void changesAllOfIt() {
    add("Harbour", "harbour.example", "mei@gmail.com");
    add("Other", "other.example", "");
    long id = lines().get(1).id().orElseThrow();

    assertThat(book.change(id, draft("Harbour", "harbour.de harbour.example", "")))
        .contains(new Answer(true, "Harbour is changed."));
    assertThat(book.of(List.of("mei@gmail.com"), List.of("harbour.de")))
        .containsOnlyKeys("harbour.de");
    assertThat(book.change(id, draft("other", "harbour.de", "")))
        .contains(new Answer(false, "There is an organisation Other already."));
    assertThat(book.change(id, draft("Harbour", "harbour.de other.example", "")))
        .contains(new Answer(false, "other.example belongs to Other already."));
    assertThat(book.organisation(id).orElseThrow().organisation().domains())
        .containsExactly("harbour.de", "harbour.example");
    assertThat(book.change(id + 100, draft("X", "x.example", ""))).isEmpty();
  }

  @Test
  void removes() {
    add("Harbour", "harbour.example", "mei@gmail.com");
    long id = lines().get(1).id().orElseThrow();

    assertThat(book.remove(id).orElseThrow().sentence()).startsWith("Harbour is removed.");
    assertThat(book.remove(id)).isEmpty();
    assertThat(book.of(List.of("mei@gmail.com"), List.of("harbour.example"))).isEmpty();
    assertThat(add("Harbour", "harbour.example", "mei@gmail.com").done()).isTrue();
  }

  @Test
  void findsByNameDomainAndAddress() {
    add("Harbour_Hotels", "harbour.example", "");
    add("Spa", "", "mei@gmail.com");

    assertThat(names("HARBOUR")).containsExactly("Harbour_Hotels");
    assertThat(names("r_h")).containsExactly("Harbour_Hotels");
    assertThat(names("%")).isEmpty();
    assertThat(names("gmail")).containsExactly("Spa");
    assertThat(names("filed.ex")).containsExactly("Filed");
    assertThat(book.organisations("", 2)).hasSize(2);
    assertThat(book.organisations("", 1)).extracting(Line::isReadOnly).containsExactly(true);
  }

  /** What was typed on the page counts no more once a file says otherwise. */
  @Test
  void fileWinsOverWhatWasAddedBefore() {
    add("Harbour", "harbour.example harbour.de", "mei@spa.example");
    add("Moved", "moved.example old.example", "");
    Organisation harbourOfFile = new Organisation("Big", Set.of("harbour.de"), Set.of(), true);
    Organisation spa = new Organisation("Spa", Set.of("spa.example"), Set.of(), true);
    Organisation moved = new Organisation("MOVED", Set.of("moved.example"), Set.of(), false);
    OrganisationBook later =
        book(new Organisations(List.of(harbourOfFile, spa, moved)), Set.of("harbour.example"));

    Map<String, Organisation> known =
        later.of(
            List.of("mei@spa.example"),
            List.of(
                "harbour.example", "harbour.de", "spa.example", "moved.example", "old.example"));

    assertThat(known)
        .isEqualTo(
            Map.of(
                "mei@spa.example", spa,
                "harbour.de", harbourOfFile,
                "spa.example", spa,
                "moved.example", moved));
    List<Line> lines = later.organisations("", 10);
    assertThat(lines.get(3).inFile()).containsExactly("harbour.de", "mei@spa.example");
    assertThat(lines.get(3).publicDomains()).containsExactly("harbour.example");
    assertThat(lines.get(4).inFile()).containsExactly("Moved", "moved.example");
  }

  @Test
  void oneOfTwoWhoAddTheSameIsTold() throws Exception {
    ExecutorService both = Executors.newFixedThreadPool(2);
    try {
      for (int i = 0; i < 20; i++) {
        String domain = "d" + i + ".example";
        String name = "A" + i;
        Callable<Answer> adding = () -> add(name, domain, "");
        List<Answer> answers =
            both.invokeAll(Collections.nCopies(2, adding)).stream()
                .map(JdbcOrganisationBookTest::get)
                .toList();

        assertThat(answers).filteredOn(Answer::done).hasSize(1);
        assertThat(answers)
            .filteredOn(answer -> !answer.done())
            .extracting(Answer::sentence)
            .containsExactly("There is an organisation " + name + " already.");
      }
    } finally {
      both.shutdownNow();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "'); drop table organisation; --",
        "%_\\",
        "${7*7}",
        "H\u00f4tel \ud83d\udc68\u200d\ud83d\udcbb",
        "\u5e2d"
      })
  @Tag("threat-T15")
  void keepsHostileNamesAsTheyAre(String name) {
    assertThat(add(name, "harbour.example", "").done()).isTrue();

    assertThat(names(name)).containsExactly(name);
    assertThat(book.of(List.of(), List.of("harbour.example")).get("harbour.example").name())
        .isEqualTo(name);
    assertThat(book.organisations("\u0000'%\ud800", 10)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000b", "a\nb", "\ud800", "\u202egnirts"})
  @Tag("threat-T15")
  void refusesNamesThatCannotBeSeen(String name) {
    assertThat(add(name, "harbour.example", "").sentence()).startsWith("The name must be");
  }

  private static Answer get(Future<Answer> future) {
    try {
      return future.get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private OrganisationBook book(Organisations files, Set<String> morePublic) {
    Set<String> publicDomains =
        Stream.concat(Stream.of("gmail.com"), morePublic.stream()).collect(Collectors.toSet());
    return new JdbcOrganisationBook(
        database.jdbc(),
        database.transaction(),
        new OrganisationRules(files, publicDomains, Set.of("desk@desk.example")),
        new SettableClock(NOW));
  }

  private Answer add(String name, String domains, String addresses) {
    return book.add(draft(name, domains, addresses), "admin");
  }

  private static Draft draft(String name, String domains, String addresses) {
    return new Draft(name, List.of(domains), List.of(addresses), true);
  }

  private List<Line> lines() {
    return book.organisations("", 100);
  }

  private List<String> names(String search) {
    return book.organisations(search, 100).stream()
        .map(line -> line.organisation().name())
        .toList();
  }
}
