package counterfoil.desk;

import counterfoil.mail.Address;
import counterfoil.ticket.Correspondent;
import counterfoil.ticket.Person;
import counterfoil.ticket.Role;
import counterfoil.ticket.Ticket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who comes to a ticket by a mail of its requester: those in To and Cc who are of the requester's
 * organisation belong to it, others are suggested until an engineer adds them (rule 24). Nobody is
 * ever added because somebody else wrote so (T4).
 */
final class Newcomers {

  /** On one ticket; who names more does not mean people. */
  private final int most;

  private final People people;

  Newcomers(People people, int most) {
    this.people = people;
    this.most = most;
  }

  /**
   * @param there who is on the ticket already
   */
  List<Correspondent> of(
      Case of, Ticket ticket, Collection<Correspondent> there, Known known, Instant now) {
    Address requester = Address.of(ticket.requester().email());
    Set<String> keys = new HashSet<>();
    there.forEach(person -> keys.add(person.key()));
    int no = there.stream().mapToInt(Correspondent::no).max().orElse(0);
    List<Correspondent> found = new ArrayList<>();
    for (Address address :
        Stream.concat(of.mail().to().stream(), of.mail().cc().stream()).toList()) {
      if (there.size() + found.size() >= most) {
        break;
      }
      if (!people.isOwn(address) && people.engineer(address).isEmpty() && keys.add(address.key())) {
        Role role =
            people.areColleagues(address, requester, known) ? Role.PARTICIPANT : Role.SUGGESTED;
        found.add(person(ticket.id(), ++no, address, role, now));
      }
    }
    return found;
  }

  static Correspondent person(long ticketId, int no, Address address, Role role, Instant now) {
    return new Correspondent(
        ticketId, no, new Person(address.email(), address.name()), address.key(), role, 1, now, "");
  }
}
