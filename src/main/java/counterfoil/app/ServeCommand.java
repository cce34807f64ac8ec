package counterfoil.app;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Starts the bot. Settings on the command line win over files and environment. */
@Command(
    name = "serve",
    description = "Starts the bot: takes mail in, keeps tickets, answers. This is the default.",
    mixinStandardHelpOptions = true,
    versionProvider = Counterfoil.Version.class,
    exitCodeOnInvalidInput = ExitCode.USAGE,
    exitCodeOnExecutionException = ExitCode.SOFTWARE,
    customSynopsis = "counterfoil serve [--SETTING=VALUE...]",
    footerHeading = "%n",
    footer = "A SETTING is a key of config/application.yaml, such as --server.port=9000.")
final class ServeCommand implements Callable<Integer> {

  private static final Pattern SETTING = Pattern.compile("--[A-Za-z][^=\\s]*=.*", Pattern.DOTALL);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Unmatched private List<String> settings = new ArrayList<>();

  /** Whether an argument is a setting, {@code --key=value}. */
  static boolean isSetting(String argument) {
    return SETTING.matcher(argument).matches();
  }

  @Override
  public Integer call() {
    settings.stream()
        .filter(argument -> !isSetting(argument))
        .findFirst()
        .ifPresent(
            argument -> {
              throw new ParameterException(
                  spec.commandLine(),
                  "\"" + argument + "\" is no setting: write --key=value, with one =.");
            });
    Thread.setDefaultUncaughtExceptionHandler(new LostThread());
    return new Serving(Home.ofThisProcess()).run(settings.toArray(String[]::new));
  }
}
