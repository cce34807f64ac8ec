package counterfoil.app;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Says what would be read in mails, and stores nothing: no database, no mailbox, no port.
 *
 * <p>See {@link MailTelling} for how many mails are read.
 */
@Command(
    name = "read",
    description = "Says what would be read in mails; nothing is stored or sent.",
    mixinStandardHelpOptions = true,
    versionProvider = Counterfoil.Version.class,
    exitCodeOnInvalidInput = ExitCode.USAGE,
    exitCodeOnExecutionException = ExitCode.SOFTWARE,
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0   every mail was read",
      "  64  the command was used wrongly",
      "  66  a PATH or a file could not be opened; the others were read",
      "  70  a mail could not be read by a fault of ours; the others were",
      "  74  the output could not be written",
      "  78  something in config/ is wrong"
    })
final class ReadCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description =
          "Mails (RFC 5322), or folders of them; hidden files are skipped. A single - is standard"
              + " input.")
  private List<String> paths = List.of();

  @Option(names = "--json", description = "One JSON object per mail and line, in UTF-8.")
  private boolean json;

  @Override
  public Integer call() {
    return new MailTelling(paths, json)
        .tell(
            judge ->
                json
                    ? new ReadingAsJson(judge.fields())::line
                    : new ReadingAsText(judge.fields())::page);
  }
}
