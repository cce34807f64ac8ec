package counterfoil.web;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.mail.Address;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
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
class TryoutPageTest {

  @Autowired private FakeTryout tryout;

  @Value("${local.server.port}")
  private int port;

  private Visitor visitor;

  @BeforeEach
  void open() {
    visitor = Visitor.of(port);
  }

  @Test
  void opensWithTheFormOfTheSupportPage() {
    assertThat(visitor.get("/tryout").body())
        .contains("Support request: [Brief description]", "Project link: \nEnvironment: [Sandbox")
        .contains("Nadia Hart", "servicedesk@counterfoil.example");
  }

  @Test
  void sendsAsTheChosenPersonAndShowsTheAnswer() {
    HttpResponse<String> sent =
        write("as-chosen@harbour-hotels.example", "Calls dropped", "No call reaches us.", "");

    assertThat(sent.statusCode()).isEqualTo(302);
    assertThat(sent.headers().firstValue("Location"))
        .hasValueSatisfying(
            to ->
                assertThat(to).endsWith("/tryout?sent=true&as=as-chosen%40harbour-hotels.example"));
    FakeTryout.Sent mail = last();
    assertThat(mail.from()).isEqualTo(Address.of("as-chosen@harbour-hotels.example"));
    assertThat(mail.inReplyTo()).isEmpty();
    assertThat(mail.references()).isEmpty();
    assertThat(visitor.get("/tryout?as=as-chosen@harbour-hotels.example").body())
        .contains("We have your request", "Answer this mail to add something.")
        .containsPattern("href=\"/tickets/CF-11\\d\\d\"");
  }

  @Test
  void answersAMailOfTheInboxInItsThread() {
    String owen = "owen@harbour-hotels.example";
    write(owen, "Late check-out", "Callers hear nothing.", "");
    String id = "cf-" + (1100 + tryout.sent().size()) + ".ack@counterfoil.example";

    String form = visitor.get("/tryout?as=" + owen + "&answer=" + id).body();
    assertThat(form)
        .contains("value=\"Re: [CF-")
        .contains(
            "Service desk wrote:\n&gt; Hello,", "&amp;answer=" + id.replace("@", "%40") + "\">");

    write(owen, "Re: We have your request", "It is Live.\n\n> Hello,", id);
    assertThat(last().from().name()).isEqualTo("Owen");
    assertThat(last().inReplyTo()).hasValue(id);
    assertThat(last().references()).isEqualTo(List.of("first@harbour-hotels.example"));
  }

  @Test
  void quotesHostileMailAsText() {
    String address = "quoter@harbour-hotels.example";
    tryout.deliver(
        address,
        "From: x@bad.example\r\nSubject: </textarea><script>alert(1)</script>\r\n"
            + "Message-ID: <\"><script>alert(2)</script>@bad.example>\r\n\r\n"
            + "</textarea><script>alert(3)</script>\r\n");

    assertThat(visitor.get("/tryout?as=" + address).body()).doesNotContain("<script>alert");
    assertThat(
            visitor
                .get(
                    "/tryout?as="
                        + address
                        + "&answer=%22%3E%3Cscript%3Ealert(2)%3C/script%3E@bad.example")
                .body())
        .doesNotContain("<script>alert");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nobody",
        "a@b",
        "two@one.example@two.example",
        "a b@c.example",
        "x@bad.example>\r\nBcc: y@bad.example",
        "servicedesk@counterfoil.example",
        "ServiceDesk@Counterfoil.example"
      })
  void refusesAddressesTheDeskCouldNotAnswerTo(String address) {
    int before = tryout.sent().size();

    HttpResponse<String> page = write(address, "Subject", "Text I typed", "");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("role=\"alert\"", "Text I typed");
    assertThat(tryout.sent()).hasSize(before);
  }

  @Test
  void refusesWhatIsNoMail() {
    int before = tryout.sent().size();
    String nadia = "nadia@harbour-hotels.example";

    assertThat(write(nadia, "Subject", "  ", "").body()).contains("nothing in the mail");
    assertThat(write(nadia, "a\r\nBcc: x@bad.example", "Text", "").body())
        .contains("control characters");
    assertThat(write(nadia, "s".repeat(201), "Text", "").body()).contains("at most 200");
    assertThat(write(nadia, "Subject", "x".repeat(20_001), "").body()).contains("at most 20000");
    assertThat(tryout.sent()).hasSize(before);
  }

  @Test
  void keepsTheTextWhenTheMailServerDoesNotTakeIt() {
    assertThat(
            write("nadia@harbour-hotels.example", FakeTryout.REFUSED, "All that I typed", "")
                .body())
        .contains("The mail could not be sent.", "All that I typed")
        .doesNotContain("smtp.inside.example");
  }

  private FakeTryout.Sent last() {
    return tryout.sent().get(tryout.sent().size() - 1);
  }

  private HttpResponse<String> write(String as, String subject, String text, String answer) {
    String path = "/tryout?as=" + encoded(as) + "&answer=" + encoded(answer);
    return visitor.submit(path, path, Map.of("subject", subject, "text", text));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
