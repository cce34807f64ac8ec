package counterfoil.web;

import freemarker.template.SimpleHash;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.StringWriter;
import org.springframework.web.servlet.view.freemarker.FreeMarkerView;

/**
 * Sends a page only when it is written to its end: a template that fails half-way gives the error
 * page, not half a page.
 */
public final class WholePageView extends FreeMarkerView {

  @Override
  protected void processTemplate(Template template, SimpleHash model, HttpServletResponse response)
      throws IOException, TemplateException {
    StringWriter page = new StringWriter(16_384);
    template.process(model, page);
    response.getWriter().write(page.toString());
  }
}
