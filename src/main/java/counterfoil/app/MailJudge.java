package counterfoil.app;

import counterfoil.facts.Facts;
import counterfoil.facts.FactsReader;
import counterfoil.mail.MailReader;
import counterfoil.mail.ParsedMail;
import counterfoil.screen.Screener;
import java.util.Set;

/**
 * The parts that read a mail, put together by hand: no context, no database, no port. May be shared
 * between threads.
 */
final class MailJudge {

  private final MailReader reader = new MailReader();
  private final Screener screener;
  private final FactsReader facts;

  private MailJudge(Screener screener, FactsReader facts) {
    this.screener = screener;
    this.facts = facts;
  }

  /** The parts of a desk, as its home describes them. */
  static MailJudge of(Home home) {
    Set<String> addresses = OwnAddresses.of(home, System.getenv());
    return new MailJudge(new Screener(addresses), mail -> Facts.NONE);
  }

  /** What the bot would read in these bytes. */
  Reading read(byte[] raw) {
    long start = System.nanoTime();
    ParsedMail mail = reader.read(raw);
    var screening = screener.screen(mail);
    var found = facts.read(mail);
    double millis = Math.round((System.nanoTime() - start) / 10_000.0) / 100.0;
    return new Reading(mail, screening, found, mail.defects(), millis);
  }
}
