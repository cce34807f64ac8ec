package counterfoil.web;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.desk.DeskViews.TicketPage;
import counterfoil.ticket.EntryKind;
import counterfoil.ticket.Role;
import counterfoil.ticket.Status;
import java.net.http.HttpResponse;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** What an engineer sees and does on a ticket's page, without any script. */
@SpringBootTest(
    classes = {WebOnFakes.class, WebOnFakes.Tryout.class},
    webEnvironment = WebEnvironment.RANDOM_PORT)
class TicketFormsTest {

  private static final String NUMBER = "CF-1042";

  @Autowired private FakeDesk desk;

  @Value("${local.server.port}")
  private int port;

  private Visitor mei;

  @BeforeEach
  void open() {
    mei = Visitor.of(port);
  }

  @AfterEach
  void beginAgain() {
    desk.beginAgain();
  }

  @Test
  void showsWhoseItIsAndWhatItBelongsTo() {
    Document page = page(NUMBER);

    assertThat(page.select(".ticket-head").text())
        .contains("Owner: mei@desk.example", "Organisation: Harbour Hotels", "telephony")
        .contains("follow-up of CF-1031");
    assertThat(page.select(".ticket-head a[href=/tickets/CF-1031]")).hasSize(1);
    assertThat(page("CF-1041").select(".ticket-head .chip.unknown").text())
        .isEqualTo("unknown organisation");
    assertThat(page("CF-1040").select(".ticket-head").text()).contains("Owner: nobody");
  }

  @Test
  @Tag("rule-24")
  void showsPeopleWithTheirRolesAndFlagsAddressesThatLookLikeOthers() {
    Document page = page(NUMBER);

    assertThat(page.select(".people li").eachText())
        .hasSize(3)
        .satisfiesExactly(
            one -> assertThat(one).contains("nadia@harbour-hotels.example", "requester"),
            one -> assertThat(one).contains("owen@harbour-hotels.example", "participant"),
            one -> assertThat(one).contains("suggested, sees nothing yet"));
    assertThat(page.select(".people .mixed")).hasSize(1);
    assertThat(page.select(".people li:last-child .mixed")).hasSize(1);
    assertThat(page.select(".people button[name=remove]").eachAttr("value"))
        .containsExactly("owen@harbour-hotels.example");
  }

  @Test
  @Tag("rule-24")
  void takesASuggestionAndTakesSomebodyOff() {
    submit(Map.of("remove", "owen@harbour-hotels.example"));
    Document page = submit(Map.of("add", "new@harbour-hotels.example"));

    assertThat(page.select(".answer").text())
        .isEqualTo("new@harbour-hotels.example sees what comes on CF-1042 from now on.");
    assertThat(ticket().people())
        .filteredOn(one -> one.role() == Role.PARTICIPANT)
        .extracting(one -> one.person().email())
        .containsExactly("new@harbour-hotels.example");
  }

  @Test
  void marksWhatIsForEngineersOnly() {
    Document page = page(NUMBER);

    assertThat(page.select(".entry:has(.only) .kind").eachText())
        .containsExactly("Internal note", "Customer message", "System note");
    assertThat(page.select(".entry:not(:has(.only)) .kind").eachText())
        .containsExactly("Customer message", "Engineer reply", "Customer message");
  }

  @Test
  @Tag("rule-22")
  @Tag("rule-24")
  void showsWhatTheCustomerSawAndWhatAParticipantSees() {
    String link =
        page(NUMBER).select("#conversation a:contains(What the customer saw)").attr("href");
    Document nadia = Jsoup.parse(mei.get(link).body());

    assertThat(nadia.select(".entry .kind").eachText())
        .containsExactly("Customer message", "Engineer reply", "Customer message");
    assertThat(nadia.text())
        .contains("3 entries of this ticket are not shown to them")
        .doesNotContain("SIP trunk", "the code that you have got", "mail 1");
    assertThat(nadia.select(".entry a, button, form")).isEmpty();

    Document owen = seen("owen@harbour-hotels.example");
    assertThat(owen.select(".entry")).hasSize(1);
    assertThat(seen("x@bad.example").text()).contains("Nobody on CF-1042 has this address");
    assertThat(seen("x@bad.example").select(".entry")).isEmpty();
    assertThat(mei.get("/tickets/CF-9/seen-by?address=x@bad.example").statusCode()).isEqualTo(404);
  }

  @Test
  @Tag("rule-25")
  void takesATicketAndGivesItBack() {
    assertThat(submit(Map.of("owner", "me")).select(".answer").text())
        .isEqualTo("CF-1042 belongs to admin now.");
    assertThat(mei.get("/?owner=me").body()).contains(NUMBER).doesNotContain("CF-1040");
    submit(Map.of("owner", ""));
    assertThat(ticket().line().owner()).isEmpty();
    assertThat(mei.get("/?owner=nobody").body()).contains(NUMBER, "CF-1040");
    assertThat(mei.get("/?owner=me").body()).contains("No ticket matches.");
  }

  @Test
  void setsThePriority() {
    submit(Map.of("priority", "P4"));
    assertThat(ticket().line().priority()).isEqualTo("P4");
    HttpResponse<String> unknown = post(Map.of("priority", "P9"));
    assertThat(unknown.statusCode()).isEqualTo(409);
    assertThat(unknown.body()).contains("There is no priority &quot;P9&quot;.");
  }

  @Test
  @Tag("rule-25")
  void saysWhoGetsAnAnswerAndThatTheTicketWaits() {
    assertThat(page(NUMBER).select("#answer").text())
        .contains("Goes by mail to Nadia Hart <nadia@harbour-hotels.example>, Owen <owen@")
        .contains("CF-1042 then waits for the customer.");
    assertThat(page("CF-1031").select("#answer").text()).contains("CF-1031 stays Resolved.");

    Document page = submit(Map.of("answer", "Which browser?\r\n\r\nMei", "newest", newest()));

    assertThat(page.select(".answer").text()).isEqualTo("The answer is on its way.");
    assertThat(page.select("#answer textarea").first().wholeText()).isBlank();
    assertThat(ticket().line().status()).isEqualTo(Status.WAITING_FOR_CUSTOMER);
    assertThat(ticket().entries())
        .last()
        .satisfies(entry -> assertThat(entry.text()).isEqualTo("Which browser?\n\nMei"));
  }

  /** Also when the form is sent twice: no customer gets one letter twice. */
  @Test
  void showsWhatWasWrittenMeanwhileBeforeAnAnswerGoes() {
    String newest = newest();
    desk.append(NUMBER, "Owen <owen@harbour-hotels.example>", "Re", "It is settled.");

    HttpResponse<String> refused = post(Map.of("answer", " My <b>draft\n", "newest", newest));

    assertThat(refused.statusCode()).isEqualTo(409);
    Document page = Jsoup.parse(refused.body());
    assertThat(page.select(".answer").text()).startsWith("Something was written on CF-1042");
    assertThat(page.select("#answer-text").first().wholeText()).isEqualTo(" My <b>draft\n");
    assertThat(page.select("#conversation").text()).contains("It is settled.");
    assertThat(ticket().entries())
        .last()
        .satisfies(entry -> assertThat(entry.kind()).isEqualTo(EntryKind.CUSTOMER_MESSAGE));

    assertThat(post(Map.of("answer", "My draft", "newest", newest())).statusCode()).isEqualTo(200);
    assertThat(post(Map.of("answer", "My draft", "newest", newest)).statusCode()).isEqualTo(409);
  }

  @Test
  void keepsANote() {
    Document page = submit(Map.of("note", "Ask telephony"));

    assertThat(page.select(".entry").last().text()).contains("Ask telephony", "engineers only");
    HttpResponse<String> tooLong = post(Map.of("note", "x".repeat(100_001)));
    assertThat(tooLong.statusCode()).isEqualTo(409);
    assertThat(tooLong.body()).contains("at most 100,000 are taken");
    assertThat(Jsoup.parse(tooLong.body()).select("#note-text").text()).hasSize(100_001);
    assertThat(Jsoup.parse(tooLong.body()).select("#note").hasAttr("open")).isTrue();
  }

  @Test
  void mergesAndSplits() {
    HttpResponse<String> nothing = post(Map.of("split", "yes"));
    assertThat(nothing.statusCode()).isEqualTo(409);
    assertThat(nothing.body()).contains("choose one");
    assertThat(post(Map.of("split", "yes", "entry", "x")).statusCode()).isEqualTo(409);
    assertThat(page(NUMBER).select("#divide input[name=entry]")).hasSize(5);
    String first = page(NUMBER).select("#divide input[name=entry]").attr("value");
    assertThat(submit(Map.of("split", "yes", "entry", first)).select(".answer").text())
        .isEqualTo("Entries [" + first + "] are ticket CF-2000 now.");

    Document merged = submit(Map.of("into", "cf-1039"));
    assertThat(merged.select(".merged a").attr("href")).isEqualTo("/tickets/CF-1039");
    assertThat(merged.select("#answer-text, #rearrange")).isEmpty();
  }

  @Test
  @Tag("rule-26")
  void offersToUndoThanksOnlyWhereItWasTaken() {
    assertThat(page(NUMBER).select("button[name=thanks]")).isEmpty();
    assertThat(page("CF-1031").select("button[name=thanks]")).hasSize(1);

    HttpResponse<String> done =
        mei.submit("/tickets/CF-1031", "/tickets/CF-1031", Map.of("thanks", "undo"));

    assertThat(done.body()).contains("CF-1031 is Open, as if the customer had answered.");
    assertThat(page("CF-1031").select("button[name=thanks]")).isEmpty();
  }

  @Test
  void doesNothingWhenNothingIsAskedFor() {
    TicketPage before = ticket();

    assertThat(post(Map.of("x", "y")).statusCode()).isEqualTo(409);
    assertThat(ticket()).isEqualTo(before);
    assertThat(
            mei.submit("/tickets/" + NUMBER, "/tickets/CF-9", Map.of("owner", "me")).statusCode())
        .isEqualTo(404);
  }

  @Test
  void saysInWordsWhatALetterIsForAlsoWhenItBelongsToNoTicket() {
    desk.writeToStranger("NOT_ENTITLED", "ann@elsewhere.example", "We cannot help you", "Hello");

    Document letters = Jsoup.parse(mei.get("/letters").body());
    assertThat(letters.select("tbody tr").first().text())
        .contains("We cannot help you", "Not a customer", "ann@elsewhere.example", "no ticket");
    assertThat(letters.select("tbody tr").last().text()).contains("Acknowledgement", "CF-1042");
    assertThat(mei.get(letters.select("tbody a").attr("href")).body())
        .contains("Not a customer", "no ticket");
  }

  private Document page(String number) {
    return Jsoup.parse(mei.get("/tickets/" + number).body());
  }

  private Document seen(String address) {
    return Jsoup.parse(mei.get("/tickets/" + NUMBER + "/seen-by?address=" + address).body());
  }

  private String newest() {
    return page(NUMBER).select("input[name=newest]").attr("value");
  }

  private Document submit(Map<String, String> fields) {
    HttpResponse<String> answer = post(fields);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Jsoup.parse(answer.body());
  }

  private HttpResponse<String> post(Map<String, String> fields) {
    return mei.submit("/tickets/" + NUMBER, "/tickets/" + NUMBER, fields);
  }

  private TicketPage ticket() {
    return desk.ticket(NUMBER).orElseThrow();
  }
}
