package counterfoil.app;

import counterfoil.mail.Address;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The desk's own mailboxes for verbs that run without a Spring context: {@code
 * counterfoil.mailboxes.NAME.address} of {@code config/application.yaml} and {@code
 * COUNTERFOIL_MAILBOXES_NAME_ADDRESS}; the try-out's when there is none.
 */
final class OwnAddresses {

  private static final String TRYOUT = "servicedesk@counterfoil.example";
  private static final Pattern VARIABLE =
      Pattern.compile("COUNTERFOIL_MAILBOXES_[A-Z0-9]+_ADDRESS");

  private OwnAddresses() {}

  /** The addresses as they are compared, never empty. */
  static Set<String> of(Home home, Map<String, String> environment) {
    Set<String> found =
        Stream.concat(inFile(home), inEnvironment(environment))
            .map(address -> Address.of(address.strip()).key())
            // A placeholder is an address only where Spring fills it in.
            .filter(address -> address.contains("@") && !address.contains("${"))
            .collect(Collectors.toSet());
    return found.isEmpty() ? Set.of(TRYOUT) : found;
  }

  private static Stream<String> inEnvironment(Map<String, String> environment) {
    return environment.entrySet().stream()
        .filter(entry -> VARIABLE.matcher(entry.getKey()).matches())
        .map(Map.Entry::getValue);
  }

  private static Stream<String> inFile(Home home) {
    try {
      Optional<InputStream> file = home.open("config/application.yaml");
      if (file.isEmpty()) {
        return Stream.empty();
      }
      try (InputStream in = file.get();
          MappingIterator<JsonNode> documents =
              new YAMLMapper().readerFor(JsonNode.class).readValues(in)) {
        return documents.readAll().stream().flatMap(OwnAddresses::inDocument).toList().stream();
      }
    } catch (IOException | JacksonException e) {
      throw new ConfigException(
          "config/application.yaml cannot be read as YAML: " + e.getMessage(), e);
    }
  }

  private static Stream<String> inDocument(JsonNode document) {
    return document.path("counterfoil").path("mailboxes").values().stream()
        .map(mailbox -> mailbox.path("address").asString(""));
  }
}
