package counterfoil.ticket;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The organisations that files tell of. Safe for many threads.
 *
 * <p>Whom an address belongs to is told by the whole address first, then by its domain; a domain is
 * that domain alone, not what is below it.
 */
public final class Organisations {

  /** No organisation is known. */
  public static final Organisations NONE = new Organisations(List.of());

  private final List<Organisation> all;
  private final Map<String, Organisation> byAddress = new HashMap<>();
  private final Map<String, Organisation> byDomain = new HashMap<>();
  private final Map<String, Organisation> byName = new HashMap<>();

  /**
   * @throws IllegalArgumentException when two of them have the same name, domain or address
   */
  public Organisations(List<Organisation> all) {
    this.all = List.copyOf(all);
    for (Organisation one : all) {
      putOnce(byName, nameKey(one.name()), one);
      one.domains().forEach(domain -> putOnce(byDomain, domain, one));
      one.addresses().forEach(address -> putOnce(byAddress, address, one));
    }
  }

  private static void putOnce(Map<String, Organisation> map, String key, Organisation one) {
    Organisation other = map.putIfAbsent(key, one);
    if (other != null) {
      throw new IllegalArgumentException(
          "\"%s\" belongs to two organisations: %s and %s"
              .formatted(key, other.name(), one.name()));
    }
  }

  /**
   * Whom an address belongs to.
   *
   * @param addressKey the whole address in lower case
   * @param domain what follows its {@code @}, in lower case; empty when nothing does
   */
  public Optional<Organisation> of(String addressKey, String domain) {
    Organisation byWhole = byAddress.get(addressKey);
    if (byWhole == null && !byAddress.isEmpty() && !isAscii(addressKey)) {
      byWhole = AddressKey.of(addressKey).map(byAddress::get).orElse(null);
    }
    return byWhole != null ? Optional.of(byWhole) : ofDomain(domain);
  }

  /** Whom a domain belongs to; of a domain in other letters its form in ASCII counts. */
  public Optional<Organisation> ofDomain(String domain) {
    return isAscii(domain)
        ? Optional.ofNullable(byDomain.get(domain))
        : DomainName.of(domain).map(byDomain::get);
  }

  /** The one of this name, in capital or small letters. */
  public Optional<Organisation> named(String name) {
    return Optional.ofNullable(byName.get(nameKey(name)));
  }

  /** All, in the order of their file. */
  public List<Organisation> all() {
    return all;
  }

  /** Whether no organisation is known. */
  public boolean isEmpty() {
    return all.isEmpty();
  }

  private static String nameKey(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }
}
