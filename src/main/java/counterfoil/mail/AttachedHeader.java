package counterfoil.mail;

import counterfoil.text.EncodedWords;
import counterfoil.text.TextHygiene;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The header of an attached mail, and the lines by which it is shown above the text of that mail.
 */
final class AttachedHeader {

  private static final Set<String> TYPES = Set.of("message/rfc822", "message/global");

  private final Fields fields;

  AttachedHeader(Fields fields) {
    this.fields = fields;
  }

  /** That of the first mail that is attached; empty when none is. */
  static Optional<AttachedHeader> firstOf(List<ReportPart> reports) {
    return reports.stream()
        .filter(part -> TYPES.contains(part.type()))
        .findFirst()
        .map(part -> new AttachedHeader(fields(part.text())));
  }

  private static Fields fields(String header) {
    Fields fields = new Fields();
    StringBuilder field = new StringBuilder();
    for (String line : (Iterable<String>) header.lines()::iterator) {
      boolean isFolded = line.startsWith(" ") || line.startsWith("\t");
      if (!isFolded) {
        fields.add(field.toString().getBytes(StandardCharsets.UTF_8));
        field.setLength(0);
      }
      field.append(line);
    }
    fields.add(field.toString().getBytes(StandardCharsets.UTF_8));
    return fields;
  }

  /** What a person reads above the text of the mail. */
  String shown() {
    StringBuilder lines = new StringBuilder();
    label(lines, "From");
    label(lines, "Date");
    label(lines, "Subject");
    label(lines, "To");
    return lines.toString();
  }

  private void label(StringBuilder lines, String name) {
    String value = fields.first(name.toLowerCase(Locale.ROOT));
    if (!value.isEmpty()) {
      lines.append(lines.length() > 0 ? "\n" : "");
      lines.append(name).append(": ").append(decoded(value));
    }
  }

  private static String decoded(String value) {
    return TextHygiene.oneLine(EncodedWords.decode(value));
  }

  /** Whether a text begins with what is shown of this header; no text tells nothing else. */
  boolean standsAbove(String text) {
    return text.isEmpty() || text.startsWith(shown().strip());
  }

  /** The same text without it. */
  String below(String text) {
    return text.isEmpty() ? "" : text.substring(shown().strip().length()).strip();
  }

  /** Who wrote the mail: one From field with one valid address (RFC 5322 section 3.6.2). */
  Optional<Address> sender() {
    List<String> from = fields.all("from");
    List<Address> all = from.size() == 1 ? Addresses.of(from.get(0), 2) : List.of();
    return all.size() == 1 && !TextHygiene.isDisguised(from.get(0))
        ? Optional.of(all.get(0)).filter(address -> MailboxInWords.isValid(address.email()))
        : Optional.empty();
  }

  String subject() {
    return decoded(fields.first("subject"));
  }

  Optional<Instant> date() {
    return MailDate.of(fields.first("date"));
  }
}
