package counterfoil.letters;

import static org.assertj.core.api.Assertions.assertThat;

import freemarker.template.Configuration;
import freemarker.template.TemplateExceptionHandler;
import java.io.File;
import java.io.StringWriter;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The letter that says who may write, as it ships. */
@Tag("rule-20")
class NotEntitledTest {

  /** What its templates are given. */
  public record Letter(String language, String desk) {}

  @ParameterizedTest
  @CsvSource({
    "en, Your mail to our service desk, received your mail and kept it, account manager",
    "de, Ihre Mail an unseren Service Desk, erhalten und aufbewahrt, Kundenbetreuer"
  })
  void saysWhoMayWriteAndWhomToAsk(String language, String subject, String kept, String whom)
      throws Exception {
    Letter letter = new Letter(language, "r&d@desk.example");
    String text = write("not-entitled." + language + ".txt.ftl", letter);
    String html = write("not-entitled." + language + ".html.ftlh", letter);

    assertThat(text.lines().findFirst()).contains(subject);
    assertThat(text).contains("r&d@desk.example", "Enterprise", kept, whom);
    assertThat(html).contains("r&amp;d@desk.example").doesNotContain("r&d");
    assertThat(words(html)).isEqualTo(words(text.substring(text.indexOf('\n'))));
    Document page = Jsoup.parse(html);
    assertThat(page.select("html").attr("lang")).isEqualTo(language);
    assertThat(page.select("a, img, script, [href], [src]")).isEmpty();
  }

  /** Both forms say the same. */
  private static String words(String form) {
    return Jsoup.parse(form.replace("r&d", "r&amp;d"))
        .body()
        .text()
        .replace('\u2019', '\'')
        .replace(" - ", " ")
        .strip();
  }

  private static String write(String name, Letter letter) throws Exception {
    Configuration templates = new Configuration(Configuration.VERSION_2_3_34);
    templates.setDefaultEncoding("UTF-8");
    templates.setDirectoryForTemplateLoading(new File("config/letters"));
    templates.setRecognizeStandardFileExtensions(true);
    templates.setLogTemplateExceptions(false);
    templates.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    StringWriter out = new StringWriter();
    templates.getTemplate(name).process(Map.of("letter", letter), out);
    return out.toString();
  }
}
