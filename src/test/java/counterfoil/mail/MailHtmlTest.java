package counterfoil.mail;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.html.DisplayLimits;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("rule-13")
class MailHtmlTest {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** A point in green. */
  private static final String PIXEL =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<p style='color:red;position:fixed;font-weight:bold'>a</p>|<p style=\"color:red;font-weight:bold\">a</p>",
        "<p style='COLOR: rgb(1, 2, 3) !important'>a</p>|<p style=\"color:rgb(1, 2, 3)\">a</p>",
        "<p style='color:expression(alert(1));width:calc(1px)'>a</p>|<p>a</p>",
        "<p style='margin:-5px;padding:4px'>a</p>|<p style=\"padding:4px\">a</p>",
        "<p style='width:99999999px'>a</p>|<p>a</p>",
        "<td width=5 onclick=x colspan=2000>a</td>|a",
        "<table width=600 bgcolor=#fff height='9%'><tr><td rowspan=3 colspan=2000>a</table>|<table width=\"600\" bgcolor=\"#fff\" height=\"9%\"><tbody><tr><td rowspan=\"3\">a</td></tr></tbody></table>",
        "<font color=red face='Arial, sans' size=+1>a</font>|<font color=\"red\" face=\"Arial, sans\">a</font>",
        "<form action=x>a<input value=b><button>c</button></form>|ac",
        "<o:p>a</o:p><custom-tag x=y>b</custom-tag>|ab",
        "<p class=picture id=x title=y>a</p>|<p>a</p>",
        "a &lt;b&gt; &amp; &quot;c&quot; &nbsp;|a &lt;b&gt; &amp; \"c\" &#xa0;",
        "<style>p.x{color:red} .y{font-weight:bold}</style><p class='x y'>a</p>|<p style=\"font-weight:bold;color:red\">a</p>",
        "<style>p{color:red}</style><p style='color:blue'>a</p>|<p style=\"color:blue\">a</p>",
        "<p class=MsoNormal style='color:red'>a</p>|<p style=\"margin-top:0;margin-bottom:0;color:red\">a</p>"
      })
  void keepsTheLookAndNothingElse(String html, String shown) {
    assertThat(html(html)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "https://h.example/a?b=c&amp;d, https://h.example/a?b=c&amp;d",
    "' www.h.example/a ', http://www.h.example/a%20",
    "mailto:a@h.example, mailto:a@h.example",
    "tel:+442079460100, tel:+442079460100"
  })
  void letsLinksBeFollowedInAWindowOfTheirOwn(String href, String address) {
    assertThat(html("<a href='" + href + "' onclick=x target=_top>a</a>"))
        .isEqualTo(
            "<a href=\"%s\" title=\"%s\" rel=\"noopener noreferrer nofollow\" target=\"_blank\">a</a>"
                .formatted(address, address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:x",
        "java\nscript:x",
        "data:text/html,x",
        "/x",
        "#x",
        "//h.example/x",
        "http:/h.example",
        "https:///",
        "ftp://h.example",
        "file:///etc/passwd",
        ""
      })
  void leavesOtherLinksWithoutAnAddress(String href) {
    assertThat(html("<a href='" + href + "'>a</a>")).doesNotContain("href").contains(">a</a>");
  }

  @Test
  void tellsWhereALinkLeadsThatSaysOtherwise() {
    assertThat(html("<a href='https://bad.example/x'>https://www.h.example/login</a>"))
        .contains("<span class=\"leads\"> (leads to bad.example)</span>");
    assertThat(html("<a href='https://h.example@bad.example/x'>www.h.example</a>"))
        .contains("leads to bad.example");
    assertThat(html("<a href='https://www.h.example/x'>h.example</a>")).doesNotContain("leads");
    assertThat(html("<a href='https://www.h.example/x'>https://h.example/</a>"))
        .doesNotContain("leads");
  }

  @Test
  @Tag("threat-T17")
  void holdsBackPicturesFromElsewhereAndSaysSo() {
    ShownHtml shown =
        shown(
            "<img src='https://cdn.h.example/a.png' alt='Our hotel' width=600>"
                + "<img src='//CDN.h.example/b.png'><img src='https://t.example/p' width=1 height=1>"
                + "<img src='http://i.example/i.png' width=16 alt='View'>"
                + "<table background='https://bg.example/x'><tr><td style='background:url(http://bg2.example)'>a</table>");

    assertThat(shown.html())
        .contains(
            ">Our hotel (cdn.h.example)</span>",
            ">Picture (cdn.h.example)</span>",
            "title=\"Picture, not loaded from i.example\">View</span>")
        .doesNotContain("<img", "t.example");
    assertThat(shown.heldBack()).isEqualTo(6);
    assertThat(shown.hosts())
        .containsExactly("cdn.h.example", "t.example", "i.example", "bg.example");
  }

  @Test
  @Tag("rule-16")
  void showsThePicturesThatTheMailBrings() {
    String related =
        """
        Content-Type: multipart/related; boundary=b

        --b
        Content-Type: text/html

        <img src="cid:a%%40h.example" alt="Chart"><img src="cid:text"><img src="cid:none" alt="Gone">
        --b
        Content-Type: application/octet-stream
        Content-ID: <a@h.example>
        Content-Transfer-Encoding: base64

        %s
        --b
        Content-Type: image/png
        Content-ID: <text>

        <svg onload=alert(1)>
        --b--
        """
            .formatted(PIXEL);

    ShownHtml shown = new MailHtml().of(bytes(related)).orElseThrow();

    assertThat(shown.html())
        .contains("src=\"data:image/png;base64," + PIXEL + "\"")
        .contains("alt=\"Chart\"", "Picture (not shown)", "Gone (not shown)")
        .doesNotContain("svg");
    assertThat(shown.heldBack()).isZero();
  }

  @Test
  void showsPicturesInTheHtmlItselfOnlyWhenTheyAreSome() {
    assertThat(html("<img src='data:image/gif;base64," + PIXEL + "'>"))
        .contains("data:image/png;base64,");
    assertThat(html("<img src='data:image/svg+xml;base64,PHN2Zy8+' alt=x>"))
        .isEqualTo("<span class=\"picture\" title=\"Picture, not shown\">x (not shown)</span>");
  }

  @Test
  void stopsAtItsLimits() {
    MailHtml small = new MailHtml(ReadLimits.DEFAULTS, new DisplayLimits(500, 1, 200));
    String pixel = "<img src='data:image/png;base64," + PIXEL + "'>";

    ShownHtml shown =
        small.of(mail(pixel + pixel + "<p>one word more</p>".repeat(100))).orElseThrow();

    assertThat(shown.cut()).isTrue();
    assertThat(shown.html().length()).isLessThan(1_000);
    assertThat(shown.html().split("data:image/png", -1)).hasSize(2);
    assertThat(shown("<p>short</p>").cut()).isFalse();
  }

  @Test
  void hasNoneOfAMailWithoutHtml() {
    assertThat(new MailHtml().of(bytes("Subject: x\n\ntext\n"))).isEmpty();
    assertThat(new MailHtml().of(new byte[0])).isEmpty();
  }

  @Test
  void showsTextBetweenHtmlAsText() {
    String mixed =
        "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n<b>one</b>\n"
            + "--b\n\ntwo <x>\n  three\n--b--\n";

    assertThat(new MailHtml().of(bytes(mixed)).orElseThrow().html())
        .startsWith("<b>one</b>")
        .endsWith("<hr><div style=\"white-space:pre-wrap\">two &lt;x&gt;\n  three</div>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<div>",
        "<script></script>",
        "<img src=//h.example width=1>",
        "<img src=//h.example>",
        "<a href=http://h.example>",
        "<table><tr><td>",
        "<svg>",
        "<p style='color:red;x;x;x'>",
        "<style>p{color:red}</style>",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa<b>",
        "&",
        "<"
      })
  @Tag("threat-T12")
  void takesTimeThatGrowsWithTheLengthOnly(String piece) {
    long few = cpuTimeOf(piece.repeat(2_000));
    long many = cpuTimeOf(piece.repeat(64_000));

    assertThat(many).isLessThan(Math.max(few, 20_000_000) * 150);
  }

  /** Never throws: bytes of any kind behind a header that says HTML. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void bearsAnyBytes(long seed) {
    Random random = new Random(seed);
    String signs = "<>/=\"' &;:#!-[]abcstylesvgimgsrcp\n\u0000\u00a0\ud800";
    for (int i = 0; i < 300; i++) {
      StringBuilder html = new StringBuilder();
      for (int n = random.nextInt(300); n > 0; n--) {
        html.append(signs.charAt(random.nextInt(signs.length())));
      }
      assertThat(new MailHtml().of(mail(html.toString()))).isNotNull();
    }
  }

  private static long cpuTimeOf(String html) {
    byte[] mail = mail(html);
    long start = THREADS.getCurrentThreadCpuTime();
    assertThat(new MailHtml().of(mail)).isPresent();
    return THREADS.getCurrentThreadCpuTime() - start;
  }

  @Test
  void leavesOutControlsThatEntitiesStandFor() {
    String shown = new MailHtml().of(mail("<p title='a&#13;b'>x&#13;&#1;&#x7f;y</p>")).get().html();

    assertThat(shown).contains("xy").doesNotContainPattern("[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f]");
  }

  private static String html(String html) {
    return shown(html).html();
  }

  private static ShownHtml shown(String html) {
    return new MailHtml().of(mail(html)).orElseThrow();
  }

  private static byte[] mail(String html) {
    return bytes("Content-Type: text/html; charset=utf-8\n\n" + html);
  }

  private static byte[] bytes(String mail) {
    return mail.getBytes(StandardCharsets.UTF_8);
  }
}
