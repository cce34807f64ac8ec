package counterfoil.app;

import counterfoil.facts.Fact;
import counterfoil.facts.Facts;
import counterfoil.facts.FieldDefinition;
import counterfoil.facts.FieldDefinition.Kind;
import counterfoil.mail.Address;
import counterfoil.mail.Attachment;
import counterfoil.mail.ParsedMail;
import counterfoil.reply.MailText;
import counterfoil.reply.MailText.Part;
import counterfoil.screen.Bounce;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A reading as one JSON object on one line, for other programs. An unknown single fact or language
 * is {@code null}, an empty list {@code []}; keys never go missing.
 */
final class ReadingAsJson {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final List<FieldDefinition> fields;

  /**
   * @param fields what this desk asks for: their order is that of the keys
   */
  ReadingAsJson(List<FieldDefinition> fields) {
    this.fields = fields;
  }

  /** The line, with its line end. */
  String line(String file, Reading reading) {
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
    line.put("bounce", reading.screening().bounce().map(ReadingAsJson::bounce).orElse(null));
    line.put("kind", mail.kind().name().toLowerCase(Locale.ROOT));
    line.put("text", mail.text().newPart());
    line.put("quoted", mail.text().part(Part.QUOTED));
    line.put("signature", mail.text().part(Part.SIGNATURE));
    line.put("disclaimer", mail.text().part(Part.DISCLAIMER));
    line.put("forwarded", mail.text().part(Part.FORWARDED));
    line.put("full", mail.text().full());
    line.put("spans", mail.text().spans().stream().map(ReadingAsJson::span).toList());
    line.put(
        "language", mail.language().equals(ParsedMail.UNKNOWN_LANGUAGE) ? null : mail.language());
    line.put("attachments", mail.attachments().stream().map(ReadingAsJson::attachment).toList());
    line.put("facts", facts(reading.facts()));
    line.put("fallback", fallback(reading.facts().fallback()));
    line.put("answers", answers(reading.facts()));
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

  private static Map<String, Object> bounce(Bounce bounce) {
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("message_id", bounce.originalMessageId());
    written.put("recipients", bounce.recipients().stream().map(ReadingAsJson::recipient).toList());
    return written;
  }

  private static Map<String, Object> recipient(Bounce.Recipient recipient) {
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("address", recipient.address());
    written.put("action", recipient.action().name().toLowerCase(Locale.ROOT));
    written.put("status", recipient.status());
    written.put("diagnostic", recipient.diagnostic());
    return written;
  }

  /** Characters of {@code full}, counted from 0 in UTF-16 as Java and JavaScript do. */
  private static Map<String, Object> span(MailText.Span span) {
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("part", span.part().name().toLowerCase(Locale.ROOT));
    written.put("start", span.start());
    written.put("end", span.end());
    return written;
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

  private Map<String, @Nullable Object> facts(Facts read) {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    fields.forEach(field -> facts.put(field.name(), written(field, read.all(field.name()))));
    facts.put("missing", read.missing());
    return facts;
  }

  private Map<String, @Nullable Object> fallback(Map<String, List<Fact>> quoted) {
    Map<String, @Nullable Object> fallback = new LinkedHashMap<>();
    for (FieldDefinition field : fields) {
      List<Fact> values = quoted.getOrDefault(field.name(), List.of());
      if (!values.isEmpty()) {
        fallback.put(field.name(), written(field, values));
      }
    }
    return fallback;
  }

  /** What was filled in inside the quote of a letter of ours, by number of the ticket. */
  private Map<String, Object> answers(Facts read) {
    Map<String, Object> answers = new LinkedHashMap<>();
    read.answersByTicket()
        .forEach(
            (number, filled) -> {
              Map<String, List<Fact>> values = new LinkedHashMap<>();
              filled.forEach((field, one) -> values.put(field, one.facts()));
              answers.put(number, fallback(values));
            });
    return answers;
  }

  private static @Nullable Object written(FieldDefinition field, List<Fact> values) {
    if (field.many() || field.kind() == Kind.LIST) {
      return values.stream().map(ReadingAsJson::fact).toList();
    }
    if (values.isEmpty()) {
      return null;
    }
    return field.kind() == Kind.LEVEL ? level(values.get(0)) : fact(values.get(0));
  }

  private static Map<String, Object> fact(Fact fact) {
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("value", fact.value());
    written.put("evidence", fact.evidence());
    written.put("where", fact.where());
    return written;
  }

  private static Map<String, Object> level(Fact fact) {
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("level", fact.value());
    written.put("source", fact.source().name().toLowerCase(Locale.ROOT));
    written.put("evidence", fact.evidence());
    written.put("where", fact.where());
    return written;
  }
}
