package counterfoil.app;

import counterfoil.embedded.CannotStart;
import counterfoil.privacy.Eraser;
import counterfoil.privacy.PersonErasure;
import counterfoil.privacy.Retention;
import counterfoil.privacy.RetentionDays;
import counterfoil.privacy.Whom;
import counterfoil.store.JdbcErasures;
import java.io.Console;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Forgets what one person wrote, or what the settings say is not to be kept any more. */
@Command(
    name = "erase",
    description = {
      "Forgets what one person wrote, for good: their mails and entries, what was read from them,"
          + " letters to them, their name and address, and the subject of their tickets.",
      "The frame of each ticket stays: number, status, priority, owner, tags, times, and how many"
          + " entries there are. So does a fingerprint of each mail: when it is delivered once more,"
          + " it stays erased.",
      "What other people wrote stays, also where they quote this person. Copies on the mail server,"
          + " and backups, are not touched: docs/privacy.md says what to do about them.",
      "It works beside a bot, and may be stopped at any moment and run again."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Counterfoil.Version.class,
    exitCodeOnInvalidInput = ExitCode.USAGE,
    exitCodeOnExecutionException = ExitCode.SOFTWARE,
    customSynopsis =
        "counterfoil erase ADDRESS [--dry-run | --yes] [--SETTING=VALUE...]%n"
            + "       counterfoil erase --retention [--dry-run | --yes] [--SETTING=VALUE...]",
    footer = {
      "%nA SETTING is a key of config/application.yaml with a dot in it, such as --counterfoil.data=/srv/desk.",
      "%nExamples:%n",
      "  counterfoil erase nadia@harbour-hotels.example --dry-run   how much it would be",
      "  counterfoil erase nadia@harbour-hotels.example             asks, then erases",
      "  counterfoil erase --retention --dry-run                    what counterfoil.retention means today",
      "%nExit codes:%n",
      "  0   nothing is left, or it was only counted",
      "  64  the command was used wrongly",
      "  75  something is left, or the database is away; run it again",
      "  78  a setting is wrong",
      "  130 stopped by Ctrl-C; run it again"
    })
final class EraseCommand implements Callable<Integer> {

  /** Mails of theirs that a bot is about to decide on are waited for. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final long LOOK_MILLIS = 500;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "ADDRESS",
      description = "The address that the person writes from.")
  private @Nullable String address;

  @Option(
      names = "--retention",
      description =
          "Instead of a person: what was kept for as long as counterfoil.retention says. A bot does"
              + " so each hour.")
  private boolean retention;

  @Option(names = "--dry-run", description = "Says how much it would be, and writes nothing.")
  private boolean dryRun;

  @Option(names = "--yes", description = "Erases without asking.")
  private boolean yes;

  @Unmatched private List<String> settings = new ArrayList<>();

  private final Progress progress =
      new Progress(System.err, System.console() != null, System::nanoTime);

  @Override
  public Integer call() {
    BesideTheBot.requireSettings(settings, spec);
    Optional<Console> console = Optional.ofNullable(System.console());
    if (retention == (address != null)) {
      throw wrong("Whom? Name one address, or say --retention.");
    }
    Optional<Whom.Person> person = Optional.ofNullable(address).flatMap(Whom.Person::of);
    if (!retention && person.isEmpty()) {
      throw wrong("\"" + address + "\" is not the address of a person.");
    }
    if (dryRun && yes) {
      throw wrong("--dry-run writes nothing, and --yes says yes to erasing: which one?");
    }
    if (!dryRun && !yes && console.isEmpty()) {
      throw wrong("Nobody is here to be asked; say --dry-run, or --yes to erase.");
    }
    try (Interruption interruption = Interruption.awaited()) {
      Confirmation confirmation =
          new Confirmation(
              () -> console.map(Console::readLine).orElse(null), interruption::isAsked);
      return new BesideTheBot(
              Home.ofThisProcess(),
              settings,
              progress::end,
              "Run the same command again when it is back; what is erased is passed over then.")
          .run(
              context ->
                  person.isPresent()
                      ? erase(person.get(), context, interruption, confirmation)
                      : forget(context, interruption, confirmation));
    } catch (CannotStart | ConfigException e) {
      System.err.println(e.getMessage());
      return ExitCode.CONFIG;
    }
  }

  private ParameterException wrong(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }

  private static JdbcErasures erasures(ConfigurableApplicationContext context) {
    return new JdbcErasures(
        context.getBean(JdbcTemplate.class), context.getBean(TransactionTemplate.class));
  }

  private int erase(
      Whom.Person person,
      ConfigurableApplicationContext context,
      Interruption interruption,
      Confirmation confirmation) {
    PersonErasure erasure = new PersonErasure(erasures(context), Clock.systemUTC());
    PersonErasure.Report found = erasure.rehearse(person);
    say("Of this address there are " + found.tally().words() + ".");
    if (!found.undecided().isEmpty()) {
      say(found.left());
    }
    if (dryRun) {
      say("Nothing was erased.");
      return ExitCode.OK;
    }
    if (!yes && !confirmation.isGiven("Erase that for good?")) {
      say("Nothing was erased.");
      return interruption.isAsked() ? ExitCode.TRY_AGAIN : ExitCode.OK;
    }
    PersonErasure.Report report = erase(erasure, person, interruption);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!report.isDone()
        && report.isWhole()
        && System.nanoTime() < end
        && erasure.isWorthWaiting()
        && !interruption.isAsked()) {
      pause();
      report = report.then(erase(erasure, person, interruption));
    }
    progress.end();
    say("Erased: " + report.tally().words() + ".");
    if (!report.isDone()) {
      say(report.left());
      return ExitCode.TRY_AGAIN;
    }
    say("Nothing of this address is left. Copies on the mail server and backups are not touched.");
    return ExitCode.OK;
  }

  private PersonErasure.Report erase(
      PersonErasure erasure, Whom.Person person, Interruption interruption) {
    return erasure.erase(
        person, Eraser.BOT, "by the command line", interruption::isAsked, looked -> {});
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int forget(
      ConfigurableApplicationContext context,
      Interruption interruption,
      Confirmation confirmation) {
    RetentionDays days = context.getBean(Settings.class).retention().days();
    if (days.equals(RetentionDays.FOR_EVER)) {
      say("Everything is kept for ever: counterfoil.retention names no days.");
      return ExitCode.OK;
    }
    Retention forgetting = new Retention(erasures(context), days, Clock.systemUTC());
    Retention.Forgotten found = forgetting.rehearse();
    say(
        "Kept for longer than counterfoil.retention says: the words of %,d resolved tickets, the bytes of %,d mails."
            .formatted(found.tickets(), found.raw()));
    if (dryRun || (!yes && !confirmation.isGiven("Forget that for good?"))) {
      say("Nothing was erased.");
      return ExitCode.OK;
    }
    Retention.Forgotten done = forgetting.run(interruption::isAsked);
    say(
        "Not kept any more: the words of %,d tickets, the bytes of %,d other mails."
            .formatted(done.tickets(), done.raw()));
    return interruption.isAsked() ? ExitCode.TRY_AGAIN : ExitCode.OK;
  }

  private static void say(String sentence) {
    System.out.println(sentence);
  }
}
