package counterfoil.app;

import counterfoil.embedded.CannotStart;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Work of the command line on the database of the desk, beside a bot that runs or without one. */
final class BesideTheBot {

  private final Home home;
  private final List<String> settings;
  private final Runnable beforeSaying;
  private final String again;

  /**
   * @param settings of the form {@code --key=value}
   * @param beforeSaying clears the line that a sentence is written to
   * @param again what to do when the database is back, in words
   */
  BesideTheBot(Home home, List<String> settings, Runnable beforeSaying, String again) {
    this.home = home;
    this.settings = settings;
    this.beforeSaying = beforeSaying;
    this.again = again;
  }

  /**
   * @throws ParameterException when one of the arguments that no option takes is no setting
   */
  static void requireSettings(List<String> arguments, CommandSpec spec) {
    arguments.stream()
        .filter(argument -> !ServeCommand.isSetting(argument) || !argument.contains("."))
        .findFirst()
        .ifPresent(
            argument -> {
              throw new ParameterException(
                  spec.commandLine(),
                  "\""
                      + argument
                      + "\" is neither an option nor a setting of the form --key=value.");
            });
  }

  /**
   * Does the work on a database that is up to date.
   *
   * @param work answers with an exit code
   * @return an exit code; what went wrong was said
   */
  int run(ToIntFunction<ConfigurableApplicationContext> work) {
    SpringApplication application = new SpringApplication(ImportParts.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    application.setLogStartupInfo(false);
    // The database must not be closed under the last page.
    application.setRegisterShutdownHook(false);
    application.setDefaultProperties(new Serving(home).defaults());
    application.addInitializers(context -> UnknownVariables.refuse(System.getenv()));
    List<String> arguments = new ArrayList<>(settings);
    arguments.add("--logging.level.counterfoil=WARN");
    arguments.add("--spring.datasource.hikari.maximum-pool-size=2");
    try (ConfigurableApplicationContext context =
        application.run(arguments.toArray(String[]::new))) {
      context.getBean(Flyway.class).migrate();
      return work.applyAsInt(context);
    } catch (DataAccessException | TransactionException | FlywayException e) {
      say("The database is away: " + Opening.sentence(e));
      say(again);
      return ExitCode.TRY_AGAIN;
    } catch (ConfigException | CannotStart e) {
      say(String.valueOf(e.getMessage()));
      return ExitCode.CONFIG;
    } catch (RuntimeException e) {
      int code = Serving.exitCode(e);
      if (code == ExitCode.SOFTWARE) {
        throw e;
      }
      // Spring has said why.
      return code;
    }
  }

  private void say(String sentence) {
    beforeSaying.run();
    System.err.println(sentence);
  }
}
