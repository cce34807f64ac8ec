package counterfoil.web;

import counterfoil.desk.DeskViews.EntryLine;
import counterfoil.desk.DeskViews.EventLine;
import counterfoil.desk.DeskViews.FactLine;
import counterfoil.desk.DeskViews.LinkLine;
import counterfoil.desk.DeskViews.TicketLine;
import counterfoil.desk.DeskViews.TicketPage;
import counterfoil.ticket.Correspondent;
import counterfoil.ticket.EntryKind;
import counterfoil.ticket.Goal;
import counterfoil.ticket.Role;
import counterfoil.ticket.ServiceClock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A ticket whole, as programs read it; facts by the name of their field, the primary value first.
 * The names are a promise: new ones are added at the end, and none is taken away.
 *
 * @param owner empty when it belongs to nobody
 * @param organisation empty when none is known
 * @param language of the letters about it, two letters; may be empty
 * @param mergedInto the number of the ticket that has its entries now
 */
record TicketJson(
    String number,
    String subject,
    String status,
    String priority,
    String requester,
    Map<String, List<Fact>> facts,
    List<Entry> entries,
    List<Event> events,
    String prioritySource,
    Instant openedAt,
    Instant changedAt,
    String owner,
    String organisation,
    String language,
    List<String> tags,
    Optional<String> mergedInto,
    List<Person> people,
    List<Link> links,
    List<Promise> clocks) {

  static TicketJson of(TicketPage page, List<ServiceClock> clocks, Instant now) {
    TicketLine line = page.line();
    return new TicketJson(
        line.number(),
        line.subject(),
        line.status().words(),
        line.priority(),
        line.requester(),
        page.facts().stream()
            .collect(
                Collectors.groupingBy(
                    FactLine::field,
                    LinkedHashMap::new,
                    Collectors.mapping(Fact::of, Collectors.toList()))),
        page.entries().stream().map(Entry::of).toList(),
        page.events().stream().map(Event::of).toList(),
        line.prioritySource(),
        line.openedAt(),
        line.changedAt(),
        line.owner(),
        line.organisation(),
        line.language(),
        line.tags(),
        line.mergedInto(),
        page.people().stream().map(Person::of).toList(),
        page.links().stream().map(Link::of).toList(),
        clocks.stream().map(clock -> Promise.of(clock, now)).toList());
  }

  record Fact(String value, String evidence, String where, String source) {
    static Fact of(FactLine fact) {
      return new Fact(fact.value(), fact.evidence(), fact.where(), fact.source());
    }
  }

  /**
   * @param id by which it can be split off
   * @param forEngineers whether no customer is ever shown it
   */
  record Entry(
      EntryKind kind, String from, String text, Instant at, long id, boolean forEngineers) {
    static Entry of(EntryLine entry) {
      return new Entry(
          entry.kind(), entry.from(), entry.text(), entry.at(), entry.id(), entry.isHidden());
    }
  }

  record Event(String what, String who, String why, Optional<Long> mail, Instant at) {
    static Event of(EventLine event) {
      return new Event(event.what(), event.who(), event.why(), event.mailId(), event.at());
    }
  }

  /**
   * @param since who is a participant sees what came after that
   */
  record Person(String address, String name, Role role, Instant since) {
    static Person of(Correspondent one) {
      return new Person(one.person().email(), one.person().name(), one.role(), one.since());
    }
  }

  /** "follow-up of", and the number of the other ticket. */
  record Link(String words, String number) {
    static Link of(LinkLine link) {
      return new Link(link.words(), link.number());
    }
  }

  /**
   * A goal, and how its clock stands.
   *
   * @param dueAt it moves on while the clock is paused
   * @param pausedSince while the desk waits for the customer
   * @param stoppedAt when the goal was reached
   */
  record Promise(
      Goal goal,
      Instant dueAt,
      boolean overdue,
      Optional<Instant> pausedSince,
      Optional<Instant> stoppedAt) {

    static Promise of(ServiceClock clock, Instant now) {
      return new Promise(
          clock.goal(),
          clock.dueAt(),
          clock.isOverdue(now),
          clock.pausedSince(),
          clock.stoppedAt());
    }
  }
}
