package counterfoil.html;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.reply.MarkedText;
import counterfoil.text.Defects;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("rule-13")
class HtmlTextTest {

  private static final HtmlLimits LIMITS = new HtmlLimits(2_000_000, 5_000, 200);

  private final Defects defects = new Defects();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<a href='https://studio.example/a'>our agent</a>|our agent <https://studio.example/a>",
        "<a href='https://studio.example/a/'>https://studio.example/a</a>|https://studio.example/a",
        "<a href='https://studio.example/a'>studio.example/a</a>|studio.example/a",
        "<a href='https://studio.example/a'><img src=x></a>|<https://studio.example/a>",
        "see <a href='https://studio.example/a b'><b>this</b> one</a>.|see this one <https://studio.example/a%20b>.",
        "<a href='mailto:nadia@h.example?subject=x'>nadia@h.example</a>|nadia@h.example",
        "<a href='mailto:nadia@h.example'>Nadia</a>|Nadia <nadia@h.example>",
        "<a href='javascript:alert(1)'>x</a> <a href='#top'>y</a>|x y",
        "<img alt='&#128077;' src=x> good|\uD83D\uDC4D good",
        "<img alt='Harbour Hotels' src=x>|[Harbour Hotels]",
        "<a href='tel:+442079460100'>+44 20 7946 0100</a>|+44 20 7946 0100",
        "<a href='www.harbour-hotels.example'>our pages</a>|our pages <www.harbour-hotels.example>",
        "<a href='https://www.h.example'>H.example</a>|H.example",
        "<a href='https://nam.safelinks.protection.outlook.com/?url=x' originalsrc='https://h.example/a'>https://h.example/a</a>|https://h.example/a"
      })
  void keepsLinks(String html, String text) {
    assertThat(text(html)).isEqualTo(text);
  }

  @Test
  void breaksLinesLikeABrowser() {
    assertThat(text("<div>One<br></div><div>Two</div><div><br></div><div>Three<br>Four</div>"))
        .isEqualTo("One\nTwo\n\nThree\nFour");
  }

  @Test
  void setsParagraphsApartButNotThoseOfWord() {
    assertThat(text("<p>One</p><p>Two</p>")).isEqualTo("One\n\nTwo");
    assertThat(text("<p class=MsoNormal>One</p><p class=MsoNormal>Two</p>")).isEqualTo("One\nTwo");
  }

  @Test
  void numbersLists() {
    assertThat(text("Steps<ol><li>Call</li><li><p>Wait</p></li></ol><ul><li>x</li></ul>"))
        .isEqualTo("Steps\n1. Call\n2. Wait\n- x");
    assertThat(text("<ol start=3><li>c</li></ol>")).isEqualTo("3. c");
    assertThat(text("<ol type=a><li>x<li value=4>y</ol>")).isEqualTo("a. x\nd. y");
  }

  @Test
  void indentsWhatStandsInAnItem() {
    assertThat(text("<ol><li>Call<ul><li>twice<br>a day</li></ul></li><li></li><li>Wait</li></ol>"))
        .isEqualTo("1. Call\n   - twice\n     a day\n3. Wait");
    assertThat(text("<ul style='list-style: none'><li>x</li></ul>")).isEqualTo("x");
  }

  @Test
  void readsListsOfWord() {
    String item =
        "<p class=MsoListParagraph style='mso-list:l0 level%s lfo1'><![if !supportLists]><span"
            + " style='mso-list:Ignore'>%s<span>&nbsp;&nbsp; </span></span><![endif]>%s</p>";

    assertThat(
            text(
                item.formatted("1", "&middot;", "first")
                    + item.formatted("2", "o", "second")
                    + item.formatted("1", "3.", "third")))
        .isEqualTo("- first\n  - second\n3. third");
  }

  @Test
  void keepsRowsOnOneLine() {
    String html =
        "<table><tr><th>Environment</th><td><p>Live</p></td></tr>"
            + "<tr><td><p class=MsoNormal>Call ID</p></td><td></td></tr>"
            + "<tr><td>A</td><td><p>B</p></td><td>C</td></tr></table>after";

    assertThat(text(html)).isEqualTo("Environment | Live\nCall ID\nA | B | C\n\nafter");
  }

  @Test
  void readsFormsAsLabelsAndValues() {
    String html =
        "<table><tr><td><p>Environment</p></td><td><p>Live</p></td></tr>"
            + "<tr><td>Browser?</td><td>Chrome</td></tr><tr><td>Call ID:</td><td></td></tr>"
            + "<tr><td colspan=2>Thank you</td></tr></table>";

    assertThat(text(html)).isEqualTo("Environment: Live\nBrowser? Chrome\nCall ID:\nThank you");
  }

  /** With colons these lines would begin a quoted mail. */
  @Test
  void leavesLabelsOfMailsWithoutColons() {
    assertThat(
            text(
                "<table><tr><td>From</td><td>+44 20 7946 0100</td></tr>"
                    + "<tr><td>Date</td><td>6 Oct 2026, 9:00</td></tr></table>"))
        .isEqualTo("From | +44 20 7946 0100\nDate | 6 Oct 2026, 9:00");
  }

  @Test
  void keepsEmptyCellsBelowTheirHeading() {
    assertThat(
            text(
                "<table><tr><th>Day</th><th>Calls</th><th>Lost</th></tr>"
                    + "<tr><td>Monday</td><td></td><td>3<br>of them late</td></tr></table>"))
        .isEqualTo("Day | Calls | Lost\nMonday |  | 3 of them late");
  }

  @Test
  void bearsARowOfEmptyCellsBelowAHeading() {
    assertThat(
            text(
                "<table><tr><th>Day</th><th>Calls</th></tr><tr><td></td><td></td></tr>"
                    + "<tr><td>Monday</td><td>3</td></tr></table>"))
        .isEqualTo("Day | Calls\nMonday | 3");
  }

  @Test
  void readsLongCellsAsBlocks() {
    String left = "<h2>News</h2><p>The first paragraph.</p>";
    String right = "<p>The second column.</p><p>It goes on.</p>";

    assertThat(text("<table><tr><td>" + left + "</td><td>" + right + "</td></tr></table>"))
        .isEqualTo("News\n\nThe first paragraph.\nThe second column.\nIt goes on.");
  }

  @Test
  void readsLayoutTablesAsBlocks() {
    String html =
        "<table><tr><td>Left</td><td><table><tr><td>a</td><td>b</td></tr></table></td></tr></table>";

    assertThat(text(html)).isEqualTo("Left\na | b");
  }

  @Test
  void keepsLinesOfPreformattedText() {
    assertThat(text("<pre>a\n  b\n\nc</pre>d")).isEqualTo("a\n  b\n\nc\n\nd");
  }

  @Test
  void leavesOutWhatNobodySees() {
    assertThat(
            text(
                "<head><title>t</title><style>p{}</style></head><script>x</script><!-- c -->"
                    + "<div style='display: none'>preview</div><span hidden>h</span>seen"))
        .isEqualTo("seen");
  }

  @Test
  void leavesOutWhatStyleSheetsHide() {
    assertThat(
            text(
                "<style>/* x */ .pre, #top { display:none !important } @media print { p {"
                    + " display:none } } @import 'x';</style><p class='a pre'>preview</p>"
                    + "<p id=top>top</p><p>seen</p>"))
        .isEqualTo("seen");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<div style='font-size:0'>gap<p style='font-size:14px'>seen</p></div>",
        "<div style='visibility:hidden'>x<b style='visibility:visible'>seen</b></div>",
        "<div style='opacity:0.9;max-height:0'>seen</div>",
        "<div style='mso-hide:all'>seen</div>",
        "<style>.x{display:none}</style><p class=x style='display:block!important'>seen</p>",
        "<div style='font-size:1px'>&zwnj;&nbsp;&#847;</div>seen &zwnj; &#847;",
        "<div style='max-height:0;overflow:hidden'><p style='font-size:20px'>x</p></div>seen",
        "<!--[if mso]>Outlook<![endif]--><![if !mso]>seen<![endif]>",
        "<!--[if !mso]><!-->seen<!--<![endif]-->",
        "seen<img width=1 height=1 src=x alt=pixel><img style='width:0px' alt=pixel>",
        "<p></p><noscript>seen</noscript><select><option>x</select><textarea>x</textarea>"
      })
  void losesNothingThatIsSeen(String html) {
    assertThat(text(html)).isEqualTo("seen");
  }

  @Test
  void keepsEmptyLinesOfMailPrograms() {
    assertThat(
            text("<p class=MsoNormal>a</p><p class=MsoNormal>&nbsp;</p><p class=MsoNormal>b</p>"))
        .isEqualTo("a\n\nb");
    assertThat(text("<div>a</div><div>&nbsp;</div><div>b</div>")).isEqualTo("a\n\nb");
    assertThat(text("a&nbsp;b <table><tr><td>&nbsp;</td><td>c</td></tr></table>"))
        .isEqualTo("a b\nc");
  }

  @Test
  void drawsALineAcrossBetweenTexts() {
    assertThat(text("<hr>a<hr>b<hr>")).isEqualTo("a\n----------\nb");
    assertThat(text("a<hr><div id=divRplyFwdMsg>From: b</div>")).isEqualTo("a\nFrom: b");
  }

  @Test
  void keepsBlanksWhereStyleAsksForThem() {
    assertThat(text("<div style='white-space: pre-wrap'>a\n  b</div>c")).isEqualTo("a\n  b\nc");
  }

  @Test
  void writesWordsCitedInTheirMarks() {
    assertThat(text("It says <q>good bye</q>.")).isEqualTo("It says \u201cgood bye\u201d.");
  }

  /** Each of them made some reader of HTML slow. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<div>",
        "<table><tr><td>",
        "<a href=http://a.example>",
        "<ul><li>",
        "<p style='a;a;a;a'>",
        "<p style='a(\"'>",
        "<blockquote type=cite>",
        "<b><p>",
        "<style>@a{}</style>",
        "<style>p{color:red}",
        "<span style='mso-list:Ignore'>",
        "<font size=1 style='font-size:0'>",
        "&nbsp;<br>",
        "<td>",
        "<img alt=x>",
        "<!--",
        "<q>"
      })
  @Tag("threat-T12")
  void takesTimeThatGrowsWithTheLengthOnly(String piece) {
    long few = cpuTimeOf(piece.repeat(2_000));
    long many = cpuTimeOf(piece.repeat(64_000));

    // A reader that needs the square takes 1,000 times as long for 32 times as much.
    assertThat(many).isLessThan(Math.max(few, 20_000_000) * 150);
  }

  private long cpuTimeOf(String html) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    read(html);
    return threads.getCurrentThreadCpuTime() - start;
  }

  @Test
  void marksQuotesWithSigns() {
    MarkedText read =
        read("Mine<blockquote type=cite>Yours<blockquote type=cite>Old</blockquote></blockquote>");

    assertThat(read.text()).isEqualTo("Mine\n> Yours\n>> Old");
    assertThat(read.marks()).contains(new MarkedText.Mark(MarkedText.Kind.QUOTE, 5, 19));
  }

  @Test
  void leavesIndentedTextOfAuthorUnmarked() {
    MarkedText read = read("See:<blockquote style='margin-left:40px'>error 500</blockquote>");

    assertThat(read.text()).isEqualTo("See:\nerror 500");
    assertThat(read.marks()).isEmpty();
  }

  @Test
  void stopsAtLimits() {
    HtmlLimits small = new HtmlLimits(50, 2, 200);

    MarkedText read = HtmlText.of("<a href='http://a.example'>x</a> ".repeat(40), small, defects);

    assertThat(read.text().length()).isLessThan(100);
    assertThat(defects.list())
        .containsExactlyInAnyOrder(
            "more than 2 links: the rest stands without addresses",
            "the text is too long: the rest of it was not read");
  }

  private String text(String html) {
    return read(html).text();
  }

  private MarkedText read(String html) {
    return HtmlText.of(html, LIMITS, defects);
  }
}
