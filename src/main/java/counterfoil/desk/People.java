package counterfoil.desk;

import counterfoil.mail.Address;
import counterfoil.ticket.Engineer;
import counterfoil.ticket.Engineers;
import counterfoil.ticket.Organisation;
import counterfoil.ticket.Organisations;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who is who, as far as the settings say: our own addresses, engineers, organisations. Safe for
 * many threads.
 */
public final class People {

  private final Set<String> own;
  private final Set<String> publicMailDomains;
  private final Organisations organisations;
  private final Engineers engineers;

  /**
   * @param own addresses of the desk
   * @param publicMailDomains where anybody can have an address
   */
  public People(
      Collection<String> own,
      Set<String> publicMailDomains,
      Organisations organisations,
      Engineers engineers) {
    this.own = own.stream().map(address -> Address.of(address).key()).collect(Collectors.toSet());
    this.publicMailDomains = Set.copyOf(publicMailDomains);
    this.organisations = organisations;
    this.engineers = engineers;
  }

  /** Nobody is known but the desk itself. */
  public static People of(DeskSettings settings) {
    return new People(
        settings.addresses(), settings.publicMailDomains(), Organisations.NONE, Engineers.NONE);
  }

  /** Whether it is an address of the desk, a reply address included. */
  boolean isOwn(Address address) {
    String key = address.key();
    int at = key.lastIndexOf('@');
    int plus = at < 0 ? -1 : key.indexOf('+');
    return own.contains(key)
        || (plus > 0 && plus < at && own.contains(key.substring(0, plus) + key.substring(at)));
  }

  /** The engineer who has this address. */
  Optional<Engineer> engineer(Address address) {
    return engineers.of(address.key());
  }

  /** The organisation of an address: of the settings, else of the desk's page. */
  Optional<Organisation> organisation(Address address, Known known) {
    return organisations
        .of(address.key(), address.domain())
        .or(() -> known.organisation(address.key()))
        .or(() -> known.organisation(address.domain()));
  }

  /** Whether any organisation is known: where none is, nobody is unknown. */
  boolean knowsOrganisations(Known known) {
    return !organisations.isEmpty() || known.hasOrganisations();
  }

  /**
   * Whether two belong together. Where no organisation is known those of one domain do; at a public
   * mail provider a domain says nothing.
   */
  boolean areColleagues(Address one, Address other, Known known) {
    Optional<Organisation> ofOne = organisation(one, known);
    Optional<Organisation> ofOther = organisation(other, known);
    if (ofOne.isPresent() || ofOther.isPresent()) {
      return ofOne.isPresent()
          && ofOther.isPresent()
          && ofOne.get().name().equals(ofOther.get().name());
    }
    return one.domain().equals(other.domain())
        && !one.domain().isEmpty()
        && !publicMailDomains.contains(one.domain());
  }
}
