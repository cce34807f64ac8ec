package counterfoil.desk;

import counterfoil.mail.Address;
import counterfoil.mail.MailWriter;
import counterfoil.ticket.Correspondent;
import counterfoil.ticket.Entry;
import counterfoil.ticket.EntryKind;
import counterfoil.ticket.Link;
import counterfoil.ticket.MailMoves;
import counterfoil.ticket.Person;
import counterfoil.ticket.Relation;
import counterfoil.ticket.Role;
import counterfoil.ticket.Status;
import counterfoil.ticket.Ticket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the verbs of engineers do: decides only, as the {@link Decider} does for mails. Safe for
 * many threads.
 */
public final class TicketDeeds {

  private static final String BY_HAND = "by hand";

  private final People people;
  private final Correspondence correspondence;
  private final Clock clock;

  /** With the people that the desk knows, and its letters. */
  public TicketDeeds(People people, Correspondence correspondence, Clock clock) {
    this.people = people;
    this.correspondence = correspondence;
    this.clock = clock;
  }

  /**
   * What is to be written, or why not.
   *
   * @param done nothing when it was refused
   */
  public record Done(Optional<Deed> done, String sentence) {
    static Done refused(String why) {
      return new Done(Optional.empty(), why);
    }

    static Done of(Deed.Builder deed, String sentence) {
      return new Done(Optional.of(deed.build()), sentence);
    }
  }

  /** See {@link TicketVerbs#setStatus}. */
  public Done setStatus(TicketFile file, Status to, String who) {
    Ticket ticket = file.ticket();
    Ticket.Move move = ticket.setStatus(to, clock.instant());
    if (move.refusal().isPresent()) {
      return Done.refused(move.refusal().get());
    }
    Deed.Builder deed = deed(who).moves(move, BY_HAND);
    if (to == Status.IN_PROGRESS && ticket.owner().isEmpty()) {
      deed.moves(move.ticket().assign(who), BY_HAND);
    }
    if (to == Status.WAITING_FOR_CUSTOMER) {
      deed.writes(
          entry(
              ticket,
              EntryKind.SYSTEM_NOTE,
              Decider.BOT,
              "Waiting for the customer; no question was sent with it."),
          BY_HAND);
    }
    return Done.of(deed, ticket.number() + " is " + to.words() + " now.");
  }

  /** See {@link TicketVerbs#assign}. */
  public Done assign(TicketFile file, String owner, String who) {
    Ticket ticket = file.ticket();
    Ticket.Move move = ticket.assign(owner.strip());
    if (move.refusal().isPresent()) {
      return Done.refused(move.refusal().get());
    }
    Deed.Builder deed = deed(who).moves(move, BY_HAND);
    if (!owner.isBlank() && ticket.status() == Status.OPEN) {
      deed.moves(move.ticket().setStatus(Status.IN_PROGRESS, clock.instant()), BY_HAND);
    }
    if (owner.isBlank() && ticket.status() == Status.IN_PROGRESS) {
      deed.moves(move.ticket().setStatus(Status.OPEN, clock.instant()), BY_HAND);
    }
    return Done.of(
        deed,
        owner.isBlank()
            ? ticket.number() + " belongs to nobody now."
            : ticket.number() + " belongs to " + owner.strip() + " now.");
  }

  /** See {@link TicketVerbs#setPriority}. */
  public Done setPriority(TicketFile file, String level, String who) {
    Ticket.Move move = file.ticket().setPriority(level);
    return move.refusal()
        .map(Done::refused)
        .orElseGet(
            () ->
                Done.of(
                    deed(who).moves(move, BY_HAND),
                    file.ticket().number() + " is " + level + " now."));
  }

  /** See {@link TicketVerbs#answer}. */
  public Done answer(TicketFile file, String words, String who) {
    Ticket ticket = file.ticket();
    if (ticket.mergedInto().isPresent()) {
      return Done.refused(ticket.number() + " was merged into another ticket; answer there.");
    }
    if (words.isBlank()) {
      return Done.refused("There is nothing to send.");
    }
    List<Correspondent> readers = readers(file.people());
    if (readers.isEmpty()) {
      return Done.refused("Nobody on " + ticket.number() + " has an address to write to.");
    }
    Instant now = clock.instant();
    Deed.Builder deed = deed(who);
    deed.writes(entry(ticket, EntryKind.ENGINEER_REPLY, who, words.strip()), BY_HAND);
    deed.moves(ticket.wrote(MailMoves.Writer.ENGINEER, now, now), "an answer was sent");
    byte[] source =
        (ticket.number() + " " + ticket.version() + " " + now + " " + words)
            .getBytes(StandardCharsets.UTF_8);
    readers.forEach(
        person -> deed.sends(correspondence.relay(ticket, person, words.strip(), source)));
    // Two answers at once must not both be decided on the same ticket: its row says so.
    deed.changes(ticket.wrote(MailMoves.Writer.ENGINEER, now, now).ticket());
    return Done.of(
        deed,
        "The answer goes to %s."
            .formatted(
                String.join(
                    ", ", readers.stream().map(person -> person.person().email()).toList())));
  }

  /** Who of these people gets an answer that is written on their ticket. */
  public static List<Correspondent> readers(List<Correspondent> people) {
    return people.stream()
        .filter(person -> person.role().isMember())
        .filter(person -> MailWriter.canWriteTo(person.person().email()))
        .filter(person -> !person.person().email().equals(Decider.NOBODY))
        .toList();
  }

  /** See {@link TicketVerbs#note}. */
  public Done note(TicketFile file, String words, String who) {
    if (file.ticket().mergedInto().isPresent()) {
      return Done.refused(
          file.ticket().number() + " was merged into another ticket; write it there.");
    }
    if (words.isBlank()) {
      return Done.refused("There is nothing to write down.");
    }
    return Done.of(
        deed(who)
            .writes(
                entry(file.ticket(), EntryKind.INTERNAL_NOTE, who, words.strip()).forEngineers(),
                BY_HAND),
        "Written down on " + file.ticket().number() + ", for engineers only.");
  }

  /** See {@link TicketVerbs#addParticipant}. */
  public Done addParticipant(TicketFile file, String written, String who) {
    Ticket ticket = file.ticket();
    if (ticket.mergedInto().isPresent()) {
      return Done.refused(ticket.number() + " was merged into another ticket; add them there.");
    }
    Address address = Address.of(written.strip());
    if (!MailWriter.canWriteTo(address.email()) || address.domain().isEmpty()) {
      return Done.refused("This is not an address: " + written.strip());
    }
    if (people.isOwn(address)) {
      return Done.refused(address.email() + " is an address of this desk.");
    }
    Optional<Correspondent> there = on(file, address);
    if (there.filter(person -> person.role().isMember()).isPresent()) {
      return Done.refused(address.email() + " belongs to " + ticket.number() + " already.");
    }
    Instant now = clock.instant();
    Correspondent added =
        there
            .map(person -> person.as(Role.PARTICIPANT, now))
            .orElseGet(
                () ->
                    Newcomers.person(
                        ticket.id(), next(file.people()), address, Role.PARTICIPANT, now));
    return Done.of(
        deed(who).joins(added, BY_HAND),
        address.email() + " sees what comes on " + ticket.number() + " from now on.");
  }

  /** See {@link TicketVerbs#removeParticipant}. */
  public Done removeParticipant(TicketFile file, String written, String who) {
    Address address = Address.of(written.strip());
    Optional<Correspondent> there =
        on(file, address).filter(person -> person.role() == Role.PARTICIPANT);
    if (there.isEmpty()) {
      return Done.refused(
          address.email() + " is no participant of " + file.ticket().number() + ".");
    }
    return Done.of(
        deed(who).joins(there.get().rotated().as(Role.SUGGESTED, clock.instant()), BY_HAND),
        address.email() + " sees nothing more of " + file.ticket().number() + ".");
  }

  private static Optional<Correspondent> on(TicketFile file, Address address) {
    return file.people().stream().filter(person -> person.key().equals(address.key())).findFirst();
  }

  private static int next(List<Correspondent> there) {
    return there.stream().mapToInt(Correspondent::no).max().orElse(0) + 1;
  }

  /** See {@link TicketVerbs#merge}. Two customers never come to read each other's mail. */
  public Done merge(TicketFile from, TicketFile into, Known known, String who) {
    Ticket survivor = into.ticket();
    Address one = Address.of(from.ticket().requester().email());
    Address other = Address.of(survivor.requester().email());
    if (!one.key().equals(other.key()) && !people.areColleagues(one, other, known)) {
      return Done.refused(
          "%s is of %s and %s of %s, who do not belong together: each would read the other's mail."
              .formatted(from.ticket().number(), one.email(), survivor.number(), other.email()));
    }
    Deed.Builder deed = deed(who);
    return Merger.merge(
            from.ticket(),
            survivor,
            from.people(),
            new ArrayList<>(into.people()),
            Role.PARTICIPANT,
            deed,
            BY_HAND,
            clock.instant())
        .map(Done::refused)
        .orElseGet(
            () ->
                Done.of(
                    deed.changes(survivor),
                    "%s is part of %s now.".formatted(from.ticket().number(), survivor.number())));
  }

  /**
   * An entry that may be moved to another ticket.
   *
   * @param sender of the mail that it came by; empty when it came by none
   * @param messageId of that mail
   * @param title what a ticket that begins with it is called
   */
  public record Movable(long id, EntryKind kind, String sender, String messageId, String title) {}

  /**
   * See {@link TicketVerbs#split}. The author of the first message that goes is the requester.
   *
   * @param there all entries of the ticket, in their order
   * @param newId of the ticket to be
   */
  public Done split(
      TicketFile file, List<Movable> there, List<Long> chosen, long newId, String who) {
    Ticket ticket = file.ticket();
    List<Movable> going = there.stream().filter(entry -> chosen.contains(entry.id())).toList();
    if (going.size() != chosen.stream().distinct().count()) {
      return Done.refused("Not all of these entries stand on " + ticket.number() + ".");
    }
    Optional<Movable> first = going.stream().filter(TicketDeeds::isMessage).findFirst();
    if (first.isEmpty()) {
      return Done.refused("A ticket begins with a message of a customer; choose one.");
    }
    if (there.stream().filter(TicketDeeds::isMessage).allMatch(going::contains)) {
      return Done.refused("Nothing of the customer would be left on " + ticket.number() + ".");
    }
    Address author = Address.of(first.get().sender());
    Optional<Correspondent> known = on(file, author);
    Instant now = clock.instant();
    Ticket split =
        ticket.splitOff(
            newId,
            ticket.number().replace(Long.toString(ticket.id()), Long.toString(newId)),
            first.get().title(),
            new Person(author.email(), known.map(person -> person.person().name()).orElse("")),
            now);
    Deed.Builder deed = deed(who).opens(split, BY_HAND);
    deed.joins(
        Newcomers.person(newId, 1, author, Role.REQUESTER, now)
            .wrote(
                going.stream()
                    .filter(entry -> entry.sender().equals(first.get().sender()))
                    .map(Movable::messageId)
                    .reduce("", (earlier, later) -> later)),
        BY_HAND);
    deed.links(
        new Link(newId, Relation.SPLIT_FROM, ticket.id()),
        split.number(),
        ticket.number(),
        BY_HAND);
    deed.changes(ticket);
    deed.splits(
        ticket,
        split,
        going.stream().map(Movable::id).toList(),
        going.stream().map(Movable::messageId).filter(id -> !id.isEmpty()).toList());
    return Done.of(deed, "%d entries are ticket %s now.".formatted(going.size(), split.number()));
  }

  private static boolean isMessage(Movable entry) {
    return entry.kind() == EntryKind.CUSTOMER_MESSAGE && !entry.sender().isEmpty();
  }

  /** See {@link TicketVerbs#undoThanks}. */
  public Done undoThanks(TicketFile file, String who) {
    Ticket.Move move = file.ticket().thanksUndone(clock.instant());
    if (move.refusal().isPresent()) {
      return Done.refused(move.refusal().get());
    }
    Deed.Builder deed = deed(who).moves(move, BY_HAND);
    Ticket.Move untagged = move.ticket().untag(Ticket.THANKS);
    deed.moves(untagged, BY_HAND);
    return Done.of(
        deed,
        "%s is %s, as if the customer had answered."
            .formatted(file.ticket().number(), untagged.ticket().status().words()));
  }

  private Deed.Builder deed(String who) {
    return new Deed.Builder(who, Optional.empty(), clock.instant());
  }

  private Entry entry(Ticket ticket, EntryKind kind, String author, String words) {
    return new Entry(
        ticket.id(), kind, author, words, "", List.of(), Optional.empty(), clock.instant());
  }
}
