package counterfoil.web;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.desk.DeskViews.FactLine;
import counterfoil.desk.MailState;
import counterfoil.ops.Backlog;
import counterfoil.ticket.Status;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

@SpringBootTest(
    classes = {WebOnFakes.class, WebOnFakes.Tryout.class},
    webEnvironment = WebEnvironment.RANDOM_PORT)
class PagesTest {

  @Autowired private FakeDesk desk;
  @Autowired private Backlog backlog;

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/?status=Open&search=silence",
        "/tickets/CF-1042",
        "/tickets/CF-1041",
        "/tickets/CF-1042/seen-by?address=nadia@harbour-hotels.example",
        "/?owner=nobody",
        "/journal",
        "/journal?state=PARKED",
        "/journal/1",
        "/journal/6",
        "/journal/10",
        "/letters",
        "/letters/1",
        "/letters/3",
        "/tryout",
        "/tryout?example=true"
      })
  void rendersWithStrictHeaders(String path) {
    HttpResponse<String> page = mei.get(path);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).startsWith("<!doctype html>").endsWith("</html>\n");
    assertThat(header(page, "Content-Type")).isEqualTo("text/html;charset=UTF-8");
    assertThat(header(page, "Content-Security-Policy"))
        .isEqualTo(AccessConfiguration.PAGE_POLICY)
        .doesNotContain("unsafe");
    assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(page, "Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(header(page, "X-Frame-Options")).isEqualTo("SAMEORIGIN");
    assertThat(header(page, "Cache-Control")).contains("no-store");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/?search=%3Cscript%3Ealert(1)%3C/script%3E%22%27%3E%3Cimg%20src=x%20onerror=alert(2)%3E",
        "/?status=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "/tickets/CF-1041",
        "/tickets/CF-1041/seen-by?address=x@bad.example",
        "/tickets/CF-1041/seen-by?address=%3Cscript%3Ealert(1)%3C/script%3E",
        "/?owner=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "/tickets/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "/journal",
        "/journal?search=%22%3E%3Cimg%20src=x%20onerror=alert(2)%3E",
        "/journal/6",
        "/letters",
        "/letters/3",
        "/tryout?as=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "/tryout?answer=%22%3E%3Cscript%3Ealert(1)%3C/script%3E"
      })
  @Tag("threat-T15")
  void writesHostileTextAsText(String path) {
    assertThat(mei.get(path).body())
        .doesNotContain("<script>alert")
        .doesNotContain("<img")
        .doesNotContain("></textarea><")
        .doesNotContain("49</textarea>");
  }

  @Test
  void loadsNothingFromElsewhereAndRunsNothingInline() {
    assertThat(mei.get("/tickets/CF-1041").body())
        .doesNotContainPattern("(?i)<(link|script|iframe|img)[^>]+(src|href)=\"(https?:)?//")
        .doesNotContainPattern("(?i)<script(?![^>]+src=)")
        .doesNotContainPattern("(?i)<[a-z]+[^>\"]* style=")
        .doesNotContainPattern("(?i)<[a-z]+[^>\"]* on[a-z]+=");
  }

  @Test
  void showsTheMostUrgentTicketFirst() {
    String queue = mei.get("/").body();

    assertThat(queue).containsSubsequence("CF-1042", "CF-1039", "CF-1040", "CF-1031");
    assertThat(queue).contains("P1", "inferred", "Waiting for Customer", "Pre-release");
  }

  @Test
  @Tag("rule-40")
  void queueAndTicketSayHowMuchTimeIsLeft() {
    assertThat(mei.get("/").body())
        .contains("Resolution due in 3 h", "First response overdue by", "Resolution paused, ")
        .contains("class=\"clock clock-overdue\"");
    assertThat(mei.get("/tickets/CF-1042").body()).contains("Resolution due in 3 h");
    assertThat(mei.get("/tickets/CF-1040").body()).doesNotContain("class=\"clock");
  }

  @Test
  void narrowsTheQueueByStatusAndWords() {
    assertThat(mei.get("/?status=Resolved").body())
        .contains("CF-1031")
        .doesNotContain("CF-1042", "CF-1039");
    assertThat(mei.get("/?search=hafenhotels").body())
        .contains("CF-1040")
        .doesNotContain("CF-1042");
  }

  @Test
  void letsHeldAndParkedMailStandOut() {
    assertThat(mei.get("/").body()).containsPattern("class=\"pulse alarm\"");
    assertThat(mei.get("/").body())
        .containsPattern("count some count-held\"[^>]*>HELD <b>1</b>")
        .containsPattern("count some count-parked\"[^>]*>PARKED <b>1</b>");
  }

  @Test
  void showsFactsWithTheWordsTheyWereReadFrom() {
    assertThat(mei.get("/tickets/CF-1042").body())
        .contains("Project link", "harbour-hotels/PROJECT-HB7QK2MZ")
        .contains(
            "<bdi>in production</bdi></a></q>, body line 3, <a href=\"/journal/1\">mail 1</a>")
        .contains("Not given yet:", "Steps, Expected");
  }

  @Test
  void marksTheseWordsInTheMail() {
    assertThat(mei.get("/tickets/CF-1042").body())
        .contains("<dd id=\"fact-3\">", "from <q><a class=\"to-words\" href=\"#words-3\">")
        .contains(
            "<mark id=\"words-3\" title=\"Environment: Live\">in production</mark>"
                + "<sup class=\"reference\"><a href=\"#fact-3\" aria-label=\"Back to Environment: Live\">3</a></sup>"
                + " <mark id=\"words-4\" title=\"Priority: P1\">every caller is dropped</mark>");
  }

  @Test
  void marksWhatOverlapsPieceByPiece() {
    long mail =
        open("CF-1", "In Live every call fails", "In Live every call fails, since <nine> o'clock.");
    desk.know(
        "CF-1",
        List.of(
            new FactLine(
                "environment", "Live", "In Live every call fails", "body line 1", "stated", mail),
            new FactLine(
                "happened", "<b>", "every call fails, since <nine>", "body line 1", "stated", mail),
            new FactLine("priority", "P1", "In Live every call fails", "subject", "inferred", mail),
            new FactLine("browser", "Safari", "Safari", "body line 9", "stated", mail)),
        List.of());

    Document page = Jsoup.parse(mei.get("/tickets/CF-1").body());

    assertThat(page.select("#conversation .words").eachText())
        .containsExactly("In Live every call fails1, since <nine>2 o'clock.");
    assertThat(page.select("#conversation mark").eachText())
        .containsExactly("In Live", "every call fails", ", since <nine>");
    assertThat(page.select("#conversation mark").eachAttr("title"))
        .containsExactly("Environment: Live", "Environment: Live; Happened: <b>", "Happened: <b>");
    assertThat(page.select("h1 mark").attr("title")).isEqualTo("Priority: P1");
    assertThat(page.select("mark mark")).isEmpty();
    List<String> links = page.select("a[href^=#]:not(.skip)").eachAttr("href");
    assertThat(links).hasSize(6 + 1).allSatisfy(to -> assertThat(page.select(to)).hasSize(1));
    assertThat(page.select("#fact-4 .to-words")).isEmpty();
  }

  @Test
  void leavesEachCharacterOfTheMailWhereItIs() {
    String text = "  Environment:\tLive\n\n\n  1. Call  \n";
    long mail = open("CF-1", "Silence", text);
    desk.know(
        "CF-1",
        List.of(
            new FactLine(
                "environment", "Live", "Environment: Live", "body line 1", "stated", mail)),
        List.of());

    assertThat(mei.get("/tickets/CF-1").body())
        .contains("<div class=\"words\">  <mark", ">Environment:\tLive</mark><sup")
        .contains("</sup>\n\n\n  1. Call  \n</div>");
  }

  private long open(String number, String subject, String text) {
    return desk.open(number, "Nadia", subject, text, "P2", Duration.ofMinutes(1))
        .entries()
        .get(0)
        .mailId()
        .orElseThrow();
  }

  @Test
  void gathersTheValuesOfOneFieldUnderItsName() {
    String page = mei.get("/tickets/CF-1039").body();

    assertThat(page.split("<dt>Steps</dt>", -1)).hasSize(2);
    assertThat(page)
        .containsSubsequence(
            "<dt>Steps</dt>",
            "Call",
            "in these words</a>, body line 5",
            "Wait",
            "<dt>Browser</dt>");
  }

  @Test
  void namesTheFirstFactsInTheQueueAndCountsTheOthers() {
    assertThat(mei.get("/?search=CF-1039").body())
        .contains("Pre-release", "and 1 more")
        .doesNotContain("Chrome");
  }

  @Test
  void movesATicketByTheFormOfItsPage() {
    HttpResponse<String> page =
        mei.submit(
            "/tickets/CF-1040", "/tickets/CF-1040", Map.of("status", "Waiting for Customer"));

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("CF-1040 went from Open to Waiting for Customer.");
    assertThat(desk.ticket("CF-1040").orElseThrow().line().status())
        .isEqualTo(Status.WAITING_FOR_CUSTOMER);
    assertThat(desk.ticket("CF-1040").orElseThrow().events())
        .last()
        .satisfies(event -> assertThat(event.who()).isEqualTo("admin"));
  }

  @Test
  void saysWhyAMoveWasRefused() {
    HttpResponse<String> page =
        mei.submit("/tickets/CF-1031", "/tickets/CF-1031", Map.of("status", "Resolved"));

    assertThat(page.statusCode()).isEqualTo(409);
    assertThat(page.body()).contains("CF-1031 is already Resolved.");

    HttpResponse<String> unknown =
        mei.submit("/tickets/CF-1031", "/tickets/CF-1031", Map.of("status", "Done"));
    assertThat(unknown.statusCode()).isEqualTo(409);
    assertThat(unknown.body()).contains("There is no status &quot;Done&quot;.");
  }

  @Test
  @Tag("threat-T32")
  void refusesAFormWithoutItsToken() {
    HttpResponse<String> page =
        mei.post(
            "/tickets/CF-1042", "application/x-www-form-urlencoded", "status=Resolved&_csrf=x");

    assertThat(page.statusCode()).isEqualTo(403);
    assertThat(desk.ticket("CF-1042").orElseThrow().line().status()).isNotEqualTo(Status.RESOLVED);
  }

  @Test
  @Tag("threat-T32")
  void keepsTheTokenFromScriptsAndForeignPages() {
    assertThat(mei.get("/tickets/CF-1042").headers().firstValue("Set-Cookie").orElseThrow())
        .contains("HttpOnly", "SameSite=Strict");
  }

  @Test
  void filtersTheJournalByState() {
    assertThat(mei.get("/journal?state=HELD").body())
        .contains("spoof: DMARC of desk.example fails")
        .doesNotContain("process/read failed");
  }

  @Test
  void readsAMailAgainForItsPage() {
    assertThat(mei.get("/journal/1").body())
        .contains("every caller is dropped since 9:00", "opened", "CF-1042", "A new request")
        .contains("Message-ID: &lt;m1@harbour-hotels.example&gt;");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/journal"})
  void saysHowABacklogIsWorkedOff(String path) {
    backlog.look();

    assertThat(mei.get(path).body())
        .contains("12,345 mails wait: 12,000 on the server, 345 in the journal");
  }

  @Test
  @Tag("promise-7")
  void hasAParkedMailTriedAgainAndDoesNotReadItItself() {
    long id =
        desk.keep("nadia@harbour-hotels.example", "Old", "poison", MailState.KEPT, Instant.EPOCH);
    desk.stop(id, MailState.PARKED, "IllegalStateException while processing", List.of());

    assertThat(mei.get("/journal/" + id).body())
        .contains("This mail is parked", "Try again")
        .doesNotContain("poison");
    HttpResponse<String> done = mei.submit("/journal/" + id, "/journal/" + id, Map.of());
    assertThat(done.statusCode()).isEqualTo(200);
    assertThat(done.body()).contains("Mail " + id + " is tried again.");
  }

  @Test
  void showsAMailWhoseBytesAreGone() {
    long id =
        desk.keep("nadia@harbour-hotels.example", "Old", "old", MailState.KEPT, Instant.EPOCH);
    desk.forgetRaw(id);

    assertThat(mei.get("/journal/" + id).body()).contains("The mail itself is no longer kept.");
    assertThat(mei.get("/journal/" + id + "/raw").statusCode()).isEqualTo(404);
  }

  @Test
  @Tag("threat-T15")
  @Tag("promise-7")
  void handsOutRawMailAsAnAttachmentOnly() {
    HttpResponse<String> raw = mei.get("/journal/6/raw");

    assertThat(raw.statusCode()).isEqualTo(200);
    assertThat(raw.body().getBytes(StandardCharsets.UTF_8)).isEqualTo(desk.raw(6).orElseThrow());
    assertThat(header(raw, "Content-Type")).startsWith("text/plain");
    assertThat(header(raw, "Content-Disposition")).isEqualTo("attachment; filename=\"mail-6.eml\"");
    assertThat(header(raw, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(raw, "Content-Security-Policy")).contains("sandbox", "default-src 'none'");
  }

  @Test
  @Tag("threat-T15")
  void putsTheHtmlOfALetterIntoASandbox() {
    assertThat(mei.get("/letters/1").body())
        .containsPattern("<iframe[^>]* sandbox src=\"/letters/1/html\">");

    HttpResponse<String> frame = mei.get("/letters/3/html");
    assertThat(header(frame, "Content-Security-Policy"))
        .startsWith("sandbox; default-src 'none'")
        .contains("frame-ancestors 'self'")
        .doesNotContain("script");
    assertThat(header(frame, "X-Frame-Options")).isEqualTo("SAMEORIGIN");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nowhere",
        "/tickets/CF-9999",
        "/journal/99999",
        "/journal/99999/raw",
        "/journal/words",
        "/journal/99999999999999999999",
        "/letters/99999",
        "/letters/99999/html"
      })
  void saysThatThereIsNoSuchThing(String path) {
    HttpResponse<String> page = mei.get(path);

    assertThat(page.statusCode()).isEqualTo(404);
    assertThat(page.body()).contains("<h1>There is no", "To the tickets");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/tickets/CF-1042", "/journal", "/journal/1", "/letters", "/tryout"})
  @Tag("promise-10")
  void saysThatTheDatabaseIsAway(String path) {
    desk.setAway(true);

    HttpResponse<String> page = mei.get(path);

    assertThat(page.statusCode()).isEqualTo(503);
    assertThat(header(page, "Retry-After")).isEqualTo("10");
    assertThat(page.body())
        .contains("The desk&#39;s database does not answer.")
        .doesNotContain("refused", "5432", "Exception");
  }

  @Test
  @Tag("threat-T34")
  void tellsNothingOfTheInsideWhenItFails() {
    desk.setBroken(true);

    HttpResponse<String> page = mei.get("/");

    assertThat(page.statusCode()).isEqualTo(500);
    assertThat(page.body())
        .contains("Something went wrong on our side.")
        .doesNotContain("secret", "Exception", "counterfoil.web");
    assertThat(mei.ask("/api/tickets").body()).doesNotContain("secret", "Exception");
  }

  @Test
  void asksBrowsersToKeepStaticFilesUntilTheyChange() {
    HttpResponse<String> style = mei.get("/desk.css");

    assertThat(style.statusCode()).isEqualTo(200);
    assertThat(header(style, "Content-Type")).startsWith("text/css");
    assertThat(header(style, "Cache-Control")).contains("max-age=31536000");
    assertThat(mei.get("/").body()).contains("/desk.css?v=" + StaticFiles.version());
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
