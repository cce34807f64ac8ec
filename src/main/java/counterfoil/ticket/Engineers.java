package counterfoil.ticket;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All who work at the desk. Safe for many threads. */
public final class Engineers {

  /** Nobody is known. */
  public static final Engineers NONE = new Engineers(List.of(), Optional.empty());

  private final List<Engineer> all;
  private final Map<String, Engineer> byAddress = new HashMap<>();
  private final Optional<String> onCallAddress;

  /**
   * @param onCallAddress who is woken; an engineer's address, or one that finds whoever is on call
   * @throws IllegalArgumentException when two of them have the same address
   */
  public Engineers(List<Engineer> all, Optional<String> onCallAddress) {
    this.all = List.copyOf(all);
    this.onCallAddress = onCallAddress;
    for (Engineer one : all) {
      for (String address : one.addresses()) {
        if (byAddress.put(address, one) != null) {
          throw new IllegalArgumentException("two engineers have the address " + address);
        }
      }
    }
  }

  /**
   * Whose address it is.
   *
   * @param addressKey the whole address in lower case
   */
  public Optional<Engineer> of(String addressKey) {
    Engineer found = byAddress.get(addressKey);
    return found != null || addressKey.chars().allMatch(c -> c < 0x80)
        ? Optional.ofNullable(found)
        : AddressKey.of(addressKey).map(byAddress::get);
  }

  /** Where alarms go that cannot wait. */
  public Optional<String> onCallAddress() {
    return onCallAddress;
  }

  /** All, in the order of their file. */
  public List<Engineer> all() {
    return all;
  }

  /** Whether nobody is known. */
  public boolean isEmpty() {
    return all.isEmpty();
  }
}
