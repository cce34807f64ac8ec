package counterfoil.web;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.desk.DeskViews.FactLine;
import counterfoil.desk.DeskViews.LinkLine;
import counterfoil.desk.MailState;
import counterfoil.ticket.EntryKind;
import counterfoil.ticket.Organisation;
import counterfoil.ticket.Role;
import counterfoil.ticket.Ticket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/**
 * A page has the same elements and attributes whatever a mail says: the same page is made once of
 * harmless and once of hostile words, and what a browser would build of both must have one shape.
 */
@SpringBootTest(
    classes = {WebOnFakes.class, WebOnFakes.Tryout.class},
    webEnvironment = WebEnvironment.RANDOM_PORT)
@TestInstance(Lifecycle.PER_CLASS)
@Tag("threat-T15")
class HostileTextTest {

  private static final String NUMBER = "CF-7";

  @Autowired private FakeDesk desk;
  @Autowired private FakeTryout tryout;
  @Autowired private FakeOrganisations organisations;

  @Value("${local.server.port}")
  private int port;

  private Visitor mei;
  private List<String> harmless = List.of();

  @BeforeEach
  void open() {
    mei = Visitor.of(port);
  }

  @AfterEach
  void beginAgain() {
    desk.beginAgain();
    organisations.beginAgain();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "</title><script>alert(1)</script>",
        "</textarea><script>alert(1)</script>",
        "</pre><script>alert(1)</script>",
        "</details></article></main><script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "<svg><animate onbegin=alert(1) attributeName=x>",
        "<math><mtext></p><style><img src=x onerror=alert(1)>",
        "<form><button formaction=javascript:alert(1)>x",
        "<iframe srcdoc='<script>alert(1)</script>'>",
        "<base href=//bad.example/>",
        "<meta http-equiv=refresh content='0;url=//bad.example'>",
        "<link rel=stylesheet href=//bad.example/x.css>",
        "<style>*{background:url(//bad.example)}</style>",
        "\" onmouseover=\"alert(1)",
        "' onmouseover='alert(1)",
        "\"><script>alert(1)</script>",
        "'><script>alert(1)</script>",
        "x\" autofocus onfocus=alert(1) y=\"",
        "` onmouseover=`alert(1)",
        "--><script>alert(1)</script>",
        "]]><script>alert(1)</script>",
        "<!--",
        "<![CDATA[",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "&#x3c;script&#x3e;alert(1)&#x3c;/script&#x3e;",
        "&quot; onmouseover=&quot;alert(1)",
        "javascript:alert(1)",
        "//bad.example/x",
        "../../../etc/passwd",
        "${7*7}",
        "#{7*7}",
        "[=7*7]",
        "<#assign x=1>",
        "</#if>${\"freemarker.template.utility.Execute\"?new()(\"id\")}",
        "${.data_model}",
        "{{7*7}}",
        "%3Cscript%3Ealert(1)%3C/script%3E",
        "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
        "\u00bcscript\u00bealert(1)\u00bc/script\u00be",
        "\uff1cscript\uff1ealert(1)\uff1c/script\uff1e",
        "<scr\u0000ipt>alert(1)</scr\u0000ipt>",
        "<a\u000chref=javascript:alert(1)>x",
        "\u202e\u2066<b>",
        "\u2028<b>\u2029"
      })
  void hasTheShapeOfAHarmlessPage(String hostile) {
    if (harmless.isEmpty()) {
      harmless = shapesWith("words");
    }

    assertThat(shapesWith(hostile)).isEqualTo(harmless);
  }

  /** What a browser would build of each page on which these words stand. */
  private List<String> shapesWith(String words) {
    desk.clear();
    long first =
        desk.open(NUMBER, words, words, words, words, Duration.ofMinutes(1))
            .entries()
            .get(0)
            .mailId()
            .orElseThrow();
    desk.know(
        NUMBER,
        List.of(
            new FactLine(words + "x", words, words + ".", words, words, 1),
            // Found in the heading, in what was written, and in what is folded away.
            new FactLine(words + "x", words + "y", words, "subject", words, first),
            new FactLine(words + "x", words, words, "body line 1", words, first),
            new FactLine(words + "x", words, words, "body line 1", words, first),
            new FactLine(words + "x", words, words, "quoted line 1", words, 2)),
        List.of(words));
    desk.add(NUMBER, EntryKind.CUSTOMER_MESSAGE, words, "", words, Optional.of(2L), Instant.EPOCH);
    desk.add(
        NUMBER, EntryKind.CUSTOMER_MESSAGE, words, words, words, Optional.empty(), Instant.EPOCH);
    desk.place(
        NUMBER,
        words,
        words,
        List.of(words, Ticket.UNKNOWN_ORGANISATION, Ticket.THANKS),
        Optional.empty(),
        List.of(new LinkLine(words, words)));
    desk.join(NUMBER, "r@bad.example", words, Role.REQUESTER, Instant.EPOCH);
    desk.join(NUMBER, "p@bad.example", words, Role.PARTICIPANT, Instant.EPOCH);
    desk.join(NUMBER, words, words, Role.SUGGESTED, Instant.EPOCH);
    desk.hide(NUMBER, EntryKind.INTERNAL_NOTE, words, words);
    desk.hide(NUMBER, EntryKind.CUSTOMER_MESSAGE, words, words);
    long letter = desk.write(NUMBER, words, "SENT", words, words, words).line().id();
    long mail = desk.keep(words, words, words, MailState.KEPT, Instant.EPOCH);
    desk.stop(mail, MailState.HELD, words, List.of(words));
    String address = "x" + Math.abs(words.hashCode()) + "@bad.example";
    tryout.deliver(
        address,
        "From: \"A\" <a@bad.example>\r\nSubject: x "
            + words
            + "\r\nMessage-ID: <id@bad.example>\r\n\r\nx "
            + words
            + "\r\n");
    organisations.clear();
    organisations.file(new Organisation(words, Set.of(words), Set.of(words), true));
    long organisation =
        organisations.put(
            new Organisation(words, Set.of(words), Set.of(words), false), Set.of(words), Set.of());
    String encoded = URLEncoder.encode(words, StandardCharsets.UTF_8);
    return List.of(
            "/?search=" + encoded,
            "/tickets/" + NUMBER,
            "/tickets/" + NUMBER + "/seen-by?address=r@bad.example",
            "/tickets/" + NUMBER + "/seen-by?address=x" + encoded,
            "/?owner=x" + encoded,
            "/journal?search=" + encoded,
            "/journal/" + mail,
            "/letters/" + letter,
            "/organisations",
            "/organisations?search=" + encoded,
            "/organisations/" + organisation,
            "/tickets/x"
                + encoded
                    .replace("+", "%20")
                    .replace("%2F", "")
                    .replace("%5C", "")
                    .replace("%00", ""),
            "/tryout?as=" + address,
            "/tryout?as=" + address + "&answer=id@bad.example",
            "/tryout?as=" + encoded)
        .stream()
        .map(path -> shape(mei.get(path).body(), words))
        .toList();
  }

  @Test
  void marksThem() {
    assertThat(shapesWith("words").get(1).split("mark\\[", -1)).hasSize(1 + 3);
  }

  private static String shape(String page, String words) {
    Document document = Jsoup.parse(page);
    assertThat(document.head().select("title")).hasSize(1);
    return document.getAllElements().stream()
        .filter(element -> !isOfTheReadMail(element))
        // Whether an address can be taken for another one is said of some.
        .filter(element -> !element.hasClass("mixed"))
        .map(HostileTextTest::tag)
        .collect(Collectors.joining(" "));
  }

  /** How often the reader finds quotes and odd things in a mail is its own affair. */
  private static boolean isOfTheReadMail(Element element) {
    return element.closest(".entry, .fields") != null && element.closest("#conversation") == null;
  }

  private static String tag(Element element) {
    return element.normalName()
        + element.attributes().asList().stream()
            .map(Attribute::getKey)
            .sorted()
            .collect(Collectors.toList());
  }
}
