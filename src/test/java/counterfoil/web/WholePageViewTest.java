package counterfoil.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freemarker.template.Configuration;
import freemarker.template.SimpleHash;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;

class WholePageViewTest {

  private final MockHttpServletResponse response = new MockHttpServletResponse();

  @Test
  void sendsAPageThatIsWhole() throws Exception {
    write("<p>${word}</p>");

    assertThat(response.getContentAsString()).isEqualTo("<p>Hello</p>");
  }

  @Test
  void sendsNothingOfAPageThatFailsHalfWay() {
    assertThatThrownBy(() -> write("x".repeat(100_000) + "${nothing.of.the.kind}"))
        .isInstanceOf(TemplateException.class);

    assertThat(response.getContentAsByteArray()).isEmpty();
    assertThat(response.isCommitted()).isFalse();
  }

  private void write(String source) throws IOException, TemplateException {
    Configuration pages = new Configuration(Configuration.VERSION_2_3_34);
    pages.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    pages.setLogTemplateExceptions(false);
    new WholePageView()
        .processTemplate(
            new Template("page.ftlh", source, pages),
            new SimpleHash(Map.of("word", "Hello"), pages.getObjectWrapper()),
            response);
  }
}
