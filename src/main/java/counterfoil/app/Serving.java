package counterfoil.app;

import counterfoil.embedded.CannotStart;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** Starts the Spring application with the folders of its home. */
final class Serving {

  private final Home home;

  Serving(Home home) {
    this.home = home;
  }

  /**
   * Returns once the bot runs.
   *
   * @return an exit code of {@code sysexits.h}; why it could not start was said already
   */
  int run(String... settings) {
    SpringApplication application = new SpringApplication(Application.class);
    application.setDefaultProperties(defaults());
    application.addInitializers(context -> UnknownVariables.refuse(System.getenv()));
    FieldsAhead fields = new FieldsAhead(home);
    application.addInitializers(
        context -> context.getBeanFactory().registerSingleton("fieldsAhead", fields));
    try {
      application.run(settings);
      return ExitCode.OK;
    } catch (RuntimeException e) {
      // Spring has said why; a second stack trace would bury its sentence.
      return exitCode(e);
    }
  }

  /** What a start that failed answers to the shell. */
  static int exitCode(RuntimeException failure) {
    // -Dspring.context.exit=onRefresh stops a start that went well, to train a class data archive.
    if (failure.getClass().getSimpleName().equals("AbandonedRunException")) {
      return ExitCode.OK;
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException
          || cause instanceof InvalidConfigurationPropertyValueException
          || cause instanceof CannotStart
          || cause instanceof ConfigException) {
        return ExitCode.CONFIG;
      }
    }
    return ExitCode.SOFTWARE;
  }

  /** What is in the home's folders wins over the copies in the jar. */
  Map<String, Object> defaults() {
    Map<String, Object> defaults = new LinkedHashMap<>();
    home.path("config")
        .ifPresent(
            config ->
                defaults.put("spring.config.additional-location", "optional:" + location(config)));
    defaults.put(
        "counterfoil-routes",
        home.path("routes").map(Serving::location).orElse("classpath:routes/") + "*.camel.yaml");
    return defaults;
  }

  private static String location(Path folder) {
    return "file:" + folder.toAbsolutePath().normalize() + "/";
  }
}
