package counterfoil.app;

import counterfoil.desk.Correspondence;
import counterfoil.desk.Decider;
import counterfoil.desk.DeskSettings;
import counterfoil.desk.HistoricMail;
import counterfoil.desk.History;
import counterfoil.desk.Judge;
import counterfoil.desk.JudgeRules;
import counterfoil.desk.Origin;
import counterfoil.desk.PointerReader;
import counterfoil.desk.Rehearsal;
import counterfoil.embedded.EmbeddedPostgres;
import counterfoil.history.FoundMails;
import counterfoil.history.Importing;
import counterfoil.history.Kind;
import counterfoil.history.Limits;
import counterfoil.history.Tally;
import counterfoil.letters.DeskKeys;
import counterfoil.letters.LetterTemplates;
import counterfoil.letters.ReplyTokens;
import counterfoil.letters.TicketMarks;
import counterfoil.mail.MailReader;
import counterfoil.screen.Screener;
import counterfoil.store.JdbcHistory;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/**
 * Takes a history into the journal: mails of an mbox, a Maildir or files, the oldest first. They
 * become tickets like any mail, when a bot runs; nobody gets a letter because of them.
 *
 * <p>What was kept is passed over the next time, so it may be stopped at any moment and run again.
 */
@Command(
    name = "import",
    description = {
      "Takes a history into the journal: mails of an mbox, a Maildir, or .eml files.",
      "They become tickets like any mail, and nobody gets a letter because of them. It may be"
          + " stopped at any moment; run again, it passes over what is there."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Counterfoil.Version.class,
    exitCodeOnInvalidInput = ExitCode.USAGE,
    exitCodeOnExecutionException = ExitCode.SOFTWARE,
    customSynopsis =
        "counterfoil import [--dry-run] [--resolved] [--mailbox=NAME] [--kind=KIND]%n"
            + "                          [--SETTING=VALUE...] PATH...",
    footer = {
      "%nA SETTING is a key of config/application.yaml with a dot in it, such as --counterfoil.data=/srv/desk.",
      "%nExamples:%n",
      "  counterfoil import --dry-run archive.mbox        what would come of it; stores nothing",
      "  counterfoil import --resolved archive.mbox       a history that is settled",
      "  counterfoil import ~/Maildir/.Support            one folder of a Maildir",
      "  counterfoil import --kind=mbox ~/Thunderbird/    files whose names say nothing",
      "%nExit codes:%n",
      "  0   all that was found is in the journal",
      "  64  the command was used wrongly",
      "  66  a PATH or a mail could not be read, or there was none; the others were taken",
      "  75  the database is away; run it again",
      "  78  a setting is wrong",
      "  130 stopped by Ctrl-C; run it again"
    })
final class ImportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "PATH", arity = "1..*", description = "Files, or folders of them.")
  private List<String> paths = List.of();

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description =
          "What every file is: ${COMPLETION-CANDIDATES}. Without it a file is recognised by how it"
              + " begins; below a folder, Maildirs and files that end in .eml or .mbox are taken.")
  private @Nullable Kind kind;

  @Option(
      names = "--mailbox",
      paramLabel = "NAME",
      description = "The mailbox that the tickets belong to; needed when there are several.")
  private @Nullable String mailbox;

  @Option(names = "--resolved", description = "Tickets of this history are opened as Resolved.")
  private boolean resolved;

  @Option(
      names = "--dry-run",
      description = "Reads everything, says what would come of it, and stores nothing.")
  private boolean dryRun;

  @Unmatched private List<String> settings = new ArrayList<>();

  private final PrintStream out =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
  private final ImportReport report = new ImportReport(out);
  private final Progress progress =
      new Progress(System.err, System.console() != null, System::nanoTime);

  @Override
  public Integer call() {
    BesideTheBot.requireSettings(settings, spec);
    // Standard output carries the report only; whatever a library prints goes to standard error.
    System.setOut(System.err);
    try (Interruption interruption = Interruption.awaited()) {
      try (FoundMails found =
          FoundMails.in(
              paths,
              Optional.ofNullable(kind),
              Clock.systemUTC().instant(),
              (mails, bytes) -> {
                progress.found(mails, bytes);
                interruption.check();
              })) {
        progress.end();
        report.found(found);
        if (found.mails().isEmpty()) {
          report.troubles(found.troubles());
          say("There is no mail in what was named, so nothing was done.");
          return ExitCode.NO_INPUT;
        }
        Home home = Home.ofThisProcess();
        return new BesideTheBot(
                home,
                settings,
                progress::end,
                "Run the same command again when it is back; what was taken is passed over then.")
            .run(context -> run(found, home, context, interruption));
      } catch (CancellationException e) {
        progress.end();
        say("Stopped while looking for mails; nothing was taken yet.");
        return ExitCode.TRY_AGAIN;
      }
    }
  }

  private int run(
      FoundMails found,
      Home home,
      ConfigurableApplicationContext context,
      Interruption interruption) {
    Settings set = context.getBean(Settings.class);
    Clock clock = Clock.systemUTC();
    String into = mailbox(set.accounts(0, 0, clock).keySet());
    JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
    History history = new JdbcHistory(jdbc, context.getBean(TransactionTemplate.class), clock);
    Origin origin = resolved ? Origin.SETTLED_HISTORY : Origin.HISTORY;
    Optional<Rehearsal> rehearsal =
        dryRun ? Optional.of(rehearsal(set, home, history, into, origin, clock)) : Optional.empty();
    ToIntFunction<List<HistoricMail>> keep =
        rehearsal.isPresent()
            ? rehearsal.get()::rehearse
            : page -> history.keep(into, origin, page);
    int all = found.mails().size();
    Importing importing =
        new Importing(
            new Limits(
                set.mailbox().pageMails(),
                set.mailbox().pageSize().toBytes(),
                set.mailbox().longestMail().toBytes()),
            keep,
            (mails, bytes) -> progress.done(mails, all, bytes, found.bytes()),
            interruption::isAsked);
    progress.begin();
    try {
      importing.run(found.mails());
    } finally {
      progress.end();
      Tally tally = importing.tally(all);
      report.table(found, tally, into, rehearsal);
      report.line("");
      report.line("%s", ending(tally, context));
    }
    boolean complete = found.troubles().isEmpty() && importing.tally(all).troubles().isEmpty();
    return complete ? ExitCode.OK : ExitCode.NO_INPUT;
  }

  private String mailbox(Set<String> names) {
    Set<String> sorted = new TreeSet<>(names);
    if (mailbox == null && sorted.size() == 1) {
      return sorted.iterator().next();
    }
    if (mailbox == null || !sorted.contains(mailbox)) {
      throw new ConfigException(
          (mailbox == null
                  ? "There are several mailboxes; say which one the tickets belong to by"
                      + " --mailbox=NAME."
                  : "There is no mailbox \"" + mailbox + "\".")
              + " The settings have: "
              + String.join(", ", sorted)
              + ".");
    }
    return mailbox;
  }

  private static Rehearsal rehearsal(
      Settings set, Home home, History history, String mailbox, Origin origin, Clock clock) {
    DeskSettings desk = set.desk(set.accounts(0, 0, clock));
    DeskKeys keys =
        new DeskKeys(
            set.replies().keys().isEmpty()
                ? List.of(KeyFile.in(set.data()).key())
                : set.replies().keys());
    ReplyTokens tokens = new ReplyTokens(keys, set.replies().lifetime());
    TicketMarks marks = new TicketMarks(keys, desk.ticketPrefix());
    JudgeRules rules = JudgeRules.of(desk, tokens);
    DeskFields fields = new DeskFields(DeskFields.definitions(home));
    return new Rehearsal(
        mailbox,
        origin,
        history,
        new MailReader(set.reading().limits()),
        new Screener(new HashSet<>(desk.addresses())),
        new PointerReader(marks, desk.ticketPrefix()),
        new Judge(rules),
        new Decider(
            desk,
            fields,
            rules,
            new Correspondence(
                desk,
                fields,
                new LetterTemplates(
                    home.path("config/letters").orElse(Path.of("config", "letters"))),
                tokens,
                marks,
                false,
                set.phoneLine(),
                clock),
            clock));
  }

  private String ending(Tally tally, ConfigurableApplicationContext context) {
    if (dryRun) {
      return "Nothing was stored.";
    }
    if (tally.isCut()) {
      return "Run the same command again: it passes over what is there and goes on.";
    }
    if (tally.fresh() == 0) {
      return "Nothing is left to do.";
    }
    boolean isOwnServer =
        context.getBeanProvider(EmbeddedPostgres.class).stream()
            .anyMatch(postgres -> !postgres.isJoined());
    return isOwnServer
        ? "The bot makes tickets of them when it is started. Nobody gets a letter because of them."
        : "A bot that runs makes tickets of them now, else the next one that is started. Nobody"
            + " gets a letter because of them.";
  }

  private static void say(@Nullable String sentence) {
    System.err.println(sentence);
  }
}
