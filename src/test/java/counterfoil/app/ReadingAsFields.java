package counterfoil.app;

import counterfoil.facts.Fact;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A reading in the fields of {@code truth.jsonl}, as sets of values. */
final class ReadingAsFields {

  /** Account and project in the path of a link, as {@code project_link.yaml} describes it. */
  private static final Pattern PROJECT =
      Pattern.compile("https?://[^/?#]+/(?:account/([\\w-]+)/project/|([\\w-]+)/)([\\w-]+)");

  private ReadingAsFields() {}

  static Map<String, Set<String>> of(Reading reading) {
    List<String> links = values(reading, "project_link").toList();
    Set<String> level = first(reading, "priority");
    return Map.of(
        "projects",
        links.stream()
            .flatMap(link -> project(link).stream())
            .collect(Collectors.toUnmodifiableSet()),
        "primary",
        links.stream().findFirst().flatMap(ReadingAsFields::project).map(Set::of).orElse(Set.of()),
        "call_ids",
        values(reading, "call_id")
            .map(id -> CarefulReading.comparable("call_ids", id))
            .collect(Collectors.toUnmodifiableSet()),
        "environment",
        first(reading, "environment").stream()
            .map(place -> CarefulReading.comparable("environment", place))
            .collect(Collectors.toUnmodifiableSet()),
        "priority",
        level,
        "priority stated",
        level,
        "priority inferred",
        level,
        "browser",
        first(reading, "browser"),
        "description",
        CarefulReading.presence(!reading.facts().all("happened").isEmpty()),
        "steps",
        CarefulReading.presence(!reading.facts().all("steps").isEmpty()));
  }

  /** {@code account/project} of a link into a project. */
  static Optional<String> project(String link) {
    Matcher found = PROJECT.matcher(link);
    if (!found.lookingAt()) {
      return Optional.empty();
    }
    String account = found.group(1) == null ? found.group(2) : found.group(1);
    return Optional.of(account + "/" + found.group(3));
  }

  private static Stream<String> values(Reading reading, String field) {
    return reading.facts().all(field).stream().map(Fact::value);
  }

  private static Set<String> first(Reading reading, String field) {
    return values(reading, field).findFirst().map(Set::of).orElse(Set.of());
  }
}
