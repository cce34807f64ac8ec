package counterfoil.facts;

import counterfoil.mail.Address;
import counterfoil.mail.ParsedMail;
import counterfoil.reply.MailText;
import counterfoil.reply.MailText.Part;
import counterfoil.reply.MailText.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Mails of Nadia Hart, as far as facts are concerned. */
final class Letters {

  private static final DefinedFactsReader READER =
      new DefinedFactsReader(FieldDefinitions.packed());

  private Letters() {}

  static Facts read(String body) {
    return read("en", "Harbour Hotels", body);
  }

  static Facts read(String language, String subject, String body) {
    return READER.read(mail(language, subject, MailText.allNew(body)));
  }

  /** Everything that was weighed for a field. */
  static List<Candidate> weighed(String body, String field) {
    return weighed(mail("en", "Harbour Hotels", MailText.allNew(body)), field);
  }

  static List<Candidate> weighed(ParsedMail mail, String field) {
    return READER.explain(mail).candidates().stream()
        .filter(one -> one.field().equals(field))
        .toList();
  }

  /** A mail of several parts: a part, its text, and so on. */
  static Facts readParts(String subject, Object... partsAndTexts) {
    return READER.read(parts(subject, partsAndTexts));
  }

  /** A mail of several parts that is not read yet. */
  static ParsedMail parts(String subject, Object... partsAndTexts) {
    StringBuilder full = new StringBuilder();
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < partsAndTexts.length; i += 2) {
      int start = full.length();
      full.append(partsAndTexts[i + 1]).append('\n');
      spans.add(new Span((Part) partsAndTexts[i], start, full.length()));
    }
    return mail("en", subject, new MailText(full.toString(), spans));
  }

  static ParsedMail mail(String language, String subject, MailText text) {
    return new ParsedMail(
        "1@harbour-hotels.example",
        List.of(),
        List.of(),
        List.of(new Address("nadia@harbour-hotels.example", "Nadia Hart")),
        List.of(),
        List.of(),
        List.of(),
        subject,
        Optional.empty(),
        Map.of("x-priority", List.of("1")),
        text,
        List.of(),
        List.of(),
        language,
        "0",
        List.of());
  }

  /** The value of a single fact, or a dash. */
  static String value(Facts facts, String field) {
    return facts.first(field).map(Fact::value).orElse("-");
  }

  static List<String> values(Facts facts, String field) {
    return facts.all(field).stream().map(Fact::value).toList();
  }
}
