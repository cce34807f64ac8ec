package counterfoil.web;

import counterfoil.desk.HeldMails;
import freemarker.cache.ClassTemplateLoader;
import freemarker.core.TemplateClassResolver;
import freemarker.template.DefaultObjectWrapper;
import freemarker.template.TemplateBooleanModel;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateModelException;
import freemarker.template.Version;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.view.freemarker.FreeMarkerConfigurer;
import org.springframework.web.servlet.view.freemarker.FreeMarkerViewResolver;

/** How pages are written: FreeMarker with escaping that templates cannot forget. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = Type.SERVLET)
class PagesConfiguration implements WebMvcConfigurer {

  /** From 2.3.33 on templates read record components as {@code line.subject}. */
  private static final Version FREEMARKER = freemarker.template.Configuration.VERSION_2_3_34;

  @Bean
  FreeMarkerConfigurer freeMarkerConfigurer(
      Clock clock, HeldMails held, ObjectProvider<TryoutInbox> tryout)
      throws TemplateModelException {
    FreeMarkerConfigurer configurer = new FreeMarkerConfigurer();
    configurer.setConfiguration(pages(clock, held, tryout));
    return configurer;
  }

  private static freemarker.template.Configuration pages(
      Clock clock, HeldMails held, ObjectProvider<TryoutInbox> tryout)
      throws TemplateModelException {
    freemarker.template.Configuration pages = new freemarker.template.Configuration(FREEMARKER);
    pages.setTemplateLoader(
        new ClassTemplateLoader(PagesConfiguration.class.getClassLoader(), "templates"));
    pages.setDefaultEncoding("UTF-8");
    // What ends in .ftlh is escaped as HTML because of this.
    pages.setRecognizeStandardFileExtensions(true);
    pages.setObjectWrapper(new DefaultObjectWrapper(FREEMARKER));
    pages.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    pages.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    pages.setLogTemplateExceptions(false);
    pages.setWrapUncheckedExceptions(true);
    pages.setURLEscapingCharset("UTF-8");
    pages.setNumberFormat("computer");
    pages.setBooleanFormat("c");
    pages.setLocale(Locale.ROOT);
    pages.setSharedVariables(
        Map.of(
            "ages",
            new Ages(clock),
            "heldCount",
            new HeldCount(held),
            "version",
            StaticFiles.version(),
            "tryoutIsOn",
            (TemplateBooleanModel) () -> tryout.getIfAvailable() != null));
    return pages;
  }

  @Bean
  FreeMarkerViewResolver freeMarkerViewResolver() {
    FreeMarkerViewResolver resolver = new FreeMarkerViewResolver("", ".ftlh");
    resolver.setViewClass(WholePageView.class);
    resolver.setContentType("text/html;charset=UTF-8");
    // Before Spring Boot's view named "error", which is not ours.
    resolver.setOrder(0);
    return resolver;
  }

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/*.css", "/*.js", "/*.svg")
        .addResourceLocations("classpath:/static/")
        .setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic());
  }
}
