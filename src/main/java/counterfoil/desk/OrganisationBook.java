package counterfoil.desk;

import counterfoil.ticket.Organisation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All organisations: those of {@code config/organisations.yaml}, which nobody changes here, and
 * those that were added on the desk's page. Where both know a name, a domain or an address, the
 * file wins.
 */
public interface OrganisationBook extends OrganisationLookup {

  /**
   * The organisations that have words in their name, domains or addresses; those of the file first,
   * then by name.
   *
   * @param search empty for all
   * @param limit as many at most
   */
  List<Line> organisations(String search, int limit);

  /** One that was added on the page. */
  Optional<Line> organisation(long id);

  /**
   * Adds one.
   *
   * @param who adds it
   */
  TicketVerbs.Answer add(Draft draft, String who);

  /**
   * Changes one that was added here, all of it.
   *
   * @return empty when there is none
   */
  Optional<TicketVerbs.Answer> change(long id, Draft draft);

  /**
   * Takes one out that was added here. Tickets stay as they are.
   *
   * @return empty when there is none
   */
  Optional<TicketVerbs.Answer> remove(long id);

  /**
   * What somebody typed; {@link OrganisationRules} says whether it can be.
   *
   * @param domains one or more in each text, apart by spaces, commas or lines
   * @param addresses the same
   */
  record Draft(String name, List<String> domains, List<String> addresses, boolean isEntitled) {}

  /**
   * An organisation and where it comes from.
   *
   * @param id empty when it stands in the file
   * @param addedBy empty when it stands in the file
   * @param inFile what of it stands in the file as well, and therefore counts only there: its name,
   *     domains, addresses
   * @param publicDomains its domains where anybody can have an address; they count for nothing
   */
  record Line(
      Optional<Long> id,
      Organisation organisation,
      String addedBy,
      Optional<Instant> addedAt,
      Set<String> inFile,
      Set<String> publicDomains) {

    /** Whether it stands in the file, where alone it can be changed. */
    public boolean isReadOnly() {
      return id.isEmpty();
    }
  }
}
