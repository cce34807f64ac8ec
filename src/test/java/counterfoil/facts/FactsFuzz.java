package counterfoil.facts;

import counterfoil.fuzz.Holds;
import counterfoil.mail.MailReader;
import counterfoil.mail.ParsedMail;
import java.util.List;
import java.util.Map;

/** The reader of facts: every value is of a known field and was read from the mail. */
public final class FactsFuzz {

  private static final byte[] HEADER =
      "Content-Type: text/plain; charset=utf-8\nSubject: ".getBytes();
  private static final MailReader READER = new MailReader();
  private static final FactsReader FACTS = new DefinedFactsReader(FieldDefinitions.packed());

  private FactsFuzz() {}

  /** Called for each input: a subject, and behind a blank line the text. */
  public static void fuzzerTestOneInput(byte[] data) {
    byte[] raw = new byte[HEADER.length + data.length];
    System.arraycopy(HEADER, 0, raw, 0, HEADER.length);
    System.arraycopy(data, 0, raw, HEADER.length, data.length);
    ParsedMail mail = READER.read(raw);
    Facts facts = FACTS.read(mail);
    values(facts.values());
    values(facts.fallback());
    facts.notes().forEach(note -> Holds.storable(note, "a note"));
    for (String missing : facts.missing()) {
      Holds.that(!facts.values().containsKey(missing), "a field is there and missing");
    }
  }

  private static void values(Map<String, List<Fact>> facts) {
    facts
        .values()
        .forEach(
            values -> {
              Holds.that(!values.isEmpty(), "a field without a value");
              for (Fact fact : values) {
                Holds.that(!fact.value().isBlank(), "an empty value");
                Holds.storable(fact.value(), "a value");
                Holds.storable(fact.evidence(), "the words it was read from");
              }
            });
  }
}
