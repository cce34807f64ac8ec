package counterfoil.ticket;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * A customer: people who may see each other's tickets (rules 20, 22, 24).
 *
 * @param name unique among all organisations
 * @param domains whoever has an address there belongs to it; as {@link DomainName} has them
 * @param addresses people without a domain of their own; as {@link AddressKey} has them
 * @param isEntitled whether the desk serves it
 * @param sla its own targets by priority ({@code P1}); a priority that is missing has the desk's
 * @param facts what is true of its tickets where its mails say nothing (rule 33), by field
 */
public record Organisation(
    String name,
    Set<String> domains,
    Set<String> addresses,
    boolean isEntitled,
    Map<String, ServiceTargets.Targets> sla,
    Map<String, String> facts) {

  /** Copies what it is given, in the order in which it was given. */
  public Organisation {
    domains = Collections.unmodifiableSet(new LinkedHashSet<>(domains));
    addresses = Collections.unmodifiableSet(new LinkedHashSet<>(addresses));
    sla = Collections.unmodifiableMap(new LinkedHashMap<>(sla));
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }

  /** One without targets and facts of its own. */
  public Organisation(String name, Set<String> domains, Set<String> addresses, boolean isEntitled) {
    this(name, domains, addresses, isEntitled, Map.of(), Map.of());
  }
}
