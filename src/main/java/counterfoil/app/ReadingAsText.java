package counterfoil.app;

import counterfoil.facts.Fact;
import counterfoil.facts.FieldDefinition;
import counterfoil.mail.Address;
import counterfoil.mail.ParsedMail;
import counterfoil.reply.MailText.Part;
import counterfoil.screen.Bounce;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A reading as a page for a person: what would be read, and the words it was read from. */
final class ReadingAsText {

  private static final int LABEL = 16;

  /** A person wants the beginning; who wants all of it takes {@code --json}. */
  private static final int LINES = 12;

  private final List<FieldDefinition> fields;

  /**
   * @param fields what this desk asks for, in the order in which it is told
   */
  ReadingAsText(List<FieldDefinition> fields) {
    this.fields = fields;
  }

  /** The page, with a blank line at its end. */
  String page(String file, Reading reading) {
    ParsedMail mail = reading.mail();
    StringBuilder page = new StringBuilder(safe(file)).append('\n');
    line(
        page,
        "From",
        mail.from().stream().map(Address::toString).collect(Collectors.joining(", ")));
    line(page, "Subject", mail.subject());
    line(page, "Date", mail.date().map(Object::toString).orElse("none"));
    line(page, "Class", reading.screening().mailClass() + ": " + reading.screening().reason());
    line(
        page,
        "Kind",
        mail.kind().name().toLowerCase(Locale.ROOT)
            + ", language "
            + (mail.language().equals(ParsedMail.UNKNOWN_LANGUAGE) ? "unknown" : mail.language()));
    reading
        .screening()
        .bounce()
        .ifPresent(bounce -> bounce.recipients().forEach(one -> line(page, "Bounce", told(one))));
    block(page, "Text", mail.text().newPart());
    block(page, "Forwarded", mail.text().part(Part.FORWARDED));
    folded(page, "Quoted", mail.text().part(Part.QUOTED));
    folded(page, "Signature", mail.text().part(Part.SIGNATURE));
    folded(page, "Disclaimer", mail.text().part(Part.DISCLAIMER));
    fields.forEach(field -> facts(page, field.name(), reading.facts().all(field.name())));
    fields.forEach(
        field ->
            facts(
                page,
                "quoted " + field.name(),
                reading.facts().fallback().getOrDefault(field.name(), List.of())));
    reading
        .facts()
        .answersByTicket()
        .forEach(
            (number, filled) ->
                filled.forEach((field, one) -> facts(page, number + " " + field, one.facts())));
    line(page, "Missing", String.join(", ", reading.facts().missing()));
    reading.facts().notes().forEach(note -> line(page, "Note", note));
    mail.attachments()
        .forEach(
            attached ->
                line(
                    page,
                    "Attachment",
                    attached.name()
                        + " ("
                        + attached.type()
                        + ", "
                        + attached.size()
                        + " bytes"
                        + (attached.inline() ? ", inline)" : ")")));
    reading.defects().forEach(defect -> line(page, "Defect", defect));
    return page.append('\n').toString();
  }

  /** The page of a mail that could not be read. */
  static String failure(String file, String error) {
    StringBuilder page = new StringBuilder(safe(file)).append('\n');
    line(page, "Error", error);
    return page.append('\n').toString();
  }

  private static String told(Bounce.Recipient one) {
    return "%s %s %s %s"
        .formatted(
            one.address(),
            one.action().name().toLowerCase(Locale.ROOT),
            one.status(),
            one.diagnostic())
        .strip();
  }

  private static void facts(StringBuilder page, String label, List<Fact> facts) {
    for (Fact fact : facts) {
      String source = fact.source() == Fact.Source.INFERRED ? "inferred " : "";
      line(
          page,
          label,
          fact.value() + "  <- " + source + "from \"" + fact.evidence() + "\", " + fact.where());
    }
  }

  private static void block(StringBuilder page, String label, String text) {
    List<String> lines = text.lines().toList();
    for (int i = 0; i < Math.min(lines.size(), LINES); i++) {
      line(page, i == 0 ? label : "", "| " + lines.get(i));
    }
    if (lines.size() > LINES) {
      line(page, "", "| ... " + (lines.size() - LINES) + " more lines");
    }
  }

  private static void folded(StringBuilder page, String label, String text) {
    if (!text.isEmpty()) {
      long lines = text.lines().count();
      line(page, label, lines == 1 ? "1 line" : lines + " lines");
    }
  }

  private static void line(StringBuilder page, String label, String text) {
    if (!text.isEmpty()) {
      page.append("  ").append(padded(label)).append(safe(text)).append('\n');
    }
  }

  private static String padded(String label) {
    return label + " ".repeat(Math.max(1, LABEL - label.length()));
  }

  /** On one line, and without what would steer the terminal. */
  static String safe(String text) {
    return text.replaceAll("[\\r\\n\\t]+", " ")
        .replaceAll("[\\p{Cc}\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]", "\ufffd");
  }
}
