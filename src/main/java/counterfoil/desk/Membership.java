package counterfoil.desk;

import counterfoil.mail.Address;
import counterfoil.ticket.Correspondent;
import counterfoil.ticket.Pseudonym;
import counterfoil.ticket.Role;
import counterfoil.ticket.Ticket;
import java.util.Optional;

/**
 * Who the author of a mail is to a ticket: the order of rule 22. A header alone lets nobody in
 * (promise 9).
 */
final class Membership {

  private final People people;

  Membership(People people) {
    this.people = people;
  }

  /**
   * @param use the reply address that the mail came to, where it counts
   */
  Standing standing(Case of, Ticket ticket, Optional<TokenUse> use, Known known) {
    Optional<TokenUse> here = use.filter(one -> one.ticket().id() == ticket.id());
    return of.mail()
        .author()
        .flatMap(author -> member(author, ticket, here, known))
        .orElse(here.isPresent() ? Standing.TOKEN_BORROWER : Standing.STRANGER);
  }

  private Optional<Standing> member(
      Address author, Ticket ticket, Optional<TokenUse> use, Known known) {
    if (Pseudonym.isOne(author.email())) {
      // It stands for somebody who was erased, and can be written into any header.
      return Optional.empty();
    }
    Address requester = Address.of(ticket.requester().email());
    boolean isRequester = author.key().equals(requester.key());
    if (people.engineer(author).isPresent() && !isRequester) {
      return Optional.of(Standing.ENGINEER);
    }
    if (use.filter(one -> one.holder().key().equals(author.key())).isPresent()) {
      return Optional.of(Standing.TOKEN_HOLDER);
    }
    if (requester.email().equals(Decider.NOBODY)) {
      return Optional.empty();
    }
    if (isRequester) {
      return Optional.of(Standing.REQUESTER);
    }
    if (known
        .correspondent(ticket.id(), author.key())
        .map(Correspondent::role)
        .filter(Role.PARTICIPANT::equals)
        .isPresent()) {
      return Optional.of(Standing.PARTICIPANT);
    }
    return people.areColleagues(author, requester, known)
        ? Optional.of(Standing.COLLEAGUE)
        : Optional.empty();
  }
}
