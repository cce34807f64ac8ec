package counterfoil.letters;

import freemarker.cache.ClassTemplateLoader;
import freemarker.cache.FileTemplateLoader;
import freemarker.cache.MultiTemplateLoader;
import freemarker.cache.TemplateLoader;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateNotFoundException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The words of the letters, from {@code config/letters/KIND.LANGUAGE.txt.ftl} and {@code
 * .html.ftlh}. The first line of the plain text is the subject. Safe for many threads.
 */
public final class LetterTemplates {

  private static final String FALLBACK = "en";

  private final Configuration templates;

  /**
   * @param folder {@code config/letters}; what is missing there comes from the copy in the jar
   * @throws IllegalArgumentException with file and line when a template is wrong
   */
  public LetterTemplates(Path folder) {
    templates = new Configuration(Configuration.VERSION_2_3_34);
    templates.setDefaultEncoding("UTF-8");
    templates.setLocale(Locale.ROOT);
    templates.setTimeZone(TimeZone.getTimeZone("UTC"));
    templates.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    templates.setLogTemplateExceptions(false);
    templates.setWrapUncheckedExceptions(true);
    templates.setLocalizedLookup(false);
    templates.setTemplateUpdateDelayMilliseconds(1_000);
    templates.setRecognizeStandardFileExtensions(true);
    // A template can show what it is given and nothing else: no classes, no files.
    templates.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    templates.setTemplateLoader(loader(folder));
    languages(folder)
        .forEach(
            language -> {
              samples(language).forEach(this::write);
              ServiceLetterSamples.forEach((kind, letter) -> write(kind, language, letter));
            });
  }

  /** The languages whose templates are packed in the jar. */
  private static final Set<String> PACKED = Set.of("de", FALLBACK);

  private static Set<String> languages(Path folder) {
    Set<String> languages = new TreeSet<>(PACKED);
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        files
            .map(file -> file.getFileName().toString().split("\\."))
            .filter(name -> name.length > 2)
            .forEach(name -> languages.add(name[1]));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return languages;
  }

  /** With something in every place, and with nothing: a wrong placeholder shows in one of them. */
  private static List<Acknowledgement> samples(String language) {
    return List.of(
        sample(language, List.of(), List.of(), Acknowledgement.Size.FINE),
        sample(
            language,
            List.of(new Acknowledgement.Line("Environment", "Live")),
            List.of(new Acknowledgement.Missing("Call ID", "from the Conversations page")),
            new Acknowledgement.Size(62, 50)));
  }

  private static Acknowledgement sample(
      String language,
      List<Acknowledgement.Line> understood,
      List<Acknowledgement.Missing> missing,
      Acknowledgement.Size size) {
    return new Acknowledgement(
        "CF-1",
        language,
        understood,
        missing,
        new Acknowledgement.Priority("P1", "Urgent", false, "Immediate", "4 hours"),
        size,
        size.tooLarge() ? "+44 20 7946 0000" : "",
        "[CF-1:abcdefghijklmnop]");
  }

  private static TemplateLoader loader(Path folder) {
    List<TemplateLoader> loaders = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try {
        loaders.add(new FileTemplateLoader(folder.toFile()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    loaders.add(new ClassTemplateLoader(LetterTemplates.class, "/config/letters"));
    return new MultiTemplateLoader(loaders.toArray(TemplateLoader[]::new));
  }

  /**
   * A letter in words.
   *
   * @param subject one line
   */
  public record Written(String subject, String text, String html) {}

  /** Writes an acknowledgement in its language, or in English. */
  public Written write(Acknowledgement letter) {
    return write("acknowledgement", letter.language(), letter);
  }

  /**
   * Writes a letter in a language, or in English.
   *
   * @param kind what its templates are called, such as {@code relay}
   * @param letter what they may print
   */
  public Written write(String kind, String language, Object letter) {
    Map<String, Object> model = Map.of("letter", letter);
    String text = fill(kind, language, "txt.ftl", model).strip();

    int firstLine = text.indexOf('\n');
    return new Written(
        text.substring(0, firstLine).strip(),
        text.substring(firstLine + 1).strip() + "\n",
        fill(kind, language, "html.ftlh", model));
  }

  private String fill(String kind, String language, String ending, Map<String, Object> model) {
    try {
      StringWriter out = new StringWriter();
      template(kind, language, ending).process(model, out);
      return out.toString();
    } catch (TemplateException e) {
      throw new IllegalArgumentException(
          "config/letters/%s, line %d: %s"
              .formatted(
                  e.getTemplateSourceName(), e.getLineNumber(), e.getBlamedExpressionString()),
          e);
    } catch (IOException e) {
      throw new IllegalArgumentException("config/letters: " + e.getMessage(), e);
    }
  }

  private Template template(String kind, String language, String ending) throws IOException {
    try {
      return templates.getTemplate(kind + "." + language + "." + ending);
    } catch (TemplateNotFoundException e) {
      if (language.equals(FALLBACK)) {
        throw e;
      }
      return template(kind, FALLBACK, ending);
    }
  }
}
