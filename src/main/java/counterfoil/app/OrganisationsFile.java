package counterfoil.app;

import counterfoil.embedded.CannotStart;
import counterfoil.facts.FieldDefinition;
import counterfoil.facts.FieldDefinitions;
import counterfoil.ticket.AddressKey;
import counterfoil.ticket.DomainName;
import counterfoil.ticket.OneLine;
import counterfoil.ticket.Organisation;
import counterfoil.ticket.Organisations;
import counterfoil.ticket.ServiceTargets.Targets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.convert.DurationStyle;

/** Reads {@code config/organisations.yaml}. */
final class OrganisationsFile {

  static final String NAME = "config/organisations.yaml";

  private static final Set<String> KEYS =
      Set.of("name", "domains", "addresses", "entitled", "sla", "facts");
  private static final Set<String> PRIORITIES = Set.of("P1", "P2", "P3", "P4");
  private static final Set<String> TIMES = Set.of("first-response", "resolution");
  private static final Duration LONGEST = Duration.ofDays(366);

  private final ConfigFile file;
  private final Set<String> publicMailDomains;
  private final Set<String> ownAddresses;
  private final FieldDefinitions fields;

  /** Names, domains and addresses that were seen, and in which line. */
  private final Map<String, Integer> seen = new HashMap<>();

  private OrganisationsFile(
      ConfigFile file,
      Set<String> publicMailDomains,
      Set<String> ownAddresses,
      FieldDefinitions fields) {
    this.file = file;
    this.publicMailDomains = publicMailDomains;
    this.ownAddresses = ownAddresses;
    this.fields = fields;
  }

  /**
   * The organisations of a home; of the copy in the jar when it has no such file.
   *
   * @param publicMailDomains in lower case; none of them can belong to an organisation
   * @param ownAddresses of the desk, in lower case; neither can they
   * @throws CannotStart when something is wrong, with a sentence for each mistake
   */
  static Organisations read(
      Home home, Set<String> publicMailDomains, Set<String> ownAddresses, FieldDefinitions fields) {
    ConfigFile file = ConfigFile.open(home, NAME);
    List<Organisation> all =
        new OrganisationsFile(file, publicMailDomains, ownAddresses, fields).all();
    file.refuseMistakes();
    return new Organisations(all);
  }

  private List<Organisation> all() {
    List<Organisation> all = new ArrayList<>();
    if (file.root().isNothing() || !file.hasOnly(file.root(), "", Set.of("organisations"))) {
      return all;
    }
    List<ConfigNode> entries =
        file.entries(file.root().get("organisations"), "organisations", "name and domains");
    for (int i = 0; i < entries.size(); i++) {
      organisation(entries.get(i), "organisations[" + i + "]").ifPresent(all::add);
    }
    return all;
  }

  private Optional<Organisation> organisation(ConfigNode node, String at) {
    if (!file.hasOnly(node, at, KEYS)) {
      return Optional.empty();
    }
    String name = node.get("name").text().strip();
    if (!OneLine.isName(name)) {
      file.wrong(
          node.get("name"),
          at + ".name",
          node.get("name").found(),
          "a name of one line, of at most 100 characters that can be seen");
    } else {
      once(node.get("name"), at + ".name", name, "name " + name.toLowerCase(Locale.ROOT));
    }
    Set<String> domains = domains(node.get("domains"), at + ".domains");
    Set<String> addresses = addresses(node.get("addresses"), at + ".addresses");
    if (node.get("domains").isNothing() && node.get("addresses").isNothing()) {
      file.wrong(node, at, "without domains and addresses", "at least one of them");
    }
    return Optional.of(
        new Organisation(
            name,
            domains,
            addresses,
            file.flag(node.get("entitled"), at + ".entitled", true),
            sla(node.get("sla"), at + ".sla"),
            facts(node.get("facts"), at + ".facts")));
  }

  private Set<String> domains(ConfigNode node, String key) {
    Set<String> domains = new LinkedHashSet<>();
    for (ConfigNode one : file.texts(node, key)) {
      Optional<String> domain = DomainName.of(one.text());
      if (domain.isEmpty()) {
        file.wrong(
            one,
            key,
            one.found(),
            "a domain such as harbour-hotels.example, in other letters if need be by its xn-- form");
      } else if (publicMailDomains.contains(domain.get())) {
        file.wrong(
            one,
            key,
            one.found() + ", where anybody can have an address",
            "the addresses of its people, one by one, under addresses");
      } else if (once(one, key, one.text(), domain.get())) {
        domains.add(domain.get());
      }
    }
    return domains;
  }

  private Set<String> addresses(ConfigNode node, String key) {
    Set<String> addresses = new LinkedHashSet<>();
    for (ConfigNode one : file.texts(node, key)) {
      Optional<String> address = AddressKey.of(one.text());
      if (address.isEmpty()) {
        file.wrong(one, key, one.found(), "an address such as nadia.hart@harbour-hotels.example");
      } else if (ownAddresses.contains(address.get())) {
        file.wrong(one, key, one.found() + ", the desk's own mailbox", "an address of a customer");
      } else if (once(one, key, one.text(), address.get())) {
        addresses.add(address.get());
      }
    }
    return addresses;
  }

  /** Whether nobody has it yet. */
  private boolean once(ConfigNode node, String key, String text, String form) {
    Integer earlier = seen.putIfAbsent(form, node.line());
    if (earlier != null) {
      file.wrong(
          node,
          key,
          "'" + text + "', which stands in line " + earlier + " already",
          "to say it once");
    }
    return earlier == null;
  }

  private Map<String, Targets> sla(ConfigNode node, String key) {
    Map<String, Targets> sla = new LinkedHashMap<>();
    if (node.isNothing() || !file.hasOnly(node, key, PRIORITIES)) {
      return sla;
    }
    node.keys()
        .forEach(
            (priority, times) -> {
              String at = key + "." + priority;
              if (file.hasOnly(times, at, TIMES)) {
                sla.put(
                    priority,
                    new Targets(
                        time(times.get("first-response"), at + ".first-response"),
                        time(times.get("resolution"), at + ".resolution")));
              }
            });
    return sla;
  }

  private Optional<Duration> time(ConfigNode node, String key) {
    if (node.isNothing()) {
      return Optional.empty();
    }
    try {
      String text = node.text().strip();
      Duration time = DurationStyle.detectAndParse(text);
      // A number alone would be milliseconds, which nobody means here.
      boolean hasUnit = !text.isEmpty() && Character.isLetter(text.charAt(text.length() - 1));
      if (hasUnit && time.compareTo(Duration.ZERO) > 0 && time.compareTo(LONGEST) <= 0) {
        return Optional.of(time);
      }
    } catch (IllegalArgumentException | ArithmeticException e) {
      // Said below.
    }
    file.wrong(node, key, node.found(), "a time up to a year, such as 15m, 4h or 2d");
    return Optional.empty();
  }

  private Map<String, String> facts(ConfigNode node, String key) {
    Map<String, String> facts = new LinkedHashMap<>();
    Set<String> names = new LinkedHashSet<>();
    fields.fields().forEach(field -> names.add(field.name()));
    if (node.isNothing() || !file.hasOnly(node, key, names)) {
      return facts;
    }
    node.keys()
        .forEach(
            (name, value) ->
                fields
                    .field(name)
                    .flatMap(field -> fact(field, value, key + "." + name))
                    .ifPresent(text -> facts.put(name, text)));
    return facts;
  }

  private Optional<String> fact(FieldDefinition field, ConfigNode value, String key) {
    String text = value.text().strip();
    List<String> allowed = field.values();
    if (!allowed.isEmpty()) {
      Optional<String> one = allowed.stream().filter(text::equalsIgnoreCase).findFirst();
      if (one.isEmpty()) {
        file.wrong(value, key, value.found(), "one of " + String.join(", ", allowed));
      }
      return one;
    }
    if (text.isEmpty()) {
      file.wrong(value, key, value.found(), "text");
      return Optional.empty();
    }
    return Optional.of(text);
  }
}
