package counterfoil.desk;

import counterfoil.letters.Letter;
import counterfoil.ticket.Change;
import counterfoil.ticket.Correspondent;
import counterfoil.ticket.Entry;
import counterfoil.ticket.Event;
import counterfoil.ticket.Link;
import counterfoil.ticket.Ticket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that is to be written about tickets because of one mail or one word of an engineer, in one
 * transaction.
 *
 * @param opened a ticket that did not exist before
 * @param changed tickets as they are to be from now on; the version says what was decided upon
 * @param entries what is added
 * @param events the history of it
 * @param letters what is to be sent
 * @param people those who are new on a ticket, or something else to it than before
 * @param links between tickets
 * @param movings entries that go to another ticket
 */
public record Deed(
    Optional<Ticket> opened,
    List<Ticket> changed,
    List<Entry> entries,
    List<Event> events,
    List<Letter> letters,
    List<Correspondent> people,
    List<Link> links,
    List<Moving> movings) {

  /** Nothing. */
  public static final Deed NOTHING = new Builder("", Optional.empty(), Instant.EPOCH).build();

  /**
   * Entries of one ticket go to another one.
   *
   * @param isWhole whether all of it goes, and mail that comes later too
   * @param entries those that go, by their ids, when not all of it does
   * @param messageIds of their mails: answers to them go with them
   * @param who had it done
   */
  public record Moving(
      Ticket from,
      Ticket into,
      boolean isWhole,
      List<Long> entries,
      List<String> messageIds,
      String who,
      Instant at) {}

  /** The same and another one. */
  Deed and(Deed other) {
    return new Deed(
        opened.or(other::opened),
        together(changed, other.changed),
        together(entries, other.entries),
        together(events, other.events),
        together(letters, other.letters),
        together(people, other.people),
        together(links, other.links),
        together(movings, other.movings));
  }

  private static <T> List<T> together(List<T> some, List<T> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  /** Collects it, each thing with its line in the history. For one thread. */
  static final class Builder {

    private final String who;
    private final Optional<Long> mailId;
    private final Instant at;
    private Optional<Ticket> opened = Optional.empty();
    private final List<Ticket> changed = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final List<Letter> letters = new ArrayList<>();
    private final List<Correspondent> people = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();
    private final List<Moving> movings = new ArrayList<>();

    /**
     * @param who does it
     * @param mailId the mail that causes it
     * @param at when
     */
    Builder(String who, Optional<Long> mailId, Instant at) {
      this.who = who;
      this.mailId = mailId;
      this.at = at;
    }

    Builder opens(Ticket ticket, String why) {
      opened = Optional.of(ticket);
      return tells(ticket.id(), new Change.Opened(ticket), why);
    }

    /** The ticket as it is to be; its lines in the history are told beside. */
    Builder changes(Ticket ticket) {
      changed.removeIf(other -> other.id() == ticket.id());
      changed.add(ticket);
      return this;
    }

    /** A move, when it changed something. */
    Builder moves(Ticket.Move move, String why) {
      move.change()
          .ifPresent(
              change -> {
                changes(move.ticket());
                tells(move.ticket().id(), change, why);
              });
      return this;
    }

    /** An entry, and that it was written. */
    Builder writes(Entry entry, String why) {
      entries.add(entry);
      return tells(entry.ticketId(), new Change.Wrote(entry.kind(), entry.isForEngineers()), why);
    }

    /** Somebody on a ticket who was not there before, or in another role. */
    Builder joins(Correspondent person, String why) {
      knows(person);
      return tells(person.ticketId(), new Change.Joined(person), why);
    }

    /** Something about somebody that needs no line in the history. */
    Builder knows(Correspondent person) {
      people.removeIf(other -> other.ticketId() == person.ticketId() && other.no() == person.no());
      people.add(person);
      return this;
    }

    Builder sends(Letter letter) {
      letters.add(letter);
      return this;
    }

    /** A link, told on both tickets. */
    Builder links(Link link, String number, String otherNumber, String why) {
      links.add(link);
      tells(link.from(), new Change.Linked(link.relation(), false, otherNumber), why);
      return tells(link.to(), new Change.Linked(link.relation(), true, number), why);
    }

    /** The store tells how many entries went where. */
    Builder merges(Ticket from, Ticket into) {
      movings.add(new Moving(from, into, true, List.of(), List.of(), who, at));
      return this;
    }

    /** Of one ticket some entries become another one. */
    Builder splits(Ticket from, Ticket into, List<Long> entries, List<String> messageIds) {
      movings.add(new Moving(from, into, false, entries, messageIds, who, at));
      return this;
    }

    Builder tells(long ticketId, Change change, String why) {
      events.add(new Event(ticketId, change, who, why, mailId, at));
      return this;
    }

    /** By somebody else than who does the rest. */
    Builder tells(long ticketId, Change change, String by, String why) {
      events.add(new Event(ticketId, change, by, why, mailId, at));
      return this;
    }

    Deed build() {
      return new Deed(
          opened,
          List.copyOf(changed),
          List.copyOf(entries),
          List.copyOf(events),
          List.copyOf(letters),
          List.copyOf(people),
          List.copyOf(links),
          List.copyOf(movings));
    }
  }
}
