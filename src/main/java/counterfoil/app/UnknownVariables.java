package counterfoil.app;

import counterfoil.embedded.CannotStart;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds {@code COUNTERFOIL_*} variables that bind to no setting: Spring Boot passes over them
 * without a word, and a password that was mistyped would look like one that was never given.
 */
final class UnknownVariables {

  private static final String PREFIX = "COUNTERFOIL";
  private static final Set<String> OTHERS = Set.of("COUNTERFOIL_HOME");

  private UnknownVariables() {}

  /**
   * @throws CannotStart naming them all
   */
  static void refuse(Map<String, String> environment) {
    List<Pattern> known = patterns();
    List<String> unknown =
        environment.keySet().stream()
            .filter(name -> name.startsWith(PREFIX + "_") && !OTHERS.contains(name))
            .filter(name -> known.stream().noneMatch(one -> one.matcher(name).matches()))
            .sorted()
            .toList();
    if (!unknown.isEmpty()) {
      throw new CannotStart(
          "No setting is called %s. The settings are in config/application.yaml; counterfoil.tryout.smtp-port is COUNTERFOIL_TRYOUT_SMTP_PORT, and the name of a mailbox is one word: COUNTERFOIL_MAILBOXES_DESK_IMAP_HOST."
              .formatted(String.join(", ", unknown)));
    }
  }

  private static List<Pattern> patterns() {
    List<Pattern> patterns = new ArrayList<>();
    collect(PREFIX, Settings.class, patterns);
    return patterns;
  }

  private static void collect(String path, Type type, List<Pattern> found) {
    if (type instanceof Class<?> one && one.isRecord()) {
      for (RecordComponent component : one.getRecordComponents()) {
        collect(path + "_" + name(component), component.getGenericType(), found);
      }
    } else if (type instanceof ParameterizedType one && one.getRawType() == Map.class) {
      // The name of a map's entry is one word.
      collect(path + "_[A-Z0-9]+", one.getActualTypeArguments()[1], found);
    } else if (type instanceof ParameterizedType) {
      found.add(Pattern.compile(path + "(_[0-9]+)?"));
    } else {
      found.add(Pattern.compile(path));
    }
  }

  /** {@code smtpPort} is SMTP_PORT, or SMTPPORT as Spring Boot's own documents write it. */
  private static String name(RecordComponent component) {
    return Stream.of(component.getName().split("(?=[A-Z])"))
        .map(word -> word.toUpperCase(Locale.ROOT))
        .reduce((a, b) -> a + "_?" + b)
        .orElseThrow();
  }
}
