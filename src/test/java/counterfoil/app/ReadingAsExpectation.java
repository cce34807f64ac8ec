package counterfoil.app;

import counterfoil.facts.Fact;
import counterfoil.facts.Facts;
import counterfoil.mail.Address;
import counterfoil.mail.Attachment;
import counterfoil.mail.ParsedMail;
import counterfoil.screen.Bounce;
import counterfoil.screen.MailClass;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A reading in the shape of the {@code .expected.yaml} files; empty keys are left out. */
final class ReadingAsExpectation {

  private static final Set<String> LISTS = Set.of("project_link", "call_id", "steps");

  private ReadingAsExpectation() {}

  static Map<String, Object> of(Reading reading) {
    ParsedMail mail = reading.mail();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("class", reading.screening().mailClass().name());
    boolean isBounce = reading.screening().mailClass() == MailClass.BOUNCE;
    if (!isBounce) {
      all.put("kind", mail.kind().name().toLowerCase(Locale.ROOT));
    }
    all.put("from", mail.author().map(Address::toString).orElse(""));
    all.put("subject", mail.subject());
    // A server's words are no conversation: nobody looks for the new part of them.
    if (!isBounce) {
      all.put("text", mail.text().newPart());
      all.put("language", mail.language());
    }
    // Nobody asks a machine for its project: what could be read there is never used.
    if (reading.screening().mailClass() == MailClass.HUMAN) {
      all.put("facts", facts(reading.facts().values()));
      all.put("fallback", facts(reading.facts().fallback()));
      all.put("answers", answers(reading.facts()));
    }
    reading.screening().bounce().ifPresent(bounce -> all.put("bounce", bounce(bounce)));
    all.put("attachments", mail.attachments().stream().map(ReadingAsExpectation::line).toList());
    all.put("defects", reading.defects());
    all.values().removeIf(ReadingAsExpectation::isEmpty);
    return all;
  }

  private static Map<String, Object> bounce(Bounce bounce) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("message_id", bounce.originalMessageId());
    told.put(
        "recipients",
        bounce.recipients().stream()
            .map(
                one ->
                    String.join(
                        " | ",
                        one.address(),
                        one.action().name().toLowerCase(Locale.ROOT),
                        one.status(),
                        one.diagnostic()))
            .toList());
    told.values().removeIf(ReadingAsExpectation::isEmpty);
    return told;
  }

  private static Map<String, Object> facts(Map<String, List<Fact>> values) {
    Map<String, Object> facts = new TreeMap<>();
    values.forEach(
        (field, found) -> {
          if (!found.isEmpty()) {
            facts.put(
                field,
                LISTS.contains(field)
                    ? found.stream().map(fact -> fact(field, fact)).toList()
                    : fact(field, found.get(0)));
          }
        });
    return facts;
  }

  private static Map<String, Object> answers(Facts read) {
    Map<String, Object> answers = new TreeMap<>();
    read.answersByTicket()
        .forEach(
            (number, filled) -> {
              Map<String, List<Fact>> values = new TreeMap<>();
              filled.forEach((field, one) -> values.put(field, one.facts()));
              answers.put(number, facts(values));
            });
    return answers;
  }

  private static Map<String, Object> fact(String field, Fact fact) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("value", fact.value());
    if (field.equals("priority")) {
      told.put("source", fact.source().name().toLowerCase(Locale.ROOT));
    }
    told.put("from", fact.where() + ": '" + fact.evidence() + "'");
    return told;
  }

  /** An attached mail has another size with other line ends, so its size is not told. */
  private static String line(Attachment file) {
    boolean textual = file.type().startsWith("message/") || file.type().startsWith("text/rfc822");
    return file.name()
        + " ("
        + file.type()
        + (textual ? "" : ", " + file.size() + " bytes")
        + (file.inline() ? ", inline)" : ")");
  }

  private static boolean isEmpty(Object value) {
    return value.equals("")
        || value instanceof Collection<?> list && list.isEmpty()
        || value instanceof Map<?, ?> map && map.isEmpty();
  }
}
