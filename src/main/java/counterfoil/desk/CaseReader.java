package counterfoil.desk;

import counterfoil.facts.Facts;
import counterfoil.facts.FactsReader;
import counterfoil.mail.MailReader;
import counterfoil.mail.ParsedMail;
import counterfoil.screen.MailClass;
import counterfoil.screen.Screener;
import counterfoil.screen.Screening;
import counterfoil.trust.TrustReader;
import java.util.Set;

/** All that is read in one mail: text, class and facts. May be shared between threads. */
public final class CaseReader {

  private static final Set<MailClass> WITH_FACTS =
      Set.of(MailClass.HUMAN, MailClass.AUTO_GENERATED);

  private final MailReader reader;
  private final Screener screener;
  private final TrustReader trust;
  private final PointerReader pointers;
  private final FactsReader facts;

  /** Puts the readers together. */
  public CaseReader(
      MailReader reader,
      Screener screener,
      TrustReader trust,
      PointerReader pointers,
      FactsReader facts) {
    this.reader = reader;
    this.screener = screener;
    this.trust = trust;
    this.pointers = pointers;
    this.facts = facts;
  }

  Case read(ClaimedMail claimed) {
    ParsedMail mail = TooLarge.marked(claimed, reader.read(claimed.raw()));
    Screening screening = screener.screen(mail);
    return new Case(
        claimed,
        mail,
        screening,
        trust.read(mail, claimed.raw()),
        pointers.read(mail),
        WITH_FACTS.contains(screening.mailClass()) ? facts.read(mail) : Facts.NONE);
  }
}
