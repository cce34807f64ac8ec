package counterfoil.app;

import counterfoil.facts.Fact;
import counterfoil.mail.Address;
import counterfoil.mail.Attachment;
import counterfoil.mail.MailText.Part;
import counterfoil.mail.ParsedMail;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A reading as one JSON object on one line, for other programs. An unknown single fact is {@code
 * null}, an empty list {@code []}; keys never go missing.
 */
final class ReadingAsJson {

  /** Facts of which a mail may give several; all others have one value. */
  private static final Set<String> LISTS = Set.of("project_link", "call_id", "steps");

  private static final List<String> FIELDS =
      List.of(
          "project_link",
          "call_id",
          "environment",
          "priority",
          "browser",
          "expected",
          "happened",
          "steps");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ReadingAsJson() {}

  /** The line, with its line end. */
  static String line(String file, Reading reading) {
    ParsedMail mail = reading.mail();
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put("file", file);
    line.put("ms", reading.millis());
    line.put("message_id", mail.messageId());
    line.put("from", address(mail));
    line.put("subject", mail.subject());
    line.put("date", mail.date().map(Object::toString).orElse(null));
    line.put("class", reading.screening().mailClass().name());
    line.put("reason", reading.screening().reason());
    line.put("kind", mail.kind().name().toLowerCase(Locale.ROOT));
    line.put("text", mail.text().newPart());
    line.put("quoted", mail.text().part(Part.QUOTED));
    line.put("signature", mail.text().part(Part.SIGNATURE));
    line.put("forwarded", mail.text().part(Part.FORWARDED));
    line.put("language", mail.language());
    line.put("attachments", mail.attachments().stream().map(ReadingAsJson::attachment).toList());
    line.put("facts", facts(reading));
    line.put("fallback", fallback(reading.facts().fallback()));
    line.put("notes", reading.facts().notes());
    line.put("defects", reading.defects());
    return written(line);
  }

  /** The line of a mail that could not be read, with its line end. */
  static String failure(String file, String error) {
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put("file", file);
    line.put("error", error);
    return written(line);
  }

  /** Through a String: a lone surrogate becomes a question mark there and not an exception. */
  private static String written(Map<String, @Nullable Object> line) {
    return JSON.writeValueAsString(line) + "\n";
  }

  /** Of several From fields none is believed (RFC 5322 section 3.6 allows one). */
  private static Map<String, @Nullable Object> address(ParsedMail mail) {
    Optional<Address> from =
        mail.header("from").size() > 1 ? Optional.empty() : mail.from().stream().findFirst();
    Map<String, @Nullable Object> address = new LinkedHashMap<>();
    address.put("address", from.map(Address::email).orElse(null));
    address.put("name", from.map(Address::name).orElse(""));
    return address;
  }

  private static Map<String, Object> attachment(Attachment attachment) {
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("name", attachment.name());
    written.put("type", attachment.type());
    written.put("size", attachment.size());
    written.put("sha256", attachment.sha256());
    written.put("inline", attachment.inline());
    return written;
  }

  private static Map<String, @Nullable Object> facts(Reading reading) {
    Map<String, List<Fact>> values = reading.facts().values();
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    for (String field : FIELDS) {
      facts.put(field, written(field, values.getOrDefault(field, List.of())));
    }
    // Fields of a desk's own definitions.
    Set<String> others = new TreeSet<>(values.keySet());
    FIELDS.forEach(others::remove);
    for (String field : others) {
      facts.put(field, written(field, values.getOrDefault(field, List.of())));
    }
    facts.put("missing", reading.facts().missing());
    return facts;
  }

  private static Map<String, @Nullable Object> fallback(Map<String, List<Fact>> quoted) {
    Map<String, @Nullable Object> fallback = new LinkedHashMap<>();
    FIELDS.stream()
        .filter(quoted::containsKey)
        .forEach(
            field -> fallback.put(field, written(field, quoted.getOrDefault(field, List.of()))));
    new TreeSet<>(quoted.keySet())
        .forEach(
            field ->
                fallback.computeIfAbsent(
                    field, any -> written(any, quoted.getOrDefault(any, List.of()))));
    return fallback;
  }

  private static @Nullable Object written(String field, List<Fact> values) {
    if (LISTS.contains(field)) {
      return values.stream().map(ReadingAsJson::fact).toList();
    }
    return values.isEmpty()
        ? null
        : field.equals("priority") ? priority(values.get(0)) : fact(values.get(0));
  }

  private static Map<String, Object> fact(Fact fact) {
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("value", fact.value());
    written.put("evidence", fact.evidence());
    written.put("where", fact.where());
    return written;
  }

  private static Map<String, Object> priority(Fact fact) {
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("level", fact.value());
    written.put("source", fact.source().name().toLowerCase(Locale.ROOT));
    written.put("evidence", fact.evidence());
    written.put("where", fact.where());
    return written;
  }
}
