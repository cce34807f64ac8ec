package counterfoil.app;

import counterfoil.desk.FactsReplay;
import counterfoil.desk.KeptFacts;
import counterfoil.desk.Rereading;
import counterfoil.embedded.CannotStart;
import counterfoil.facts.DefinedFactsReader;
import counterfoil.facts.FieldDefinition;
import counterfoil.facts.FieldDefinitions;
import counterfoil.mail.MailReader;
import counterfoil.store.ClockRows;
import counterfoil.store.JdbcKeptFacts;
import counterfoil.ticket.ServiceTerms;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/**
 * Reads the facts of kept mails again by the definitions of today: says what that changes, and
 * writes it when told to. What a person gave stays, and nobody gets a letter because of it.
 */
@Command(
    name = "replay",
    description = {
      "Reads the facts of kept mails again, by the definitions that are in config/fields now.",
      "It says what changes, and writes it when it is told to. What a person gave stays, and nobody"
          + " gets a letter because of it. It may be stopped at any moment and run again."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Counterfoil.Version.class,
    exitCodeOnInvalidInput = ExitCode.USAGE,
    exitCodeOnExecutionException = ExitCode.SOFTWARE,
    customSynopsis =
        "counterfoil replay --facts [--dry-run | --yes] [--json] [--ticket=NUMBER]%n"
            + "                          [--field=NAME...] [--since=DATE] [--SETTING=VALUE...]",
    footer = {
      "%nA SETTING is a key of config/application.yaml with a dot in it, such as --counterfoil.data=/srv/desk.",
      "%nExamples:%n",
      "  counterfoil replay --facts --dry-run                    what would change; writes nothing",
      "  counterfoil replay --facts --field=environment --yes    one field, without asking",
      "  counterfoil replay --facts --ticket=CF-1042             one ticket",
      "%nExit codes:%n",
      "  0   all was read, and what was to be written is written",
      "  64  the command was used wrongly",
      "  66  a mail could not be read, or there is no such ticket; the others were done",
      "  75  the database is away, or a ticket did not hold still; run it again",
      "  78  a setting or a definition is wrong",
      "  130 stopped by Ctrl-C; run it again"
    })
final class ReplayCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--facts", required = true, description = "The facts of tickets.")
  private boolean facts;

  @Option(names = "--dry-run", description = "Says what would change, and writes nothing.")
  private boolean dryRun;

  @Option(names = "--yes", description = "Writes without asking.")
  private boolean yes;

  @Option(names = "--json", description = "One JSON object a line for each field that changes.")
  private boolean json;

  @Option(names = "--ticket", paramLabel = "NUMBER", description = "Only this ticket.")
  private @Nullable String ticket;

  @Option(
      names = "--field",
      paramLabel = "NAME",
      description = "Only this field; may be given several times.")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--since",
      paramLabel = "DATE",
      description =
          "Only tickets that a mail came to on this day or later, such as 2026-10-06, in UTC. All"
              + " of their mails are read.")
  private @Nullable LocalDate since;

  @Unmatched private List<String> settings = new ArrayList<>();

  private final PrintStream out =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
  private final Progress progress =
      new Progress(System.err, System.console() != null, System::nanoTime);

  @Override
  public Integer call() {
    BesideTheBot.requireSettings(settings, spec);
    Optional<Console> console = Optional.ofNullable(System.console());
    if (dryRun && yes) {
      throw wrong("--dry-run writes nothing, and --yes says yes to writing: which one?");
    }
    if (!dryRun && !yes && console.isEmpty()) {
      throw wrong("Nobody is here to be asked; say --dry-run, or --yes to write.");
    }
    // Standard output carries results only; whatever a library prints goes to standard error.
    System.setOut(System.err);
    try (Interruption interruption = Interruption.awaited()) {
      Home home = Home.ofThisProcess();
      FieldDefinitions definitions = DeskFields.definitions(home);
      return new BesideTheBot(
              home,
              settings,
              progress::end,
              "Run the same command again when it is back; what was written is passed over then.")
          .run(
              context ->
                  run(
                      context,
                      definitions,
                      interruption,
                      new Confirmation(
                          () -> console.map(Console::readLine).orElse(null),
                          interruption::isAsked)));
    } catch (CannotStart | ConfigException e) {
      System.err.println(e.getMessage());
      return ExitCode.CONFIG;
    }
  }

  private ParameterException wrong(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }

  /** What is promised, so that clocks follow a priority that is read otherwise. */
  private static ServiceTerms terms(Settings settings, FieldDefinitions definitions) {
    Set<String> own = new HashSet<>();
    settings
        .accounts(0, 0, Clock.systemUTC())
        .values()
        .forEach(account -> own.add(account.address().toLowerCase(Locale.ROOT)));
    Set<String> publicDomains = new HashSet<>();
    settings
        .publicMailDomains()
        .forEach(domain -> publicDomains.add(domain.toLowerCase(Locale.ROOT)));
    return settings
        .sla()
        .terms(OrganisationsFile.read(Home.ofThisProcess(), publicDomains, own, definitions));
  }

  private int run(
      ConfigurableApplicationContext context,
      FieldDefinitions definitions,
      Interruption interruption,
      Confirmation confirmation) {
    KeptFacts kept =
        new JdbcKeptFacts(
            context.getBean(JdbcTemplate.class),
            context.getBean(TransactionTemplate.class),
            new ClockRows(
                context.getBean(JdbcTemplate.class),
                terms(context.getBean(Settings.class), definitions),
                Clock.systemUTC()));
    DeskFields fields = new DeskFields(definitions);
    Set<String> names = known(only, definitions, kept);
    KeptFacts.Selection which =
        new KeptFacts.Selection(
            Optional.ofNullable(ticket),
            Optional.ofNullable(since).map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant()));
    long all = kept.count(which);
    if (all == 0 && ticket != null) {
      System.err.println(
          "There is no ticket "
              + ticket
              + (since == null ? "." : " that a mail came to since " + since + "."));
      return ExitCode.NO_INPUT;
    }
    Rereading rereading =
        new Rereading(
            kept,
            new MailReader(context.getBean(Settings.class).reading().limits()),
            new DefinedFactsReader(definitions),
            fields,
            names,
            Clock.systemUTC());
    ReplayRun run =
        new ReplayRun(
            new FactsReplay(kept, rereading, which, interruption::isAsked),
            fields.order(),
            out,
            json,
            progress);
    boolean isWhole = run.rehearse(all);
    if (!isWhole || dryRun || run.isNothingToDo()) {
      run.sayNothingWritten(isWhole);
      return isWhole ? run.code() : ExitCode.TRY_AGAIN;
    }
    if (!yes && !confirmation.isGiven(run.question())) {
      run.sayNothingWritten(true);
      return interruption.isAsked() ? ExitCode.TRY_AGAIN : run.code();
    }
    run.apply();
    return run.code();
  }

  private Set<String> known(List<String> names, FieldDefinitions definitions, KeptFacts kept) {
    for (String name : names) {
      // A field that is defined no more may still have values, which are to go.
      if (definitions.field(name).isEmpty() && !kept.hasField(name)) {
        throw wrong(
            "There is no field \""
                + name
                + "\". There are: "
                + definitions.fields().stream()
                    .map(FieldDefinition::name)
                    .collect(Collectors.joining(", "))
                + ".");
      }
    }
    return new LinkedHashSet<>(names);
  }
}
