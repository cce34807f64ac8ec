package counterfoil.desk;

import counterfoil.ticket.Organisation;
import java.util.Collection;
import java.util.Map;

/** The organisations of the desk's page, for decisions on mails. */
public interface OrganisationLookup {

  /** Whether none was added. */
  boolean isEmpty();

  /**
   * The organisations of many senders, in two look-ups whatever their number. Of one sender the
   * whole address counts first, then the domain.
   *
   * @param addressKeys whole addresses as {@code Address.key()} gives them
   * @param domains as {@code Address.domain()} gives them
   * @return by those of the addresses and domains that belong to one, as they were given
   */
  Map<String, Organisation> of(Collection<String> addressKeys, Collection<String> domains);

  /** Nothing was added. */
  OrganisationLookup NONE =
      new OrganisationLookup() {
        @Override
        public boolean isEmpty() {
          return true;
        }

        @Override
        public Map<String, Organisation> of(
            Collection<String> addressKeys, Collection<String> domains) {
          return Map.of();
        }
      };
}
