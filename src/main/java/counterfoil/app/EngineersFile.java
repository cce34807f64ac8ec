package counterfoil.app;

import counterfoil.embedded.CannotStart;
import counterfoil.ticket.AddressKey;
import counterfoil.ticket.Engineer;
import counterfoil.ticket.Engineers;
import counterfoil.ticket.OneLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code config/engineers.yaml}. */
final class EngineersFile {

  static final String NAME = "config/engineers.yaml";

  private final ConfigFile file;
  private final Set<String> ownAddresses;

  /** Addresses that were seen, and in which line. */
  private final Map<String, Integer> seen = new HashMap<>();

  private EngineersFile(ConfigFile file, Set<String> ownAddresses) {
    this.file = file;
    this.ownAddresses = ownAddresses;
  }

  /**
   * The engineers of a home; of the copy in the jar when it has no such file.
   *
   * @param ownAddresses of the desk, in lower case; an engineer cannot have one of them
   * @throws CannotStart when something is wrong, with a sentence for each mistake
   */
  static Engineers read(Home home, Set<String> ownAddresses) {
    ConfigFile file = ConfigFile.open(home, NAME);
    EngineersFile reading = new EngineersFile(file, ownAddresses);
    List<Engineer> all = new ArrayList<>();
    Optional<String> onCall = Optional.empty();
    if (!file.root().isNothing() && file.hasOnly(file.root(), "", Set.of("engineers", "on-call"))) {
      all.addAll(reading.all(file.root().get("engineers")));
      onCall = reading.onCall(file.root().get("on-call"));
    }
    file.refuseMistakes();
    return new Engineers(all, onCall);
  }

  private List<Engineer> all(ConfigNode list) {
    List<Engineer> all = new ArrayList<>();
    List<ConfigNode> entries = file.entries(list, "engineers", "name and addresses");
    for (int i = 0; i < entries.size(); i++) {
      engineer(entries.get(i), "engineers[" + i + "]").ifPresent(all::add);
    }
    return all;
  }

  private Optional<Engineer> engineer(ConfigNode node, String at) {
    if (!file.hasOnly(node, at, Set.of("name", "addresses"))) {
      return Optional.empty();
    }
    String name = node.get("name").text().strip();
    if (!OneLine.isName(name)) {
      file.wrong(
          node.get("name"),
          at + ".name",
          node.get("name").found(),
          "a name of one line, of at most 100 characters that can be seen");
    }
    List<ConfigNode> given = file.texts(node.get("addresses"), at + ".addresses");
    if (given.isEmpty()) {
      file.wrong(
          node, at + ".addresses", "empty", "at least one address, such as ada.berg@example.com");
    }
    Set<String> addresses = new LinkedHashSet<>();
    for (ConfigNode one : given) {
      address(one, at + ".addresses")
          .filter(address -> once(one, at + ".addresses", address))
          .ifPresent(addresses::add);
    }
    return addresses.isEmpty() ? Optional.empty() : Optional.of(new Engineer(name, addresses));
  }

  private Optional<String> onCall(ConfigNode node) {
    return node.isNothing() ? Optional.empty() : address(node, "on-call");
  }

  private Optional<String> address(ConfigNode node, String key) {
    Optional<String> address = AddressKey.of(node.text());
    if (address.isEmpty()) {
      file.wrong(node, key, node.found(), "an address such as ada.berg@example.com");
    }
    if (address.filter(ownAddresses::contains).isPresent()) {
      // Mail to it would come back as a mail to the desk.
      file.wrong(node, key, node.found() + ", the desk's own mailbox", "an address of a person");
      return Optional.empty();
    }
    return address;
  }

  private boolean once(ConfigNode node, String key, String address) {
    Integer earlier = seen.putIfAbsent(address, node.line());
    if (earlier != null) {
      file.wrong(
          node,
          key,
          "'" + address + "', which stands in line " + earlier + " already",
          "to say it once");
    }
    return earlier == null;
  }
}
