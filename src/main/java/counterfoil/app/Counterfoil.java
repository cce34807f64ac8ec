package counterfoil.app;

import java.util.Arrays;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command line: one jar, one verb each. Without a verb the bot starts.
 *
 * <pre>
 * counterfoil                            starts the bot
 * counterfoil serve --server.port=9000   the same, with a setting
 * counterfoil read mails/ --json         says what would be read, and stores nothing
 * counterfoil explain mails/             says why the facts in them are what they are
 * counterfoil import archive.mbox        takes a history into the journal
 * counterfoil replay --facts --dry-run   says which facts of tickets would be read otherwise today
 * counterfoil export --person a@b.example --to folder   writes down what the desk has of somebody
 * counterfoil erase a@b.example          forgets what somebody wrote
 * </pre>
 */
@Command(
    name = "counterfoil",
    description = "A service desk that works by email.",
    mixinStandardHelpOptions = true,
    versionProvider = Counterfoil.Version.class,
    exitCodeOnInvalidInput = ExitCode.USAGE,
    exitCodeOnExecutionException = ExitCode.SOFTWARE,
    footerHeading = "%n",
    footer = "Without a verb, or with settings such as --server.port=9000 alone, it serves.",
    subcommands = {
      ServeCommand.class,
      ReadCommand.class,
      ExplainCommand.class,
      ImportCommand.class,
      ReplayCommand.class,
      ExportCommand.class,
      EraseCommand.class
    })
public final class Counterfoil implements Runnable {

  static {
    // Else every part of every mail that we write searches the whole class path for it.
    System.setProperty(
        "jakarta.mail.util.StreamProvider", "org.eclipse.angus.mail.util.MailStreamProvider");
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  private Counterfoil() {}

  /** Runs a verb and ends the process with its exit code; {@code serve} lives on. */
  public static void main(String... arguments) {
    int code = run(arguments);
    if (code != ExitCode.OK) {
      System.exit(code);
    }
  }

  /**
   * Runs a verb.
   *
   * @return an exit code of {@code sysexits.h}; after {@code serve} the bot is running
   */
  static int run(String... arguments) {
    return new CommandLine(new Counterfoil())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(withVerb(arguments));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Which verb? One of: serve, read, explain, import, replay, export, erase.");
  }

  private static String[] withVerb(String... arguments) {
    if (!Arrays.stream(arguments).allMatch(ServeCommand::isSetting)) {
      return arguments;
    }
    String[] serve = new String[arguments.length + 1];
    serve[0] = "serve";
    System.arraycopy(arguments, 0, serve, 1, arguments.length);
    return serve;
  }

  /** The version that the build wrote into the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Counterfoil.class.getPackage().getImplementationVersion();
      return new String[] {"counterfoil " + Objects.requireNonNullElse(version, "(not packaged)")};
    }
  }
}
