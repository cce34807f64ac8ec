package counterfoil.mail;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.rig.HostileHtml;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.owasp.html.HtmlChangeListener;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * Nothing that tries to run or to fetch is left of hostile HTML: told by reading the result again,
 * and by another sanitiser, which must find nothing to take away.
 */
@Tag("threat-T15")
class HostileHtmlTest {

  private static final String LISTENER = "http://127.0.0.1:9";

  private static final Set<String> ELEMENTS =
      Set.of(
          "html",
          "head",
          "body",
          "#root",
          "a",
          "b",
          "blockquote",
          "br",
          "div",
          "em",
          "font",
          "hr",
          "i",
          "img",
          "li",
          "ol",
          "p",
          "pre",
          "span",
          "strong",
          "table",
          "tbody",
          "td",
          "tr",
          "u",
          "ul",
          "details",
          "summary");

  private static final Set<String> ATTRIBUTES =
      Set.of(
          "href", "title", "rel", "target", "src", "alt", "style", "class", "width", "height",
          "color", "face", "size", "dir", "lang", "align", "bgcolor", "border");

  private static final PolicyFactory OTHER =
      new HtmlPolicyBuilder()
          .allowElements(
              ELEMENTS.stream().filter(name -> !name.startsWith("#")).toArray(String[]::new))
          .allowWithoutAttributes("a", "font", "img", "span")
          .allowUrlProtocols("http", "https", "mailto", "tel", "data")
          .allowAttributes(
              ATTRIBUTES.stream().filter(name -> !name.equals("style")).toArray(String[]::new))
          .globally()
          .allowStyling()
          .toFactory();

  static List<String> vectors() {
    return HostileHtml.against(LISTENER);
  }

  @Test
  void triesManyWays() {
    assertThat(vectors()).hasSizeGreaterThan(500).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  @Tag("threat-T17")
  void leavesNothingThatRunsOrFetches(String hostile) {
    String shown = shown(hostile);

    for (Element element : Jsoup.parse(shown).getAllElements()) {
      assertThat(ELEMENTS).as(shown).contains(element.normalName());
      for (Attribute attribute : element.attributes()) {
        String value = attribute.getValue().toLowerCase(Locale.ROOT);
        assertThat(ATTRIBUTES).as(shown).contains(attribute.getKey());
        switch (attribute.getKey()) {
          case "href" -> assertThat(value).as(shown).matches("(https?://[^/].*|mailto:.*|tel:.*)");
          case "src" -> assertThat(value).as(shown).startsWith("data:image/png;base64,");
          case "style" -> assertThat(value).as(shown).doesNotContain("url", "\\", "(", "@", "/*");
          case "class" -> assertThat(value).as(shown).isIn("picture", "leads");
          default -> {}
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void leavesNothingToAnotherSanitiser(String hostile) {
    // A property of our own, which the other does not know.
    String shown =
        shown(hostile)
            .replace(" style=\"overflow-wrap:anywhere\"", "")
            .replace(";overflow-wrap:anywhere", "");
    List<String> taken = new ArrayList<>();

    OTHER.sanitize(
        shown,
        new HtmlChangeListener<List<String>>() {
          @Override
          public void discardedTag(List<String> into, String tag) {
            into.add(tag);
          }

          @Override
          public void discardedAttributes(List<String> into, String tag, String... names) {
            into.add(tag + List.of(names));
          }
        },
        taken);

    assertThat(taken).as(shown).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void staysAsItIsWhenReadAgain(String hostile) {
    String shown = shown(hostile);

    Document again = Jsoup.parse(shown);
    again.outputSettings().prettyPrint(false).escapeMode(Entities.EscapeMode.xhtml);
    assertThat(again.body().html()).isEqualTo(shown);
  }

  /** All of them below each other: one may open what another closes. */
  @Test
  @Tag("threat-T17")
  void leavesNothingOfAllTogether() {
    leavesNothingThatRunsOrFetches(String.join("\n", vectors()));
    List<String> reversed = new ArrayList<>(vectors());
    java.util.Collections.reverse(reversed);
    leavesNothingThatRunsOrFetches(String.join("", reversed));
  }

  private static String shown(String html) {
    byte[] raw =
        ("Content-Type: text/html; charset=utf-8\r\n\r\n" + html).getBytes(StandardCharsets.UTF_8);
    Optional<ShownHtml> shown = new MailHtml().of(raw);
    return shown.map(ShownHtml::html).orElse("");
  }
}
