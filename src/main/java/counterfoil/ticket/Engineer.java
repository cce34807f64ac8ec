package counterfoil.ticket;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Someone who works at the desk (rule 36).
 *
 * @param name as colleagues and customers read it
 * @param addresses from which they write, at least one; as {@link AddressKey} has them
 */
public record Engineer(String name, Set<String> addresses) {

  /**
   * Copies the addresses in their order.
   *
   * @throws IllegalArgumentException when there is none
   */
  public Engineer {
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException(name + " has no address");
    }
    addresses = Collections.unmodifiableSet(new LinkedHashSet<>(addresses));
  }

  /** Where letters to them go: the first of their addresses. */
  public String address() {
    return addresses.iterator().next();
  }
}
