package counterfoil.app;

import counterfoil.facts.DefinedFactsReader;
import counterfoil.facts.Explanation;
import counterfoil.facts.FieldDefinition;
import counterfoil.facts.FieldDefinitions;
import counterfoil.facts.InvalidDefinition;
import counterfoil.mail.MailReader;
import counterfoil.mail.ParsedMail;
import counterfoil.screen.Screener;
import counterfoil.screen.Screening;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The parts that read a mail, put together by hand: no context, no database, no port. May be shared
 * between threads.
 */
final class MailJudge {

  private final MailReader reader = new MailReader();
  private final Screener screener;
  private final FieldDefinitions definitions;
  private final DefinedFactsReader facts;

  private MailJudge(Screener screener, FieldDefinitions definitions) {
    this.screener = screener;
    this.definitions = definitions;
    this.facts = new DefinedFactsReader(definitions);
  }

  /**
   * The parts of a desk, as its home describes them.
   *
   * @throws ConfigException when a file of the home cannot be used
   */
  static MailJudge of(Home home) {
    try {
      FieldDefinitions definitions =
          home.path("config/fields")
              .map(FieldDefinitions::load)
              .orElseGet(FieldDefinitions::packed);
      return new MailJudge(new Screener(OwnAddresses.of(home, System.getenv())), definitions);
    } catch (InvalidDefinition | UncheckedIOException e) {
      throw new ConfigException(e.getMessage(), e);
    }
  }

  /** The fields that this desk asks for, in their order. */
  List<FieldDefinition> fields() {
    return definitions.fields();
  }

  /** What the bot would read in these bytes. */
  Reading read(byte[] raw) {
    long start = System.nanoTime();
    ParsedMail mail = reader.read(raw);
    Screening screening = screener.screen(mail);
    Explanation found = facts.explain(mail);
    double millis = Math.round((System.nanoTime() - start) / 10_000.0) / 100.0;
    return new Reading(mail, screening, found.facts(), found.candidates(), mail.defects(), millis);
  }
}
