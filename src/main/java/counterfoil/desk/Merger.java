package counterfoil.desk;

import counterfoil.ticket.Correspondent;
import counterfoil.ticket.Link;
import counterfoil.ticket.Person;
import counterfoil.ticket.Relation;
import counterfoil.ticket.Role;
import counterfoil.ticket.Ticket;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Makes one ticket out of two: the entries, facts and people of the one go to the other, and so
 * does all mail that comes to it later.
 */
final class Merger {

  private Merger() {}

  /**
   * @param fromPeople who is on the ticket that goes
   * @param intoPeople who is on the one that stays; added to
   * @param role of those who belonged to the one that goes
   * @return why not, in a sentence; empty when it is merged
   */
  static Optional<String> merge(
      Ticket from,
      Ticket into,
      Collection<Correspondent> fromPeople,
      List<Correspondent> intoPeople,
      Role role,
      Deed.Builder deed,
      String why,
      Instant now) {
    Ticket.Move move = from.mergeInto(into, now);
    if (move.refusal().isPresent()) {
      return move.refusal();
    }
    deed.moves(move, why);
    deed.links(
        new Link(from.id(), Relation.MERGED_INTO, into.id()), from.number(), into.number(), why);
    for (Correspondent person : fromPeople) {
      boolean isThere = intoPeople.stream().anyMatch(other -> other.key().equals(person.key()));
      if (!isThere && person.role() != Role.ENGINEER) {
        Correspondent added =
            new Correspondent(
                into.id(),
                intoPeople.stream().mapToInt(Correspondent::no).max().orElse(0) + 1,
                new Person(person.person().email(), person.person().name()),
                person.key(),
                person.role().isMember() ? role : Role.SUGGESTED,
                1,
                now,
                person.lastMessageId());
        deed.joins(added, "was on " + from.number());
        intoPeople.add(added);
      }
    }
    deed.merges(from, into);
    return Optional.empty();
  }
}
