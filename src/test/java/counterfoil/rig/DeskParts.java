package counterfoil.rig;

import counterfoil.desk.CaseReader;
import counterfoil.desk.Correspondence;
import counterfoil.desk.Decider;
import counterfoil.desk.DeskSettings;
import counterfoil.desk.Entitlement;
import counterfoil.desk.FieldTexts;
import counterfoil.desk.FloodLimits;
import counterfoil.desk.Judge;
import counterfoil.desk.JudgeRules;
import counterfoil.desk.People;
import counterfoil.desk.PointerReader;
import counterfoil.desk.ReopenLimits;
import counterfoil.facts.FactsReader;
import counterfoil.letters.DeskKeys;
import counterfoil.letters.LetterTemplates;
import counterfoil.letters.ReplyTokens;
import counterfoil.letters.TicketMarks;
import counterfoil.mail.MailReader;
import counterfoil.screen.Screener;
import counterfoil.screen.Thanks;
import counterfoil.ticket.PhoneLine;
import counterfoil.ticket.WorkingHours;
import counterfoil.trust.Trust;
import counterfoil.trust.TrustReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The parts that decide on mails, put together by hand, with a key that everybody may know. */
public final class DeskParts {

  public static final DeskKeys KEYS =
      new DeskKeys(List.of("a key of the tests, long enough for them"));
  public static final ReplyTokens TOKENS = new ReplyTokens(KEYS, Duration.ofDays(90));

  /** Every author is at level B. */
  public static final TrustReader NOBODY_CHECKS = (mail, raw) -> Trust.unknown("nobody checks");

  private DeskParts() {}

  public static TicketMarks marks(DeskSettings settings) {
    return new TicketMarks(KEYS, settings.ticketPrefix());
  }

  public static PointerReader pointers(DeskSettings settings) {
    return new PointerReader(marks(settings), settings.ticketPrefix());
  }

  public static CaseReader reader(DeskSettings settings, FactsReader facts, TrustReader trust) {
    return new CaseReader(
        new MailReader(),
        new Screener(new HashSet<>(settings.addresses())),
        trust,
        pointers(settings),
        facts);
  }

  public static CaseReader reader(DeskSettings settings, FactsReader facts) {
    return reader(settings, facts, NOBODY_CHECKS);
  }

  /** One sender may open as many tickets as a test likes. */
  public static JudgeRules rules(DeskSettings settings) {
    return new JudgeRules(
        People.of(settings),
        TOKENS,
        Entitlement.DEFAULT,
        new FloodLimits(0, 0),
        ReopenLimits.DEFAULTS,
        false,
        new Thanks());
  }

  public static Judge judge(DeskSettings settings) {
    return new Judge(rules(settings));
  }

  public static Correspondence correspondence(
      DeskSettings settings, FieldTexts fields, Clock clock) {
    return new Correspondence(
        settings,
        fields,
        new LetterTemplates(Path.of("config", "letters")),
        TOKENS,
        marks(settings),
        true,
        new PhoneLine(
            "", new WorkingHours(ZoneOffset.UTC, Set.of(), LocalTime.MIN, LocalTime.MIDNIGHT)),
        clock);
  }

  public static Decider decider(DeskSettings settings, FieldTexts fields, Clock clock) {
    return new Decider(
        settings, fields, rules(settings), correspondence(settings, fields, clock), clock);
  }
}
