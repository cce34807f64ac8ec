package counterfoil.app;

import counterfoil.facts.Candidate;
import counterfoil.facts.Fact;
import counterfoil.facts.FieldDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** What was weighed for the facts of a mail, as a page for a person or an object for a program. */
final class ExplanationAsPage {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final List<FieldDefinition> fields;

  /**
   * @param fields what is told, in this order
   */
  ExplanationAsPage(List<FieldDefinition> fields) {
    this.fields = fields;
  }

  /** A page, with a blank line at its end. */
  String text(String file, Reading reading) {
    StringBuilder page = new StringBuilder(ReadingAsText.safe(file)).append('\n');
    for (FieldDefinition field : fields) {
      List<Candidate> weighed = of(field, reading);
      String values =
          reading.facts().all(field.name()).stream()
              .map(Fact::value)
              .collect(Collectors.joining(" | "));
      page.append("  ")
          .append(field.name())
          .append(values.isEmpty() ? ": nothing" : ": ")
          .append(ReadingAsText.safe(values))
          .append('\n');
      for (Candidate one : weighed) {
        page.append("    ").append(one.chosen() ? "+ " : "- ").append(told(one)).append('\n');
      }
    }
    for (String note : reading.facts().notes()) {
      page.append("  note: ").append(ReadingAsText.safe(note)).append('\n');
    }
    return page.append('\n').toString();
  }

  private static String told(Candidate one) {
    Fact fact = one.fact();
    return ReadingAsText.safe(
        "%s  (%s, %s) %s  <- \"%s\""
            .formatted(fact.value(), one.rank().words(), fact.where(), one.why(), fact.evidence()));
  }

  private static List<Candidate> of(FieldDefinition field, Reading reading) {
    return reading.candidates().stream().filter(one -> one.field().equals(field.name())).toList();
  }

  /** An object on one line, with its line end. */
  String line(String file, Reading reading) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("file", file);
    for (FieldDefinition field : fields) {
      line.put(field.name(), of(field, reading).stream().map(ExplanationAsPage::object).toList());
    }
    line.put("notes", reading.facts().notes());
    return JSON.writeValueAsString(line) + "\n";
  }

  private static Map<String, Object> object(Candidate one) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("value", one.fact().value());
    object.put("chosen", one.chosen());
    object.put("rank", one.rank().name().toLowerCase(Locale.ROOT));
    object.put("why", one.why());
    object.put("evidence", one.fact().evidence());
    object.put("where", one.fact().where());
    return object;
  }
}
