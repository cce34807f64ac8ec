package counterfoil.app;

import counterfoil.embedded.CannotStart;
import counterfoil.privacy.PersonExport;
import counterfoil.privacy.Whom;
import counterfoil.store.JdbcPersonalData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Writes down what the desk has of one person, in files that the person can read. */
@Command(
    name = "export",
    description = {
      "Writes down what the desk has of one person: their tickets as they are shown them, what was"
          + " read from their mails, what happened because of them, letters to them, and their"
          + " mails as they arrived. A README.txt in it says what is what.",
      "Notes of engineers and mails of other people are not in it."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Counterfoil.Version.class,
    exitCodeOnInvalidInput = ExitCode.USAGE,
    exitCodeOnExecutionException = ExitCode.SOFTWARE,
    customSynopsis = "counterfoil export --person=ADDRESS --to=FOLDER [--SETTING=VALUE...]",
    footer = {
      "%nA SETTING is a key of config/application.yaml with a dot in it, such as --counterfoil.data=/srv/desk.",
      "%nExample:%n",
      "  counterfoil export --person=nadia@harbour-hotels.example --to=nadia",
      "%nExit codes:%n",
      "  0   all of it is there",
      "  64  the command was used wrongly, or the folder is not empty",
      "  66  the desk has nothing of this address",
      "  74  a file could not be written",
      "  75  the database is away; run it again, into another folder",
      "  78  a setting is wrong",
      "  130 stopped by Ctrl-C"
    })
final class ExportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--person",
      required = true,
      paramLabel = "ADDRESS",
      description = "The address that the person writes from.")
  private String address = "";

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FOLDER",
      description = "A folder that is empty, or not there yet.")
  private @Nullable Path to;

  @Unmatched private List<String> settings = new ArrayList<>();

  @Override
  public Integer call() {
    BesideTheBot.requireSettings(settings, spec);
    Whom.Person person =
        Whom.Person.of(address)
            .orElseThrow(() -> wrong("\"" + address + "\" is not the address of a person."));
    Path folder = to == null ? Path.of("") : to;
    try (Interruption interruption = Interruption.awaited()) {
      if (!isFree(folder)) {
        throw wrong(folder + " is no empty folder: name one that is, or is not there yet.");
      }
      return new BesideTheBot(
              Home.ofThisProcess(),
              settings,
              () -> {},
              "Run the same command again when it is back, into another folder.")
          .run(context -> export(person, folder, context, interruption));
    } catch (CannotStart | ConfigException e) {
      System.err.println(e.getMessage());
      return ExitCode.CONFIG;
    } catch (IOException | UncheckedIOException e) {
      return notWritten(e);
    }
  }

  private ParameterException wrong(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }

  private static boolean isFree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return true;
    }
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> there = Files.list(folder)) {
      return there.findAny().isEmpty();
    }
  }

  private static int export(
      Whom.Person person,
      Path folder,
      ConfigurableApplicationContext context,
      Interruption interruption) {
    PersonExport export =
        new PersonExport(
            new JdbcPersonalData(context.getBean(JdbcTemplate.class)), Clock.systemUTC());
    if (!export.hasAnything(person)) {
      System.err.println("The desk has nothing of this address.");
      return ExitCode.NO_INPUT;
    }
    try {
      PersonExport.Written written =
          export.write(person, new FolderSink(folder), interruption::isAsked);
      System.out.printf(
          "%s has %,d tickets and %,d mails.%s%n",
          folder,
          written.tickets(),
          written.mails(),
          written.isWhole() ? "" : " It was stopped before the end.");
      return written.isWhole() ? ExitCode.OK : ExitCode.TRY_AGAIN;
    } catch (IOException e) {
      return notWritten(e);
    }
  }

  private static int notWritten(Exception e) {
    System.err.println("The export could not be written: " + e.getMessage());
    return ExitCode.IO_ERROR;
  }
}
