package counterfoil.app;

import counterfoil.facts.FieldDefinition;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Says of mails why their facts are what they are: every value that was weighed, where it stands,
 * and why it was chosen or not. Stores nothing.
 */
@Command(
    name = "explain",
    description =
        "Says why the facts of mails are what they are: each value that was weighed, with its"
            + " words, its rank, and why it was chosen (+) or not (-); nothing is stored or sent.",
    mixinStandardHelpOptions = true,
    versionProvider = Counterfoil.Version.class,
    exitCodeOnInvalidInput = ExitCode.USAGE,
    exitCodeOnExecutionException = ExitCode.SOFTWARE,
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0   every mail was explained",
      "  64  the command was used wrongly",
      "  66  a PATH or a file could not be opened; the others were explained",
      "  70  a mail could not be read by a fault of ours; the others were",
      "  74  the output could not be written",
      "  78  something in config/ is wrong"
    })
final class ExplainCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "MAIL",
      arity = "1..*",
      description =
          "Mails (RFC 5322), or folders of them; hidden files are skipped. A single - is standard"
              + " input.")
  private List<String> paths = List.of();

  @Option(names = "--field", paramLabel = "NAME", description = "Only this field.")
  private String field = "";

  @Option(names = "--json", description = "One JSON object per mail and line, in UTF-8.")
  private boolean json;

  @Override
  public Integer call() {
    return new MailTelling(paths, json)
        .tell(
            judge -> {
              ExplanationAsPage page = new ExplanationAsPage(told(judge.fields()));
              return json ? page::line : page::text;
            });
  }

  private List<FieldDefinition> told(List<FieldDefinition> fields) {
    List<FieldDefinition> told =
        fields.stream().filter(one -> field.isEmpty() || one.name().equals(field)).toList();
    if (told.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "There is no field \""
              + field
              + "\". There are: "
              + fields.stream().map(FieldDefinition::name).collect(Collectors.joining(", "))
              + ".");
    }
    return told;
  }
}
