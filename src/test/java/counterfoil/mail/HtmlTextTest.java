package counterfoil.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("rule-13")
class HtmlTextTest {

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
        "<img alt='Harbour Hotels' src=x>|[Harbour Hotels]"
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
  }

  @Test
  void keepsRowsOnOneLine() {
    String html =
        "<table><tr><th>Environment</th><td><p>Live</p></td></tr>"
            + "<tr><td><p class=MsoNormal>Call ID</p></td><td></td></tr>"
            + "<tr><td>A</td><td><p>B</p></td><td>C</td></tr></table>after";

    assertThat(text(html)).isEqualTo("Environment | Live\nCall ID\nA | B | C\nafter");
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
    ReadLimits small = new ReadLimits(100, 10, 100, 5, 5, 5, 5, 50, 2, 200);

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
    return HtmlText.of(html, ReadLimits.DEFAULTS, defects);
  }
}
